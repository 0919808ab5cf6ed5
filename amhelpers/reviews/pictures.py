"""Pictures: lines of code -> a card that asks which of them made a picture, or which picture a line makes."""

import contextlib
import io
import itertools
import random
from collections.abc import Container

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.figure import Figure

from amhelpers.checks.exercise import Exercise, Misconception
from amhelpers.checks.printed import Printed
from amhelpers.lessons import all_lines
from amhelpers.lessons.lines import DRAWS, Lines, drawn
from amhelpers.plotting import STYLE
from amhelpers.reviews.card import OPTIONS, Card, dealt
from amhelpers.reviews.code import source
from amhelpers.reviews.versions import said

__all__ = ["about", "of_exercise", "of_lines"]

INCHES = 2.2


def about(name: str, turn: int, draw, without: Container[str] = ()) -> Card | None:
    """A card on pictures of the exercise or guess that a name belongs to.

    Args:
        name: "number/name" of a misconception.
        turn: how often it was asked about.
        draw: a `random.Random`.
        without: numbers of lines that are not to be asked about.

    Returns:
        The card; None where no lines are about it.
    """
    known = [lines for lines in all_lines().values() if lines.number not in without]
    fitting = [lines for lines in known if name.partition("/")[0] in lines.about]
    if not fitting:
        return None
    lines = draw.choice(fitting)
    return of_lines(name, lines, draw.randrange(len(lines.lines)), turn, draw)


def of_lines(name: str, lines: Lines, index: int, turn: int, draw) -> Card | None:
    """A card on one of several lines: from the picture to the line, or every other time from the line to the picture.

    Args:
        name: under which the answer goes on record.
        lines: several.
        index: of the one that is asked about.
        turn: how often it was asked about.
        draw: a `random.Random`.

    Returns:
        The card; None where there is no such line.
    """
    if index >= len(lines.lines):
        return None
    one = lines.lines[index]
    others = [other for other in lines.lines if other is not one]
    seed = draw.randrange(DRAWS)
    before = f"seed = {seed}\n{lines.before.strip()}"
    kind = {"coded": True, "family": lines.number}
    if turn % 2 == 0:
        question = "Which of these lines made the picture?"
        wrong = [other.code for other in others]
        return dealt(
            name,
            question,
            one.code,
            wrong,
            one.sign,
            draw,
            code=before,
            picture=_sheet(drawn(lines, seed, [one]), [""]),
            **kind,
        )
    shown = [one, *draw.sample(others, OPTIONS - 1)]
    draw.shuffle(shown)
    titles = tuple(f"picture {number}" for number in range(1, OPTIONS + 1))
    question = "Which picture does the last line make?"
    code, picture = f"{before}\n\n{one.code}", _sheet(drawn(lines, seed, shown), titles)
    signs = tuple(line.sign for line in shown)
    right = shown.index(one)
    return Card(name, question, code, titles, right, one.sign, picture, family=lines.number, signs=signs)


def _sheet(images, titles):
    """Images (height, width) or (height, width, 3) side by side: a PNG, and words for it."""
    with plt.style.context(STYLE):
        figure = Figure(figsize=(INCHES * sum(_width(image) for image in images), INCHES + 0.3), layout="constrained")
        grid = {"width_ratios": [_width(image) for image in images]}
        axes = figure.subplots(1, len(images), squeeze=False, gridspec_kw=grid)[0]
        for axis, image, title in zip(axes, images, titles, strict=True):
            axis.imshow(image, cmap="gray", vmin=0, vmax=1)
            size = f"{image.shape[0]} × {image.shape[1]} pixels"
            axis.set(title=f"{title}\n{size}".strip(), xticks=[], yticks=[])
        words = [f"{title or 'a picture'}, {_words(image)}" for image, title in zip(images, titles, strict=True)]
        return _png(figure), "; ".join(words)


def _width(image):
    return image.shape[1] / image.shape[0]


def _words(image):
    """What can be said of an image without saying what is in it."""
    steps = np.concatenate([np.abs(np.diff(image, axis=axis)).ravel() for axis in (0, 1)])
    light = np.ptp(image, axis=2) if image.ndim == 3 else image  # of a coloured one, how colourful it is
    left, above = (light[:, : image.shape[1] // 2], light[: image.shape[0] // 2])
    where = (
        f"; of its {'colour' if image.ndim == 3 else 'light'} {_share(left, light)} left, {_share(above, light)} above"
    )
    black, white = np.mean(image < 0.05), np.mean(image > 0.95)
    return (
        f"{image.shape[0]} × {image.shape[1]} pixels{' in colour' if image.ndim == 3 else ''}: "
        f"mean {image.mean():.2f}, spread {image.std():.2f}, {black:.0%} black, {white:.0%} white, "
        f"neighbours {steps.mean():.2f} apart{where}"
    )


def _share(part, whole):
    """How much of it is in a part."""
    return f"{part.sum() / max(whole.sum(), 1e-9):.0%}"


def of_exercise(name: str, task: Exercise, one: Misconception, others: list[Misconception]) -> Card | None:
    """A card on the picture that an exercise draws of a wrong answer, beside the right one.

    Args:
        name: under which the answer goes on record.
        task: the exercise.
        one: the wrong answer.
        others: wrong answers with other hints, in an order that is drawn.

    Returns:
        The card; None where the mistake cannot be seen, or where too few others can.
    """
    code = source(one.wrong, task.reference, task.function)
    if code is None or task.picture is None or not one.visible:
        return None
    mine = _drawn(task, one)
    if not mine:
        return None
    written = ((other, source(other.wrong, task.reference, task.function)) for other in others if other.visible)
    made = (text for other, text in written if text and _drawn(task, other) not in (None, mine))
    differing = list(itertools.islice(made, OPTIONS - 1))
    question = (
        f'Exercise {task.number}, "{task.title}". The picture has what the right version makes and what one of these '
        "makes. Which of them?"
    )
    draw = random.Random(name)
    return dealt(name, question, code, differing, said(task, one), draw, picture=mine, coded=True)


def _drawn(task, one):
    """The exercise's picture of a wrong answer beside the right one: a PNG and its words; None where there is none."""
    with contextlib.suppress(Exception), contextlib.redirect_stdout(Printed()):
        figure, words = task.picture(one.wrong, task.reference)
        return _png(figure), words
    return None


def _png(figure):
    stream = io.BytesIO()
    figure.savefig(stream, format="png", metadata={"Software": None})
    return stream.getvalue()
