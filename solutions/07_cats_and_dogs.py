# ---
# jupyter:
#   jupytext:
#     text_representation:
#       extension: .py
#       format_name: percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # 07 · Cats against dogs: one neuron, two answers
#
# **After this lesson you can**
# - build a binary classifier layer by layer, and account for each of its parameters (7.1),
# - draw what a sigmoid neuron takes for one answer and what it takes for the other (7.2, 7.b),
# - say what such a neuron cannot know (7.a).
#
# **Time** 45 minutes, one of them for the computer. **You need** lessons 02, 03, 05 and 06. **Key words** sigmoid,
# binary classifier, logit.
#
# Lesson 06 showed a net a cat and looked at its feature maps. The same net now the other way round: what is the
# perfect cat, and what the perfect dog? It has a single output for both.

# %%
import amhelpers as am  # first, so that TensorFlow starts without its messages

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

plt.style.use(am.plotting.STYLE)

# %% [markdown]
# ## The net, layer by layer
#
# Four convolutions of 3 × 3 with ReLU, of 32, 64, 128 and 128 filters, each followed by max pooling over 2 × 2; one row
# of what is left, dropout of one half, 512 units with ReLU, and one unit with a **sigmoid**, which makes a probability
# of the unit's sum, its **logit**: near 0 for a cat, near 1 for a dog. A net that tells two things apart by one number
# is a **binary classifier**. Before you build it, a guess at its parameters:

# %%
am.predict("7.p1")

# %% [markdown]
# ### Exercise 7.1 · A net for cats and dogs  ★★☆ · 10 min
#
# Complete `build_cats_and_dogs_cnn`. It takes nothing and returns this net as a new `keras.Model` each time,
# Sequential or functional (no class of your own), for images (150, 150, 3) in [0, 1]. The convolutions have no
# padding. There are exactly 3,453,121 parameters. Dropout stands once, between the last pooling and the 512 units.
# Names are free, and so is whether it is compiled.


# %%
def build_cats_and_dogs_cnn():
    """An untrained CNN: images (batch, 150, 150, 3) in [0, 1] -> how much of a dog, (batch, 1)."""
    ### BEGIN SOLUTION
    layers = [keras.Input((150, 150, 3))]
    for filters in (32, 64, 128, 128):
        layers += [keras.layers.Conv2D(filters, 3, activation="relu"), keras.layers.MaxPooling2D(2)]
    layers += [keras.layers.Flatten(), keras.layers.Dropout(0.5)]
    layers += [keras.layers.Dense(512, activation="relu"), keras.layers.Dense(1, activation="sigmoid")]
    return keras.Sequential(layers)
    ### END SOLUTION


# %%
build_cats_and_dogs_cnn = am.check("7.1", build_cats_and_dogs_cnn)

# %% [markdown]
# Where are they?

# %%
own = build_cats_and_dogs_cnn()
for layer in own.layers:
    count = layer.count_params()
    if count:
        print(f"{layer.output.shape[1:]!s:16} {count:9,} parameters, {count / own.count_params():4.0%}")

# %%
kinds = {"convolutions": own.layers[:-2], "first dense": own.layers[-2:-1], "last dense": own.layers[-1:]}
am.found("7.p1", max(kinds, key=lambda kind: sum(layer.count_params() for layer in kinds[kind])))

# %% [markdown]
# More than nine tenths lie between the last feature maps and the 512 units. So many parameters could store the 2,000
# to 3,000 pictures that such a net is usually trained on; the dropout is there to prevent it.
#
# ## A taste of training
#
# The pictures are not part of the course. If you have them, put their folder beside this notebook, or its path in the
# cell below; if not, read on, the trained net is here.

# %%
try:
    (x_train, y_train), (x_test, y_test) = am.datasets.load_cats_and_dogs("cats_and_dogs")
except FileNotFoundError as missing:
    x_train = None
    print(missing)

