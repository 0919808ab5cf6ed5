"""Blind test: which of two photos excites a unit more? Asked first without and then with the unit's synthetic image.

Borowski, Zimmermann, Schepers, Geirhos, Wallis, Bethge, Brendel 2021 put this question to people, to learn how much
such an image explains.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import comb
from typing import Any

import ipywidgets
import numpy as np
from matplotlib import style
from matplotlib.figure import Figure

from amhelpers.describe import describe
from amhelpers.plotting import STYLE
from amhelpers.widgets.explorer import Pictured

__all__ = ["BlindTest", "Trial", "by_guessing", "make_trials"]


@dataclass(frozen=True)
class Trial:
    """Two photos, of which one excites a unit much and the other little.

    Attributes:
        unit: its index.
        photos: (2, height, width, channels) in [0, 1], the left one first.
        right_answer: 0 if the left one excites it more, 1 if the right one does.
        hint: the image that is shown with them, (height, width, channels); None where there is none.
    """

    unit: int
    photos: np.ndarray
    right_answer: int
    hint: np.ndarray | None


def make_trials(
    activations: Any, photos: Any, hints: Mapping[int, np.ndarray], count: int = 10, share: float = 0.1, seed: int = 0
) -> list[Trial]:
    """Trials without a hint, and then as many with one, of the same units, in an order that the seed fixes.

    Args:
        activations: how much each photo excites each unit, (photos, units).
        photos: (photos, height, width, channels) in [0, 1].
        hints: {unit: its synthetic image}.
        count: how many trials of each kind.
        share: one photo is of the most exciting tenth, the other of the least exciting.
        seed: of the random numbers: which units and photos, and which photo stands on the left.

    Returns:
        2 · count trials.

    Raises:
        ValueError: there is not one row of activations for each photo, or there are no units.
    """
    activations = np.asarray(activations)
    if activations.ndim != 2 or len(activations) != len(photos) or not hints:
        raise ValueError(
            f"Expected activations (photos, units) with a row for each of {len(photos)} photos, and an image for one "
            f"unit or more. Received {describe(activations)} and {len(hints)} units."
        )
    random, units = np.random.default_rng(seed), list(hints)
    few = max(1, round(share * len(photos)))
    trials = []
    for with_hint in (False, True):
        for unit in random.permutation(np.resize(units, count)):
            order = activations[:, unit].argsort()
            pair = [random.choice(order[-few:]), random.choice(order[:few])]  # the exciting one first
            answer = int(random.integers(2))
            shown = np.stack([photos[index] for index in (pair[::-1] if answer else pair)])
            trials.append(Trial(int(unit), shown, answer, hints[int(unit)] if with_hint else None))
    return trials


class BlindTest(Pictured):
    """Shows one trial after another, with two buttons, and at the end what the answers say.

    Attributes:
        trials: as from `make_trials`.
        answers: those given so far, 0 for the left photo and 1 for the right one; `answer(0)` gives one from Python.
        text: what is shown, in words.
    """

    kind = "Buttons"

    def __init__(self, trials: Iterable[Trial]) -> None:
        """Begin with the first trial.

        Args:
            trials: as from `make_trials`.
        """
        super().__init__()
        self.trials = list(trials)
        self.answers: list[int] = []
        self.buttons = [ipywidgets.Button(description=side) for side in ("left", "right")]
        for side, button in enumerate(self.buttons):
            button.on_click(lambda _, side=side: self.answer(side))
        self.children = [self.picture, ipywidgets.HBox(self.buttons)]
        self._show()

    def answer(self, side: int) -> None:
        """Take an answer, and go on to the next trial; after the last one nothing is taken any more.

        Args:
            side: 0 for the left photo, 1 for the right one.

        Raises:
            ValueError: it is neither.
        """
        if side not in (0, 1):
            raise ValueError(f"An answer is 0, the left photo, or 1, the right one. Received {describe(side)}.")
        if len(self.answers) < len(self.trials):
            self.answers.append(int(side))
            self._show()

    def result(self) -> dict[str, tuple[int, int]]:
        """What was right so far: {"without": (right, asked), "with": (right, asked)}.

        Returns:
            Counts of the trials without and with a hint.
        """
        counted = {"without": [0, 0], "with": [0, 0]}
        for trial, side in zip(self.trials, self.answers, strict=False):
            kind = counted["without" if trial.hint is None else "with"]
            kind[0] += side == trial.right_answer
            kind[1] += 1
        return {kind: (right, asked) for kind, (right, asked) in counted.items()}

    def _show(self):
        done = len(self.answers)
        if done == len(self.trials):
            self._finish()
            return
        trial = self.trials[done]
        about = "without its image" if trial.hint is None else "with its image"
        text = f"{done + 1} of {len(self.trials)}, {about}: which photo excites unit {trial.unit} more?"
        titles = ("left", "right") if trial.hint is None else ("left", "right", f"image of unit {trial.unit}")
        images = trial.photos if trial.hint is None else (*trial.photos, trial.hint)
        with style.context(STYLE):
            figure = Figure(figsize=(2.2 * len(titles), 2.4), layout="constrained")
            for axis, image, title in zip(figure.subplots(1, len(titles)), images, titles, strict=True):
                axis.imshow(image)
                axis.set(title=title, xticks=[], yticks=[])
        self.show(figure, text, heading=text)

    def _finish(self):
        lines = []
        for kind, (right, asked) in self.result().items():
            if asked:
                chance = by_guessing(right, asked)
                lines.append(f"{kind} its image {right} of {asked} right; by guessing, as many or more in {chance:.0%}")
        self.say("; ".join(lines) + " of all tests.")
        for button in self.buttons:
            button.disabled = True


def by_guessing(right: int, asked: int) -> float:
    """The chance to have at least so many right by guessing between two.

    Args:
        right: how many answers were right, 0 or more.
        asked: how many were given.

    Returns:
        A probability in [0, 1].

    >>> by_guessing(2, 2)
    0.25
    """
    return sum(comb(asked, count) for count in range(right, asked + 1)) / 2**asked
