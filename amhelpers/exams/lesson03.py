"""Tasks of an exam on lesson 03."""

from amhelpers.exams.tasks import Task

__all__ = ["TASKS"]

TASKS = (
    Task(
        "3.x1",
        ("3.2", "3.3"),
        "A climb with two penalties",
        {"digit": (range(10), 1), "seed": (range(1, 200), 1), "weight": ((0.01, 0.03, 0.1), 1)},
        "Climb `objective`, the log-odds of a **$digit**, with `am.ascend`, from `start` and with `settings`. There "
        "are two regularizers: your `total_variation`, with the weight **$weight**, and your `lp_norm` with p = 1, "
        "with the weight 0.02. Note the total variation, without a weight, of the `images` that come out, not "
        "rounded to 8 bits, to three significant figures.",
        "objective = am.objectives.log_odds(am.models.robust_mnist_cnn(), $digit)\n"
        "start = am.images.noise(1, 28, 1, seed=$seed, low=0.3, high=0.7)\n"
        'settings = {"steps": 5, "step_size": 0.02, "progress": False}',
        "(penalties := [($weight, total_variation), (0.02, lambda images: lp_norm(images, 1))],\n"
        " images := am.ascend(objective, start, regularizers=penalties, **settings).images,\n"
        " float(total_variation(tf.constant(images))[0]))[-1]",
    ),
    Task(
        "3.x2",
        ("3.1", "3.2"),
        "The weight that eats up the score",
        {"place": (range(2000), 1)},
        "Of the digit below take the logit of its own class, by your `with_logits`, and its penalty, by your "
        "`total_variation`. With which weight λ is the logit minus λ times the penalty just zero? Note it to three "
        "significant figures.",
        "model = am.models.mnist_cnn()\n"
        "_, (images, labels) = am.datasets.load_mnist()\n"
        "image, label = am.datasets.preprocess(images[$place : $place + 1]), int(labels[$place])",
        "float(with_logits(model)(image)[0, label] / total_variation(tf.constant(image))[0])",
    ),
    Task(
        "3.x3",
        ("3.3",),
        "As large as an even gray",
        {"place": (range(2000), 1), "p": ((1, 2, 3), 1)},
        "How large is the digit below by your `lp_norm`, with **p = $p**? A picture of even gray, 28 × 28 pixels all "
        "of the same value, is to be as large, by the same norm. Note the value of its pixels, 0 for black and 1 for "
        "white, to three significant figures.",
        "_, (images, labels) = am.datasets.load_mnist()\nimage = am.datasets.preprocess(images[$place : $place + 1])",
        "float(lp_norm(tf.constant(image), $p)[0] / lp_norm(tf.ones_like(image), $p)[0])",
    ),
)
