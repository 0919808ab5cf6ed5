"""What lesson 01 asks: guesses, and questions to answer in words."""

from amhelpers.lessons.asked import Choice, Choosing, Measuring, Question, Way
from amhelpers.lessons.lines import Line, Lines

__all__ = ["GUESSES", "LINES", "QUESTIONS"]

GUESSES = (
    Measuring(
        "1.p1",
        "Before it has learned anything the net is right about one digit in ten. Of 100 new digits, how many will "
        "it read after one look at each of 9,000?",
        "One look at each of 9,000 digits is 141 corrections of every weight: 9,000 in batches of 64.",
        low=10,
        high=100,
        near=4,
        below=Way(
            "one pass is little",
            "You expected {guess}, and it reads {found}: 9,000 digits in batches of 64 are 141 corrections of "
            "every weight, and they do more than a single look at each suggests.",
        ),
        above=Way(
            "one pass is all",
            "You expected {guess}, and it reads {found}: one pass does not do it all. More passes, and more "
            "digits, are what the lesson tries next.",
        ),
        unit="of 100",
    ),
    Choosing(
        "1.p2",
        "The trained net is shown noise, black and white paper, a chessboard, stripes, a digit upside down. Of how "
        "many of its answers will it be very sure, p above 0.9?",
        "It has ten answers and no other, and may say one of them with confidence, whatever it is shown.",
        choices=(
            Choice(
                "never",
                "of none of them",
                Way(
                    "no digit means all are equally likely",
                    "Softmax compares the ten answers with each other. Far from all digits one of them may still "
                    "lead by far: of some of these it is sure.",
                ),
            ),
            Choice(
                "sometimes",
                "of some of them",
                Way("sure of some of what is no digit", "Here it was otherwise: it was very sure of all, or of none."),
            ),
            Choice(
                "always",
                "of all of them",
                Way(
                    "sure of whatever it is shown",
                    "Not of all: a high probability means that one answer leads by far, and not every picture that "
                    "is no digit speaks for one digit more than for the others.",
                ),
            ),
        ),
    ),
)

QUESTIONS = (
    Question(
        "1.a",
        "The filter of the example finds left borders. What would you change for it to find the upper borders of "
        "strokes? And what does it say to a picture that is white all over?",
        "Turn the filter by a quarter, so that its first row is −1 and its last row +1. On a white picture the "
        "sums are zero: nothing changes from left to right (but for the border of the picture, outside of which "
        "zeros are assumed).",
        "Do you say which row is negative, and that the weights of the filter add up to zero?",
    ),
    Question(
        "1.b",
        "Someone tests a net on the images that it was trained on, and reports 99.9 %. What does the figure say, "
        "and what does it not?",
        "It says that the net can store what it saw. What it makes of new images is not measured: for that, images "
        "are needed that played no part in any decision.",
        "Do you tell remembering from reading, and say what should be measured instead?",
    ),
    Question(
        "1.bonus",
        "How far may a digit move before the net no longer reads it? Shift the test images by 0 to 8 pixels to the "
        "right, measure the accuracy of `trained` for each, and plot it. Do convolutions make a net indifferent to "
        "where things are?",
        "Two pixels cost about one digit in a hundred, four about one in five, and at eight it reads 14 %, little "
        "more than guessing. (By then nearly a tenth of the ink has left the picture, which counts too.) The "
        "convolutions move their maps along with the digit, but the dense layer after `Flatten` has a weight for "
        "each place, and it has only seen digits in the middle.",
        "Do you say which layer is to blame, and why the convolutions are not?",
    ),
)

LINES = (
    Lines(
        "1.l1",
        ("1.a",),
        """\
digits = am.datasets.load_mnist()[1][0]
digit = am.datasets.preprocess(digits[seed : seed + 1])


def answer(image, weights):
    kernel = np.reshape(np.float32(weights), (3, 3, 1, 1))
    return keras.ops.relu(keras.ops.conv(image, kernel, padding="same")) / 3
""",
        (
            Line(
                "answer(digit, [[-1, 0, 1], [-1, 0, 1], [-1, 0, 1]])",
                "Only strokes that go up and down are left: the filter compares left with right.",
            ),
            Line(
                "answer(digit, [[-1, -1, -1], [0, 0, 0], [1, 1, 1]])",
                "Only strokes that go across are left: the filter compares above with below.",
            ),
            Line(
                "answer(digit, [[1, 1, 1], [1, 1, 1], [1, 1, 1]]) / 3",
                "The whole digit is left, blurred: nothing is subtracted, so this filter finds no borders.",
            ),
            Line(
                "answer(digit, [[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]])",
                "The digit is left with its edges sharpened: each pixel is compared with all around it, in no "
                "direction.",
            ),
        ),
    ),
)
