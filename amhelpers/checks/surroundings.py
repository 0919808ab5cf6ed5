"""Surroundings: what a student's function finds around it, and leaves behind, without harm to the notebook.

What it changes that outlives a call is put back (`states`); what would show or end the notebook is set aside meanwhile.
"""

import builtins
import contextlib
import logging
import sys
import warnings
from collections.abc import Callable, Iterator

import numpy as np

from amhelpers.checks.states import restored

__all__ = ["kept"]


@contextlib.contextmanager
def kept(answer: Callable[..., object]) -> Iterator[None]:
    """Try an answer in the notebook's own surroundings, and leave them as they were.

    Meanwhile no warning, log message or figure of it shows, and exit() does not end the kernel; afterwards all
    `STATES` are put back, and the figures that it opened are closed.

    Args:
        answer: the student's function; its notebook's own exit() and quit() are set aside too.
    """
    with restored(), np.errstate(all="ignore"), _no_figures(), _no_exit(answer), _no_log():
        warnings.simplefilter("ignore")
        yield


@contextlib.contextmanager
def _no_log():
    """Let no library log its advice meanwhile: TensorFlow counts the functions that a check compiles."""
    before = logging.root.manager.disable
    logging.disable(logging.ERROR)
    try:
        yield
    finally:
        logging.disable(before)


@contextlib.contextmanager
def _no_figures():
    """Show no figure meanwhile, and close those that were opened."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        yield
        return
    before, show = set(pyplot.get_fignums()), pyplot.show
    pyplot.show = lambda *args, **kwargs: None
    try:
        yield
    finally:
        pyplot.show = show
        for number in set(pyplot.get_fignums()) - before:
            pyplot.close(number)


@contextlib.contextmanager
def _no_exit(answer):
    """Let exit() and quit() raise SystemExit: in a notebook they would end the kernel, and raise nothing."""

    def leave(code=None):
        raise SystemExit(code)

    spaces = [vars(builtins), getattr(answer, "__globals__", {})]
    saved = [(space, name, space[name]) for space in spaces for name in ("exit", "quit") if name in space]
    for space, name, _ in saved:
        space[name] = leave
    try:
        yield
    finally:
        for space, name, value in saved:
            space[name] = value
