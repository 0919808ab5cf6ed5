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
# # 04 · CIFAR-10: colour, and what overfitting looks like
#
# **After this lesson you can**
# - train a net on pictures in colour, and draw the class images of two ages of one (4.1, 4.2),
# - put a number on how sharp a class image is, and find out what that number measures (4.3, 4.a),
# - test whether a net goes by an object or by what is around it (4.b, 4.bonus).
#
# **Time** 60 minutes, two of them for the computer. **You need** lesson 03. **Key words** overfitting, spatial
# frequency, confound.
#
# Digits are white on black, all of a size, in the middle. Now come ten kinds of things, in colour, in front of
# whatever was behind them. You know all the tools by now, so there is less help in this lesson, and more to find out.

# %%
import amhelpers as am  # first, so that TensorFlow starts without its messages

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

plt.style.use(am.plotting.STYLE)
CLASSES = am.datasets.CIFAR10_CLASSES
(images_train, labels_train), (images_test, labels_test) = am.datasets.load_cifar10()
x_train, x_test = images_train.astype("float32") / 255, images_test.astype("float32") / 255
print(f"training: {x_train.shape}, test: {x_test.shape}")

# %% [markdown]
# This is a sample of CIFAR-10, which has 60,000 pictures of 32 × 32 pixels. Four of each class:

# %%
first = [np.flatnonzero(labels_test == label)[index] for index in range(4) for label in range(10)]
am.show(x_test[first], titles=[*CLASSES, *[""] * 30])

# %% [markdown]
# What surrounds the airplanes, the deer, the ships? Keep it in mind.
#
# ## A net that learns by heart
#
# ### Exercise 4.1 · A net for pictures in colour  ★☆☆ · 10 min
#
# Complete `build_cifar_cnn`. It takes nothing and returns a new `keras.Model` each time, Sequential or functional (no
# class of your own), from images (32, 32, 3) in [0, 1] to ten probabilities. The course's own is as plain as can be:
# one convolution with 32 filters of 3 × 3, pooling, dropout, a dense layer of 256 and one of 10. Yours may be another,
# with at least one convolution, an activation before the last layer, and softmax once, at the end, compiled or not.


# %%
def build_cifar_cnn():
    """A new CNN: images (batch, 32, 32, 3) in [0, 1] -> probabilities (batch, 10)."""
    ### BEGIN SOLUTION
    return keras.Sequential(
        [
            keras.Input((32, 32, 3), name="image"),
            keras.layers.Conv2D(32, 3, activation="relu", name="conv"),
            keras.layers.MaxPooling2D(2, name="pool"),
            keras.layers.Dropout(0.25, name="dropout"),
            keras.layers.Flatten(name="flatten"),
            keras.layers.Dense(256, activation="relu", name="dense"),
            keras.layers.Dense(10, activation="softmax", name="class"),
        ]
    )
    ### END SOLUTION


# %%
build_cifar_cnn = am.check("4.1", build_cifar_cnn)

# %% [markdown]
# A taste of training, on 2,000 pictures.

# %%
am.predict("4.p1")

# %%
keras.utils.set_random_seed(0)
taste = build_cifar_cnn()
taste.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
curves = taste.fit(x_train, labels_train, batch_size=50, epochs=10, validation_data=(x_test, labels_test)).history
print(f"training {curves['accuracy'][-1]:.0%}, new pictures {curves['val_accuracy'][-1]:.0%}")

# %%
am.found("4.p1", 100 * (curves["accuracy"][-1] - curves["val_accuracy"][-1]))

# %% [markdown]
# The first rises on and on, the second stops early. From here on the course's own net takes over: of the same kind,
# trained on 40,000 pictures for 100 epochs and kept at two ages, after 25 epochs and at the end (the gray lines).
# Another 10,000 were set aside to look at, never to learn from. Accuracy and loss on both, after every epoch:

