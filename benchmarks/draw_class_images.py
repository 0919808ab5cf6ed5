"""Draw class images of SqueezeNet in several ways, for another net to rank: `python draw_class_images.py OUT.npz`.

Runs in the course's environment; `rank_class_images.py` reads what this writes, in the environment of the benchmarks.
"""

import argparse
import functools
from pathlib import Path

import amhelpers as am  # isort: skip
import numpy as np

TUNED = ("zebra", "snail", "bee", "acorn", "espresso", "tabby")  # the recipe was chosen by looking at these
HELD_OUT = ("goldfish", "strawberry", "golden retriever", "pineapple", "volcano", "pizza")
SEEDS = range(3)


def main():
    """Draw all, seed by seed, and write them as one file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    out = parser.parse_args().out
    model, names = am.models.squeezenet(), am.datasets.imagenet_classes()
    drawn = {}
    for title, shown in {"tuned": TUNED, "held out": HELD_OUT}.items():
        classes = [names.index(name) for name in shown]
        for way, parametrization in {"pixels": am.images.Pixels, "waves": am.images.Fourier}.items():
            draw = functools.partial(am.recipes.imagenet_images, model, classes, parametrization=parametrization)
            drawn[f"{title}, in {way}"] = np.stack([draw(seed=seed).images for seed in SEEDS])
    out.parent.mkdir(parents=True, exist_ok=True)
    np.savez(out, **drawn, **{f"{title} names": shown for title, shown in (("tuned", TUNED), ("held out", HELD_OUT))})


if __name__ == "__main__":
    main()
