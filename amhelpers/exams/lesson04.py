"""Tasks of an exam on lesson 04."""

from amhelpers.exams.tasks import Task

__all__ = ["TASKS"]

TASKS = (
    Task(
        "4.x1",
        ("4.3",),
        "Finer than the pictures",
        {"epochs": ((25, 100), 1), "label": (range(10), 1), "first": (range(100), 1)},
        "`slopes` are the gradients of the log-odds of class $label at 20 pictures of this class, for the net after "
        "$epochs epochs. Take the mean of your `high_frequency_energy` over the 20 gradients, and its mean over the "
        "20 pictures. How many times as large as the second is the first? Note it to three significant figures.",
        "net = am.models.cifar10_cnn($epochs)\n"
        "(images, labels), _ = am.datasets.load_cifar10()\n"
        'pictures = images[labels == $label][$first : $first + 20].astype("float32") / 255\n'
        "pixels = tf.constant(pictures)\n"
        "with tf.GradientTape() as tape:\n"
        "    tape.watch(pixels)\n"
        "    scores = am.objectives.log_odds(net, $label)(pixels)\n"
        "slopes = np.asarray(tape.gradient(scores, pixels))",
        "float(np.mean(high_frequency_energy(slopes)) / np.mean(high_frequency_energy(pictures)))",
    ),
    Task(
        "4.x2",
        ("4.3",),
        "Detail that is left",
        {
            "label": (range(10), 1),
            "seed": (range(1, 200), 1),
            "size": ((0.03, 0.04, 0.05), 1),
            "steps": (range(3, 9), 1),
        },
        "`image` is on its way from noise to a class image of class $label. What is its share of fine detail, by "
        "your `high_frequency_energy`? Note it to three significant figures.",
        "objective = am.objectives.log_odds(am.models.robust_cifar10_cnn(), $label)\n"
        "start = am.images.noise(1, 32, 3, seed=$seed, low=0.2, high=0.8)\n"
        "image = am.ascend(objective, start, steps=$steps, step_size=$size, progress=False).images",
        "float(high_frequency_energy(image)[0])",
    ),
)