# %%
history = am.models.cifar10_history()
figure, axes = plt.subplots(1, 2, figsize=(9, 3), layout="constrained")
for axis, name in zip(axes, ("accuracy", "loss")):
    axis.plot(np.arange(1, 101), history[name], label="training")
    axis.plot(np.arange(1, 101), history[f"val_{name}"], "--", label="validation")
    for age in (25, 100):
        axis.axvline(age, color="gray", linewidth=0.8)
axes[0].set(xlabel="epoch", ylabel="share read correctly", title="accuracy")
axes[1].set(xlabel="epoch", ylabel="mean of −log p", title="loss")
axes[0].legend()
plt.show()

# %% [markdown]
# One accuracy climbs for all of the hundred epochs, the other has been flat since about the tenth. What the net learns
# after that is of use for the training pictures alone: that is **overfitting**. The loss tells more: on new pictures it
# *grows*, to more than twice what it was. The loss is $-\log p$ of the right class. From its best, after twelve epochs,
# the accuracy falls by two points in a hundred: the net is hardly wrong more often, it is wrong with more confidence.
# Keep that in mind, too.
#
# The distance between the two accuracies is the **generalisation gap**. Both of our nets are past the point where it
# opened. Here it is on this lesson's sample (with dropout switched off, as always outside training, so that the net
# reads a little better than the curve says):

# %%
young, old = am.models.cifar10_cnn(25), am.models.cifar10_cnn(100)


def accuracy(model, images, labels):
    return np.mean(model.predict(images, verbose=0).argmax(axis=1) == labels)


for name, model in {"25 epochs": young, "100 epochs": old}.items():
    known, new = accuracy(model, x_train, labels_train), accuracy(model, x_test, labels_test)
    print(f"{name:10}: {known:.1%} of known pictures, {new:.1%} of new ones, gap {known - new:.1%}")

# %% [markdown]
# The old net knows its training pictures nearly by heart, and reads new ones no better. Does one see that in its class
# images?
#
# ## Ten classes, twice
#
# ### Exercise 4.2 · Ten pictures, in colour  ★★☆ · 15 min
#
# Complete `class_images`. It takes a model, a list of classes and a number of steps. It returns one image for each of
# the classes, in their order, (len(classes), 32, 32, 3) in [0, 1]. Everything you need is in lesson 03: start from even
# gray with a little noise (0.45 to 0.55), climb the log-odds, with total variation (weight 0.1) and a jitter of two
# pixels, and let the steps fall from 0.05 to 0.005 (`step_size=(0.05, 0.005)`; `progress=False` spares you the bar).
# Penalty and jitter are checked, by what they do to the images; start, seed and sizes of steps are free, and whether
# you climb log-odds or logits.


# %%
def class_images(model, classes, steps=100):
    """One image (32, 32, 3) in [0, 1] for each of the classes, as the model would have it."""
    ### BEGIN SOLUTION
    return am.ascend(
        am.objectives.log_odds(model, list(classes)),
        am.images.noise(len(classes), 32, 3, low=0.45, high=0.55),
        steps=steps,
        step_size=(0.05, 0.005),
        regularizers=[(0.1, am.regularizers.total_variation)],
        transforms=[am.transforms.jitter(2)],
        progress=False,
    ).images
    ### END SOLUTION


# %%
class_images = am.check("4.2", class_images)

# %% [markdown]
# Your function at work, on the young net: a ship, and a frog twice. Why are the two frogs not the same?

# %%
am.show(class_images(young, [8, 6, 6]), titles=["ship", "frog", "frog"])

# %% [markdown]
# (Each began with noise of its own.) Now both nets, from the same start and by the settings named above
# (`am.recipes.class_images` has them): the young one's pictures first, then the old one's. Which will be sharper?
# Which will look more like the things?

# %%
for name, model in {"25 epochs": young, "100 epochs": old}.items():
    am.show(am.recipes.class_images(model, range(10)), titles=[f"{name}\n{label}" for label in CLASSES])

