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
# # 02 · Gradient ascent by hand
#
# **After this lesson you can**
# - say what it means to maximize the activation of a feature map, as a formula and as code (2.1, 2.2),
# - write the whole loop yourself: objective, gradient, normalisation, step, display (2.3, 2.4, 2.5, 2.6),
# - say what the picture of a filter shows and what it does not prove (2.a, 2.b),
# - climb an objective of your own (2.bonus).
#
# **Time** 60 minutes, one of them for the computer. **You need** lesson 01, and what a derivative is. **Key words**
# objective, gradient ascent, feature map.
#
# ◆ marks the short path: 25 of ninety minutes through lessons 01, 02, 03 and 08. Run all cells, and read these parts.
#
# This is Exercise 12.2 of the textbook *Deep Learning for Physics Research*, from start to end, and then a few things
# that the book leaves open.

# %%
import amhelpers as am  # first, so that TensorFlow starts without its messages

import time

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

plt.style.use(am.plotting.STYLE)

# %% [markdown]
# ## A question asked backwards ◆
#
# In training, images are given and weights are sought: each step moves the weights a little *against* the gradient of
# the loss, $w \leftarrow w - \eta\, \partial L / \partial w$, and the loss falls.
#
# Now the net is trained, and its weights stay as they are. What is sought is an **image**: the one to which a filter
# answers most strongly. So each step moves the pixels a little *along* the gradient of that answer, and it rises:
#
# $$x \leftarrow x + \eta\, \frac{\partial a}{\partial x}$$
#
# Here $x$ is the image, $a$ the answer, one number, and $\eta$ the step size. That is **gradient ascent**, and what it
# arrives at is called activation maximization. Nothing in it is new but the letter that is differentiated by.
#
# The net is that of lesson 01, four convolutions, trained on all 60,000 digits.

# %%
model = am.models.mnist_cnn()
_, (images_test, labels_test) = am.datasets.load_mnist()
x_test = am.datasets.preprocess(images_test)
accuracy = np.mean(model.predict(x_test, verbose=0).argmax(axis=1) == labels_test)
print(f"accuracy on {len(x_test)} test images: {accuracy:.4f}")

# %% tags=["nbval-check-output"]
for layer in model.layers:
    print(f"{layer.name:8} {layer.output.shape[1:]}")

# %% [markdown]
# ## The net up to a layer ◆
#
# We look into `conv4`, the last convolution: 64 filters, so 64 feature maps, each 14 × 14 after one pooling. A Keras
# model is a graph of symbolic tensors from its input, `model.inputs[0]`, to its output. A second model,
# `keras.Model(input, output)`, can end anywhere in the same graph, and it shares the weights of the first.
#
# ### Exercise 2.1 · The net up to a layer  ★☆☆ · 5 min
#
# Complete `feature_extractor`. It takes a Keras model and the name of one of its layers. It returns a `keras.Model`
# that takes the same images and gives what this layer gives. Begin at `model.inputs[0]`: not every model has a
# `model.input`. The model that was given stays as it is, its weights and its `trainable` too.


# %%
def feature_extractor(model, layer_name):
    """The model up to one of its layers: images -> what the layer of this name gives."""
    ### BEGIN SOLUTION
    return keras.Model(model.inputs[0], model.get_layer(layer_name).output)
    ### END SOLUTION


# %%
feature_extractor = am.check("2.1", feature_extractor)

# %% [markdown]
# A seven, and the first sixteen of its 64 maps, all on one scale: black is zero, white the largest value of all 64.
# Which parts of the seven do you expect them to be bright at?

# %%
extractor = feature_extractor(model, "conv4")
seven, two, one = (x_test[labels_test == digit][:1] for digit in (7, 2, 1))
activations = np.asarray(extractor(seven))
maps = np.moveaxis(activations[0], -1, 0)  # (64, 14, 14)
am.show(seven, titles=["the image"])
am.show(maps[:16] / maps.max(), titles=[f"filter {channel}" for channel in range(16)], columns=8)

