"""What lesson 05 asks: guesses, and questions to answer in words."""

from amhelpers.lessons.asked import Choice, Choosing, Measuring, Question, Way
from amhelpers.lessons.lines import Line, Lines

__all__ = ["GUESSES", "LINES", "QUESTIONS"]

GUESSES = (
    Measuring(
        "5.p1",
        "Ten filters of the third block climb the mean of their map, after ReLU, from faint noise. How many of the "
        "ten will get nowhere: rise by no more than a tenth of what the best of them rises?",
        "A map that is zero at every place has no slope, and one that is nearly zero may climb too slowly.",
        low=0,
        high=10,
        near=1,
        below=Way(
            "every ascent starts",
            "You expected {guess} of 10, and it is {found}: where ReLU gives zero at every place there is no slope "
            "to climb by, however many steps are made, and one that begins near zero may climb too slowly.",
        ),
        above=Way(
            "deep filters never start",
            "You expected {guess} of 10, and it is {found}: the noise does excite the others a little, and a "
            "little is enough to begin with.",
        ),
    ),
    Choosing(
        "5.p2",
        "Images of filters from five layers, from the first to the last block, as PNG. How will the number of "
        "bytes for each pixel go?",
        "From the first to the second block it rises most; deeper down there is little left to gain.",
        choices=(
            Choice(
                "at every step",
                "more at every step",
                Way(
                    "deeper means more complex, always",
                    "Not at every step: from the third block on there is little difference. A trend has a "
                    "beginning and an end.",
                ),
            ),
            Choice(
                "then level",
                "more at first, then about the same",
                Way("complexity levels off", "Here it did not level off."),
            ),
            Choice(
                "falls",
                "less and less",
                Way(
                    "deeper means simpler",
                    "The first layer has flat colours and plain stripes, which take few bytes; what is deeper "
                    "takes more.",
                ),
            ),
        ),
    ),
    Choosing(
        "5.p3",
        "A snail and a cat climb their log-odds, once in pixels and once in waves. Of which pictures will the net "
        "itself be surer?",
        "The net's own probability does not tell which of the two you can read.",
        choices=(
            Choice(
                "waves",
                "of those in waves: they look more like the thing",
                Way(
                    "what we can read the net is surer of",
                    "It is as sure of the grain. What looks like a snail to you and what counts as one for the net "
                    "are two things.",
                ),
            ),
            Choice(
                "pixels",
                "of those in pixels: nothing holds the ascent back there",
                Way(
                    "freer ascents make surer nets",
                    "In waves it gets as sure: a parametrization changes the way, and both ways are long enough.",
                ),
            ),
            Choice("both", "of both alike", Way("both verdicts are alike", "Here they were not alike.")),
        ),
    ),
)

QUESTIONS = (
    Question(
        "5.a",
        "A filter is never active on fifty crops and cannot be woken. Is it useless?",
        "Fifty crops of two photos are few: a filter for wheels or for writing may well sleep through a cat and a "
        "cup. That no ascent woke it says that there is no slope to it from these starts, not that no picture "
        "excites it. And the edges net was refined on other pictures than it was first trained on. Useless would "
        "be one that sleeps on all of the training pictures.",
        "Do you ask which pictures were shown, before you call the filter useless?",
    ),
    Question(
        "5.b",
        "Why does the first layer do with 24 pixels, and what would go wrong with block5_conv3 in images as small "
        "as that?",
        "A filter of the first layer sees 3 × 3 pixels. The receptive field of block5_conv3 is 196 pixels wide: "
        "nearly all of it would lie outside, in the border of zeros, and the feature map would be a single pixel. "
        "(At 128 pixels, as above, some of it still does.)",
        "Do you compare the size of the image with the size of what one value sees?",
    ),
    Question(
        "5.bonus",
        'Take your own picture, `am.datasets.photo("path/of/it.jpg")`, and find the filter of block4_conv3 that it '
        "excites most, compared with the fifty crops. What does that filter look for?",
        "Divide the mean of each map for your picture by its mean for the crops, so that filters that answer to "
        "everything do not come first (and by a little more, or those come first that answer to hardly anything), "
        "and draw the filters at the top. What their images share with your picture is a guess at what they look "
        "for; other pictures that excite them can refute it.",
        "Did you compare with the crops, and test your guess on a picture that it should not hold for?",
    ),
)

LINES = (
    Lines(
        "5.l1",
        ("5.3", "5.4", "5.5", "5.p1", "5.p2"),
        """\
model = am.models.squeezenet()


def climbed(layer, size):
    start = am.images.noise(1, size, 3, seed=seed, low=0.4, high=0.6)
    score = am.objectives.channel(model, layer, seed)
    moved = [am.transforms.jitter(4)]
    return am.ascend(score, start, steps=24, step_size=(0.05, 0.01), transforms=moved, progress=False).images
""",
        (
            Line(
                'climbed("conv1", 48)',
                "A colour or stripes in one direction, in large pixels: the first layer knows no more, and the "
                "picture has 48 of them.",
            ),
            Line(
                'climbed("fire2", 96)',
                "Fine stripes or waves in one direction: one module further on it is still about edges and their "
                "colours.",
            ),
            Line(
                'climbed("fire5", 96)',
                "A texture of one kind that repeats, with parts that hang together: a few layers combine edges.",
            ),
            Line(
                'climbed("fire9", 96)',
                "No plain texture any more: different things at different places, and gray where the ascent has "
                "not come.",
            ),
        ),
    ),
    Lines(
        "5.l2",
        ("5.2", "5.p3"),
        """\
model, names = am.models.squeezenet(), am.datasets.imagenet_classes()
score = am.objectives.log_odds(model, names.index("snail"))
gray = am.images.noise(1, 112, 3, seed=seed, low=0.49, high=0.51)
waves = am.images.Fourier(gray)
turned = [am.transforms.jitter(8), am.transforms.rotate(20), am.transforms.scale(0.6, 1.5)]


def climbed(start, moves, steps=60):
    adam = keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.05, steps, alpha=0.1))
    return am.ascend(score, start, steps=steps, optimizer=adam, transforms=moves, progress=False).images
""",
        (
            Line(
                "climbed(gray, [])",
                "Grain of single pixels in strong colours: that is what steps in pixels find first.",
            ),
            Line(
                "climbed(gray, turned)",
                "Grain still, but coarser: what is one pixel wide does not survive turning and scaling.",
            ),
            Line(
                "climbed(waves, turned)",
                "Soft colours and coarse structure, with a shape: waves are long before they are short.",
            ),
            Line(
                "climbed(waves, turned, steps=3)",
                "Hardly more than gray: waves too need their steps.",
            ),
        ),
    ),
)
