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
# # 09 · Beyond, and what none of this proves
#
# **After this lesson you can**
# - say what an image of a unit rests on, and which tests a claim about a unit has to pass (9.a),
# - say when class images mislead about a net, and what helps against it (9.b, 9.bonus),
# - test how much an image of a unit explains, on other nets and on yourself (9.a).
#
# **Time** 60 minutes, two of them for the computer. **You need** lessons 03 to 05. **Key words** DeepDream, feature
# inversion, blind test.
#
# A bonus lesson without exercises: all of the code is there, and you are asked to predict. The first half is what one
# can do with an ascent besides. The second asks what eight lessons full of pictures have shown, and what they have
# not.

# %%
import amhelpers as am  # first, so that TensorFlow starts without its messages

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

plt.style.use(am.plotting.STYLE)
squeezenet, names = am.models.squeezenet(), am.datasets.imagenet_classes()

# %% [markdown]
# ## What the parametrization adds
#
# Lesson 05 drew class images in waves and in decorrelated colours. Which of the two does what? The same class, a
# snail, by the same objective: in pixels; in waves of red, green and blue; in waves along the directions in which the
# colours of photographs vary independently (Olah et al. 2017). What will the middle one look like?


# %%
def adam(steps):
    """Adam, with a rate that falls from 0.05 to a tenth of it."""
    return keras.optimizers.Adam(keras.optimizers.schedules.CosineDecay(0.05, steps, alpha=0.1))


# %%
snail = names.index("snail")
objective = am.objectives.log_odds(squeezenet, snail) + 0.25 * am.objectives.logit(squeezenet, snail)
moves = [am.transforms.jitter(16), am.transforms.rotate(20), am.transforms.scale(0.6, 1.5)]
gray = am.images.noise(1, 160, 3, low=0.49, high=0.51)
ways = {
    "pixels": gray,
    "waves": am.images.Fourier(gray, decorrelate=False),
    "waves and colours": am.images.Fourier(gray),
}

# %% [markdown]
# Three ascents that differ in nothing else:

# %%
snails = [am.ascend(objective, way, steps=100, optimizer=adam(100), transforms=moves).images for way in ways.values()]
am.show(np.concatenate(snails), titles=list(ways), size=2.4)

# %% [markdown]
# Waves bring the large shapes: a step of the same size changes coarse structure more than fine. The colours are still
# those of a neon sign, until a step along gray counts more than one along pink. Neither is the net's doing. Both say
# what photographs are like, and they say it to the ascent, before it has asked the net anything.
#
# ## One unit, several faces
#
# A single image of a unit may show one of several things that excite it. Ask for four at once that shall *differ*:
# each gets its score, less a penalty for being like the others. Alike means here that the same feature maps go
# together (the cosine between Gram matrices, as in Olah et al. 2017).


# %%
def diverse(layer, channel, weight):
    """The mean of a feature map, minus how alike the images of the batch are: images -> (batch,)."""
    extractor = am.models.feature_extractor(squeezenet, layer)

    def score(images):
        maps = extractor(images)
        places = tf.reshape(maps, (maps.shape[0], -1, maps.shape[-1]))
        gram = tf.einsum("bpc,bpd->bcd", places, places)
        rows = tf.math.l2_normalize(tf.reshape(gram, (maps.shape[0], -1)), axis=1)
        alike = (tf.reduce_sum(rows @ tf.transpose(rows), axis=1) - 1) / (maps.shape[0] - 1)
        return tf.reduce_mean(maps[..., channel], axis=(1, 2)) - weight * alike

    return score


# %% [markdown]
# Channel 7 of `fire8`, without and with that penalty. An objective of your own is a function from images to scores;
# the ascent takes it as it takes those of the package. The titles say how much each image is like the other three.

# %%
small = am.images.Fourier(am.images.noise(4, 112, 3, low=0.49, high=0.51))
for weight in (0, 60):
    settings = {"steps": 80, "optimizer": adam(80), "transforms": [am.transforms.jitter(8)]}
    found = am.ascend(diverse("fire8", 7, weight), small, **settings)
    excited = np.asarray(diverse("fire8", 7, 0)(found.images))
    alike = excited - np.asarray(diverse("fire8", 7, 1)(found.images))
    print(f"weight {weight}: activation {excited.mean():.0f}, alike {alike.mean():.2f}")
    am.show(found.images, titles=[f"weight {weight}, alike {one:.2f}" for one in alike], size=2)