# %% [markdown]
# Most maps are bright somewhere along the stroke, each at other places of it: some at the bar, some at the slope, some
# at an end. Maps 2, 10 and 14 have no more than faint dots, and 12 is dark all over. In 4, 8 and 9 there is a second,
# fainter bar below the first, where there is no ink: a value of these maps sees 14 × 14 pixels of the image, not one.
# What is it that each of them looks for? From one digit it can only be guessed.

# %% [markdown]
# ## What is to be raised ◆
#
# A map has 14 · 14 values, and an ascent needs one number. The simplest is the mean of the map,
#
# $$a_k(x) = \frac{1}{H\,W} \sum_{i=1}^{H} \sum_{j=1}^{W} A_{ijk}(x)$$
#
# where $A_{ijk}$ is the value of map $k$ in row $i$ and column $j$. Such a number is called the **objective**. It is
# high when the filter finds what it looks for at many places.
#
# ### Exercise 2.2 · What is to be raised  ★☆☆ · 5 min
#
# Complete `mean_activation`. It takes activations (batch, height, width, channels) and the number of a channel. It
# returns the mean of that channel over height and width, one number for each image, (batch,). It has to be
# differentiable, so use functions of `tf` (or `keras.ops`), not NumPy.


# %%
def mean_activation(activations, channel):
    """Mean of one feature map: (batch, height, width, channels), channel -> (batch,)."""
    ### BEGIN SOLUTION
    return tf.reduce_mean(activations[..., channel], axis=(1, 2))
    ### END SOLUTION


# %%
mean_activation = am.check("2.2", mean_activation)

# %% [markdown]
# The answers of eight filters to noise and to three digits.

# %%
am.predict("2.p1")

# %%
noise = am.images.noise(1, size=28, channels=1, seed=0)
for name, image in {"noise": noise, "a 7": seven, "a 2": two, "a 1": one}.items():
    scores = [float(np.asarray(mean_activation(extractor(image), channel))[0]) for channel in range(8)]
    print(f"{name:6}", *(f"{score:6.3f}" for score in scores))

# %%
four = np.asarray(extractor(np.concatenate([noise, seven, two, one]))).mean(axis=(1, 2))[:, :8]
am.found("2.p1", int(np.sum(four[0] > four[1:].max(axis=0))))

# %% [markdown]
# One column for each filter. Filter 2 answers to noise more than to any of these digits; filters 6 and 7 hardly answer
# to it.

# %% [markdown]
# ## The slope
#
# TensorFlow writes down what is computed inside of a `GradientTape` and can then differentiate it. The tape follows a
# `tf.Variable` by itself. Here is the slope of one filter's answer by every pixel of the noise.

# %%
image = tf.Variable(noise)
with tf.GradientTape() as tape:
    score = mean_activation(extractor(image), 4)
slope = tape.gradient(score, image).numpy()
print("score:", np.asarray(score), " gradient:", slope.shape)

# %% [markdown]
# The gradient has the shape of the image: one number for each pixel, which says how much the score would change if
# that pixel became brighter by 1. Gray is zero here, white means "brighter, please", black "darker, please".

# %%
figure, axes = plt.subplots(1, 2, figsize=(5, 2.6), layout="constrained")
largest = np.abs(slope).max()
axes[0].imshow(noise[0], cmap="gray", vmin=0, vmax=1)
axes[1].imshow(slope[0], cmap="gray", vmin=-largest, vmax=largest)
for axis, title in zip(axes, ("noise, 0 … 1", f"gradient of filter 4, ±{largest:.1g}")):
    axis.set(title=title, xticks=[], yticks=[])
plt.show()

# %% [markdown]
# White and black lie in level stripes: wherever the noise has a trace of a level stroke, the filter would like to see
# more of it. Is the gradient right? Make the pixel with the steepest slope a hundredth brighter, and compare. (Where
# the slope is negative, brighter means a lower score.)

