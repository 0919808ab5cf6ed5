"""Ends put together at random: where the answers of a net are probabilities, its logits are right, or refused.

The oracle knows nothing of layers: if all that a net gives for many images lies in [0, 1], and adds up to 1 where there
are several units, these are probabilities, and differences of logits are differences of log p.
"""

import warnings

import forms
import keras
import numpy as np
import pytest

import amhelpers as am

L, ops = keras.layers, keras.ops
MANY = 200


class Scaled(L.Layer):
    """A layer of a user's with a number that its call may change."""

    def call(self, values, by=1.0):
        return values * by


class Joined(L.Layer):
    """A layer of a user's with a second argument."""

    def call(self, values, other=None):
        return values if other is None else values + other


class Cooled(L.Softmax):
    """A softmax of a user's that is none."""

    def call(self, values, mask=None):
        return super().call(values / 3, mask)


class Within(L.Layer):
    """A layer of a user's around others."""

    def __init__(self, *layers):
        super().__init__()
        self.parts = layers

    def call(self, values):
        for part in self.parts:
            values = part(values)
        return values


class Branching(L.Layer):
    """A layer of a user's that gives a dict, its keys in no order."""

    def call(self, values):
        return {"z": values, "a": ops.tanh(values)}


def dense(units, **options):
    return L.Dense(units, kernel_initializer=keras.initializers.RandomNormal(stddev=2.0), **options)


def per_row(values):
    return values / ops.sum(values, axis=-1, keepdims=True)


# What a row of units may go through, as a function of it.
STEPS = {
    "softmax": ops.softmax,
    "softmax layer": lambda v: L.Softmax()(v),
    "softmax activation": lambda v: L.Activation("softmax")(v),
    "softmax in a Lambda": lambda v: L.Lambda(forms.softly)(v),
    "softmax of a user's": lambda v: forms.OwnSoftmax()(v),
    "softmax, cooled": lambda v: Cooled()(v),
    "softmax over the batch": lambda v: ops.softmax(v, axis=0),
    "softmax with a mask": lambda v: L.Softmax()(v, mask=v > -1),
    "dense softmax": lambda v: dense(v.shape[-1], activation="softmax")(v),
    "dense softmax, within": lambda v: Within(dense(v.shape[-1], activation="softmax"), L.Activation("linear"))(v),
    "dense softmax, cooled within": lambda v: Within(dense(v.shape[-1]), Scaled(), Cooled())(v),
    "log_softmax": ops.log_softmax,
    "sigmoid": ops.sigmoid,
    "dense sigmoid": lambda v: dense(v.shape[-1], activation="sigmoid")(v),
    "hard_sigmoid": ops.hard_sigmoid,
    "log_sigmoid": ops.log_sigmoid,
    "softplus": ops.softplus,
    "tanh": ops.tanh,
    "relu": ops.relu,
    "relu up to 1": lambda v: L.ReLU(max_value=1.0)(v),
    "exp": ops.exp,
    "divided by its sum": per_row,
    "one minus": lambda v: 1 - v,
    "one over": lambda v: 1 / (1e-3 + ops.abs(v)),
    "one over one plus": lambda v: 1 / (1 + v),
    "halved": lambda v: v / 2,
    "plus one": lambda v: v + 1,
    "negated": lambda v: -v,
    "squared": ops.square,
    "clipped": lambda v: ops.clip(v, 1e-7, 1 - 1e-7),
    "clipped in a Lambda": lambda v: L.Lambda(lambda t: ops.clip(t, 0.0, 1.0))(v),
    "scaled": lambda v: Scaled()(v, by=2.0),
    "not scaled": lambda v: Scaled()(v),
    "joined": lambda v: Joined()(v, dense(v.shape[-1])(v)),
    "averaged with another": lambda v: L.Average()([v, ops.softmax(dense(v.shape[-1])(v))]),
    "one of a dict": lambda v: Branching()(v)["z"],
    "tanh of a dict": lambda v: Branching()(v)["a"],
    "dropout": lambda v: L.Dropout(0.5)(v),
    "a cast": lambda v: ops.cast(ops.cast(v, "float16"), "float32"),
    "reshaped and back": lambda v: L.Flatten()(L.Reshape((1, v.shape[-1]))(v)),
    "turned round": lambda v: ops.flip(v, -1),
    "the first two": lambda v: v[:, :2],
    "with its complement": lambda v: ops.concatenate([v, 1 - v], -1),
    "twice": lambda v: L.Concatenate()([v, v]),
    "normalised": lambda v: L.BatchNormalization()(v),
    "layer-normalised": lambda v: L.LayerNormalization()(v),
    "unit-normalised": lambda v: L.UnitNormalization()(v),
    "enlarged": lambda v: L.Flatten()(L.UpSampling2D(2, interpolation="bilinear")(L.Reshape((1, 1, v.shape[-1]))(v))),
    "within a model": lambda v: keras.Sequential([keras.Input(v.shape[1:]), L.Softmax()])(v),
}


def random_net(seed):
    """A net of a dense layer and one to four of the steps, and their names."""
    random = np.random.default_rng(seed)
    keras.utils.set_random_seed(seed)
    given = keras.Input((3, 3, 1))
    values = dense(int(random.choice([1, 2, 3])))(L.Flatten()(given))
    names = random.choice(list(STEPS), random.integers(1, 5))
    for name in names:
        values = STEPS[name](values)
    return keras.Model(given, values), " > ".join(names)


def are_probabilities(given):
    varied = np.isfinite(given).all() and np.ptp(given, axis=0).min() > 0
    within = varied and given.min() >= 0 and given.max() <= 1
    return within and (given.shape[-1] == 1 or np.allclose(given.sum(axis=-1), 1, atol=1e-3))


def far_off(model, images, given, unit):
    """By how much the logits of a net miss log p − log p of the first unit, or log p − log (1 − p) of a single one."""
    if given.shape[-1] == 1:
        found, other = np.asarray(am.objectives.logit(model, 0)(images)), 1 - given[:, 0]
    else:
        first, found = (np.asarray(am.objectives.logit(model, index)(images)) for index in (0, unit))
        found, other = found - first, given[:, 0]
    p = given[:, unit]
    known = (p > 1e-3) & (other > 1e-3)
    return np.abs(found - np.log(p, where=known) + np.log(other, where=known))[known].max(initial=0)


@pytest.mark.parametrize("seed", range(150))
def test_the_logits_of_an_end_put_together_at_random_are_right_or_refused(seed):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # softmax of one unit, for instance
        model, names = random_net(seed)
        images = np.random.default_rng(0).normal(0, 1, (MANY, 3, 3, 1)).astype("float32")
        given = np.asarray(model(images), "float64")
        try:
            objective = am.objectives.logit(model, 0)
        except ValueError as error:
            assert "cannot be told" in str(error) or "softmax of one unit" in str(error), names
            return
        assert np.asarray(objective(images)).shape == (MANY,)
        if are_probabilities(given):
            assert far_off(model, images, given, given.shape[-1] - 1) < 0.05, names