# %%
if x_train is not None:
    some = np.random.default_rng(0).choice(len(x_train), min(600, len(x_train)), replace=False)
    own.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    own.fit(x_train[some] / np.float32(255), y_train[some], epochs=2, batch_size=20)
    loss, accuracy = own.evaluate(x_test[::5] / np.float32(255), y_test[::5], verbose=0)
    print(f"after two epochs on {len(some)} pictures: {accuracy:.0%} of new ones are right, guessing gives 50%")

# %% [markdown]
# Two epochs on 600 pictures teach a net little. The checkpoint of the course had 60 epochs on 3,000, turned, shifted
# and mirrored at random, and gets 83 % of new pictures right. (The course has no photo of a dog. Show it one of yours:
# `am.datasets.photo("path/of/it.jpg", size=150)`.)

# %%
model = am.models.cats_and_dogs_cnn()
cat, coffee = am.datasets.photo("cat", size=150), am.datasets.photo("coffee", size=150)
for name, image in {"cat": cat, "coffee": coffee}.items():
    print(f"{name}: {model.predict(image, verbose=0)[0, 0]:.2f}")

# %% [markdown]
# ## What its filters look for
#
# Forty filters, ten of each convolution, drawn at random. Lesson 05's VGG16 was trained on a million pictures of a
# thousand kinds, this net on 3,000 of two. Will there be filters that no ascent wakes?

# %%
random, filters = np.random.default_rng(0), {}
for layer in ("conv1", "conv2", "conv3", "conv4"):
    chosen = np.sort(random.choice(model.get_layer(layer).filters, 10, replace=False))
    start = am.images.noise(10, 150, 3, low=0.42, high=0.58)
    objective, moved = am.objectives.channel(model, layer, chosen), [am.transforms.jitter(4)]
    filters[layer] = chosen, am.ascend(objective, start, steps=40, step_size=(0.05, 0.01), transforms=moved)

# %%
for layer, (chosen, found) in filters.items():
    titles = [f"{channel}\nnot woken" if dead else f"{channel}\n" for channel, dead in zip(chosen, found.dead)]
    print(layer)
    am.show(found.images, titles=titles, columns=5, size=1.8)

# %% [markdown]
# Does a photo wake those that the ascent did not?

# %%
photos = np.concatenate([cat, coffee])
for layer, (chosen, found) in filters.items():
    strongest = am.activations.feature_maps(model, photos, [layer])[layer].max(axis=(0, 1, 2))
    for channel in chosen[found.dead]:
        print(f"{layer}, filter {channel}: {strongest[channel]:.3f} at most on the two photos")

# %% [markdown]
# Colours and fine stripes first, then stripes with a shadow, like fur combed to one side, and in the last layer rows
# of dots and short bars. Nothing that one would call an eye or an ear: the pictures say what excites a filter most,
# and this net can do much with little. A few filters answer neither to the ascent nor to the photos; one of those that
# were not woken does answer to a photo, faintly: "not woken" is what happened to *this* ascent from *this* noise, no
# more.
#
# ## One neuron, two answers
#
# The output is one number p, the probability of a dog.

# %%
am.predict("7.p2")

# %%
said = model.predict(np.concatenate([cat, coffee]), verbose=0)
print("shape of the answers:", said.shape)
print("output 0: ", said[:, 0].round(2))
print("output -1:", said[:, -1].round(2))

# %%
am.found("7.p2", "twice the dog" if np.array_equal(said[:, 0], said[:, -1]) else "cat and dog")

# %% [markdown]
# The same unit, counted from the front and from the back: two pictures of a dog. The probability of a cat is 1 − p, and
# no unit of its own. This package therefore refuses −1, and 1 as well:

# %%
for index in (-1, 1):
    try:
        am.objectives.logit(model, index)
    except ValueError as error:
        print(error)

# %% [markdown]
# To get the cat, go *down*. And climb, or descend, the logit and not p: where the net is sure, the sigmoid is flat, and
# there is no slope to go by. How flat is measured at a picture of noise. But is the net sure of that?

# %%
am.predict("7.p3")