# %% [markdown]
# The old net's are sharper by far: full of stripes, in strong colours. Are they better? Cover the titles and try. A
# frog's green may be there, and in both rows; no wing, no wheel, no face that one would bet on.
#
# ## Sharp, in numbers
#
# Stripes one or two pixels wide are what a picture has at **high spatial frequencies**. The Fourier transform takes a
# picture apart into waves, and its squared absolute value says how much of each there is.
#
# ### Exercise 4.3 · How much of a picture is fine detail  ★★★ · 15 min
#
# Complete `high_frequency_energy`. It takes images (batch, height, width, channels). It returns for each the share of
# its power that lies at high frequencies, (batch,):
#
# $$\frac{\sum_{|f| > 0.25} P(f)}{\sum_{f \ne 0} P(f)}, \qquad P(f) = \sum_{\mathrm{colours}} |\hat x(f)|^2$$
#
# $\hat x$ is the two-dimensional Fourier transform over height and width (`np.fft.fft2`), $|f|$ the length of the
# frequency in cycles per pixel, along both directions (`np.fft.fftfreq`); 0.25 means a wave that takes four pixels.
# The zero frequency is the mean brightness and does not count. An even image has no waves, and gives 0, not NaN,
# whatever power rounding leaves in it. The result may be float32 or float64.


# %%
def high_frequency_energy(images):
    """Share of the power above 0.25 cycles per pixel: (batch, height, width, channels) -> (batch,)."""
    ### BEGIN SOLUTION
    power = np.sum(np.abs(np.fft.fft2(np.asarray(images, "float64"), axes=(1, 2))) ** 2, axis=3)
    power[:, 0, 0] = 0
    vertical, horizontal = (np.fft.fftfreq(size) for size in images.shape[1:3])
    high = np.hypot(vertical[:, np.newaxis], horizontal) > 0.25
    return power[:, high].sum(axis=1) / np.maximum(power.sum(axis=(1, 2)), 1e-12)
    ### END SOLUTION


# %%
high_frequency_energy = am.check("4.3", high_frequency_energy)

# %% [markdown]
# For real pictures, for noise, and for the class images of both nets from three starts:

# %%
shares = {}
for name, model in {"25 epochs": young, "100 epochs": old}.items():
    drawn = [am.recipes.class_images(model, range(10), seed=seed) for seed in range(3)]
    shares[name] = np.array([high_frequency_energy(images) for images in drawn])

# %%
print(f"real pictures: {high_frequency_energy(x_test).mean():.2f}")
print(f"uniform noise: {high_frequency_energy(am.images.noise(100, 32, 3)).mean():.2f}")
for name, values in shares.items():
    print(f"{name}: {values.mean():.2f} (each start: {', '.join(f'{mean:.2f}' for mean in values.mean(axis=1))})")
print(f"higher after 100 epochs: {np.sum(shares['100 epochs'] > shares['25 epochs'])} of 30 images")

# %% [markdown]
# So both have grown: the gap between known and new pictures, and the fine detail in the class images. It is tempting
# to put the two together: *the net has learned its pictures by heart, with all their detail, and there it is.*
#
# ## Is it detail that it learned?
#
# Before you believe that: in an ascent the penalty is weighed against the score, and the same weight need not have as
# much say against one net's score as against another's. Suppose that it had. What would the two look like then?

# %%
am.predict("4.p2")

# %% [markdown]
# How much say a weight has is a matter of the score's gradient, by which the ascent goes. Two questions to it, on real
# pictures. How much fine detail is in it? And how steep is it?


# %%
def gradients(model, images, labels):
    """Gradients of the log-odds of each image's class, (batch, height, width, channels)."""
    objective, pixels = am.objectives.log_odds(model, labels.astype(int)), tf.constant(images)
    with tf.GradientTape() as tape:
        tape.watch(pixels)
        score = objective(pixels)
    return np.asarray(tape.gradient(score, pixels))


robust = am.models.robust_cifar10_cnn()  # of this one more below
steepness = {}
for name, net in {"young": young, "old": old, "robust": robust}.items():
    slopes = gradients(net, x_test[:100], labels_test[:100])
    steepness[name] = np.mean(np.sqrt(np.sum(slopes**2, axis=(1, 2, 3))))
    print(f"{name:6}: high frequencies {high_frequency_energy(slopes).mean():.2f}, steepness {steepness[name]:.1f}")

