"""What lesson 09 asks: guesses, and questions to answer in words."""

from amhelpers.lessons.asked import Choice, Choosing, Measuring, Question, Way

__all__ = ["GUESSES", "QUESTIONS"]

GUESSES = (
    Measuring(
        "9.p1",
        "A photo is rebuilt from its feature maps in fire9, the last module, so that the layer can hardly tell the "
        "two apart. How much of the first error in these maps will be left, in per cent?",
        "The layer cannot tell the rebuilt image from the photo. What we miss in it is what the layer does not need.",
        low=0,
        high=100,
        near=10,
        below=Way(
            "nothing is left to be told apart",
            "You expected {guess}, and {found} are left: the ascent ends before the maps are the same.",
        ),
        above=Way(
            "deep layers cannot be matched",
            "You expected {guess}, and {found} are left: an image that looks unlike the photo to us may be all but "
            "the same to a layer.",
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
            "You expected {guess}, and it is {found}: mostly the net is alone with what it reads.",
        ),
        above=Way(
            "other nets are never fooled",
            "You expected {guess}, and it is {found}: for some pictures another net does read the same.",
        ),
        unit="of 90",
    ),
    Choosing(
        "9.p3",
        "A net is built that gives the same answers as another one on every photo. What will its class images show?",
        "An image made by ascent rests on what a net does with images that are no photos, and there it may do "
        "anything.",
        choices=(
            Choice(
                "the same",
                "the same as the other's: it is the same net for all that counts",
                Way(
                    "equal on photos means equal images",
                    "On photos the two cannot be told apart, and their class images show different things: an "
                    "ascent leaves the photos at its first step.",
                ),
            ),
            Choice(
                "other classes",
                "other classes, if its maker likes",
                Way("images can be made to lie", "Here the images were the same."),
            ),
        ),
    ),
    Measuring(
        "9.p4",
        "Two photos, one of which excites a unit. SqueezeNet chooses the one that is more like an example: a photo "
        "that excites the unit. How often will it be right, in per cent? (Guessing: 50.)",
        "A single real example is a strong rival of the synthetic image.",
        low=0,
        high=100,
        near=6,
        below=Way(
            "a photo tells less than a synthetic image",
            "You expected {guess}, and it is {found}: a photo that excites the unit is a good example of what "
            "excites it.",
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
        "For anything that sets such images apart from photos: a second net can be trained to tell them, which is "
        "what Geirhos et al. did.",
        "Do you name something that photos do not have and that such an ascent does?",
    ),
    Question(
        "9.bonus",
        "Draw the liar's class images with `total_variation=0.1`. Whose classes do they show now, and why?",
        "With the penalty the image leaves the region in which the net lies, on its way: from there on it climbs "
        "what the honest net would. A regularizer that keeps images close to photos helps here. It is no proof "
        "either.",
        "Did you look at how much fine detail is left, compared with the threshold at which the net begins to lie?",
    ),
)
