"""What lesson 77 asks: guesses, and questions to answer in words."""

from amhelpers.lessons.asked import Choice, Choosing, Measuring, Question, Way
from amhelpers.lessons.lines import Line, Lines

__all__ = ["GUESSES", "LINES", "QUESTIONS"]

# Two to four. For each way of being wrong one sentence, which is true whatever was guessed and found.
GUESSES = (
    Choosing(
        "77.p1",
        "Every value of a picture is halved. What becomes of its range?",
        "A factor goes through: the largest value and the smallest are both halved, and so is what lies between them.",
        # The first word or two of a choice are its key: the cell that tells what was found gives one of them.
        choices=(
            Choice("half", "it is halved", Way("a factor goes through", "Here it was not halved.")),
            Choice("the same", "it stays", Way("a range stays", "A factor changes the distance between two values.")),
            Choice("a quarter", "a quarter is left", Way("halved twice", "The factor counts once, not twice.")),
        ),
    ),
    Measuring(
        "77.p2",
        "How many pixels of a digit are exactly zero, in per cent?",
        "Most of a digit is its background.",
        low=0,
        high=100,
        near=10,  # how far a guess may lie from what was found, and count as right
        below=Way("a digit fills its image", "You expected {guess}, and {found} are zero: a stroke is thin."),
        above=Way("nearly all is background", "You expected {guess}, and {found} are zero: strokes have gray borders."),
        unit="%",
    ),
)

# The text of each is word for word that of the lesson.
QUESTIONS = (
    Question(
        "77.a",
        "Something is added to every value of an image. What becomes of the range?",
        "Nothing: it is added to the largest value and to the smallest, and the difference stays.",
        "Do you say what is added to both ends?",
    ),
    Question(
        "77.b",
        "Two images have the same range. Are they equally light?",
        "They need not be. One may be black with a single white pixel, the other white with a single black one.",
        "Is there an example of two images?",
    ),
    Question(
        "77.bonus",
        "Take in the place of the range a number that one bad pixel does not change much.",
        "The distance between two percentiles, such as the 5th and the 95th, does not ask for the ends.",
        "Does the number stay nearly as it was when one pixel is set to 100?",
    ),
)

# What a review asks about pictures: four lines or more, run as they stand, whose pictures can be told from each other
# for every `seed` from 0 to 4. Behind each stands by what.
LINES = (
    Lines(
        "77.l1",
        ("77.1", "77.p1"),
        """\
digits = am.datasets.load_mnist()[1][0]
digit = digits[seed] / 255
""",
        (
            Line("digit", "White on black: the values reach from 0 to 1."),
            Line("digit / 2", "Gray on black: the range is halved."),
            Line("digit / 2 + 0.5", "White on gray: the range is halved, and what was black is lighter."),
            Line("1 - digit", "Black on white: the range is what it was."),
        ),
    ),
)
