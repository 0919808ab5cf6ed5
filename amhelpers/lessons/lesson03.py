"""What lesson 03 asks: guesses, and questions to answer in words."""

from amhelpers.lessons.asked import Choice, Choosing, Measuring, Question, Way
from amhelpers.lessons.lines import Line, Lines

__all__ = ["GUESSES", "LINES", "QUESTIONS"]

GUESSES = (
    Choosing(
        "3.p1",
        "Ten images, one for each digit, all from the same noise, climb a hundred steps of the raw gradient of "
        "their probability. What will be seen at the end?",
        "Where softmax is near 0 or near 1 its slope is near zero, and a raw step is as long as the slope is steep.",
        choices=(
            Choice(
                "digits",
                "ten digits that can be read",
                Way(
                    "a high probability looks like a digit",
                    "The pictures are hardly more than the noise that they began with, those on which the net gives "
                    "p = 1 too. A change that one does not see is enough for a high probability, and where the "
                    "probability is flat nothing moves.",
                ),
            ),
            Choice("noise", "little more than the noise", Way("nothing comes of it", "Here the pictures did change.")),
        ),
    ),
    Measuring(
        "3.p2",
        "Pixels may take any value during the ascent, and only what is shown is cut off to [0, 1]. How much of the "
        "mean logit is left in what is shown, in per cent?",
        "What no screen can show does not count in the picture that you see.",
        low=0,
        high=100,
        near=10,
        below=Way(
            "nothing is left after cutting off",
            "You expected {guess}, and {found} are left: some of what excites the net lies within the range.",
        ),
        above=Way(
            "cutting off hardly matters",
            "You expected {guess}, and {found} are left: the score belongs to an array that no picture can be.",
        ),
        unit="%",
    ),
    Choosing(
        "3.p3",
        "The weight of total variation grows by a factor of ten thousand, from 0.001 to 10. What will the last "
        "picture be?",
        "With a weight that is large enough, only the penalty counts, and nothing has less variation than even gray.",
        choices=(
            Choice(
                "a smooth digit",
                "a smooth 3",
                Way(
                    "more regularization is better",
                    "A penalty can win altogether: the cheapest picture has no variation at all, and no 3 either.",
                ),
            ),
            Choice("nothing", "nothing: an even gray", Way("the penalty wins", "Here something was left in it.")),
            Choice(
                "scribble",
                "scribble, as with the smallest",
                Way(
                    "weights hardly matter",
                    "From the first picture to the last the score falls by tens, the variation by hundreds: what "
                    "it is multiplied by decides which of the two counts.",
                ),
            ),
        ),
    ),
    Measuring(
        "3.p4",
        "The net gives each of the ten pictures that climbed its logit a probability of nearly 1. Three other nets "
        "are asked, which no ascent has seen. How many of the ten will all three read?",
        "A probability says how sure this one net is. Whether there is a digit to be seen is another question.",
        low=0,
        high=10,
        near=1,
        below=Way(
            "no other net reads any",
            "You expected {guess} of 10, and they read {found}: something of the digits is in there, for other "
            "nets too.",
        ),
        above=Way(
            "p = 1 means recognisable",
            "You expected {guess} of 10, and they read {found}. The net that was climbed is sure of every one, "
            "which says what it was asked for, and not what others see.",
        ),
    ),
)

QUESTIONS = (
    Question(
        "3.a",
        "Someone shows a class image on which the net gives p = 1.00 and calls it the net's idea of a 3. What "
        "would you ask?",
        "What started it, what was added to the objective, whether other nets read it, and what other pictures "
        "give the same score. There are very many with p = 1.00, and which of them an ascent finds is decided by "
        "start, steps and penalties.",
        "Do you ask for a judge that was not climbed, and for what was added to the objective?",
    ),
    Question(
        "3.b",
        "Total variation is a sum over the pixels. You move on to images of 224 × 224. What happens to your weight "
        "of 0.03?",
        "The sum grows, and how much depends on what you draw: a picture with as much detail per pixel has 64 "
        "times as much variation, the same picture enlarged eight times about eight times as much. The score does "
        "not grow with it, so either way the old weight is too large now.",
        "Do you say what grows, the number of pixels or the length of edges, and which way the weight must go?",
    ),
    Question(
        "3.bonus",
        "Climb two digits at once, `am.objectives.log_odds(model, 4) + am.objectives.log_odds(model, 9)`. Is there "
        "a picture that is both? Plot the score of each against the step.",
        "The log-odds of two digits cannot both be high: above zero means a probability above one half. Both end "
        "near zero, with faint gray strokes in a dark picture. Logits can both rise, and do, to about 20, in bright "
        "strokes. But softmax sees only the lead of one over the other: 0.4 is 0.6 to 0.4, and 4 is 0.98 to 0.02. "
        "From some starts the two stay close, from others nearly everything goes to one of them.",
        "Did you try logits as well, and say why two log-odds are rivals?",
    ),
)

