"""Surroundings: what a student's function finds around it, and leaves behind, without harm to the notebook."""

import builtins
import contextlib
import io
import logging
import random
import sys
import warnings

import numpy as np

__all__ = ["Printed", "kept"]

PRINTED = 10_000  # characters that are kept of what an answer prints


@contextlib.contextmanager
def kept(answer):
    """Put back what an answer may change: streams, warnings, random numbers, open figures; and keep it from exiting."""
    streams, numbers = (sys.stdout, sys.stderr), (random.getstate(), np.random.get_state())
    with warnings.catch_warnings(), np.errstate(all="ignore"), _no_figures(), _no_exit(answer), _no_log():
        warnings.simplefilter("ignore")
        try:
            yield
        finally:
            sys.stdout, sys.stderr = streams
            random.setstate(numbers[0])
            np.random.set_state(numbers[1])


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


class Printed(io.TextIOBase):
    """Stands for sys.stdout and keeps the beginning of what is printed.

    After `hand_on` it writes to the stream behind it: a call that was left behind may hold on to it.
    """

    text = ""
    behind = None

    def write(self, text):
        """Keep a text, or what there is room for."""
        if self.behind is not None:
            return self.behind.write(text)
        self.text += text[: PRINTED - len(self.text)]
        return len(text)

    def close(self):
        """Stay open: an answer may close sys.stdout."""

    def hand_on(self, behind):
        """From now on write to another stream."""
        self.behind = behind
