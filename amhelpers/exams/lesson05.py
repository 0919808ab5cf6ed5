"""Tasks of an exam on lesson 05; VGG16 is the one refined for edges, which needs no network and is everybody's."""

from amhelpers.exams.tasks import Task

__all__ = ["TASKS"]

# Filters of block2_conv1: those that both photos excite; and those that rise far, some way, and hardly from the coffee.
EXCITED = (1, 2, 4, 10, 12, 20, 22, 25, 26, 27, 28, 31, 32, 34, 35, 36, 37, 38, 39, 41, 42, 45, 46, 49, 52, 53, 54, 58)
FAR = (6, 10, 20, 22, 27, 28, 35, 39, 45, 52, 59, 65, 67, 69, 75, 84, 86, 87, 91, 92, 94, 95, 97, 109, 112, 114)
SOME_WAY = (3, 4, 12, 25, 31, 36, 53, 56, 57, 63, 68, 70, 88, 100, 105)
HARDLY = (8, 14, 29, 44, 60, 104, 106, 118, 126)

TASKS = (
    Task(
        "5.x1",
        ("5.1",),
        "A net without its first layers",
        {"channel": (EXCITED, 1), "photo": (("cat", "coffee"), 1), "turns": (range(4), 1)},
        "`bare` is VGG16 up to `block2_conv1`, without the layers that prepare its images. Prepare `image` with your "
        "`vgg_preprocess`, and note the mean of the map of filter **$channel**, to three significant figures.",
        'vgg = am.models.vgg16("edges")\n'
        'bare = keras.Model(vgg.get_layer("preprocess").output, vgg.get_layer("block2_conv1").output)\n'
        'image = np.rot90(am.datasets.photo("$photo", size=96), $turns, axes=(1, 2))',
        "float(np.mean(bare(np.asarray(vgg_preprocess(image)))[..., $channel]))",
    ),
    Task(
        "5.x2",
        ("5.1", "5.2"),
        "Too strong for a picture",
        {
            "photo": (("cat", "coffee"), 1),
            "factor": ((1.4, 1.6, 1.8, 2.0, 2.2, 2.4, 2.6, 2.8, 3.0), 1),
            "colour": (("red", "blue"), 1),
            "top": (range(0, 65, 8), 1),
        },
        "Turn `image` into what VGG16 takes with your `vgg_preprocess`, multiply that by **$factor**, and make a "
        "picture of the product with your `vgg_deprocess`. Note the mean of its $colour over rows $top to $top + 31, 0 "
        "for none and 1 for full, to three significant figures.",
        'image = am.datasets.photo("$photo", size=96)',
        "(picture := vgg_deprocess($factor * vgg_preprocess(image)),\n"
        ' float(np.mean(np.asarray(picture)[:, $top : $top + 32, :, ("red", "green", "blue").index("$colour")])))[-1]',
    ),
    Task(
        "5.x3",
        ("5.4",),
        "Which led nowhere",
        {"far": (FAR, 4), "some": (SOME_WAY, 3), "hardly": (HARDLY, 3)},
        "`scores` is the way of the ten filters in `channels`, all from the same photo, by nothing but the mean of "
        "their maps. Which of the ten led nowhere, by your `unconverged`? Note the sum of the numbers of these "
        "filters (8 and 44 give 52).",
        "channels = sorted($far + $some + $hardly)\n"
        'maps = am.models.feature_extractor(am.models.vgg16("edges"), "block2_conv1")\n'
        'start = np.repeat(am.datasets.photo("coffee", size=24), 10, axis=0)\n'
        "mean = lambda images: tf.gather(tf.reduce_mean(maps(images), axis=(1, 2)), channels, axis=1, batch_dims=1)\n"
        "scores = am.ascend(mean, start, steps=6, step_size=0.02, progress=False).scores",
        "int(np.sum(np.array(channels)[np.asarray(unconverged(scores))]))",
    ),
)
