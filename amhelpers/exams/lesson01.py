"""Tasks of an exam on lesson 01."""

from amhelpers.exams.tasks import Task

__all__ = ["TASKS"]

# Where a thousand test images begin of which two pairs are never read wrongly equally often, however they are moved.
CLOSE = (10, 20, 30, 200, 210, 240, 580, 660, 730, 980)
FIRST = [first for first in range(0, 1000, 10) if first not in CLOSE]

TASKS = (
    Task(
        "1.x1",
        ("1.1",),
        "Borders, counted",
        {"first": (range(1981), 1), "side": (("right", "upper", "lower"), 1)},
        "The filter `edge` finds left borders of the ink. Turn it into the one that finds **$side** borders, bring "
        "the images into the form that a net takes with your `preprocess`, and move the filter over them with "
        '`keras.ops.conv` and `padding="same"`. At how many places of the 20 maps together is the sum above 1.5? '
        "Note the whole number.",
        "_, (images, labels) = am.datasets.load_mnist()\n"
        "images = images[$first : $first + 20]\n"
        'edge = np.array([[-1, 0, 1]] * 3, "float32")',
        "int(np.sum(np.asarray(keras.ops.conv(preprocess(images), "
        '{"right": -edge, "upper": edge.T, "lower": -edge.T}["$side"][:, :, np.newaxis, np.newaxis], '
        'padding="same")) > 1.5))',
    ),
    Task(
        "1.x2",
        ("1.1", "1.3"),
        "Digits that have moved",
        {"first": (FIRST, 1), "pixels": ((-6, -5, -4, 4, 5, 6), 1), "axis": ((1, 2), 1)},
        "The 1,000 images below were moved by $pixels pixels along axis $axis; what left on one side came in on the "
        "other. Let `model` read them, and find with your `most_confused` the wrong pair that occurs most often. "
        "Note one whole number: 1000 times the digit that was written, plus 100 times the one that was read, plus "
        "how often the pair occurs. (A 4 that was read as a 9 in 17 images gives 4917.)",
        "model = am.models.mnist_cnn()\n"
        "_, (images, labels) = am.datasets.load_mnist()\n"
        "images = np.roll(images, $pixels, axis=$axis)[$first : $first + 1000]\n"
        "labels = labels[$first : $first + 1000]",
        "(read := model.predict(preprocess(images), verbose=0).argmax(axis=1),\n"
        " pair := [int(digit) for digit in most_confused(labels, read)],\n"
        " 1000 * pair[0] + 100 * pair[1] + int(np.sum((labels == pair[0]) & (read == pair[1]))))[-1]",
    ),
)