# %%
row, column = np.unravel_index(np.abs(slope[0, ..., 0]).argmax(), (28, 28))
nudged = noise.copy()
nudged[0, row, column, 0] += 0.01
change = mean_activation(extractor(nudged), 4) - score
print(f"predicted {0.01 * slope[0, row, column, 0]:+.6f}, measured {float(np.asarray(change)[0]):+.6f}")

# %% [markdown]
# ## Every step the same size
#
# How long should a step be? The gradients of different filters differ in size, and so does one filter's gradient on
# its way. Two measures of size are in use, the **l2 norm** and the **root mean square** of the N values of an image:

# %%
for channel in range(4):
    with tf.GradientTape() as tape:
        score = mean_activation(extractor(image), channel)
    slope = tape.gradient(score, image).numpy()
    norm, rms = np.sqrt((slope**2).sum()), np.sqrt((slope**2).mean())
    print(f"filter {channel}: l2 norm {norm:.4f}, root mean square {rms:.5f}, ratio {norm / rms:.1f}")

# %% [markdown]
# They differ by $\sqrt N$, because one averages where the other adds up:
#
# $$\|g\|_2 = \sqrt{\sum_{i=1}^{N} g_i^2} \qquad \mathrm{rms}(g) = \sqrt{\frac{1}{N}\sum_{i=1}^{N} g_i^2} =
# \frac{\|g\|_2}{\sqrt N}$$
#
# For an image of 28 · 28 · 1 values $\sqrt N$ is 28. The book's function says "l2 norm" and computes the root mean
# square. It is the better choice: a gradient of root mean square 1, times a step size of 0.05, moves a pixel by about
# 0.05 of the range from black to white, whatever the size of the image.
#
# ### Exercise 2.3 · Every step the same size  ★★☆ · 10 min
#
# Complete `normalize`. It takes gradients (batch, height, width, channels) and divides **each image's** gradient by
# its own root mean square. A gradient of zeros stays zero. A small constant may guard the divisor, such as 1e-7 beside
# the root or 1e-10 under it. (The gradients that are checked have a root mean square of 0.2 and more, those of this
# lesson a few thousandths.) Use functions of `tf` here too, so that a step can be compiled later.


# %%
def normalize(gradient):
    """Each image's gradient with root mean square 1: (batch, height, width, channels) -> the same shape."""
    ### BEGIN SOLUTION
    size = tf.sqrt(tf.reduce_mean(tf.square(gradient), axis=(1, 2, 3), keepdims=True))
    return gradient / (size + 1e-7)
    ### END SOLUTION


# %%
normalize = am.check("2.3", normalize)

# %% [markdown]
# ## One step uphill
#
# Now the pieces go together: the score inside of the tape, its gradient by the image, normalised, times the step size,
# added to the image. `image.assign_add(…)` changes a `tf.Variable`; `image = image + …` would make a new tensor and
# leave the variable as it was.
#
# ### Exercise 2.4 · One step uphill  ★★☆ · 5 min
#
# Complete `ascent_step`. It takes a feature extractor, an image (a `tf.Variable` (batch, height, width, channels)), a
# channel and a step size. It moves the image uphill by the normalised gradient times the step size, and returns the
# scores (batch,) as they were **before** the step.


# %%
def ascent_step(extractor, image, channel, step_size):
    """Move a tf.Variable one step uphill; returns the scores before it, (batch,)."""
    ### BEGIN SOLUTION
    with tf.GradientTape() as tape:
        scores = mean_activation(extractor(image), channel)
    gradient = tape.gradient(scores, image)
    image.assign_add(step_size * normalize(gradient))
    return scores
    ### END SOLUTION


# %%
ascent_step = am.check("2.4", ascent_step)

# %% [markdown]
# Three steps of filter 4. Does it rise?

# %%
image = tf.Variable(noise)
for _ in range(3):
    print(f"{float(np.asarray(ascent_step(extractor, image, 4, step_size=0.05))[0]):.4f}")

