"""Small random nets of every form that users bring: name -> a function that makes one.

Weights have a spread, so that probabilities are not all the same. `ODDS` end in probabilities of which the logits can
be known: log p_a − log p_b of `model.predict` must be the difference of two logits, however the net is built.
"""

import tempfile

import keras
import tensorflow as tf

L = keras.layers
SPREAD = {"kernel_initializer": keras.initializers.RandomNormal(stddev=0.5, seed=1)}


def images(side=8, channels=3, **options):
    return keras.Input((side, side, channels), **options)


def convolution(filters=4, size=3, name="c", **options):
    return L.Conv2D(filters, size, activation="relu", name=name, **{**SPREAD, **options})


def row(tensor):
    return L.GlobalAveragePooling2D()(convolution()(tensor))


def chained(*layers, **options):
    return keras.Sequential([images(**options), *layers])


def functional(end, **options):
    """A functional net whose end is a function of a row of units."""
    given = images(**options)
    return keras.Model(given, end(row(given)))


def softmax_of(units, **options):
    return L.Dense(units, activation="softmax", **SPREAD, **options)


class OwnDense(L.Dense):
    """A dense layer of a user's."""


class OwnHead(L.Layer):
    """A layer of a user's that holds a dense layer."""

    def __init__(self, units):
        super().__init__()
        self.dense = softmax_of(units)

    def call(self, values):
        return self.dense(values)


class OwnBlock(keras.Model):
    """A block of a user's, as a subclassed model."""

    def __init__(self):
        super().__init__()
        self.first, self.second = L.Conv2D(4, 3, padding="same", **SPREAD), L.Conv2D(4, 3, padding="same", **SPREAD)

    def call(self, values):
        return keras.ops.relu(self.second(keras.ops.relu(self.first(values))))


class OwnSkip(L.Layer):
    """A layer of a user's without weights that may be called with two tensors."""

    def call(self, values, skip=None):
        return values if skip is None else values + skip


class OwnCast(L.Layer):
    """A head of a user's with a cast behind its softmax."""

    def __init__(self, units):
        super().__init__()
        self.dense, self.cast = softmax_of(units), L.Activation("linear", dtype="float32")

    def call(self, values):
        return self.cast(self.dense(values))


class Softmax(L.Layer):
    """A layer of a user's with the name of one of Keras', and a temperature."""

    def call(self, values, temperature=3.0):
        return keras.ops.softmax(values / temperature)


class Cooled(L.Softmax):
    """A layer of a user's derived from one of Keras'."""

    def call(self, values, mask=None):
        return super().call(values / 3.0, mask)


class OwnSoftmax(L.Layer):
    """A function of a user's, as a layer without weights."""

    def call(self, values):
        return keras.ops.softmax(values)


def softly(values):
    return keras.ops.exp(values) / keras.ops.sum(keras.ops.exp(values), axis=-1, keepdims=True)


def normalised(values):
    return values / keras.ops.sum(values, axis=-1, keepdims=True)


def nested(*end):
    inner = keras.Sequential([keras.Input((6, 6, 4)), *end], name="inner")
    return keras.Sequential([images(), convolution(), inner], name="outer")


def twice_nested():
    inner = keras.Sequential([images(), convolution(name="deep")], name="inner")
    middle = keras.Sequential([images(), inner, L.GlobalAveragePooling2D()], name="middle")
    given = images()
    return keras.Model(given, softmax_of(3)(middle(given)), name="outer")


def quantised(mode):
    model = functional(softmax_of(3))
    model.quantize(mode)
    return model


def with_lora():
    model = functional(softmax_of(3))
    model.layers[-1].enable_lora(2)
    adapter = model.layers[-1].lora_kernel_b
    adapter.assign(tf.ones_like(adapter) * tf.constant([[0.1, -0.3, 0.2]]))
    return model


def in_precision(policy, *end):
    before = keras.config.dtype_policy()
    keras.config.set_dtype_policy(policy)
    try:
        return functional(lambda values: keras.Sequential(list(end))(values))
    finally:
        keras.config.set_dtype_policy(before)


def without_input():
    model = keras.Sequential([convolution(), L.Flatten(), softmax_of(3)])
    model(tf.zeros((1, 8, 8, 3)))
    return model


def around_a_block():
    return chained(OwnBlock(), convolution(), L.GlobalAveragePooling2D(), softmax_of(3))


def before_a_block():
    return chained(convolution(), OwnBlock(), L.GlobalAveragePooling2D(), softmax_of(3))


def vit():
    given = images(16)
    patches = L.Conv2D(8, 4, strides=4, name="patches", **SPREAD)(given)
    tokens = L.Reshape((16, 8))(patches)
    tokens = L.LayerNormalization(name="ln")(tokens + L.MultiHeadAttention(2, 4)(tokens, tokens))
    return keras.Model(given, softmax_of(3)(L.GlobalAveragePooling1D()(tokens)))