# %%
sure = tf.constant(am.images.noise(1, 150, 3))
logits = am.models.with_logits(model)
for name, read in {"p": model, "the logit": logits}.items():
    with tf.GradientTape() as tape:
        tape.watch(sure)
        value = read(sure)
    slope = tf.norm(tape.gradient(value, sure))
    print(f"{name:9} is {float(value[0, 0]):8.3g}, its gradient has the norm {float(slope):.1g}")

# %%
p_noise = model.predict(sure, verbose=0)[0, 0]
am.found("7.p3", "cat" if p_noise < 0.1 else "dog" if p_noise > 0.9 else "undecided")

# %% [markdown]
# Noise is a cat, for sure. There the gradient of p is smaller than the logit's by the factor p (1 − p), which is nearly
# nothing.
#
# ### Exercise 7.2 · The perfect cat, the perfect dog  ★★☆ · 12 min
#
# Complete `cat_and_dog`. It takes the model and a number of steps. It returns two images, (2, 150, 150, 3) in [0, 1]:
# first the one for which the neuron is as small as you can make it, then the one for which it is as large. Start from
# `am.images.noise(1, 150, 3, low=0.4, high=0.6)`, climb `am.objectives.logit(model, 0)` and its negative with
# `am.ascend`, with steps from 0.05 to 0.005, a jitter of four pixels, 0.02 of total variation, and `progress=False`.
# What is checked is where it leads: a small net has to give less than 0.05 for the first and more than 0.95 for the
# second. Settings and seed are free; the number of steps has to count, and the model stays as it is.


# %%
def cat_and_dog(model, steps=100):
    """The image of which the net is surest that it is a cat, and that for a dog: (2, 150, 150, 3) in [0, 1]."""
    ### BEGIN SOLUTION
    dog = am.objectives.logit(model, 0)
    start = am.images.noise(1, 150, 3, low=0.4, high=0.6)
    settings = {"step_size": (0.05, 0.005), "transforms": [am.transforms.jitter(4)], "progress": False}
    smooth = [(0.02, am.regularizers.total_variation)]
    found = [am.ascend(way, start, steps=steps, regularizers=smooth, **settings).images for way in (-dog, dog)]
    return np.concatenate(found)
    ### END SOLUTION


# %%
cat_and_dog = am.check("7.2", cat_and_dog)

# %% [markdown]
# How sure is the net of the two pictures, as they would be stored, with 8 bits for each value? And do you see a cat,
# or a dog?

# %%
pair = np.round(cat_and_dog(model) * 255) / np.float32(255)
p_cat, p_dog = model.predict(pair, verbose=0)[:, 0]
print(f"p(dog) is {p_cat:.2g} for the first, {p_dog:.2g} for the second")
am.show(pair, titles=[f"the cat\np(dog) = {p_cat:.2g}", f"the dog\np(dog) = {p_dog:.2g}"], size=2.4)

# %% [markdown]
# Small slits of light on one side, with a patch of colour below; on the other round dark spots with a rim, and bars
# that hang below. In lesson 05 waves in the place of pixels made class images readable. The same here, with the recipe
# from there and some total variation:


# %%
def in_waves(objective, steps=100):
    """An image (1, 150, 150, 3) as a sum of waves, moved, turned and scaled at random at each step."""
    start = am.images.noise(1, 150, 3, low=0.4, high=0.6)
    turned = [am.transforms.rotate(15), am.transforms.scale(0.7, 1.4)]
    return am.ascend(
        objective,
        am.images.Fourier(start),
        steps=steps,
        optimizer=keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.05, steps, alpha=0.1)),
        regularizers=[(0.01, am.regularizers.total_variation)],
        transforms=[am.transforms.jitter(8), *turned, am.transforms.add_noise(0.03)],
    ).images


# %%
dog = am.objectives.logit(model, 0)
waves = np.concatenate([in_waves(-dog), in_waves(dog)])
said = model.predict(np.round(waves * 255) / np.float32(255), verbose=0)[:, 0]
titles = [f"{name}, in waves\np(dog) = {p:.2g}" for name, p in zip(("the cat", "the dog"), said)]
am.show(waves, titles=titles, size=2.4)

