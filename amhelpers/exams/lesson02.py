"""Tasks of an exam on lesson 02."""

from amhelpers.exams.tasks import Task

__all__ = ["TASKS"]

# Filters of the net that no test image leaves asleep, and of the robust net those whose score a picture keeps.
AWAKE = (1, 4, 5, 6, 8, 9, 16, 17, 18, 19, 20, 21, 23, 27, 28, 30, 36, 41, 42, 43, 44, 45, 47, 49, 51, 55, 56, 57, 60)
ROBUST = (0, 1, 2, 4, 6, 7, 9, 12, 13, 15, 16, 17, 20, 22, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 37, 38, 41, 42)

TASKS = (
    Task(
        "2.x1",
        ("2.1", "2.2"),
        "An answer to a digit",
        {"channel": (AWAKE, 1), "place": (range(2000), 1)},
        "How strongly does filter **$channel** of `conv4` answer to test image **$place**? Note the mean of its map, "
        "to three significant figures.",
        "model = am.models.mnist_cnn()\n"
        "_, (images, labels) = am.datasets.load_mnist()\n"
        "image = am.datasets.preprocess(images[$place : $place + 1])",
        'np.asarray(mean_activation(feature_extractor(model, "conv4")(image), $channel))[0]',
    ),
    Task(
        "2.x2",
        ("2.1", "2.4"),
        "Six steps",
        {"channel": (ROBUST, 1), "seed": (range(1, 200), 1), "size": ((0.5, 1.0, 2.0), 1)},
        "Climb filter **$channel** of `conv2` from the two images of noise in `start`, by six steps of size "
        "**$size** with your `ascent_step`; nothing is clipped. Note the score of the **second** image as the sixth "
        "call returns it, that is before the last step, to three significant figures.",
        "model = am.models.robust_mnist_cnn()\nstart = am.images.noise(2, 28, 1, seed=$seed)",
        '(extractor := feature_extractor(model, "conv2"), image := tf.Variable(start),\n'
        " float([ascent_step(extractor, image, $channel, $size) for _ in range(6)][-1][1]))[-1]",
    ),
    Task(
        "2.x3",
        ("2.1", "2.2", "2.5", "2.6"),
        "The array and its picture",
        {"channel": (ROBUST, 1), "seed": (range(1, 200), 1), "steps": ((2, 3), 1), "size": ((0.5, 1.5), 1)},
        "Climb filter **$channel** of `conv2` from `start` with your `maximize`, by $steps steps of size $size. What "
        "comes out has a score, the mean activation of the filter. Make a picture of it with your `deprocess`, "
        "divide that by 255, and put it before the net: how large is its score, in per cent of the other? Note it to "
        "three significant figures.",
        "model = am.models.robust_mnist_cnn()\nstart = am.images.noise(1, 28, 1, seed=$seed)",
        '(extractor := feature_extractor(model, "conv2"),\n'
        " array := np.asarray(maximize(extractor, $channel, start, $steps, $size)[0]),\n"
        ' shown := np.asarray(deprocess(array[0]))[np.newaxis].astype("float32") / 255,\n'
        " float(100 * mean_activation(extractor(shown), $channel)[0] / mean_activation(extractor(array), $channel)[0])"
        ")[-1]",
    ),
)