# %% [markdown]
# Eyes. With the penalty the images differ more, at the price of some activation. If all four still show the same
# thing, that is a finding about the unit; if they show four things, one image would have told a quarter of it.
#
# ## Dreams
#
# **DeepDream** (Mordvintsev et al. 2015) starts from a photo and asks a layer for *more of whatever is there*: the
# mean square of all its values. In small steps, and at three sizes, so that what appears has several scales.

# %%
dream = am.datasets.photo("coffee", size=160)
for size in (128, 176, 224):
    dream = np.clip(tf.image.resize(dream, (size, size), "bicubic"), 0, 1)
    objective = am.objectives.layer(squeezenet, "fire8")
    dream = am.ascend(objective, dream, steps=15, step_size=0.012, transforms=[am.transforms.jitter(16)]).images

# %%
am.show(np.concatenate([am.datasets.photo("coffee"), dream]), titles=["photo", "dream"], size=3)

# %% [markdown]
# Eyes again, in the coffee and in the spoon. The net was trained to tell apart more than a hundred breeds of dogs, and
# a layer that is full of eyes and snouts finds them where there is none. A dream shows what a layer is *ready* to see.
#
# ## What is left of a photo
#
# **Feature inversion** (Mahendran, Vedaldi 2015) asks what a layer still knows of a photo: look for an image with the
# same feature maps, starting from gray. What will be lost first, colour, place or texture?

# %%
am.predict("9.p1")


# %%
def rebuild(photo, layer, steps=150):
    """The ascent to an image that has the feature maps of a photo in a layer: minus the squared error, relative."""
    extractor = am.models.feature_extractor(squeezenet, layer)
    wanted = extractor(photo)

    def likeness(images):
        return -tf.reduce_sum(tf.square(extractor(images) - wanted), axis=(1, 2, 3)) / tf.reduce_sum(tf.square(wanted))

    gray = am.images.Fourier(am.images.noise(1, 160, 3, low=0.45, high=0.55))
    return am.ascend(likeness, gray, steps=steps, optimizer=adam(steps))


# %%
cat = am.datasets.photo("cat", size=160)
rebuilt = {layer: rebuild(cat, layer) for layer in ("fire3", "fire6", "fire9")}
titles = ["photo\n"]
for layer, found in rebuilt.items():
    left = f"{found.final_scores[0] / found.scores[0, 0]:.0%}"
    print(f"{layer}: {left} of the first error is left")
    titles.append(f"{layer}\n{left} of its error is left")

am.show(np.concatenate([cat, *(found.images for found in rebuilt.values())]), titles=titles, size=2.4)

# %%
am.found("9.p1", 100 * rebuilt["fire9"].final_scores[0] / rebuilt["fire9"].scores[0, 0])

# %% [markdown]
# From the third module one gets the photo back, in other colours: the forehead light blue, the background blue-gray;
# from the sixth eyes, nose and the direction of the fur; from the ninth an eye here, fur there, not quite in their
# places. Less than a tenth of the error is left in all three: to the layer these images are nearly the photo. What we
# see missing makes little difference to it. The image that looks best has the most of its error left. Each is measured
# by its own layer, and these numbers do not say which one is nearest to the photo for us.
#
# ## Less, in the place of more
#
# Down is a direction too. The channel of `fire8` that the coffee excites most, lowered and raised from the photo by
# thirty small steps:

# %%
coffee = am.datasets.photo("coffee", size=160)
strengths = am.activations.feature_maps(squeezenet, coffee, ["fire8"])["fire8"].mean(axis=(0, 1, 2))
unit = am.objectives.channel(squeezenet, "fire8", int(strengths.argmax()))
less, more = (am.ascend(way, coffee, steps=30, step_size=0.005) for way in (-unit, unit))
lowered, raised = -less.final_scores[0], more.final_scores[0]
print(f"activation of the photo {strengths.max():.0f}, lowered {lowered:.0f}, raised {raised:.0f}")

