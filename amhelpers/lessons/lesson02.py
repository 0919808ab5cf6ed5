"""What lesson 02 asks: guesses, and questions to answer in words."""

from amhelpers.lessons.asked import Choice, Choosing, Measuring, Question, Way
from amhelpers.lessons.lines import Line, Lines

__all__ = ["GUESSES", "LINES", "QUESTIONS"]

GUESSES = (
    Measuring(
        "2.p1",
        "Noise has a little of everything. Of eight filters, how many will answer to noise more strongly than to "
        "any of three digits?",
        "What counts is how much an image has of the one arrangement that a filter looks for, whatever else is in it.",
        low=0,
        high=8,
        near=1,
        below=Way(
            "no filter likes noise best",
            "You expected {guess} of 8, and it is {found}: some filters find more of what they look for in noise "
            "than in any of these three digits.",
        ),
        above=Way(
            "noise excites more than a digit",
            "You expected {guess} of 8, and it is {found}: noise has a little of everything, and the other filters "
            "find more of what they look for in one of the digits.",
        ),
    ),
    Measuring(
        "2.p2",
        "The ascent without limits reached high scores, and its array was stretched into a picture. What does the "
        "filter say to that picture, in per cent of the score, on average over the eight?",
        "What was shown is a drawing of the result, with a contrast and a brightness of its own.",
        low=0,
        high=100,
        near=5,
        below=Way(
            "nothing is left in the picture",
            "You expected {guess}, and it is {found}: a part of the pattern survives the change of contrast.",
        ),
        above=Way(
            "the picture has the score of the array",
            "You expected {guess}, and it is {found}: the score was that of numbers far outside of any picture. "
            "Stretched into [0, 1] they are another input.",
        ),
        unit="%",
    ),
    Choosing(
        "2.p3",
        "Five ascents for one filter, each from other noise. Where will they end?",
        "One picture is an example. What several ascents have in common says something about the filter.",
        choices=(
            Choice(
                "the same",
                "at the same picture: the one that the filter wants",
                Way(
                    "a filter wants one picture",
                    "They do not all end at the same picture. The start decides which one is found, and what the "
                    "filter looks for is what they share.",
                ),
            ),
            Choice(
                "one kind",
                "at different pictures of one kind",
                Way(
                    "ascents end at pictures of one kind",
                    "Here it was otherwise: all were nearly the same picture, or one had less than half the score "
                    "of another.",
                ),
            ),
            Choice(
                "other scores",
                "at different pictures, some with less than half the score of others",
                Way(
                    "an ascent depends on luck",
                    "No score is less than half of another: there are many ways up from noise, and these lead to "
                    "similar heights.",
                ),
            ),
        ),
    ),
)

QUESTIONS = (
    Question(
        "2.a",
        "Two friends compute an image for the same filter and get different pictures with the same score. Who is "
        "right? What would you report?",
        "Both. What they may report is what their pictures share, and that it was found from several starts; a "
        "single picture is an example.",
        "Do you report what several pictures share, and not one of them?",
    ),
    Question(
        "2.b",
        "A filter is never active on noise, nor on any digit of the test set. What could you try before you call "
        "it dead?",
        "Climb its value before ReLU, as `am.ascend` does, with more and larger steps and from other starts; ask "
        "the training images too. That none of these wakes it is no proof. A bound is: take for each weight the "
        "largest or the smallest value that the layer before can give, whichever helps. If even then the sum and "
        "its bias stay below zero, no image can wake the filter.",
        "Do you try another start and the value before ReLU, and say what would prove it?",
    ),
    Question(
        "2.bonus",
        "The objective is yours to choose: any function from images to one number for each image can be climbed. "
        "Write one that rewards two filters at once, or one neuron in the middle of a map (`am.objectives.neuron` "
        "does it too), and compare the picture with that of the whole map.",
        "The sum of two filters gives a compromise, not the two patterns side by side: one set of strokes, to "
        "which each filter answers less than to its own picture (here 0.8 in place of 1.4, and 1.5 in place of "
        "2.0). A single neuron sees 14 × 14 pixels of the image; outside of them its slope is zero, and the noise "
        "stays as it was.",
        "Did you say where the picture of the neuron stays noise, and why?",
    ),
)

LINES = (
    Lines(
        "2.l1",
        ("2.2", "2.4", "2.5", "2.p1", "2.p3"),
        """\
model = am.models.mnist_cnn()
start = am.images.noise(1, 28, 1, seed=seed)
whole = am.objectives.channel(model, "conv4", 4)
one = am.objectives.neuron(model, "conv4", 4)
settings = {"step_size": 0.05, "progress": False}
""",
        (
            Line(
                "am.ascend(whole, start, steps=50, **settings).images",
                "The pattern covers the whole picture: the mean of a map asks every place for it.",
            ),
            Line(
                "am.ascend(whole, start, steps=6, **settings).images",
                "The pattern begins to show everywhere, and the noise has not gone: six steps of 0.05 take no "
                "pixel further than 0.3.",
            ),
            Line(
                "am.ascend(-whole, start, steps=50, **settings).images",
                "No pattern, and much of the noise is left: once the filter is silent everywhere there is no slope "
                "left to follow.",
            ),
            Line(
                "am.ascend(one, start, steps=50, **settings).images",
                "The pattern stands in the middle alone: one neuron sees few pixels, and outside of them its slope "
                "is zero.",
            ),
        ),
    ),
    Lines(
        "2.l2",
        ("2.6", "2.p2"),
        """\
model = am.models.mnist_cnn()
start = am.images.noise(1, 28, 1, seed=seed)
filter_ = am.objectives.channel(model, "conv4", seed)
found = am.ascend(filter_, start, steps=50, step_size=0.05, progress=False).images
array = 20 * (found - found.mean())  # far outside of [0, 1]
standard = (array - array.mean()) / array.std()
""",
        (
            Line(
                "np.clip(array, 0, 1)",
                "Black and white and nothing between: whatever is above 1 or below 0 is cut off.",
            ),
            Line(
                "np.clip(array, 0, 255) / 255",
                "Nearly black: numbers up to 20 or so are little out of 255.",
            ),
            Line(
                "np.clip(0.15 * standard + 0.5, 0, 1)",
                "Grays round the middle: a spread of 0.15 round 0.5 leaves nearly all values within [0, 1].",
            ),
            Line(
                "np.clip(0.15 * standard, 0, 1)",
                "Dark, and the lower half of the values is black: without + 0.5 all that is below the mean is "
                "below zero.",
            ),
        ),
    ),
)