# %% [markdown]
# ## Step after step
#
# Exercise 12.2 makes 50 steps of size 1, and clips nothing. How high may the score get? The highest answer to
# a digit above was 0.267, of filter 4 to the 7.
#
# ### Exercise 2.5 · Step after step  ★★☆ · 10 min
#
# Complete `maximize`. It takes a feature extractor, a channel, an array `start` (batch, height, width, channels),
# which it leaves as it is, the number of steps and their size. It returns two arrays: the images after all steps, and
# the scores (steps, batch), each from before its step. It clips nothing.


# %%
def maximize(extractor, channel, start, steps=50, step_size=1.0):
    """Climb from `start`: returns (images, scores (steps, batch)); nothing is clipped."""
    ### BEGIN SOLUTION
    image = tf.Variable(start)
    scores = [ascent_step(extractor, image, channel, step_size) for _ in range(steps)]
    return image.numpy(), np.stack(scores)
    ### END SOLUTION


# %%
maximize = am.check("2.5", maximize)

# %% [markdown]
# Eight filters, all from the same noise, one after the other.

# %%
began = time.perf_counter()
climbs = [maximize(extractor, channel, noise) for channel in range(8)]
seconds_by_hand = (time.perf_counter() - began) / len(climbs)
images = np.concatenate([np.asarray(images) for images, _ in climbs])
curves = np.concatenate([np.asarray(scores) for _, scores in climbs], axis=1)
print(f"{seconds_by_hand:.2f} s for each filter; pixels from {images.min():.0f} to {images.max():.0f}")

# %%
figure, axis = plt.subplots(figsize=(5, 3), layout="constrained")
axis.set_prop_cycle(color=plt.cm.viridis(np.linspace(0, 0.75, 8)))
axis.plot(curves, label=[f"filter {channel}" for channel in range(8)])
axis.set(xlabel="step", ylabel="mean activation", title="Eight filters on their way up")
am.plotting.name_curves(axis)
plt.show()

# %% [markdown]
# Hundreds of times the answer to a digit, and after a short bend every curve is nearly a straight line. Nothing stops
# them: a convolution is linear and ReLU is linear above zero, so an image that is twice as strong excites the filter
# twice as much. The ascent has found a direction, and walks. That is no convergence, and the pixels show it: an image
# goes from 0 to 1, and these are far outside.

# %% [markdown]
# ## A picture that can be shown
#
# To look at such an array, bring it into range: subtract its mean, divide by its standard deviation, scale, add
# mid-gray, cut off what is still outside, and make bytes of it.
#
# ### Exercise 2.6 · A picture that can be shown  ★★☆ · 10 min
#
# Complete `deprocess`. It takes one image of any range, a float array (height, width, channels), which it leaves as it
# is. It returns a uint8 array of the same shape, whose mean is mid-gray (half of 255) and whose standard deviation is
# **0.15** of the range 0 to 255, before what then lies outside is clipped. Whether you round to whole numbers or cut
# off is free. A constant image becomes mid-gray.


# %%
def deprocess(image):
    """An image of any range as bytes: float (height, width, channels) -> uint8 (height, width, channels)."""
    ### BEGIN SOLUTION
    contrast = (image - image.mean()) / (image.std() + 1e-7)
    return np.uint8(np.clip(0.5 + 0.15 * contrast, 0, 1) * 255)
    ### END SOLUTION


# %%
deprocess = am.check("2.6", deprocess)

# %% [markdown]
# The eight filters, and above each picture the score that its array has after the last step. Do you expect digits,
# parts of digits, or something else?

# %%
pictures = np.stack([np.asarray(deprocess(image)) for image in images])
scores = np.asarray(extractor(images)).mean(axis=(1, 2))[range(8), range(8)]
am.show(pictures, titles=[f"filter {channel}\nscore {score:.0f}" for channel, score in enumerate(scores)], columns=8)