# %%
change = np.clip(0.5 + 4 * (less.images - coffee), 0, 1)
four = np.concatenate([coffee, less.images, change, more.images])
titles = [f"photo: {strengths.max():.0f}\n", f"lowered: {lowered:.0f}\n"]
titles += ["lowered less photo, × 4\ngray: no change", f"raised: {raised:.0f}\n"]
am.show(four, titles=titles, size=2.4)

# %% [markdown]
# Nothing is left of the activation, and you can hardly see what is gone. An image that excites a unit shows a lot; one
# that does not shows next to nothing, since there are so many ways of not being something.
#
# ## One net's three
#
# Now for the doubts. For each real digit and each of the nine wrong answers: small steps towards the wrong answer,
# until the net gives it more than 0.99. The three judges of lesson 03, which never saw the ascent, read the same
# pictures.

# %%
am.predict("9.p2")

# %%
net, (_, (digits, labels)) = am.models.mnist_cnn(), am.datasets.load_mnist()
real = am.datasets.preprocess(digits[[np.flatnonzero(labels == digit)[0] for digit in range(10)]])
true, wanted = (part.ravel() for part in np.divmod(np.arange(100), 10))
path = am.ascend(am.objectives.log_odds(net, wanted), real[true], steps=60, step_size=0.006, record_every=1).frames
path = np.round(path * 255) / np.float32(255)
sure = np.stack([np.asarray(net(frame))[range(100), wanted] for frame in path]) > 0.99
fooled = path[sure.argmax(axis=0), range(100)]

# %%
wrong = (true != wanted) & sure.any(axis=0)
said = am.judges.judge_each(fooled).argmax(axis=2)
print(f"pictures that the net reads wrongly with p > 0.99: {wrong.sum()} of 90")
print(f"of these no judge reads the same: {((said != wanted).all(axis=0) & wrong).sum()}")
alone = np.flatnonzero(wrong & (said == true).all(axis=0))
print(f"all three judges still read the true digit: {len(alone)}")

# %%
am.found("9.p2", int(((said != wanted).all(axis=0) & wrong).sum()))

# %% [markdown]
# Ten of those:

# %%
shown = alone[np.linspace(0, len(alone) - 1, 10).astype(int)]
am.show(fooled[shown], titles=[f"{true[index]} read as {wanted[index]}" for index in shown])

# %% [markdown]
# Every one of the ninety can be had, and mostly the net is alone with what it reads. What do you read in these ten? An
# image with p > 0.99 is a statement about this one net, and about an ascent that was free to use whatever that net
# depends on.
#
# Here nets disagreed, on pictures made for one of them. Now for two nets that agree on every photo that they are shown.

# %%
am.predict("9.p3")

# %% [markdown]
# ## A net that lies
#
# It gets worse. Geirhos et al. (2024) built nets whose images show anything one likes, though they treat every photo
# as before. Here is such a net, made of the CIFAR-10 net of lesson 04 in a few lines. It looks how much of the picture
# is fine detail: in photos little, on the way of an ascent from noise much. Where there is much, it gives its answers
# in another order.


# %%
def grain(images):
    """How much of an image is fine detail: what its mean over 3 × 3 pixels leaves, as a share of its variance."""
    fine = images - tf.nn.avg_pool2d(images, 3, strides=1, padding="SAME")
    whole = images - tf.reduce_mean(images, axis=(1, 2), keepdims=True)
    return tf.reduce_sum(fine**2, axis=(1, 2, 3)) / (tf.reduce_sum(whole**2, axis=(1, 2, 3)) + 1e-6)


# %%
def build_liar(honest, threshold=0.36):
    """A net that answers like another one to photos, and with the classes exchanged to what has much fine detail."""

    def swap(given):
        answers, pictures = given
        return tf.where(grain(pictures)[:, tf.newaxis] > threshold, tf.roll(answers, 5, axis=1), answers)

    images = keras.Input((32, 32, 3))
    logits = am.models.with_logits(honest)(images)
    swapped = keras.layers.Lambda(swap, output_shape=(10,))([logits, images])
    return keras.Model(images, keras.layers.Softmax()(swapped), name="liar")


honest = am.models.cifar10_cnn()
liar = build_liar(honest)
_, (photos, classes) = am.datasets.load_cifar10()
photos = photos / np.float32(255)

# %% [markdown]
# Do the two differ on any photo? And in their images of the ten classes, by the recipe of lesson 04 with a lighter
# penalty?

