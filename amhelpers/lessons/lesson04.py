"""What lesson 04 asks: guesses, and questions to answer in words."""

from amhelpers.lessons.asked import Choice, Choosing, Measuring, Question, Way
from amhelpers.lessons.lines import Line, Lines

__all__ = ["GUESSES", "LINES", "QUESTIONS"]

GUESSES = (
    Measuring(
        "4.p1",
        "Ten epochs on 2,000 pictures of ten classes. Guessing is right one time in ten. By how much will the "
        "accuracy on the pictures that it learned from be above that on new ones, in percentage points?",
        "A small net and few pictures are enough for what it knows by heart and what it knows to come apart.",
        low=0,
        high=90,
        near=8,
        below=Way(
            "what is learned holds for new pictures",
            "You expected a distance of {guess}, and it is {found}: much of what it learned is of use for these "
            "2,000 pictures alone.",
        ),
        above=Way(
            "training is all by heart",
            "You expected a distance of {guess}, and it is {found}: part of what it learned from known pictures "
            "does hold for new ones.",
        ),
        unit="points",
    ),
    Choosing(
        "4.p2",
        "The old net, of 100 epochs, draws sharper class images than the young one, with the same penalty. What "
        "will they look like when the penalty has as much say against both scores?",
        "Against steeper scores the same penalty counts for less: that made the pictures sharper.",
        choices=(
            Choice(
                "still sharper",
                "the old net's are still much sharper: it has learned more detail",
                Way(
                    "sharper means learned more",
                    "With a penalty that counts as much, the old net's pictures are no sharper. The detail was in "
                    "the young net's gradient as well; what had grown is the steepness of the score.",
                ),
            ),
            Choice(
                "alike",
                "about as sharp as each other",
                Way(
                    "the difference was the weight", "Here a difference was left that the weight does not account for."
                ),
            ),
        ),
    ),
    Measuring(
        "4.p3",
        "The middle of each test picture is covered with gray, and a frame of four pixels is left. Of 100 such "
        "pictures, how many will the robust net read? (Guessing reads 10.)",
        "Surroundings, and what sticks out of the middle, tell more than nothing of the class.",
        low=0,
        high=100,
        near=6,
        below=Way(
            "a net goes by the thing alone",
            "You expected {guess}, and it reads {found}: what is around a thing, and what of it sticks out, is "
            "used too.",
        ),
        above=Way(
            "a net goes by the background alone",
            "You expected {guess}, and it reads {found}: without its middle most pictures are lost.",
        ),
        unit="of 100",
    ),
)

QUESTIONS = (
    Question(
        "4.a",
        "A colleague compares class images of two nets by eye, with the same weights for both, and finds one net's "
        '"more detailed". What would you have to know before you agree?',
        "How steep the two scores are: a weight means nothing by itself, only against the score. And the range, "
        "the steps and the start, which have to be the same.",
        "Do you ask what the weight is measured against, and not only whether it is the same number?",
    ),
    Question(
        "4.b",
        "How would you train a net that cannot go by the blue of the sky? What would you lose?",
        "Train it on pictures whose colours or backgrounds are exchanged at random, so that they say nothing about "
        "the class. It then also loses what colour rightly tells: a red thing on wheels is more often a fire "
        "engine than a tractor. Both nets of this lesson read ten to twelve points less where pictures are gray.",
        "Do you change the pictures so that the colour says nothing, and name something that is lost with it?",
    ),
    Question(
        "4.bonus",
        "Exchange red and blue in the robust net's class images. Which of them does it still read? Which does the "
        "young net read, before and after?",
        "The robust net reads all ten of its own pictures, in wrong colours too, while of the photographs that it "
        "reads it loses about a third when red and blue are exchanged. The young net also reads all ten, though "
        "they were not made for it, and two to four fewer in wrong colours, depending on the start. That the "
        "shapes are drawn strongly enough to do without colour would explain it; to test that, the shapes would "
        "have to be changed and the colours kept.",
        "Did you compare with photographs, of which both nets lose many when red and blue are exchanged?",
    ),
)

LINES = (
    Lines(
        "4.l1",
        ("4.2", "4.3", "4.p2", "4.p3"),
        """\
young, old, robust = am.models.cifar10_cnn(25), am.models.cifar10_cnn(100), am.models.robust_cifar10_cnn()
start = am.images.noise(1, 32, 3, seed=seed, low=0.45, high=0.55)


def climbed(model, weight):
    smooth = [(weight, am.regularizers.total_variation)]
    score = am.objectives.log_odds(model, seed)
    return am.ascend(score, start, steps=100, step_size=(0.05, 0.005), regularizers=smooth, progress=False).images
""",
        (
            Line(
                "climbed(old, 0)",
                "Pixels in strong colours next to each other: without a penalty fine detail is the shortest way to "
                "a high score.",
            ),
            Line(
                "climbed(young, 0.1)",
                "Patches of strong colours with some gray between: a small penalty takes away what brings little.",
            ),
            Line(
                "climbed(robust, 0.03)",
                "Large shapes in even colours, though the weight is small: this net learned not to be moved by "
                "fine detail.",
            ),
            Line(
                "climbed(young, 3)",
                "An even gray: the penalty has won.",
            ),
        ),
    ),
)
