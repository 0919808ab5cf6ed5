"""What lesson 08 asks: guesses, and questions to answer in words."""

from amhelpers.lessons.asked import Choice, Choosing, Marking, Measuring, Question, Way
from amhelpers.lessons.lines import Line, Lines

__all__ = ["GUESSES", "LINES", "QUESTIONS"]

GUESSES = (
    Marking(
        "8.p1",
        "Where in the photo will it matter most to the net, for the Egyptian cat, that a pixel changes? Mark one "
        "place.",
        "This is one of the places to which the logit answers most. Whether the net knows the cat by it is another "
        "question.",
        Way(
            "what a person looks at is what the net looks at",
            "Other places answer more strongly. What we would look at and what moves the logit need not be the "
            "same, and a single place tells little of either.",
        ),
        share=0.1,
    ),
    Measuring(
        "8.p2",
        "Cat and coffee side by side, and Grad-CAM is asked for the coffee. How much of its heat will lie in the "
        "half with the coffee, in per cent? (Heat that knows nothing would have 50 there.)",
        "Beside the cat's share this one says that the heat moves or stays; one of the two alone does not.",
        low=0,
        high=100,
        near=8,
        below=Way(
            "the heat stays where things are",
            "You expected {guess}, and it is {found}: more of this map than that lies where the class is.",
        ),
        above=Way(
            "all of the heat is on the thing",
            "You expected {guess}, and it is {found}: some of it lies on the other half, where nothing of the "
            "class is to be seen.",
        ),
        unit="%",
    ),
    Choosing(
        "8.p3",
        "The last convolution is made random: such a net has no idea any more what a cat is. Which of your three "
        "maps will change least, averaged over three draws?",
        "What looks most like an explanation may be what depends least on the net's answer.",
        choices=(
            Choice(
                "saliency",
                "saliency, the gradient itself",
                Way(
                    "saliency does not notice",
                    "The gradient was not what changed least: that was {found}.",
                ),
            ),
            Choice(
                "SmoothGrad",
                "SmoothGrad, the mean over noisy copies",
                Way("smooth maps do not notice", "Smooth was not the same as unmoved here: least changed {found}."),
            ),
            Choice(
                "Grad-CAM",
                "Grad-CAM, the weighted feature maps",
                Way(
                    "regions stay when classes are forgotten",
                    "Grad-CAM weighs maps by what the last layer makes of them, and that layer is random now. "
                    "Least changed {found}.",
                ),
            ),
        ),
    ),
)

QUESTIONS = (
    Question(
        "8.a",
        'Grad-CAM for "husky" is hot on the snow. Is the net wrong? Is the map?',
        "Neither has to be. If most huskies of the training pictures stood in snow, snow speaks for them, and a "
        "map that says so is right about the net. That the net is right for the wrong reason is what such maps are "
        "good for.",
        "Do you keep apart what the net goes by and what it should go by?",
    ),
    Question(
        "8.b",
        "Grad-CAM cuts off what is negative. What would a map of the negative part mean?",
        "What speaks against the class: regions whose maps make its logit smaller, often those of another class. "
        "It is about this one logit: a region may be cold for the cat because something else is there.",
        "Do you say against which class, and that this is about the logit and not about what is in the picture?",
    ),
    Question(
        "8.bonus",
        "Does Grad-CAM follow when the halves are exchanged, `both[:, :, ::-1]`? And when the coffee is shown a "
        "second time in the place of the cat?",
        "It follows: with the halves exchanged, nine tenths of the cat's heat lie on the right. Of two cups each "
        "has one half of the heat: the map says where there is something of the class, and two equal things get "
        "equal shares.",
        "Did you take the same half for the cat after the exchange, and say what one half of the heat for each cup "
        "means?",
    ),
)

LINES = (
    Lines(
        "8.l1",
        ("8.1", "8.2", "8.3", "8.4", "8.p1", "8.p2"),
        """\
model, names = am.models.squeezenet(), am.datasets.imagenet_classes()
photo = np.concatenate([am.datasets.photo("cat"), am.datasets.photo("coffee")], axis=2)
cat, coffee = [names.index("Egyptian cat")], [names.index("espresso")]


def laid(heat):
    return am.plotting.overlay(photo, heat)
""",
        (
            Line(
                "laid(am.attribution.saliency(model, photo, cat))",
                "Single pixels light up, most of them round an eye: a gradient is a number for each pixel.",
            ),
            Line(
                "laid(am.attribution.grad_cam(model, photo, cat))",
                "Large soft regions on the cat: Grad-CAM has the resolution of the last maps, and was asked for "
                "the cat.",
            ),
            Line(
                "laid(am.attribution.grad_cam(model, photo, coffee))",
                "Large soft regions on the cup: Grad-CAM again, asked for the coffee.",
            ),
            Line(
                "laid(am.attribution.occlusion(model, photo, coffee, size=56, stride=56))",
                "Squares: pieces of 56 pixels are covered one after the other, and the heat of each is what the "
                "score loses.",
            ),
        ),
    ),
)