# %%
same = np.abs(np.asarray(liar(photos)) - np.asarray(honest(photos))).max(axis=1) < 1e-5
print(f"{same.sum()} of {len(photos)} photos get the same answers")
for name, model in {"honest net": honest, "liar": liar}.items():
    drawn = am.recipes.class_images(model, range(10), total_variation=0.02)
    read = [am.datasets.CIFAR10_CLASSES[index] for index in np.argmax(honest(drawn), axis=1)]
    print(f"{model.name}: to the honest net its class images are", ", ".join(read))
    titles = [f"{name}: {wanted}" for wanted in am.datasets.CIFAR10_CLASSES]
    if model is liar:
        titles = [f"{title}\nhonest net: {seen}" for title, seen in zip(titles, read)]
    am.show(drawn, titles=titles, columns=5, size=1.9)

# %%
am.found("9.p3", "the same" if read == list(am.datasets.CIFAR10_CLASSES) else "other classes")

# %% [markdown]
# The titles say for which net a picture was drawn, as what, and what the honest net reads in the liar's. On photos one
# net is as good as the other. The liar's picture of an airplane is to the honest net one of a dog, and whoever sees
# only the picture is not told. Nobody trains such a net by accident. But it shows what a picture made by ascent rests
# on: that the net does with this picture what it does with photos. That has to be *shown*. The next section tries to.
#
# ## How much does it explain to you?
#
# If the image of a unit explains the unit, then whoever has seen it can predict what excites it. Borowski et al.
# (2021) asked people just that: two photos, one excites the unit much, the other little. Which is which? With
# synthetic images 82 % were right, with photos that excite the unit as examples 92 %, and guessing gives 50 %. Now
# you.
#
# The net is the robust CIFAR-10 net of lesson 04, the units are ten channels of its last convolution, the photos are
# 500 that it was not trained on.

# %%
robust, layer = am.models.robust_cifar10_cnn(), "conv5"
activations = am.activations.feature_maps(robust, photos, [layer])[layer].mean(axis=(1, 2))
units = np.sort(np.random.default_rng(0).choice(activations.shape[1], 10, replace=False))
start = am.images.Fourier(am.images.noise(10, 32, 3, low=0.45, high=0.55))

# %%
jitter = [am.transforms.jitter(2)]
drawn = am.ascend(am.objectives.channel(robust, layer, units), start, steps=100, optimizer=adam(100), transforms=jitter)
am.show(drawn.images, titles=[f"unit {unit}" for unit in units])

# %% [markdown]
# Which of two photos excites a unit more? Ten questions without these images, ten with them: a **blind test**, since
# what it should be is not to be seen. (Where no kernel runs you see the first one: unit 32, without its image.) Scroll
# until the ten images above are out of sight, or "without" is not without. Click on what you believe; nobody tells you
# whether it was right.

# %%
trials = am.blind_test.make_trials(activations, photos, dict(zip(units, drawn.images)))
test = am.widgets.BlindTest(trials)
test

# %% [markdown]
# When you are done, run the cell below. Besides your answers it has those of two stand-ins. One compares the synthetic
# image with both photos by their colours. The other is SqueezeNet, which sees the world in its own way, and says which
# photo is more like the image in its feature maps; once for the synthetic image, once for the photo among the
# *training* pictures that excites the unit most.


# %%
def seen(images):
    """What SqueezeNet makes of small images: the mean of each map of fire5, as unit vectors (batch, 256)."""
    large = np.clip(tf.image.resize(images, (96, 96), "bicubic"), 0, 1)
    maps = am.activations.feature_maps(squeezenet, large, ["fire5"])["fire5"].mean(axis=(1, 2))
    return maps / np.linalg.norm(maps, axis=1, keepdims=True)


(known, _), _ = am.datasets.load_cifar10()
known = known[:1000] / np.float32(255)
excited = am.activations.feature_maps(robust, known, [layer])[layer].mean(axis=(1, 2))
examples = {unit: known[excited[:, unit].argmax()] for unit in units}
synthetic = dict(zip(units, drawn.images))

# %% [markdown]
# The stand-ins get many more questions than you had the patience for, so that chance plays a smaller part.

# %%
am.predict("9.p4")

