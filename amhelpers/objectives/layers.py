"""Kinds of layers, by what an objective does with them: cut them at their activation, compute one channel alone."""

import keras

__all__ = ["ACTIVATIONS", "BY_CHANNEL", "ELEMENTWISE", "LINEAR", "OPERATIONS", "PASSED"]

# What computes a weighted sum, and applies an activation to it.
LINEAR = (keras.layers.Dense, keras.layers.Conv1D, keras.layers.Conv2D, keras.layers.Conv3D)
# Activations that are layers of their own,
ACTIVATIONS = (
    keras.layers.Activation,
    keras.layers.ELU,
    keras.layers.LeakyReLU,
    keras.layers.PReLU,
    keras.layers.ReLU,
    keras.layers.Softmax,
)
# and operations of keras.ops, by name.
OPERATIONS = ("Elu", "Gelu", "LogSoftmax", "Relu", "Relu6", "Selu", "Sigmoid", "Silu", "Softmax", "Softplus", "Tanh")
# Activations that look at each value by itself.
ELEMENTWISE = (
    keras.activations.elu,
    keras.activations.gelu,
    keras.activations.linear,
    keras.activations.relu,
    keras.activations.relu6,
    keras.activations.selu,
    keras.activations.sigmoid,
    keras.activations.silu,
    keras.activations.softplus,
    keras.activations.tanh,
    keras.layers.ELU,
    keras.layers.LeakyReLU,
    keras.layers.ReLU,
)
# What only moves, picks or averages values, or adds them up, does the same to values before their activation; these do
# it in each channel by itself, the others do not.
BY_CHANNEL = (
    keras.layers.Add,
    keras.layers.Average,
    keras.layers.AveragePooling2D,
    keras.layers.Cropping2D,
    keras.layers.Dropout,
    keras.layers.GlobalAveragePooling2D,
    keras.layers.GlobalMaxPooling2D,
    keras.layers.Identity,
    keras.layers.MaxPooling2D,
    keras.layers.UpSampling2D,
    keras.layers.ZeroPadding2D,
)
PASSED = (*BY_CHANNEL, keras.layers.Concatenate, keras.layers.Flatten, keras.layers.Reshape)
