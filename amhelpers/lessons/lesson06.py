"""What lesson 06 asks: guesses, and questions to answer in words."""

from amhelpers.lessons.asked import Choice, Choosing, Measuring, Question, Way

__all__ = ["GUESSES", "QUESTIONS"]

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
            "You expected {guess}, and it is {found}: the filters that answer at all answer at several places.",
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
        "whether the dot goes; move it.",
        "Do you change the picture, and look at pictures without eyes, where the channel should be silent?",
    ),
    Question(
        "6.b",
        "Each map in a grid is scaled by itself. What can you not see in such a picture?",
        "Which maps are strong and which are weak: a map that is nearly zero looks as bright as any other.",
        "Do you say what is lost, and not only what the scaling is for?",
    ),
    Question(
        "6.bonus",
        "Turn the cat upside down (`cat[:, ::-1]`). Which layers change most, compared with their maps turned "
        "upside down as well?",
        "The deeper, the less alike: edges are edges in any direction, but what is built of them has an above and "
        "a below for this net, which saw its cats and dogs upright.",
        "Did you turn the maps of the upright cat too, before you compared?",
    ),
)