# %% [markdown]
# Textures: strokes of one slope side by side, hooks, rows of short dashes. Not digits, and not single strokes either:
# the objective is a *mean* over the map, so the filter's pattern is wanted everywhere, as often as it fits.
#
# ### The array and its picture
#
# The score above each picture is that of the array, whose pixels are far outside of [0, 1]. Put the picture itself
# before the net, and the same filter answers again.

# %%
am.predict("2.p2")

# %%
shown = pictures.astype("float32") / 255
for channel in range(8):
    answer = float(np.asarray(mean_activation(extractor(shown[channel][np.newaxis]), channel))[0])
    print(f"filter {channel}: {scores[channel]:6.1f} for the array, {answer:.2f} for the picture")

# %%
answers = np.asarray(extractor(shown)).mean(axis=(1, 2))[range(8), range(8)]
am.found("2.p2", 100 * np.mean(answers / scores))

# %% [markdown]
# A small fraction of it. `deprocess` invented a contrast and a brightness, so the picture is a drawing of the result,
# not the result. It need not even be a good picture for the filter: you have only seen its pattern.
#
# That is why from here on an image stays in [0, 1] **at every step**, clipped after each one. Then the picture that is
# shown is the one that was optimised, and a figure quoted for it can be checked.

# %% [markdown]
# ## Sixty-four filters at once ◆
#
# The loop handles one filter at a time, and a net is much faster on 64 images at once than on one image 64 times.
# `am.ascend` does what you have written, with three differences. Each image of a batch gets its own filter. The images
# stay in [0, 1]. And the step is compiled by TensorFlow, once for all filters of a layer.

# %%
starts = am.images.noise(64, size=28, channels=1, seed=0)
objective = am.objectives.channel(model, "conv4", range(64))
began = time.perf_counter()
result = am.ascend(objective, starts, steps=50, step_size=0.05)
seconds = time.perf_counter() - began
print(f"64 filters × 50 steps: {seconds:.1f} s, one by one {64 * seconds_by_hand:.0f} s")
print(f"{64 * seconds_by_hand / seconds:.0f} times as fast, compilation included")

# %% [markdown]
# (The time of the loop is that of your eight filters, times eight.) What comes back holds the `images`, the `scores` at
# every step, the `final_scores`, which images stayed `dead`, and `frames`, where one asks for them. (Lesson 03 adds
# `terms` and `total`.) Above each picture stands its filter and the mean activation that it reaches, measured on this
# very picture, rounded to 8 bits.

# %%
titles = [f"{channel}: {score:.2f}" for channel, score in enumerate(result.final_scores)]
for channel in np.flatnonzero(result.dead):
    titles[channel] = f"{channel}: never active"
am.show(result.images, titles=titles, columns=8)

# %% [markdown]
# Black and white now, because contrast is what a filter can ask for, and [0, 1] is what it gets. Strokes of every
# slope, wide and narrow, hooks, crossings, ends. Some filters look for nearly the same thing. Here and there noise is
# left: where the map is zero there is no slope, and nothing tells these pixels what to become.
#
# A picture marked **never active** did not excite its filter at any step. ReLU gave zero everywhere, and the slope of
# zero is zero. (`am.ascend` does not give up at once: where a filter sleeps it climbs the value *before* ReLU until
# the filter wakes, as it did for others that slept at first.) What the picture shows is how far it came, not a pattern
# of the filter. Do digits wake it?

# %%
activity = extractor.predict(x_test, verbose=0).mean(axis=(1, 2))  # (2000 images, 64 filters)
asleep = np.flatnonzero(result.scores[0] == 0)
print("asleep on their noise:", asleep, " never active:", np.flatnonzero(result.dead))
print("never active on any of the test images:", np.flatnonzero(activity.max(axis=0) == 0))

