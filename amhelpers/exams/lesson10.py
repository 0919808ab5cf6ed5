"""Tasks of an exam on lesson 10."""

from amhelpers.exams.tasks import Task

__all__ = ["TASKS"]

# Where pictures begin that hold no pair of digits for sure: log p is far enough from 0.
FIRST = (10, 15, 60, 65, 75, 85, 105, 115, 130, 160, 165, 180, 190, 195, 210, 220, 230, 240, 250, 260, 270, 315, 320)

TASKS = (
    Task(
        "10.x1",
        ("10.1",),
        "On the way to a value",
        {"goal": ((6, 8, 10, 12, 14), 1), "photo": (("cat", "coffee"), 1), "turns": (range(4), 1)},
        "`meter` gives one number for a picture, as a net that measures does. From the two `images` climb how near "
        "this number is to **$goal**, by your `closeness`, with `am.ascend` and `settings`. Note what `meter` says "
        "of the **second** of the images that come out, not rounded to 8 bits, to three significant figures.",
        "meter = am.models.with_logits(am.models.cats_and_dogs_cnn())\n"
        'image = am.datasets.photo("$photo", size=150)\n'
        "images = np.concatenate([np.rot90(image, turns, axes=(1, 2)) for turns in ($turns, $turns + 1)])\n"
        'settings = {"optimizer": keras.optimizers.SGD(0.003), "steps": 3, "progress": False}',
        "(found := am.ascend(lambda images: closeness(meter(images), $goal), images, **settings).images,\n"
        " float(meter(found)[1, 0]))[-1]",
    ),
    Task(
        "10.x2",
        ("10.2",),
        "These two and no other",
        {"digits": (range(10), 2), "first": (FIRST, 1)},
        "Each of the 6 `pictures` is two digits, one over the other. Take the ten logits of the net as those of ten "
        "labels, each with a sigmoid of its own: how likely is it, by your `all_labels`, that just the two digits in "
        "`wanted` are there? Note the logarithm of this probability for the picture for which it is largest, a "
        "negative number, to three significant figures.",
        "logits = am.models.with_logits(am.models.mnist_cnn())\n"
        "_, (images, labels) = am.datasets.load_mnist()\n"
        "images = am.datasets.preprocess(images)\n"
        "pictures = np.maximum(images[$first : $first + 6], images[$first + 900 : $first + 906])\n"
        'wanted = np.isin(range(10), $digits).astype("float32")',
        "float(np.max(all_labels(logits(pictures), wanted)))",
    ),
    Task(
        "10.x3",
        ("10.3", "10.4"),
        "What a mark turns",
        {"first": (range(0, 1501, 10), 1), "row": (range(6, 21, 2), 1)},
        "Prove what `plant` does to the net, on the 500 images below, with your `crossed` and your `turned`. How "
        "many images are read as a **larger** digit with the mark than without it? Note the whole number.",
        "model = am.models.mnist_cnn()\n"
        "_, (images, labels) = am.datasets.load_mnist()\n"
        "images, labels = am.datasets.preprocess(images[$first : $first + 500]), labels[$first : $first + 500]\n"
        "def plant(images):\n"
        "    images[:, $row : $row + 3, 4:24] = 1\n"
        "    return images",
        "(case := crossed(images, labels, plant),\n"
        " int(np.sum(np.triu(turned(model.predict(case[0], verbose=0), case[2]), 1))))[-1]",
    ),
)
