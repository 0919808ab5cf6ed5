"""Tasks of an exam on lesson 02."""

from amhelpers.exams.tasks import Task

__all__ = ["TASKS"]

AWAKE = [channel for channel in range(64) if channel not in (11, 12, 59)]  # the others sleep on noise

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
)