# %% [markdown]
# A filter that no digit wakes, if the other 68,000 do not wake it either, has no part in what this net does. Training
# has lost it: where a filter is zero for every image, its gradient is zero too, and its weights stay as they are.
#
# And how did the others get there? In colour the three that slept at first, 11, 12 and 59, and three that end low; the
# image of a filter has its number.

# %%
am.plotting.curves(result, named=[11, 12, 59, 43, 29, 17])

# %% [markdown]
# One line for each image. Most of the rise is done after 20 steps, and then the curves *do* bend: between black and
# white there is only so much contrast. The line at zero is that of 12. The other two that slept, 11 and 59, woke and
# end among the rest. Those that end lowest, 43, 29 and 17, were awake from the start: a low curve is no sign of a
# filter that slept. Its weights may be small, or what it asks for may be rare; the curve does not say which.

# %%
live = ~result.dead
rises = result.scores[-1] > result.scores[0]
print(f"{live.sum()} filters were active, {rises[live].sum()} of them end higher than they began")

# %% [markdown]
# ## What real digits does it like?
#
# A synthetic image alone is easily over-read. Beside it belong the real images to which the same filter answers most.
# In each row: the image that was computed, and the five digits of the test set with the highest mean activation.

# %%
rows, titles = [], []
for channel in range(5):
    best = np.argsort(activity[:, channel])[::-1][:5]
    rows += [result.images[channel], *x_test[best]]
    titles += [f"filter {channel}: {result.final_scores[channel]:.2f}"]
    titles += [f"a {labels_test[index]}: {activity[index, channel]:.2f}" for index in best]
am.show(np.stack(rows), titles=titles, columns=6)

# %% [markdown]
# Look for the texture in the digits: a level stroke, a hook, a slant is there once or twice, where the synthetic image
# has it everywhere. Some rows hold one class only. Does such a filter stand for a digit? Five images are few, so take
# the best hundred.

# %%
for channel in range(5):
    best = np.argsort(activity[:, channel])[::-1][:100]
    counts = np.bincount(labels_test[best], minlength=10)
    print(f"filter {channel}:", ", ".join(f"{counts[digit]} of {digit}" for digit in np.argsort(-counts)[:4]))

# %% [markdown]
# For each filter several digits share its hundred best images, those that have its kind of stroke. It helps to tell
# some digits from others; it is not the detector of one. And how much more than the best digit does the synthetic
# image excite it?

# %%
ratio = result.final_scores[live] / activity.max(axis=0)[live]
print(f"synthetic image over best digit: {ratio.min():.1f} to {ratio.max():.1f}, median {np.median(ratio):.1f}")

# %% [markdown]
# Every synthetic image excites its filter more than the best digit does, mostly several times as much: it fills the
# whole picture with what a digit has once. No digit looks like this, and none needs to.

# %% [markdown]
# ## The way there
#
# The same four filters at six moments, and the whole way as a film. When do you first recognise what it will be?

# %%
four = am.ascend(am.objectives.channel(model, "conv4", range(4)), starts[:4], steps=50, record_every=2)
moments = [0, 1, 3, 5, 10, 25]  # frames: every second step was kept
frames = four.frames[moments].swapaxes(0, 1).reshape(-1, 28, 28, 1)
am.show(
    frames, titles=[f"filter {channel}\nstep {2 * moment}" for channel in range(4) for moment in moments], columns=6
)

# %%
am.plotting.animate(four, size=168, titles=[f"filter {channel}" for channel in range(4)])

# %% [markdown]
# After ten steps one can tell what it will be; then it grows clearer, and spreads to where noise was left. Now any
# filter and any step, with sliders (click on one, then the arrow keys move it too). Where no kernel runs you see one
# picture of it.

# %%
am.widgets.explore_ascent(model, "conv4")

# %% [markdown]
# ## What these pictures do not prove ◆
#
# The ascent began with noise, and the noise was arbitrary. Five other starts for one filter:

# %%
am.predict("2.p3")