# %% [markdown]
# Now more can be told. In the cat rows of small bright slits, like narrow eyes, below a dark patch at the upper left
# and above white; and in the lower third round spots with a dark rim, which are in the dog as well. In the dog round
# dark eyes or noses with light in them, many of them, above something that hangs like tongues. No head, no body, no
# four legs: what the net needs to tell the one from the other, and no more. It never had to know what a cat *is*.
#
# ## What it cannot know
#
# A sigmoid has two answers, and of noise it said "cat". What does it say of other things that are neither, and what
# does a net of a thousand classes, SqueezeNet, say of the images above?

# %%
neither = {
    "noise": am.images.noise(1, 150, 3),
    "black": np.zeros_like(cat),
    "white": np.ones_like(cat),
    "coffee": coffee,
}
for name, image in neither.items():
    print(f"{name:6}: p(dog) = {model.predict(image, verbose=0)[0, 0]:.2f}")

# %%
squeezenet, names = am.models.squeezenet(), am.datasets.imagenet_classes()
for name, image in {"the photo of a cat": cat, "the cat, in waves": waves[:1], "the dog, in waves": waves[1:]}.items():
    said = squeezenet.predict(image, verbose=0)[0]
    print(f"{name}: {names[said.argmax()]}; dogs {said[151:269].sum():.2f}, cats {said[281:286].sum():.2f}")

# %% [markdown]
# Noise is a cat for sure, black and white are cats, and an espresso is a dog. "Not a dog" is all that a low p says.
# And SqueezeNet, which is sure of the photo, sees no cat in the perfect cat and no dog in the perfect dog: a picture
# that one net is certain of need not mean anything to another. Lesson 09 comes back to that.

# %% [markdown]
# ## Summary
#
# - A single sigmoid unit holds two answers: climb its logit for the one, descend for the other. Its index is 0, and −1
#   is the same unit.
# - Nine tenths of this net's parameters lie in one dense layer.
# - What it tells cats from dogs by are parts: eyes and noses, and how fur lies. There is no cat in it.
# - A binary classifier has no answer for what is neither.
#
# **Two questions**
#
# 1. Somebody shows you the perfect dog of their net and says: "It has learned what a dog looks like." What do you ask?
# 2. With two softmax units in the place of the sigmoid, would the image of the cat be another?
#
# **Bonus** Climb from the photo of the cat in the place of noise, in small steps, and stop as soon as p is above one
# half. What changed, and can you see it?

# %%
am.answer("7.a")

# %%
am.answer("7.b")

# %%
am.answer("7.bonus")

# %% tags=["solution-only"]
near = am.ascend(dog, cat, steps=8, step_size=0.002, record_every=1)
said = model.predict(near.frames[:, 0], verbose=0)[:, 0]
turned = int(np.argmax(said > 0.5))
change = near.frames[turned, 0] - cat[0]
later = f"{turned} step{'s' if turned > 1 else ''}"
print(f"after {later} p(dog) = {said[turned]:.2f}; root mean square of the change {change.std():.4f}")
titles = [f"the photo\np(dog) = {said[0]:.2f}", f"{later} later\np(dog) = {said[turned]:.2f}"]
am.show(
    np.stack([cat[0], near.frames[turned, 0], np.clip(0.5 + 20 * change, 0, 1)]),
    titles=[*titles, "difference × 20\ngray: none"],
    size=2.2,
)

# %% [markdown]
# **References**
#
# - F. Chollet: *Deep learning with Python.* Manning 2017, section 5.2: the net.
# - K. Simonyan, A. Vedaldi, A. Zisserman: *Deep inside convolutional networks.* ICLR workshop 2014: images of classes.
# - C. Szegedy and others: *Intriguing properties of neural networks.* ICLR 2014: changes that no eye sees.
# - Pictures for training: the competition *Dogs vs. Cats*, 2013. Photo: Chelsea, by Stéfan van der Walt, CC0.
#
# **Next** Lesson 08 asks where in a picture a net looks.
