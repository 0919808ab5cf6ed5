"""How soon does each reach the same score? The score is that of the returned picture, rounded to 8 bits.

    benchmarks/.venv/bin/python benchmarks/to_score.py

Xplique runs as it comes (waves, its standard transformations, 256 steps) and without the transformations, which cost
it score. The course climbs the same objective in steps that become smaller, classes in waves too, filters coarse to
fine with a little jitter. Scores are compared target by target, and the median of the ratios is what counts.
"""

from dataclasses import replace

import amhelpers as am  # isort: skip
import keras
import numpy as np
import report
from cases import squeezenet, vgg16
from contenders import by_xplique, for_xplique
from speed import seconds

PEER_STEPS = (16, 64, 256)
AIM = "Xplique, 256 steps, no transformations"


def peer(case, steps, plain):
    """Xplique: a function that makes the images."""
    make, settings = for_xplique(case), {"transformations": None} if plain else {}
    return lambda: by_xplique(case, make(), nb_steps=steps, **settings)


def filters(case, coarse, fine):
    """`recipes.filter_images`."""
    size = case.start.shape[1]
    return lambda: am.recipes.filter_images(case.model, case.layer, case.targets, size, steps=(coarse, fine)).images


def classes(case, steps):
    """The logits in waves, by Adam with steps that become smaller."""
    rate = keras.optimizers.schedules.CosineDecay(0.3, steps, alpha=0.1)

    def run():
        start = am.images.Fourier(case.start)
        return am.ascend(
            case.objective(), start, steps=steps, optimizer=keras.optimizers.Adam(rate), progress=False
        ).images

    return run


def measure(case, ways):
    """Rows: [way, seconds of its first call, (score of each target)]."""
    score, rows = case.objective(), []
    next(iter(ways.values()))()  # what only the first call of all pays for
    for name, run in ways.items():
        kept = []
        taken = seconds(lambda run=run, kept=kept: kept.append(run()))
        stored = np.round(np.clip(kept[0], 0, 1) * 255).astype("float32") / 255
        rows.append([name, taken, np.asarray(score(stored))])
    return rows


def compared(rows, aim):
    """Rows with the median of the ratio of each score to that of `aim`, the name of a row."""
    wanted = next(scores for name, _, scores in rows if name == aim)
    alive = wanted > 0
    return [[name, taken, float(np.median(scores[alive] / wanted[alive]))] for name, taken, scores in rows]


def main():
    """A table for each net."""
    parts = []
    for case, own in ((vgg16(), _filter_ways), (squeezenet(), _class_ways)):
        ways = {f"Xplique, {steps} steps": peer(case, steps, False) for steps in PEER_STEPS}
        ways |= {f"Xplique, {steps} steps, no transformations": peer(case, steps, True) for steps in PEER_STEPS}
        rows = compared(measure(case, ways | own(case)), AIM)
        parts += [f"**{case.title}**, {len(case.targets)} images, {case.start.shape[1]} pixels"]
        parts += [report.table(["", "seconds", f"score, × that of {AIM}"], rows)]
    report.write("to-score", "\n\n".join(parts))


def _filter_ways(case):
    pairs = ((8, 2), (24, 6), (48, 12), (96, 24), (192, 48))
    return {f"amhelpers, {coarse} + {fine} steps": filters(case, coarse, fine) for coarse, fine in pairs}


def _class_ways(case):
    return {f"amhelpers, {steps} steps": classes(replace(case, steps=steps), steps) for steps in (8, 16, 32, 64)}


if __name__ == "__main__":
    main()
