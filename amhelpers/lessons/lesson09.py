"""What lesson 09 asks: guesses, and questions to answer in words."""

from amhelpers.lessons.asked import Choice, Choosing, Measuring, Question, Way
from amhelpers.lessons.lines import Line, Lines

__all__ = ["GUESSES", "LINES", "QUESTIONS"]

GUESSES = (
    Measuring(
        "9.p1",
        "A photo is rebuilt from gray, by its feature maps in fire9, the last module. How much of the first error "
        "in these maps will be left after 150 steps, in per cent?",
        "{found} are left: what we miss in the rebuilt image makes no more difference than that to the layer.",
        low=0,
        high=100,
        near=10,
        below=Way(
            "nothing is left to be told apart",
            "You expected {guess}, and {found} are left: the ascent ends before the maps are the same.",
        ),
        above=Way(
            "deep layers cannot be matched",
            "You expected {guess}, and {found} are left: an image that looks unlike the photo to us may be nearer "
            "to it for a layer than for us.",
        ),
        unit="%",
    ),
    Measuring(
        "9.p2",
        "A net reads 90 pictures wrongly, each with p above 0.99, after tiny steps towards the wrong digit. Three "
        "other nets, which no ascent saw, read the same pictures. Of how many of the 90 will no one of the three "
        "fall for it?",
        "A picture that one net is sure of is a statement about that net.",
        low=0,
        high=90,
        near=10,
        below=Way(
            "what fools one net fools all",
            "You expected {guess}, and it is {found}: the others fall for it less often than that. They need not "
            "depend on what this net depends on.",
        ),
        above=Way(
            "other nets are never fooled",
            "You expected {guess}, and it is {found}: for some pictures another net does read the same.",
        ),
        unit="of 90",
    ),
    Choosing(
        "9.p3",
        "A net gives the same answers as another one to each of 500 photos. Its class images are drawn, and the "
        "other net is asked what it sees in them. What will it say?",
        "An image made by ascent rests on what a net does with images that are no photos, and there it may do "
        "anything.",
        choices=(
            Choice(
                "the same",
                "the ten classes that were asked for: on all photos the two are as one",
                Way(
                    "equal on photos means equal images",
                    "Equal answers to photos bind a net on photos only. What an ascent climbs through are no "
                    "photos, and there the two may differ.",
                ),
            ),
            Choice(
                "other classes",
                "not those: some or all will be other classes",
                Way("images can be made to lie", "Here the images showed the classes that were asked for."),
            ),
        ),
    ),
    Measuring(
        "9.p4",
        "Two photos, one of which excites a unit. SqueezeNet chooses the one that is more like an example: a photo "
        "that excites the unit. How often will it be right, in per cent? (Guessing: 50.)",
        "So much does one real example give; the line above it has what the synthetic image gives.",
        low=0,
        high=100,
        near=6,
        below=Way(
            "a photo tells less than a synthetic image",
            "You expected {guess}, and it is {found}: one photo that excites the unit tells more of what excites "
            "it than you gave it credit for.",
        ),
        above=Way(
            "one example tells everything",
            "You expected {guess}, and it is {found}: one photo does not show all that excites a unit.",
        ),
        unit="%",
    ),
)

QUESTIONS = (
    Question(
        "9.a",
        'Someone publishes a unit of a large net as "the happiness neuron", with one image that shows smiling '
        "faces. Name three tests that you would want to see.",
        "Photos of smiling faces and of others, from other sources, and how often the unit tells them apart; what "
        "else excites it (all photos above a threshold, not the best nine); several diverse images; people who "
        "predict from the image; what happens to the net's answers when the unit is switched off.",
        "Could each of your tests end against the claim?",
    ),
    Question(
        "9.b",
        "The liar looks for fine detail. What would it have to look for to deceive an ascent in waves with a "
        "strong penalty?",
        "For anything else that sets such images apart from photos, not fine detail, which waves and the penalty "
        "remove. Nobody has to name it: a second net can be trained to tell the two apart, which is what Geirhos "
        "et al. did.",
        "Do you name something that photos do not have and that such an ascent does?",
    ),
    Question(
        "9.bonus",
        "Draw the liar's class images with `total_variation=0.1`. Whose classes do they show now, and why?",
        "Those that were asked for, all ten. With the penalty the images leave, on their way, the region in which "
        "the net lies: at most 0.26 of their variance is fine detail, and it lies above 0.36. From there on they "
        "climb what the honest net would. A regularizer that keeps images close to photos helps here. It is no "
        "proof either.",
        "Did you look at how much fine detail is left, compared with the threshold at which the net begins to lie?",
    ),
)

LINES = (
    Lines(
        "9.l1",
        ("9.p1",),
        """\
model = am.models.squeezenet()
photo = am.datasets.photo(("cat", "coffee")[seed % 2], size=112)


def rebuilt(layer, steps=80, of=photo):
    part = am.models.feature_extractor(model, layer)
    wanted = part(of)
    gray = am.images.Fourier(am.images.noise(1, 112, 3, seed=seed, low=0.45, high=0.55))
    adam = keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.05, steps, alpha=0.1))

    def likeness(images):
        return -keras.ops.sum((part(images) - wanted) ** 2, axis=(1, 2, 3))

    return am.ascend(likeness, gray, steps=steps, optimizer=adam, progress=False).images
""",
        (
            Line(
                'rebuilt("fire2")',
                "The photo, in paler colours: an early layer answers to nearly everything that is in it.",
            ),
            Line(
                'rebuilt("fire2", of=photo[..., :1].repeat(3, axis=3))',
                "The photo in gray: what is rebuilt is what went in, and an early layer knows that it had no colour.",
            ),
            Line(
                'rebuilt("fire9")',
                "Parts that are not quite in their places: to the last module that makes little difference.",
            ),
            Line(
                'rebuilt("fire2", steps=4)',
                "A faint trace of the photo on gray: four steps only begin it.",
            ),
        ),
    ),
    Lines(
        "9.l2",
        ("9.p2",),
        """\
model = am.models.mnist_cnn()
digits, labels = am.datasets.load_mnist()[1]
seven = am.datasets.preprocess(digits[labels == 7][seed : seed + 1])
three = am.objectives.log_odds(model, 3)
gray, noise = 0.5 + 0 * seven, am.images.noise(1, 28, 1, seed=seed)
smooth = {"regularizers": [(0.3, am.regularizers.total_variation)]}
""",
        (
            Line(
                "am.ascend(three, seven, steps=20, step_size=0.006, progress=False).images",
                "A seven on ground that is a little uneven: twenty small steps change what the net says, and "
                "hardly what we see.",
            ),
            Line(
                "am.ascend(three, noise, steps=100, step_size=0.05, progress=False).images",
                "A thicket all over the picture, strokes of a three in it: a hundred large steps leave nothing as "
                "it was.",
            ),
            Line(
                "am.ascend(three, noise, steps=20, step_size=0.006, progress=False).images",
                "Noise: where an ascent begins decides what is seen after small steps, however sure the net is of a 3.",
            ),
            Line(
                "am.ascend(three, gray, steps=100, step_size=(0.05, 0.003), progress=False, **smooth).images",
                "Pale even grounds with part of a three: it began with gray, and the penalty kept it so where the "
                "score does not need more.",
            ),
        ),
    ),
)
