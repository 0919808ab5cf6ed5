"""Tasks of an exam on lesson 08."""

from amhelpers.exams.tasks import Task

__all__ = ["TASKS"]

THINGS = ("tabby", "tiger cat", "Egyptian cat", "Persian cat", "lynx", "espresso", "cup", "coffee mug", "eggnog")

TASKS = (
    Task(
        "8.x1",
        ("8.3", "8.4"),
        "Left or right",
        {"things": (THINGS, 2), "size": ((160, 192, 224), 1), "layer": (("fire6", "fire7", "conv10"), 1)},
        "In the first of the two `pictures` the cat is on the left, in the second on the right. Ask your `grad_cam`, "
        "for the layer `$layer`, what speaks for the first class in `wanted` in the first picture, and for the "
        "second class in the second picture. Note how much of the heat of the **second** map lies in its left half, "
        "by your `heat_inside`, in per cent and to three significant figures. (The column in the middle counts to "
        "the right half.)",
        "model = am.models.squeezenet()\n"
        "wanted = [am.datasets.imagenet_classes().index(name) for name in $things]\n"
        'cat, coffee = am.datasets.photo("cat", size=$size), am.datasets.photo("coffee", size=$size)\n'
        "pictures = np.concatenate([np.concatenate(pair, axis=2) for pair in ([cat, coffee], [coffee, cat])])",
        '(heat := np.asarray(grad_cam(model, pictures, wanted, "$layer"))[1],\n'
        " float(100 * heat_inside(heat, (0, 0, heat.shape[0], heat.shape[1] // 2))))[-1]",
    ),
    Task(
        "8.x2",
        ("8.1",),
        "Pixels in a square",
        {
            "photo": (("cat", "coffee"), 1),
            "thing": (THINGS, 1),
            "top": (range(10, 100, 10), 1),
            "left": (range(10, 100, 10), 1),
        },
        "How much do the pixels of a square of the photo count for the class **$thing**, whose number is `wanted`? "
        "Note the mean of your `saliency` over rows $top to $top + 49 and columns $left to $left + 49, in per cent "
        "of the largest value of the whole map and to three significant figures.",
        "model = am.models.squeezenet()\n"
        'wanted = am.datasets.imagenet_classes().index("$thing")\n'
        'image = am.datasets.photo("$photo", size=160)',
        "float(100 * np.mean(np.asarray(saliency(model, image, [wanted]))[0, $top : $top + 50, $left : $left + 50]))",
    ),
)