def transfer():
    given = images(32)
    prepared = L.Rescaling(2.0, -1)(L.RandomFlip()(given))
    backbone = keras.applications.MobileNetV2(
        weights=None, include_top=False, input_shape=(32, 32, 3), alpha=0.35, name="mobilenetv2_0.35_32"
    )
    pooled = L.GlobalAveragePooling2D()(backbone(prepared, training=False))
    return keras.Model(given, softmax_of(3)(L.Dropout(0.2)(pooled)))


ODDS = {
    "dense with softmax": lambda: functional(softmax_of(3)),
    "cast behind the softmax": lambda: functional(lambda v: L.Activation("linear", dtype="float32")(softmax_of(3)(v))),
    "mixed precision, cast at the end": lambda: in_precision(
        "mixed_float16", L.Dense(3, **SPREAD), L.Activation("softmax", dtype="float32")
    ),
    "mixed bfloat16": lambda: in_precision("mixed_bfloat16", L.Dense(3, **SPREAD), L.Softmax(dtype="float32")),
    "softmax layer": lambda: functional(lambda v: L.Softmax()(L.Dense(3, **SPREAD)(v))),
    "softmax operation": lambda: functional(lambda v: keras.ops.softmax(L.Dense(3, **SPREAD)(v))),
    "softmax of TensorFlow": lambda: functional(L.Dense(3, activation=tf.nn.softmax, **SPREAD)),
    "a function that is softmax": lambda: functional(L.Dense(3, activation=softly, **SPREAD)),
    "an anonymous one": lambda: functional(L.Dense(3, activation=lambda v: keras.ops.softmax(v), **SPREAD)),
    "a Lambda that is softmax": lambda: functional(lambda v: L.Lambda(softly)(L.Dense(3, **SPREAD)(v))),
    "a layer of one's own that is softmax": lambda: functional(lambda v: OwnSoftmax()(L.Dense(3, **SPREAD)(v))),
    "a dense layer of one's own": lambda: functional(OwnDense(3, activation="softmax", **SPREAD)),
    "a head of one's own": lambda: functional(OwnHead(3)),
    "spectral normalisation": lambda: functional(L.SpectralNormalization(softmax_of(3))),
    "EinsumDense": lambda: functional(L.EinsumDense("ab,bc->ac", output_shape=3, activation="softmax", **SPREAD)),
    "int8": lambda: quantised("int8"),
    "LoRA": with_lora,
    "a nested head": lambda: nested(L.GlobalAveragePooling2D(), softmax_of(3)),
    "a Lambda at the end of a nested head": lambda: nested(
        L.GlobalAveragePooling2D(), L.Dense(3, **SPREAD), L.Lambda(softly)
    ),
    "nested twice": twice_nested,
    "convolution with softmax, flattened": lambda: chained(
        convolution(), L.Conv2D(3, 6, activation="softmax", **SPREAD), L.Flatten()
    ),
    "maps of one pixel, as MobileNet": lambda: chained(
        convolution(), L.GlobalAveragePooling2D(keepdims=True), L.Conv2D(3, 1, **SPREAD), L.Flatten(), L.Softmax()
    ),
    "dropout and reshape behind it": lambda: functional(lambda v: L.Reshape((3,))(L.Dropout(0.5)(softmax_of(3)(v)))),
    "noise and a penalty behind it": lambda: functional(
        lambda v: L.ActivityRegularization(l2=0.1)(L.GaussianNoise(0.1)(softmax_of(3)(v)))
    ),
    "without an input layer": without_input,
    "a batch size that is fixed": lambda: functional(softmax_of(3), batch_size=16),
    "a block of one's own, before": around_a_block,
    "a block of one's own, behind": before_a_block,
    "a vision transformer": vit,
    "transfer": transfer,
    "a skip that is a second argument": lambda: functional(
        lambda v: L.Softmax()(OwnSkip()(L.Dense(3, **SPREAD)(v), L.Dense(3, use_bias=False)(v)))
    ),
    "a cast within a head of one's own": lambda: functional(OwnCast(3)),
    "alpha dropout behind it": lambda: functional(lambda v: L.AlphaDropout(0.2)(softmax_of(3)(v))),
    "a temperature of one": lambda: functional(lambda v: Softmax()(L.Dense(3, **SPREAD)(v), temperature=1.0)),
    "residual blocks without end": lambda: around_many(20),
}


def one_unit(end):
    return functional(lambda v: end(L.Dense(1, **SPREAD)(v)))


