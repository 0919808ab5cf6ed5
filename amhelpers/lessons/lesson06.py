"""What lesson 06 asks: guesses, and questions to answer in words."""

from amhelpers.lessons.asked import Choice, Choosing, Measuring, Question, Way
from amhelpers.lessons.lines import Line, Lines

__all__ = ["GUESSES", "LINES", "QUESTIONS"]

GUESSES = (
    Measuring(
        "6.p1",
        "One photo of a cat goes into a net that tells cats from dogs. Of 100 values of the last convolution, "
        "behind ReLU, how many will be exactly zero?",
        "Most filters find what they look for at few places of a picture.",
        low=0,
        high=100,
        near=10,
        below=Way(
            "most of a net is active",
            "You expected {guess}, and it is {found}: ReLU makes zero of every sum below zero, and of most places "
            "a filter has nothing to say.",
        ),
        above=Way(
            "hardly anything is active",
            "You expected {guess}, and it is {found}: most filters that answer at all do so at many places.",
        ),
        unit="of 100",
    ),
    Choosing(
        "6.p2",
        '"The deeper, the sparser", it is said of feature maps. Will the share of zeros rise from each of the '
        "eight layers to the next?",
        "Pooling keeps the largest of four values, so fewer zeros are left behind it, and one layer may be sparser "
        "than a deeper one.",
        choices=(
            Choice(
                "yes",
                "yes, from each to the next",
                Way(
                    "deeper means sparser at every step",
                    "Pooling keeps the largest of four values: behind it there are fewer zeros than before. A "
                    "trend from first to last need not hold at each step.",
                ),
            ),
            Choice("no", "no, not at each step", Way("sparsity has steps down", "Here it did rise at each step.")),
        ),
    ),
    Choosing(
        "6.p3",
        "A digit goes into a net with random weights, before any training. Will one of its feature maps be like "
        "the digit?",
        "A random filter still moves over the picture: what it gives is a blurred or edged copy.",
        choices=(
            Choice(
                "no",
                "no, nothing has been learned yet",
                Way(
                    "a map that looks like something was learned",
                    "Any filter, learned or not, is applied to the picture place by place, and where the picture "
                    "has ink its map has something too. That a map looks like the thing says little about training.",
                ),
            ),
            Choice("yes", "yes", Way("random maps show the picture", "Here none of them was like it.")),
        ),
    ),
)

QUESTIONS = (
    Question(
        "6.a",
        "Someone points to a bright dot in a map of conv4 at the cat's eye and calls the channel an \"eye "
        'detector". What would you do before you believe it?',
        "Look at many pictures, with and without eyes, and at what excites the channel most; cover the eye and see "
        "whether the dot goes; move the eye and see whether the dot follows. One dot in one picture fits many "
        "explanations: an edge, a dark spot, a shine. A detector has to be silent where there is no eye.",
        "Do you change the picture, and look at pictures without eyes, where the channel should be silent?",
    ),
    Question(
        "6.b",
        "Each map in a grid is scaled by itself. What can you not see in such a picture?",
        "Which maps are strong and which are weak: a map whose largest value is nearly zero looks as bright as any "
        "other, and two channels cannot be compared by their colours. For that, scale all maps of a layer alike, "
        "or print the largest value of each.",
        "Do you say what is lost, and not only what the scaling is for?",
    ),
    Question(
        "6.bonus",
        "Turn the cat upside down (`cat[:, ::-1]`). Which layers change most, compared with their maps turned "
        "upside down as well?",
        "The deeper convolutions: the correlation falls from 0.93 at conv1 by 0.73 and 0.49 to 0.45 at conv4, and "
        "each pooling gives a little of it back. A filter that is moved over the picture moves its map along, but "
        "it is not turned with the picture: what was dark below is dark above. That the net saw its cats and dogs "
        "upright is tempting as a reason, but mirror the cat from left to right, as pictures were in its training, "
        "and the maps of conv1 to conv3 change a little more, those of conv4 less: one reason does not fit all.",
        "Did you turn the maps of the upright cat too, before you compared, and do you tell convolutions from "
        "poolings?",
    ),
)

LINES = (
    Lines(
        "6.l1",
        ("6.1", "6.2", "6.3", "6.p1", "6.p2"),
        """\
model = am.models.cats_and_dogs_cnn()
photo = am.datasets.photo(("cat", "coffee")[seed % 2], size=150)


def strongest(layer):
    maps = am.activations.feature_maps(model, photo, [layer])[layer][0]
    best = maps[..., maps.mean(axis=(0, 1)).argsort()[-1 - seed // 2]]
    return best / best.max()
""",
        (
            Line(
                'strongest("conv1")',
                "Still the photo, as sharp as it was: one convolution has looked at three by three pixels.",
            ),
            Line(
                'strongest("conv2")',
                "The photo in part, a little coarser, some of it dark: two convolutions and one pooling.",
            ),
            Line(
                'strongest("conv3")',
                "Blurred spots in which the photo can be guessed: two poolings are behind it.",
            ),
            Line(
                'strongest("conv4")',
                "A few coarse squares: where something is, not what. Three poolings have made the map small.",
            ),
        ),
    ),
)
