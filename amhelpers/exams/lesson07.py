"""Tasks of an exam on lesson 07."""

from amhelpers.exams.tasks import Task

__all__ = ["TASKS"]

TASKS = (
    Task(
        "7.x1",
        ("7.1",),
        "Your net, trained",
        {"share": ([number / 100 for number in range(5, 100, 5)], 1), "turns": ((1, 2, 3), 1)},
        "A new net of your `build_cats_and_dogs_cnn` has the layers of `trained`, in the same order. Give it the "
        "weights of `trained`, by `get_weights` and `set_weights`, and show it `image`. (If yours scales its images "
        "at its beginning, take that out before: `trained` does not.) Note the logit of its answer p, log(p / (1 − "
        "p)) with the natural logarithm, to three significant figures.",
        "trained = am.models.cats_and_dogs_cnn()\n"
        'cat, coffee = am.datasets.photo("cat", size=150), am.datasets.photo("coffee", size=150)\n'
        "image = np.rot90($share * cat + (1 - $share) * coffee, $turns, axes=(1, 2))",
        "(own := build_cats_and_dogs_cnn(), own.set_weights(trained.get_weights()),\n"
        " float(am.objectives.logit(own, 0)(image)[0]))[-1]",
    ),
    Task(
        "7.x2",
        ("7.1",),
        "Up for the one, down for the other",
        {
            "animal": (("cat", "dog"), 1),
            "share": ([number / 100 for number in range(5, 100, 5)], 1),
            "turns": (range(4), 1),
            "size": ((0.004, 0.005, 0.006), 1),
        },
        "A new net of your `build_cats_and_dogs_cnn` gets the weights of `trained`, by `get_weights` and "
        "`set_weights`, and no scaling of its own at its beginning. Make `image` more of a **$animal** for it: three "
        "steps of size $size with `am.ascend`, without penalties and transforms, by the logit or by its negative. "
        "Note the logit of the `images` that come out, not rounded to 8 bits, to three significant figures.",
        "trained = am.models.cats_and_dogs_cnn()\n"
        'cat, coffee = am.datasets.photo("cat", size=150), am.datasets.photo("coffee", size=150)\n'
        "image = np.rot90($share * cat + (1 - $share) * coffee, $turns, axes=(1, 2))",
        "(own := build_cats_and_dogs_cnn(), own.set_weights(trained.get_weights()),\n"
        ' way := {"cat": -1, "dog": 1}["$animal"] * am.objectives.logit(own, 0),\n'
        " images := am.ascend(way, image, steps=3, step_size=$size, progress=False).images,\n"
        " float(am.objectives.logit(own, 0)(images)[0]))[-1]",
    ),
)