# %% [markdown]
# The share of fine detail in the old net's gradient is *not* higher. It was high after 25 epochs already. What has
# grown is the steepness: the logits have become larger, as in a net that grows more confident. To compare the nets and
# not the weights, give the penalty as much say in both: once with a heavier one for the old net, once with a lighter
# one for the young.

# %%
ratio = steepness["old"] / steepness["young"]
fair = {"old, heavier": (old, 0.1 * ratio), "young, lighter": (young, 0.1 / ratio)}
sharp = {}
for name, (net, weight) in fair.items():
    drawn = am.recipes.class_images(net, range(10), total_variation=weight)
    am.show(drawn, titles=[f"{name}\n{label}" for label in CLASSES])
    sharp[name] = high_frequency_energy(drawn).mean()
    print(f"{name} penalty ({weight:.2f}): high frequencies {sharp[name]:.2f}")

# %%
with_same_say = sharp["old, heavier"] / shares["25 epochs"].mean()
am.found("4.p2", "still sharper" if with_same_say > 1.5 else "alike")

# %% [markdown]
# With a penalty that counts as much as before, the old net's pictures are no sharper than the young one's. With one
# that counts as little, the young net's are full of stripes too. The stripes were there all along; what has grown is
# the *confidence*, and against it the penalty is lost.
#
# The two findings stand: gap and sharpness both grow, for this net between these two ages. That the sharpness is
# detail learned by heart does not follow, and this experiment speaks against it.

# %% [markdown]
# ## What a robust net draws
#
# As with digits, a net can be trained on pictures that were changed so as to mislead it, within a small distance. Its
# score is much less steep, and by the rule that we have just learned its penalty has to be lighter by as much. Its
# pictures, and below each the first test picture of the class:

# %%
weight = 0.1 * steepness["robust"] / steepness["young"]
drawn = am.recipes.class_images(robust, range(10), total_variation=weight)
am.show(np.concatenate([drawn, x_test[first[:10]]]), titles=[*CLASSES, *[f"real\n{label}" for label in CLASSES]])
print(f"weight {weight:.3f}, high frequencies {high_frequency_energy(drawn).mean():.2f}")
print(f"the robust net reads {accuracy(robust, x_test, labels_test):.1%} of new pictures")

# %% [markdown]
# This is another kind of picture: areas, outlines, things in places. A horse with its back and four legs, something
# like the face of a dog, a hull on water. Others stay a riddle, and nobody would take any of them for a photograph.
# Titles help more than one likes to admit: shown without them, how many would you have named?
#
# This net reads hardly more new pictures than the others do. So a readable class image is no sign of a net that reads
# well. It is a sign of what the score answers to: of the robust net's gradient, as you have seen, next to nothing is
# fine detail. (The nets differ in more than their training: this one has five convolutions, and saw every picture
# mirrored too. What the training alone does you saw in lesson 03, with a twin.)

# %% [markdown]
# Look for yourself, class by class, with every weight on a slider (arrow keys move one that was clicked).

# %%
am.widgets.explore_ascent(robust, names=CLASSES, steps=60)

# %% [markdown]
# ## The thing, or what is behind it?
#
# There is blue in the robust net's airplane and ship; its deer and its bird stand in green. Did it learn things, or
# surroundings? How many of the training pictures have blue around the thing? A frame of four pixels, clearly bluer than
# red:

# %%
frame = np.ones((32, 32), bool)
frame[4:-4, 4:-4] = False
red, green, blue = x_train[:, frame].mean(axis=1).T
in_blue = [np.mean((blue > red + 0.05)[labels_train == label]) for label in range(10)]
print(", ".join(f"{name} {share:.0%}" for name, share in zip(CLASSES, in_blue)))

