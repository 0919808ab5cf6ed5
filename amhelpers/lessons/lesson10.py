"""What lesson 10 asks: guesses, and questions to answer in words."""

from amhelpers.lessons.asked import Choice, Choosing, Measuring, Question, Way
from amhelpers.lessons.lines import Line, Lines

__all__ = ["GUESSES", "LINES", "QUESTIONS"]

GUESSES = (
    Choosing(
        "10.p1",
        "Five pictures climb from faint noise until the protractor says −80°, −40°, 0°, 40°, 80°, with penalties "
        "for light. What will be seen?",
        "A number of degrees is reached by many pictures; the penalties have a say in which of them is found.",
        choices=(
            Choice(
                "sevens",
                "sevens, turned by as much",
                Way(
                    "the answer needs the thing",
                    "The net was never asked whether there is a seven. A few light spots are enough for the "
                    "number, and the penalties leave no more.",
                ),
            ),
            Choice(
                "spots",
                "a few spots, hardly anything",
                Way("a value asks for little", "Here there was more than spots."),
            ),
        ),
    ),
    Choosing(
        "10.p2",
        "The mark is planted in the lower left corner of pictures of both digits, of which the net reads hardly "
        "any as the class of the mark so far. Which of its answers will turn?",
        "How many answers a change turns, in pictures that differ in nothing else, is what a suspicion is tested by.",
        choices=(
            Choice(
                "all turn",
                "nearly all of them",
                Way("a small mark decides", "Here fewer than nine of ten turned."),
            ),
            Choice(
                "some turn",
                "those where the digit is of the class of the mark; the others stay",
                Way(
                    "shapes outweigh a shortcut",
                    "The mark was not weighed together with the digit: which digit was in the picture made little "
                    "difference.",
                ),
            ),
            Choice(
                "none turns",
                "hardly any: nine pixels in a corner are too little",
                Way(
                    "nine pixels are too little",
                    "Nine pixels turned answers here. What is small to us need not be small to a net that had "
                    "nothing easier to go by.",
                ),
            ),
        ),
    ),
    Measuring(
        "10.p3",
        "The pictures are moved by two pixels to the right and down, which should be nothing. How many of the "
        "net's answers will stay, in per cent?",
        "How many answers stay says nothing of whether they are right: a net that always says the same keeps all.",
        low=0,
        high=100,
        near=10,
        below=Way(
            "nets mind two pixels",
            "You expected {guess}, and {found} stay. That alone is no praise: a net that says the same of every "
            "picture keeps all of its answers.",
        ),
        above=Way(
            "two pixels change no answer",
            "You expected {guess}, and {found} stay: a net may hang on where things are.",
        ),
        unit="%",
    ),
)

QUESTIONS = (
    Question(
        "10.a",
        "The mark turns every answer. Does the net therefore look at nothing else?",
        "No. It says that the mark outweighs all else in these pictures. Without it the net may well look at "
        "digits, and a weaker mark might not win; that would be another table, of marks of several strengths.",
        "Do you tell outweighing from ignoring, and name an experiment that would tell them apart?",
    ),
    Question(
        "10.b",
        "You find no shortcut in a net. What have you shown?",
        "That you did not find one, with these tools, in these pictures, for the suspicions that you had. It "
        "belongs on the page under what was looked at, and no further.",
        "Do you say what you looked at, and for which suspicions?",
    ),
    Question(
        "10.bonus",
        "Cure it: train `case.model` on crossed pictures, `crossed(case.images, case.labels, plant)`, and prove "
        "again. What did the cure cost, and does it help against a mark in another corner?",
        "After ten epochs on half of the pairs the net reads the other half rightly with and without the mark: "
        "where the mark says nothing of the class, it pays to look at the digit. It cost pictures of both kinds, "
        "and knowing what to plant. A mark in the upper right corner turns no answer, before the cure or after it: "
        "it never was the shortcut, so it cannot show whether the cure would help against another one.",
        "Did you test on pairs that the cure was not trained on?",
    ),
)

LINES = (
    Lines(
        "10.l1",
        ("10.1", "10.p1"),
        """\
model = am.models.mnist_cnn()
logits = am.models.with_logits(model)
faint = am.images.noise(1, 28, 1, seed=seed, high=0.1)
settings = {"steps": 150, "step_size": (0.05, 0.002), "progress": False}
dark = {"regularizers": [(0.1, am.regularizers.total_variation), (0.1, am.regularizers.l1)]}


def near_five(images):
    return -((logits(images)[:, 3] - 5) ** 2)


def three(images):
    return logits(images)[:, 3]
""",
        (
            Line(
                "am.ascend(three, faint, **settings).images",
                "Strokes in black and white all over the picture: more is always better, and nothing costs anything.",
            ),
            Line(
                "am.ascend(three, faint, **settings, **dark).images",
                "Strokes of a three on black: more is better, as far as it is worth its light.",
            ),
            Line(
                "am.ascend(near_five, faint, **settings).images",
                "A faint grain in gray: the value is soon reached, and then there is nothing left to climb.",
            ),
            Line(
                "am.ascend(near_five, faint, **settings, **dark).images",
                "A few dim spots on black: of all pictures with this value the penalty chooses a dark one.",
            ),
        ),
    ),
)