# %%
five = am.ascend(am.objectives.channel(model, "conv4", 4), am.images.noise(5, 28, 1, seed=1), steps=50)
am.show(five.images, titles=[f"start {index}: {score:.2f}" for index, score in enumerate(five.final_scores)])
flat = five.images.reshape(5, -1)
print("correlation of the images:", np.corrcoef(flat)[np.triu_indices(5, 1)].round(2))

# %%
same = np.corrcoef(flat)[np.triu_indices(5, 1)].min() > 0.9
apart = five.final_scores.min() < 0.5 * five.final_scores.max()
am.found("2.p3", "other scores" if apart else "the same" if same else "one kind")

# %% [markdown]
# The scores agree within about 10 %, the texture is of one kind, and yet no image is another: a correlation of 1 would
# mean the same picture, and most of these are nearer to 0. "The image that the filter wants" does not exist. There are
# very many, the ascent finds one of them, and what they have in common is the finding: slope, width and spacing of the
# strokes, not where they lie.
#
# Nor do they prove
#
# - that the filter answers to *nothing else*: an ascent finds one kind of image that excites it, not all,
# - that the net uses the filter in the way we would, or at all: that is a question about the layers after it,
# - that a filter has a meaning of its own. Any mixture of filters could be climbed as well, and would give a picture.

# %% [markdown]
# ## Summary
#
# - Activation maximization keeps the weights and moves the image, along the gradient of one number.
# - That number, the objective, is here the mean of one feature map. It keeps the batch: one score for each image.
# - A gradient divided by its root mean square makes every step the same size; the l2 norm is √N times larger.
# - Without limits the score grows for ever, and what is shown is not what was optimised. In [0, 1] it is.
# - A batch of sixty-four images costs little more than a few; compiled once, it is many times as fast as a loop.
# - A filter that is zero everywhere has no slope. It is named, not shown as if it had a pattern.
#
# **Two questions**
#
# 1. Two friends compute an image for the same filter and get different pictures with the same score. Who is right?
#    What would you report?
# 2. A filter is never active on noise, nor on any digit of the test set. What could you try before you call it dead?
#
# **Bonus** The objective is yours to choose: any function from images to one number for each image can be climbed.
# Write one that rewards two filters at once, or one neuron in the middle of a map (`am.objectives.neuron` does it
# too), and compare the picture with that of the whole map.

# %%
am.answer("2.a")

# %%
am.answer("2.b")

# %%
am.answer("2.bonus")


# %% tags=["solution-only"]
def both(images):
    activations = extractor(images)
    return mean_activation(activations, 0) + mean_activation(activations, 4)


chosen = {"0 and 4": both, "a neuron of 4": am.objectives.neuron(model, "conv4", 4)}
found = [am.ascend(objective, starts[:1], steps=50).images for objective in chosen.values()]
found = np.concatenate([result.images[[0, 4]], *found])
answers = np.asarray(extractor(found)).mean(axis=(1, 2))[:, [0, 4]]
names = ["filter 0", "filter 4", *chosen]
titles = [f"{name}\n0: {zero:.2f}\n4: {four:.2f}" for name, (zero, four) in zip(names, answers)]
am.show(found, titles=titles, size=1.5)

# %% [markdown]
# **References**
#
# - M. Erdmann, J. Glombitza, G. Kasieczka, U. Klemradt: *Deep Learning for Physics Research.* World Scientific 2021:
#   Exercise 12.2.
# - D. Erhan, Y. Bengio, A. Courville, P. Vincent: *Visualizing higher-layer features of a deep network.* Université de
#   Montréal 2009: activation maximization.
# - K. Simonyan, A. Vedaldi, A. Zisserman: *Deep inside convolutional networks.* ICLR workshop 2014.
# - C. Olah, A. Mordvintsev, L. Schubert: *Feature visualization.* Distill 2017: objectives, starts, and how many
#   images one filter has.
#
# **Next** Lesson 03 asks for whole digits, and finds that nothing comes of it without regularization.
