"""Tasks of an exam on lesson 06."""

from amhelpers.exams.tasks import Task

__all__ = ["TASKS"]

EARLY, LATE = ("conv1", "pool1", "conv2", "pool2"), ("conv3", "pool3", "conv4", "pool4")
# Maps that are neither empty nor full for the photos, however they are turned.
MAPS = [("conv1", channel) for channel in (4, 8, 13, 16, 17, 20, 21, 22, 24, 28, 31)]
MAPS += [
    ("conv2", channel) for channel in (0, 1, 3, 6, 9, 11, 15, 16, 17, 18, 25, 28, 29, 31, 32, 33, 34, 35, 36, 41, 44)
]
MAPS += [
    ("conv3", channel) for channel in (1, 2, 5, 6, 7, 8, 13, 15, 18, 24, 26, 32, 35, 38, 43, 46, 54, 56, 58, 61, 63)
]

TASKS = (
    Task(
        "6.x1",
        ("6.1", "6.3"),
        "One map",
        {"map": (MAPS, 1), "photo": (("cat", "coffee"), 1), "turns": (range(4), 1)},
        "Take the maps that `layer` answers to `image`, with your `feature_maps`, and of these the one of `channel`. "
        "How much of this map is zero, by your `sparsity`? Note it in per cent, to three significant figures.",
        "model = am.models.cats_and_dogs_cnn()\n"
        'image = np.rot90(am.datasets.photo("$photo", size=150), $turns, axes=(1, 2))\n'
        "layer, channel = $map",
        "float(100 * sparsity(feature_maps(model, image, [layer])[layer][..., channel]))",
    ),
    Task(
        "6.x2",
        ("6.1", "6.2"),
        "The last row of a picture of maps",
        {
            "layer": (("pool2", "conv3", "pool3"), 1),
            "photo": (("cat", "coffee"), 1),
            "columns": ((5, 6, 7, 9, 10, 11, 12, 13), 1),
        },
        "Put all maps of `$layer` for `image` into one picture of **$columns** columns, with your `feature_maps` and "
        "`channel_grid`. Note the mean of its last row of maps, with what is left over at its end, to three "
        "significant figures.",
        'model = am.models.cats_and_dogs_cnn()\nimage = am.datasets.photo("$photo", size=150)',
        '(maps := np.asarray(feature_maps(model, image, ["$layer"])["$layer"][0]),\n'
        " float(np.mean(channel_grid(maps, $columns)[-maps.shape[0] :])))[-1]",
    ),
    Task(
        "6.x3",
        ("6.1",),
        "A net and a mirror",
        {"early": (EARLY, 1), "late": (LATE, 1), "photo": (("cat", "coffee"), 1), "axis": ((1, 2), 1)},
        "Turn `image` over along axis $axis (`np.flip`), and take its maps with your `feature_maps`; take those of "
        "`image` as it is too, and turn these maps over along the same axis. For a layer, correlate all values of "
        "the one with all values of the other (`np.corrcoef`). How much larger is the correlation for `$early` than "
        "for `$late`? Note the difference, to three significant figures.",
        'model = am.models.cats_and_dogs_cnn()\nimage = am.datasets.photo("$photo", size=150)',
        '(mirrored := feature_maps(model, np.flip(image, $axis), ["$early", "$late"]),\n'
        ' plain := feature_maps(model, image, ["$early", "$late"]),\n'
        " alike := {name: np.corrcoef(np.ravel(mirrored[name]), np.ravel(np.flip(plain[name], $axis)))[0, 1]\n"
        "           for name in mirrored},\n"
        ' float(alike["$early"] - alike["$late"]))[-1]',
    ),
)