# %% [markdown]
# Half of the airplanes and half of the ships, and of any other class no more than 15 % (the four airplanes at the top
# belong to the other half: none is in a blue sky). Where a class comes with its surroundings that often, object and
# background are **confounded**, and from pictures alone one cannot tell which of them was learned. One has to take them
# apart. Four experiments.
#
# **Nothing but colour.** An even picture shows nothing. What do the nets read in it?

# %%
colours = {"red": (0.8, 0.1, 0.1), "green": (0.2, 0.6, 0.2), "blue": (0.2, 0.4, 0.8), "brown": (0.5, 0.35, 0.2)}
even = np.ones((4, 32, 32, 3), "float32") * np.array(list(colours.values()), "float32")[:, np.newaxis, np.newaxis]
for name, model in {"young": young, "robust": robust}.items():
    answers = model.predict(even, verbose=0)
    words = [f"{colour} {CLASSES[row.argmax()]} {row.max():.2f}" for colour, row in zip(colours, answers)]
    print(f"{name:6}: {', '.join(words)}")

# %% [markdown]
# Both call blue an airplane. But the young net calls red one too, and is even surer: what looks like knowledge of the
# sky may be a lack of other ideas. On the others they do not agree. (They have to say something: ten probabilities add
# up to 1 whatever the picture is, and nothing like this was among their training pictures.)
#
# **Other colours.** The same test pictures in gray, and with red and blue exchanged: every shape is where it was. How
# much will that cost?

# %%
gray = np.repeat(x_test @ np.array([[0.299], [0.587], [0.114]], "float32"), 3, axis=3)  # as the eye weighs colours
for name, model in {"young": young, "robust": robust}.items():
    reads = [accuracy(model, images, labels_test) for images in (x_test, gray, x_test[..., ::-1])]
    print(f"{name:6}: {reads[0]:.0%} as they are, {reads[1]:.0%} in gray, {reads[2]:.0%} with red and blue exchanged")

# %% [markdown]
# Both nets lose, and more to *wrong* colours than to none: they do not only miss the colour, they were misled by it.
#
# **Only the surroundings.** Now cover the middle of each picture with even gray and leave a frame; and, for
# comparison, cover the frame and leave the middle.

# %%
am.predict("4.p3")


# %%
def covered(images, width, middle=True):
    """Images with their middle in even gray, all but a frame of so many pixels; or with the frame in gray."""
    hidden = np.zeros((32, 32, 1), bool)
    hidden[width:-width, width:-width] = True
    return np.where(hidden == middle, np.float32(0.5), images)


am.show(covered(x_test[first[:10]], 4), titles=CLASSES)
for width in (2, 4, 6):
    parts = {"frame": covered(x_test, width), "middle": covered(x_test, width, middle=False)}
    reads = {name: [accuracy(net, part, labels_test) for net in (young, robust)] for name, part in parts.items()}
    share = 1 - (32 - 2 * width) ** 2 / 32**2
    words = [f"{name} alone {two[0]:.0%} (young), {two[1]:.0%} (robust)" for name, two in reads.items()]
    print(f"frame of {width} pixels, {share:.0%} of the area: {'; '.join(words)}")

# %%
am.found("4.p3", 100 * accuracy(robust, covered(x_test, 4), labels_test))

# %% [markdown]
# (Of 500 pictures: shares like these are sure to about four points.) A frame of four pixels is read nearly three times
# as well as by guessing, though the thing itself is mostly hidden.
# Not all of it: look at the horse and the truck, whose ends stick out. Two pixels show hardly more than the
# background, and still count for something. The wide frame of six is more than half of the picture, and proves little.
#
# **What the nets draw.** If surroundings are in the class images, their frames should have the colours of real frames
# of the class, compared with the other classes. But a cast over the whole picture would look the same. So compare with
# the real *middles* too.


# %%
def casts(images, labels, part):
    """How much bluer than red, and how much greener than both, a part of each class's images is: (10, 2)."""
    means = np.stack([images[labels == label][:, part].mean(axis=(0, 1)) for label in range(10)])
    red, green, blue = means.T
    return np.stack([blue - red, green - (red + blue) / 2], axis=1)


