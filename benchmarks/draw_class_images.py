"""Draw class images of SqueezeNet in several ways, for another net to rank: `python draw_class_images.py OUT.npz`.

Runs in the course's environment; `rank_class_images.py` reads what this writes, in the environment of the benchmarks.
"""

import argparse
from pathlib import Path

import amhelpers as am  # isort: skip
import keras
import numpy as np

TUNED = ("zebra", "snail", "bee", "acorn", "espresso", "tabby")  # the recipe was chosen by looking at these
HELD_OUT = ("goldfish", "strawberry", "golden retriever", "pineapple", "volcano", "pizza")
SEEDS = range(3)


def in_pixels(model, classes, seed):
    """The recipe `imagenet_images`, with steps in pixels in the place of waves."""
    rate = keras.optimizers.schedules.CosineDecay(0.05, 100, alpha=0.1)
    return am.ascend(
        am.objectives.log_odds(model, classes) + 0.5 * am.objectives.logit(model, classes),
        am.images.noise(len(classes), 160, 3, seed=seed, low=0.49, high=0.51),
        steps=100,
        optimizer=keras.optimizers.Adam(rate),
        transforms=[
            am.transforms.jitter(16),
            am.transforms.rotate(20),
            am.transforms.scale(0.6, 1.5),
            am.transforms.add_noise(0.03),
        ],
        seed=seed,
        progress=False,
    )


def in_waves(model, classes, seed):
    """The recipe of the course."""
    return am.recipes.imagenet_images(model, classes, seed=seed)


def main():
    """Draw all, seed by seed, and write them as one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    out = parser.parse_args().out
    model, names = am.models.squeezenet(), am.datasets.imagenet_classes()
    drawn = {}
    for title, shown in {"tuned": TUNED, "held out": HELD_OUT}.items():
        classes = [names.index(name) for name in shown]
        for draw in (in_pixels, in_waves):
            images = [draw(model, classes, seed).images for seed in SEEDS]
            drawn[f"{title}, {draw.__name__.replace('_', ' ')}"] = np.stack(images)
    out.parent.mkdir(parents=True, exist_ok=True)
    np.savez(out, **drawn, **{f"{title} names": shown for title, shown in (("tuned", TUNED), ("held out", HELD_OUT))})


if __name__ == "__main__":
    main()