LINES = (
    Lines(
        "3.l1",
        ("3.2", "3.5", "3.p3"),
        """\
model = am.models.mnist_cnn()
gray = am.images.noise(1, 28, 1, seed=seed, low=0.45, high=0.55)


def climbed(digit, weight):
    score, smooth = am.objectives.log_odds(model, digit), [(weight, am.regularizers.total_variation)]
    return am.ascend(score, gray, steps=100, step_size=(0.06, 0.003), regularizers=smooth, progress=False).images
""",
        (
            Line(
                "climbed(seed, 0.001)",
                "Strokes all over the picture in black and white: so small a weight costs the score nothing.",
            ),
            Line(
                "climbed(seed, 0.1)",
                "Fewer strokes with smooth ground between them: changes that bring little score are not worth "
                "their variation.",
            ),
            Line(
                "climbed(seed + 5, 0.1)",
                "Smooth ground and few strokes as well, but they belong to another digit.",
            ),
            Line(
                "climbed(seed, 10)",
                "An even gray: with this weight only the penalty counts, and nothing has less variation.",
            ),
        ),
    ),
    Lines(
        "3.l2",
        ("3.1", "3.p1", "3.p4"),
        """\
model = am.models.mnist_cnn()
logits = am.models.with_logits(model)
start = am.images.noise(1, 28, 1, seed=seed)
raw = {"optimizer": keras.optimizers.SGD(1.0), "steps": 100, "progress": False}  # the raw gradient times 1.0


def probability(images):
    return model(images)[:, 3]


def logit(images):
    return logits(images)[:, 3]


def penalised(penalty, weight):  # steps of normalised size, as always in the course
    settings = {"steps": 100, "step_size": (0.06, 0.003), "progress": False}
    return am.ascend(logit, start, regularizers=[(weight, penalty)], **settings).images
""",
        (
            Line(
                "am.ascend(probability, start, **raw).images",
                "Noise, as at the start: behind softmax the slope is near zero, and a raw step is as long as the "
                "slope is steep.",
            ),
            Line(
                "am.ascend(logit, start, **raw).images",
                "A thicket in which a 3 can be guessed: the logit has a slope everywhere, and nobody asked for "
                "even ground.",
            ),
            Line(
                "penalised(am.regularizers.l1, 0.1)",
                "Strokes on black ground: ink that brings no score is not worth what it costs.",
            ),
            Line(
                "penalised(am.regularizers.total_variation, 0.3)",
                "Pale even grounds with part of a 3 among them: here total variation has a say.",
            ),
        ),
    ),
    Lines(
        "3.l3",
        ("3.3", "3.4", "3.5"),
        """\
model = am.models.mnist_cnn()
score = am.objectives.log_odds(model, seed)
gray = am.images.noise(1, 28, 1, seed=seed, low=0.45, high=0.55)
tv, ink = am.regularizers.total_variation, am.regularizers.l1
settings = {"steps": 100, "step_size": (0.06, 0.003), "progress": False}
""",
        (
            Line(
                "am.ascend(score, gray, **settings).images",
                "Strokes to the borders of the picture, with gray noise left between them: nothing asks for even "
                "or for dark ground.",
            ),
            Line(
                "am.ascend(score, gray, regularizers=[(0.1, ink)], **settings).images",
                "Black ground: light that brings no score is not worth what it costs.",
            ),
            Line(
                "am.ascend(score, gray, regularizers=[(0.1, tv)], **settings).images",
                "Smooth grounds, and the strokes as thin as the net likes them.",
            ),
            Line(
                "am.ascend(score, gray, regularizers=[(0.1, tv)], transforms=[am.transforms.jitter(4)], "
                "**settings).images",
                "Smooth, with fewer and wider strokes: what is thin is lost when it moves.",
            ),
        ),
    ),
)