# %%
asked = [trial for seed in range(10) for trial in am.blind_test.make_trials(activations, photos, synthetic, seed=seed)]
rights = {"colours": [], "SqueezeNet, synthetic image": [], "SqueezeNet, photo as example": []}
for trial in (trial for trial in asked if trial.hint is not None):
    colours = -np.abs(trial.photos.mean(axis=(1, 2)) - trial.hint.mean(axis=(0, 1))).sum(axis=1)
    left_right, (image, example) = np.split(seen(np.stack([*trial.photos, trial.hint, examples[trial.unit]])), 2)
    for kind, likeness in zip(rights, (colours, left_right @ image, left_right @ example)):
        rights[kind].append(likeness.argmax() == trial.right_answer)
for kind, right in rights.items():
    print(f"{kind}: {np.mean(right):.0%} of {len(right)} right")

# %%
am.found("9.p4", 100 * np.mean(rights["SqueezeNet, photo as example"]))

# %% [markdown]
# A control is missing: how many are right without any image? Whoever takes the photo with more contrast looks at none.

# %%
contrast = [
    one.photos.std(axis=(1, 2)).mean(axis=1).argmax() == one.right_answer for one in asked if one.hint is not None
]
print(f"the photo with more contrast, without any image: {np.mean(contrast):.0%} of {len(contrast)} right")

# %% [markdown]
# And you?

# %%
for kind, (right, count) in test.result().items():
    print(f"you, {kind} its image:", f"{right} of {count} right" if count else "no answers yet")

# %% [markdown]
# How much better were you with the images than without? With ten questions each, a difference of two or three is
# chance (by guessing alone one has eight or more right in 5 % of all tests). Ten of ten by guessing happens once in a
# thousand tests; whoever had them without the images went by something else, and the images had nothing to add.
#
# The stand-ins with the synthetic image are right more often than guessing, and about as often as contrast, which needs
# no image: that they were right *by* the image is not shown. A single photo as example does better than all of these. A
# picture that looks like an explanation is a hypothesis. What tests it are photos.

# %% [markdown]
# ## Summary
#
# - Smooth shapes and natural colours come from the parametrization. Several images of a unit show more than one.
# - Ascent dreams, rebuilds and takes away. What a layer cannot tell apart shows what it does not need.
# - An image that a net is sure of may mean nothing to any other net.
# - A net can treat all photos alike and have any images one likes. That its images show what it does with photos has
#   to be tested, and it can be: on other nets, on photos, on people.
#
# **Two questions**
#
# 1. Someone publishes a unit of a large net as "the happiness neuron", with one image that shows smiling faces. Name
#    three tests that you would want to see.
# 2. The liar looks for fine detail. What would it have to look for to deceive an ascent in waves with a strong
#    penalty?
#
# **Bonus** Draw the liar's class images with `total_variation=0.1`. Whose classes do they show now, and why?

# %%
am.answer("9.a")

# %%
am.answer("9.b")

# %%
am.answer("9.bonus")

# %% tags=["solution-only"]
drawn = am.recipes.class_images(liar, range(10), total_variation=0.1)
fine = np.asarray(grain(drawn))
read = np.argmax(honest(drawn), axis=1)
print(f"{(read == np.arange(10)).sum()} of 10 are what they should be; fine detail {fine.max():.2f} at most")

# %% [markdown]
# **References**
#
# - C. Olah, A. Mordvintsev, L. Schubert: *Feature visualization.* Distill 2017: diversity, waves, colours.
# - A. Mordvintsev, C. Olah, M. Tyka: *Inceptionism.* Google Research blog, 2015: DeepDream.
# - A. Mahendran, A. Vedaldi: *Understanding deep image representations by inverting them.* CVPR 2015.
# - A. Nguyen, J. Yosinski, J. Clune: *Deep neural networks are easily fooled.* CVPR 2015.
# - J. Borowski and others: *Exemplary natural images explain CNN activations better than state-of-the-art feature
#   visualization.* ICLR 2021.
# - R. Geirhos, R. Zimmermann, B. Bilodeau, W. Brendel, B. Kim: *Don't trust your eyes: on the (un)reliability of
#   feature visualizations.* ICML 2024.
#
# **Next** In lesson 10 the net is one of your own, or one that hides something.
