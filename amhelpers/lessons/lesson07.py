"""What lesson 07 asks: guesses, and questions to answer in words."""

from amhelpers.lessons.asked import Choice, Choosing, Question, Way
from amhelpers.lessons.lines import Line, Lines

__all__ = ["GUESSES", "LINES", "QUESTIONS"]

GUESSES = (
    Choosing(
        "7.p1",
        "Four convolutions, and two dense layers behind them. Where are most of the parameters of this net?",
        "A dense layer has a weight for every pair of values, a convolution uses its few weights at every place.",
        choices=(
            Choice(
                "convolutions",
                "in the four convolutions together",
                Way(
                    "most weights are in convolutions",
                    "A filter has 3 × 3 weights for each map below it, and uses them at every place. A dense layer "
                    "has a weight of its own for each value of each map.",
                ),
            ),
            Choice(
                "first dense",
                "in the dense layer of 512 units",
                Way("most weights are in the first dense layer", "In this net they are elsewhere."),
            ),
            Choice(
                "last dense",
                "in the last one, which decides",
                Way(
                    "the layer that decides has most weights",
                    "The last layer has one weight for each of the 512 units below it, and a bias. That it decides "
                    "says nothing of how many it has.",
                ),
            ),
        ),
    ),
    Choosing(
        "7.p2",
        "One unit says how much of a dog a picture is. Somebody asks for output 0 and calls it the cat, and for "
        "output −1 and calls it the dog, as one does where there are two units. What do they get?",
        "There is one unit, and −1 counts from the end: it is the same one. The cat is where it is small.",
        choices=(
            Choice(
                "cat and dog",
                "a cat and a dog",
                Way(
                    "each answer has its unit",
                    "A sigmoid has one unit for both answers: p for a dog, and 1 − p, which no unit gives, for a cat.",
                ),
            ),
            Choice(
                "twice the dog",
                "the dog, twice",
                Way("one unit counted from both ends", "Here the two outputs did differ."),
            ),
            Choice(
                "an error",
                "an error of Keras",
                Way(
                    "no output of index −1",
                    "In Python −1 counts from the end, and the end of one unit is that unit. Nothing complains, "
                    "and that is the trap.",
                ),
            ),
        ),
    ),
    Choosing(
        "7.p3",
        "A net that was only ever shown cats and dogs is shown noise. What will it say?",
        "It has two answers, and gives one of them to whatever comes.",
        choices=(
            Choice(
                "undecided",
                "about one half: neither",
                Way(
                    "neither means one half",
                    "One half means that as much speaks for a dog as for a cat. That nothing speaks for either is "
                    "something such a net has no number for.",
                ),
            ),
            Choice("cat", "a cat, below 0.1", Way("noise is a cat", "It was not so sure that it is a cat.")),
            Choice("dog", "a dog, above 0.9", Way("noise is a dog", "It was not so sure that it is a dog.")),
        ),
    ),
)

QUESTIONS = (
    Question(
        "7.a",
        'Somebody shows you the perfect dog of their net and says: "It has learned what a dog looks like." What do '
        "you ask?",
        "Which other nets, and which people, see a dog in it? What does the net say of noise, of wolves, of a dog "
        "on a sofa where the cats usually sit? How does the picture change with the start, the regularizer, the "
        "parametrization?",
        "Do you ask somebody other than the net, and for pictures that are neither cat nor dog?",
    ),
    Question(
        "7.b",
        "With two softmax units in the place of the sigmoid, would the image of the cat be another?",
        "For two softmax units p is the sigmoid of the difference of two logits. The net could as well have one "
        "unit with that difference as its logit, and the image would be the same. Climbing the cat's logit alone "
        "is another matter: the dog's may rise as well.",
        "Do you say what is climbed: the probability or the difference, or one logit alone?",
    ),
    Question(
        "7.bonus",
        "Climb from the photo of the cat in the place of noise, in small steps, and stop as soon as p is above one "
        "half. What changed, and can you see it?",
        "One step, a change of 0.002 in root mean square, about half a level of 8 bits, takes p from 0.25 to 0.93, "
        "and to 0.91 once the picture is rounded to 8 bits. Noise of the same size leaves it at 0.25: it is the "
        "direction that counts. A picture that was changed on purpose, too little for an eye, so that a net says "
        "something else is called an adversarial example.",
        "Did you measure the change, as a root mean square for instance, and enlarge it to see it?",
    ),
)

LINES = (
    Lines(
        "7.l1",
        ("7.2", "7.p2", "7.p3"),
        """\
model = am.models.cats_and_dogs_cnn()
dog = am.objectives.logit(model, 0)
start = am.images.noise(1, 150, 3, seed=seed, low=0.4, high=0.6)
settings = {"steps": 60, "step_size": (0.05, 0.005), "transforms": [am.transforms.jitter(4)], "progress": False}
tv = am.regularizers.total_variation
""",
        (
            Line(
                "am.ascend(dog, start, regularizers=[(0.02, tv)], **settings).images",
                "Round dark spots with a rim, and bars that hang below: up is where this one unit says dog.",
            ),
            Line(
                "am.ascend(-dog, start, regularizers=[(0.02, tv)], **settings).images",
                "Small slits of light and a patch of colour below: down is where the unit says cat.",
            ),
            Line(
                "am.ascend(dog, start, **settings).images",
                "The same spots and bars, many times, in a crowd that fills the middle: no penalty asks whether "
                "each is needed.",
            ),
            Line(
                "am.ascend(dog, start, regularizers=[(1, tv)], **settings).images",
                "An even gray: with a weight of 1 only the penalty counts.",
            ),
        ),
    ),
)