real = {name: casts(x_train, labels_train, part) for name, part in {"frames": frame, "middles": ~frame}.items()}
drawn = [am.recipes.class_images(robust, range(10), total_variation=weight, seed=seed) for seed in range(3)]
drawn = casts(np.concatenate(drawn), np.tile(range(10), 3), frame)

# %%
figure, axes = plt.subplots(1, 2, figsize=(10, 3.8), layout="constrained")
quantities = {"bluer than red": "blue − red", "greener than both": "green − (red + blue) / 2"}
for index, (axis, (name, quantity)) in enumerate(zip(axes, quantities.items())):
    places = np.stack([real["frames"][:, index], drawn[:, index]], axis=1)
    axis.plot(*places.T, "o")
    axis.margins(0.15)
    axis.set(title=f"Frames: {name}", xlabel=f"real pictures: {quantity}", ylabel=f"class images: {quantity}")
    am.plotting.name_points(axis, places, CLASSES)
    for part, values in real.items():
        alike = np.corrcoef(values[:, index], drawn[:, index])[0, 1]
        print(f"drawn frames, {name}: correlation with real {part} {alike:.2f}")
plt.show()

# %% [markdown]
# Green is the clearer of the two: deer, bird and horse have green around them in reality and in the drawings. The frog
# is the exception, green around in reality and not drawn so. Blue hangs on the ship and the airplane; cat and truck are
# drawn nearly as blue as the airplane, and in reality they are not blue; bird and automobile are drawn much redder than
# they are. And the real middles do nearly as well as the frames, so what we see may be the cast of the whole picture.
# Ten classes are few; take it as a hint, not as a result.
#
# The experiments that *change* a picture are worth more than those that look at one. They say: colour carries a good
# part of the answer, and what is at the edge a part that is more than nothing.

# %% [markdown]
# ## Summary
#
# - Training accuracy that rises while validation stands still is learning by heart. The gap between the two is its
#   measure, and a validation loss that grows says that the net is wrong with more confidence.
# - From 25 to 100 epochs the class images became sharper. With a penalty that counts as much the difference is gone:
#   the scores had grown, not the detail.
# - A robust net's class images show shapes. It need not read many more pictures for that.
# - To find out whether a net goes by the object, colour or surroundings, change one and keep the others.
#
# **Two questions**
#
# 1. A colleague compares class images of two nets by eye, with the same weights for both, and finds one net's "more
#    detailed". What would you have to know before you agree?
# 2. How would you train a net that cannot go by the blue of the sky? What would you lose?
#
# **Bonus** Exchange red and blue in the robust net's class images. Which of them does it still read? Which does the
# young net read, before and after?

# %%
am.answer("4.a")

# %%
am.answer("4.b")

# %%
am.answer("4.bonus")

# %% tags=["solution-only"]
drawn = am.recipes.class_images(robust, range(10), total_variation=weight)
for name, net in {"young": young, "robust": robust}.items():
    before, after = (accuracy(net, images, np.arange(10)) for images in (drawn, drawn[..., ::-1]))
    print(f"{name:6}: reads {before:.0%} of the robust net's class images, {after:.0%} with red and blue exchanged")
am.show(drawn[..., ::-1], titles=[f"red ↔ blue\n{label}" for label in CLASSES])

# %% [markdown]
# **References**
#
# - A. Krizhevsky: *Learning multiple layers of features from tiny images.* Technical report, Toronto 2009: CIFAR-10.
# - A. Madry, A. Makelov, L. Schmidt, D. Tsipras, A. Vladu: *Towards deep learning models resistant to adversarial
#   attacks.* ICLR 2018.
# - D. Tsipras, S. Santurkar, L. Engstrom, A. Turner, A. Madry: *Robustness may be at odds with accuracy.* ICLR 2019:
#   gradients of robust nets that look like something.
# - K. Xiao, L. Engstrom, A. Ilyas, A. Madry: *Noise or signal: the role of image backgrounds in object recognition.*
#   ICLR 2021.
#
# **Next** Lesson 05 looks into a large net, layer by layer: from edges to textures.
