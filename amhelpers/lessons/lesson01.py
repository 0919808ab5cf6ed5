"""What lesson 01 asks: guesses, and questions to answer in words."""

from amhelpers.lessons.asked import Choice, Choosing, Measuring, Question, Way

__all__ = ["GUESSES", "QUESTIONS"]

GUESSES = (
    Measuring(
        "1.p1",
        "Before it has learned anything the net is right about one digit in ten. Of 100 new digits, how many will it "
        "read after one look at each of 9,000?",
        "Most of what it will ever learn of these digits it learns in the first pass.",
        low=10,
        high=100,
        near=4,
        below=Way(
            "one pass is little",
            "You expected {guess}, and it reads {found}: 9,000 digits in batches of 64 are 141 corrections of every "
            "weight, which is enough for most of these digits.",
        ),
        above=Way(
            "one pass is all",
            "You expected {guess}, and it reads {found}: what is left takes many more passes, and more digits.",
        ),
        unit="of 100",
    ),
    Choosing(
        "1.p2",
        "The trained net is shown noise, white paper, a chessboard. How sure will it be of its answers?",
        "It has ten answers and no other, and says one of them with confidence, whatever it is shown.",
        choices=(
            Choice(
                "never",
                "never sure: about 0.1 for each digit",
                Way(
                    "no digit means all are equally likely",
                    "Only black paper came near to that. Softmax compares the ten answers with each other, and far "
                    "from all digits one of them may still lead by far.",
                ),
            ),
            Choice(
                "sometimes",
                "of some of them very sure",
                Way("sure of what is no digit", "None of these answers was sure, this time."),
            ),
        ),
    ),
)

QUESTIONS = (
    Question(
        "1.a",
        "The filter of the example finds left borders. What would you change for it to find the upper borders of "
        "strokes? And what does it say to a picture that is white all over?",
        "Turn the filter by a quarter, so that its first row is −1 and its last row +1. On a white picture the sums "
        "are zero: nothing changes from left to right (but for the border of the picture, outside of which zeros are "
        "assumed).",
        "Do you say which row is negative, and why the sums of a white picture are zero: because the weights of the "
        "filter add up to zero?",
    ),
)