SIGMOID = {
    "dense with sigmoid": lambda: functional(L.Dense(1, activation="sigmoid", **SPREAD)),
    "sigmoid and a cast": lambda: one_unit(lambda v: L.Activation("linear", dtype="float32")(keras.ops.sigmoid(v))),
    "sigmoid of TensorFlow": lambda: one_unit(L.Activation(tf.math.sigmoid)),
    "a Lambda that is sigmoid": lambda: one_unit(L.Lambda(lambda v: 1 / (1 + keras.ops.exp(-v)))),
    "the largest place": lambda: chained(
        convolution(), L.Conv2D(1, 1, activation="sigmoid", **SPREAD), L.GlobalMaxPooling2D()
    ),
    "several labels": lambda: functional(L.Dense(3, activation="sigmoid", **SPREAD)),
    "several heads, joined": lambda: functional(
        lambda v: L.Concatenate()([L.Dense(1, activation="sigmoid", **SPREAD)(v) for _ in range(3)])
    ),
}


def around_many(count):
    """Many additions, one behind the other."""
    given = images()
    values = row(given)
    for _ in range(count):
        values = values + L.Dense(4, activation="tanh")(L.LayerNormalization()(values))
    return keras.Model(given, keras.ops.softmax(values)[:, :4])


def averaged():
    given = images()
    heads = [softmax_of(3)(row(given)) for _ in range(1)]
    heads.append(softmax_of(3)(L.Flatten()(given)))
    return keras.Model(given, L.Average()(heads))


class OwnMystery(L.Layer):
    """A layer of a user's with weights, of which nobody knows what it does last."""

    def __init__(self):
        super().__init__()
        self.dense = L.Dense(3, **SPREAD)

    def call(self, values):
        return keras.ops.softmax(self.dense(values) / 2)


def saved():
    """A net as TensorFlow serves it: nobody knows its layers."""
    model, given = functional(softmax_of(3)), images()
    folder = tempfile.mkdtemp()
    model.export(folder, verbose=False)
    served = L.TFSMLayer(folder, call_endpoint="serve")
    return keras.Model(given, served(given))


UNKNOWN = {
    "an average of probabilities": averaged,
    "one minus a probability": lambda: functional(lambda v: 1 - L.Dense(1, activation="sigmoid", **SPREAD)(v)),
    "softmax with a temperature": lambda: functional(lambda v: L.Lambda(lambda t: softly(t / 3))(L.Dense(3)(v))),
    "the mean of maps of probabilities": lambda: chained(
        convolution(), L.Conv2D(3, 1, activation="softmax", **SPREAD), L.GlobalAveragePooling2D()
    ),
    "a layer of one's own that hides it": lambda: functional(OwnMystery()),
    "normalised probabilities": lambda: functional(lambda v: L.BatchNormalization()(softmax_of(3)(v))),
    "probabilities of each place, averaged": lambda: chained(
        convolution(), L.Reshape((36, 4)), L.TimeDistributed(softmax_of(3)), L.GlobalAveragePooling1D()
    ),
    "a saved model": saved,
    "scaled probabilities": lambda: functional(
        lambda v: L.Rescaling(90.0)(L.Dense(1, activation="sigmoid", **SPREAD)(v))
    ),
    "rectified probabilities": lambda: functional(lambda v: L.ReLU()(softmax_of(3)(v))),
    "exp over its sum": lambda: functional(lambda v: softly(L.Dense(3, **SPREAD)(v))),
    "exponential over its sum": lambda: functional(
        lambda v: normalised(L.Dense(3, activation="exponential", **SPREAD)(v))
    ),
    "evidence": lambda: functional(lambda v: normalised(L.Dense(3, activation="softplus", **SPREAD)(v))),
    "one over one plus exp": lambda: functional(lambda v: 1 / (1 + keras.ops.exp(-L.Dense(1, **SPREAD)(v)))),
    "tanh, shifted": lambda: functional(lambda v: (keras.ops.tanh(L.Dense(1, **SPREAD)(v) / 2) + 1) / 2),
    "exp of log_softmax": lambda: functional(lambda v: keras.ops.exp(keras.ops.log_softmax(L.Dense(3, **SPREAD)(v)))),
    "ReLU up to 1": lambda: functional(
        lambda v: L.ReLU(max_value=1.0)(L.Dense(1, bias_initializer=keras.initializers.Constant(0.5), **SPREAD)(v))
    ),
    "a layer with Keras' name": lambda: functional(lambda v: Softmax()(L.Dense(3, **SPREAD)(v))),
    "a layer derived from Keras'": lambda: functional(lambda v: Cooled()(L.Dense(3, **SPREAD)(v))),
    "softmax with a mask": lambda: functional(
        lambda v: (lambda z: L.Softmax()(z, mask=z > -100))(L.Dense(3, **SPREAD)(v))
    ),
    "the largest of maps, by an operation": lambda: chained(
        convolution(), L.Conv2D(1, 1, activation="sigmoid", **SPREAD), L.Lambda(lambda v: keras.ops.max(v, (1, 2)))
    ),
    "hard sigmoid": lambda: functional(L.Dense(1, activation="hard_sigmoid", **SPREAD)),
}
