"""A student's notebook in short: its solution, with the same cells, runs whole.

Loaded in the notebook's kernel before its first cell. An ascent takes three steps, training one epoch on 500 images.
Inside of a check nothing is shortened, and an ascent that is recorded step by step runs whole, for its frames are read
by their number.
"""

import functools

import keras

import amhelpers.ascent

STEPS, EXAMPLES = 3, 500


def shorten():
    """Shorten ascents and training in this kernel, but while a check runs."""
    checking = []
    ascend, fit = amhelpers.ascent.ascend, keras.Model.fit

    @functools.wraps(ascend)
    def few_steps(*args, **settings):
        if not checking and not settings.get("record_every"):
            settings["steps"] = min(settings["steps"], STEPS)
        return ascend(*args, **settings)

    @functools.wraps(fit)
    def one_epoch(model, x=None, y=None, **settings):
        if not checking:
            x, y, settings["epochs"] = x[:EXAMPLES], y[:EXAMPLES], 1
        return fit(model, x, y, **settings)

    amhelpers.ascent.ascend, keras.Model.fit = few_steps, one_epoch
    check = amhelpers.check  # from here on whatever imports `ascend` gets the short one

    @functools.wraps(check)
    def whole(*args, **settings):
        checking.append(True)
        try:
            return check(*args, **settings)
        finally:
            checking.pop()

    amhelpers.check = whole
