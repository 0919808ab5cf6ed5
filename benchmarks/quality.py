"""How good are the pictures of `draw.py`? Everything is measured on what was returned, rounded to 8 bits.

    benchmarks/.venv/bin/python benchmarks/quality.py build/bench/pictures.npz

The judges are nets that no recipe was tuned by: for digits a support vector machine and a dense net, trained here on
the course's sample; for classes EfficientNet-Lite1 and -Lite2. Jitter and scale are larger than any in the recipes.
"""

import argparse
from pathlib import Path

import amhelpers as am  # isort: skip
import imagenet_judges
import numpy as np
import report
from draw import CASES, WAYS
from PIL import Image
from sklearn.neural_network import MLPClassifier
from sklearn.svm import SVC


def digits(case, drawn):
    """Rows of the table for digits, and its head."""
    (images, labels), test = am.datasets.load_mnist()
    judges = [SVC(C=10), MLPClassifier((200,), early_stopping=True, random_state=0)]
    for judge in judges:
        judge.fit(_rows(images / 255), labels)
    accuracy = [judge.score(_rows(test[0] / 255), test[1]) for judge in judges]
    head = ["digits", *(f"read by {type(judge).__name__}" for judge in judges)]
    head += ["neighbours", "class mean", "p, moved", "seconds a picture"]
    rows = [["real digits, the test set", *map(_share, accuracy), "", "", "", ""]]
    for way, (pictures, seconds) in drawn.items():
        flat = pictures.reshape(-1, *pictures.shape[2:])
        wanted = np.tile(case.targets, len(pictures))
        read = [_share((judge.predict(_rows(flat)) == wanted).mean()) for judge in judges]
        alike = (am.likeness.nearest_digits(flat) == wanted[:, np.newaxis]).mean()
        matched = (am.likeness.closest_means(flat) == wanted).mean()
        moved = _probability(case, flat, wanted, 4, (0.8, 1.2))
        rows.append([way, *read, _share(alike), _share(matched), f"{moved:.2f}", seconds])
    return head, rows


def classes(case, drawn):
    """Rows of the table for classes of ImageNet, and its head."""
    head = ["classes"]
    for number in imagenet_judges.SIZES:
        head += [f"p by Lite{number}", "median rank", "among 5"]
    head += ["p by SqueezeNet, moved", "seconds a picture"]
    rows = []
    for way, (pictures, seconds) in drawn.items():
        flat = pictures.reshape(-1, *pictures.shape[2:])
        wanted = np.tile(case.targets, len(pictures))
        row = [way]
        for number in imagenet_judges.SIZES:
            said = imagenet_judges.probabilities(number, flat)
            own = said[range(len(flat)), wanted]
            ranks = 1 + (said > own[:, np.newaxis]).sum(axis=1)
            row += [f"{own.mean():.3f}", round(float(np.median(ranks))), _share((ranks <= 5).mean())]
        rows.append([*row, f"{_probability(case, flat, wanted, 24, (0.55, 1.6)):.2f}", seconds])
    return head, rows


def filters(case, drawn):
    """Rows of the table for filters, and its head."""
    score, best = case.objective(), _best_of_fifty_crops(case)
    head = [
        "filters",
        "× the best crop, median",
        "the lowest",
        "never active",
        "of its score when moved",
        "seconds a picture",
    ]
    rows = []
    for way, (pictures, seconds) in drawn.items():
        found = np.stack([np.asarray(score(images)) for images in pictures])
        moved = np.mean([[score(other) for other in _moved(images, 8, (0.85, 1.15))] for images in pictures], axis=1)
        ratio = found[:, best > 0] / best[best > 0]
        dead = f"{(found <= 0).sum()} of {found.size}"
        kept = _share(np.median(moved[found > 0] / found[found > 0]))
        rows.append([way, float(np.median(ratio)), float(ratio.min()), dead, kept, seconds])
    return head, rows


def _best_of_fifty_crops(case):
    """What the best of fifty crops of the course's photos scores for each target, (targets,)."""
    random, size, cut = np.random.default_rng(0), case.start.shape[1], []
    for index in range(50):
        photo = Image.fromarray(np.uint8(255 * am.datasets.photo(("cat", "coffee")[index % 2], size=300)[0]))
        side = int(random.uniform(size, 300))
        left, top = random.integers(0, 300 - side + 1, 2)
        cut.append(photo.resize((size, size), Image.Resampling.BOX, box=(left, top, left + side, top + side)))
    maps = np.asarray(case.extractor()(np.stack(cut).astype("float32") / 255))
    return maps.mean(axis=(1, 2))[:, case.targets].max(axis=0)


def _moved(images, pixels, factors):
    """Images moved in four directions, shrunk and enlarged, a batch for each."""
    for offset in ((pixels, 0), (-pixels, 0), (0, pixels), (0, -pixels)):
        yield np.roll(images, offset, axis=(1, 2))
    for factor in factors:
        yield np.asarray(am.transforms.scale(factor, factor)(images))


def _probability(case, images, wanted, pixels, factors):
    """The mean probability that the net itself gives to the class, when an image is moved."""
    said = [case.model.predict(other, verbose=0) for other in _moved(images, pixels, factors)]
    return np.mean([one[range(len(images)), wanted] for one in said])


def _rows(images):
    return np.asarray(images, "float32").reshape(len(images), -1)


def _share(value):
    return f"{100 * value:.0f} %"


def main():
    """A table for each kind of picture."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pictures", type=Path)
    stored = np.load(parser.parse_args().pictures, allow_pickle=False)
    parts = []
    for kind, judge in (("digits", digits), ("classes", classes), ("filters", filters)):
        found = {way: stored[f"{kind}, {way}"] for way in WAYS if f"{kind}, {way}" in stored}
        drawn = {way: found[way].astype("float32") / 255 for way in found if found[way].ndim}
        seconds = {way: float(stored[f"{kind}, {way}, seconds"]) / len(stored[f"{kind} targets"]) for way in drawn}
        head, rows = judge(CASES[kind](), {way: (drawn[way], seconds[way]) for way in drawn})
        rows += [[way, str(found[way]), *[""] * (len(head) - 2)] for way in found if way not in drawn]
        parts.append(report.table(head, rows))
    report.write("quality", "\n\n".join(parts))


if __name__ == "__main__":
    main()
