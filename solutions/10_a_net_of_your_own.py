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
# # 10 · A net of your own
#
# **After this lesson you can**
# - ask a net that measures, or that gives several labels, for the picture of an answer (10.1, 10.2),
# - prove what a net looks at that it should not, on pictures that differ in nothing else (10.3, 10.4, 10.a),
# - write down on one page what a net was seen to do, and what was not looked at (10.b).
#
# **Time** 90 minutes, two of them for the computer. **You need** lessons 03, 06 and 08. **Key words** regression,
# multi-label, shortcut.
#
# The nets of nine lessons were chosen for them: one picture in, the probabilities of classes out. Yours will be
# another. It measures something, or knows several labels at once, or somebody else trained it and you have a file.
# Here are three such nets, of which the course knows nothing beforehand. At the end the place of the third is yours.

# %%
import amhelpers as am  # first, so that TensorFlow starts without its messages

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from PIL import Image

plt.style.use(am.plotting.STYLE)
keras.utils.set_random_seed(0)
(digits, labels), (digits_test, labels_test) = am.datasets.load_mnist()
random = np.random.default_rng(0)

# %% [markdown]
# ## A net that measures
#
# Sevens, turned by up to 90° to either side, and a net that is to say by how much. Its last layer has one unit and no
# activation: what comes out is a number of degrees, plus to the left and minus to the right. That is **regression**,
# and there is no class to ask for.


# %%
def rotated(images, angles):
    """Digits uint8 (n, 28, 28), each turned to the left by its angle in degrees: float32 (n, 28, 28, 1) in [0, 1]."""
    pictures = [Image.fromarray(image).rotate(angle, Image.BILINEAR) for image, angle in zip(images, angles)]
    return np.stack(pictures)[..., np.newaxis].astype("float32") / 255


sevens = random.choice(digits[labels == 7], 3000)
angles = random.uniform(-90, 90, len(sevens)).astype("float32")
turned_sevens = rotated(sevens, angles)
am.show(turned_sevens[:8], titles=[f"{angle:.0f}°" for angle in angles[:8]])


# %%
def build_net(shape, *end):
    """Two convolutions, and an end."""
    layers = [keras.Input(shape), keras.layers.Conv2D(16, 3, activation="relu", name="conv1")]
    layers += [keras.layers.MaxPooling2D(), keras.layers.Conv2D(32, 3, activation="relu", name="conv2")]
    return keras.Sequential([*layers, keras.layers.MaxPooling2D(), *end])


protractor = build_net(
    (28, 28, 1), keras.layers.Flatten(), keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, name="angle")
)
protractor.compile("adam", "mean_absolute_error")
protractor.fit(turned_sevens, angles, epochs=12, batch_size=64, verbose=0)
others = rotated(digits_test[labels_test == 7], np.full((labels_test == 7).sum(), 30))
answers = protractor.predict(others, verbose=0)[:, 0]
print(f"other sevens, all turned by 30°: the net says {answers.mean():.0f}° ± {answers.std():.0f}°")

# %% [markdown]
# A filter is asked for *more*. A measuring net is asked for a value: how must a picture look for the answer 30°? What
# is to be climbed is how near the answer comes.
#
# ### Exercise 10.1 · How must it look for thirty degrees?  ★★☆ · 8 min
#
# Complete `closeness`. It takes the answers of a net, (batch, 1), and a goal, a number. It returns for each image minus
# the squared distance from the goal, (batch,): 0 is the most there can be. An ascent goes through it, so use tf.


# %%
def closeness(answers, goal):
    """How near answers (batch, 1) are to a goal: minus the squared distance, (batch,)."""
    ### BEGIN SOLUTION
    return -tf.square(answers[:, 0] - goal)
    ### END SOLUTION


# %%
closeness = am.check("10.1", closeness)

# %% [markdown]
# Now climb, for five goals, from faint noise, with penalties that leave black what need not be light.

# %%
am.predict("10.p1")

# %%
goals = [-80, -40, 0, 40, 80]
settings = {"steps": 150, "step_size": (0.05, 0.002), "progress": False}
settings["regularizers"] = [(3, am.regularizers.total_variation), (3, am.regularizers.l1)]
faint = am.images.noise(1, 28, 1, high=0.1)


def near(goal):
    """A function to climb: images -> how near the net's answer is to the goal."""
    return lambda images: closeness(protractor(images), goal)


found = np.concatenate([am.ascend(near(goal), faint, **settings).images for goal in goals])
said = protractor.predict(found, verbose=0)[:, 0]
am.show(found, titles=[f"wanted {goal}°\nthe net: {angle:.0f}°" for goal, angle in zip(goals, said)])

# %%
am.found("10.p1", "spots" if found.mean() < 0.5 * turned_sevens.mean() else "sevens")

# %% [markdown]
# The net is content, and we see a few spots, or for 0° nothing at all. Nothing is wrong with the ascent: a number of
# degrees is reached by many pictures, and the penalties chose the darkest. Softmax asks for more than all other classes
# have; a value asks for no more than that value. So of a measuring net one asks better what *changes*: begin with a
# seven that stands upright, ask for 60°, and look at the difference. (`am.objectives.value` is your function with the
# net in it.)

# %%
upright = rotated(digits_test[labels_test == 7][:4], np.zeros(4))
moved = am.ascend(am.objectives.value(protractor, 0, to=60), upright, steps=40, step_size=(0.03, 0.003), progress=False)
before, after = (protractor.predict(images, verbose=0)[:, 0] for images in (upright, moved.images))
am.show(upright, titles=[f"before\nthe net: {angle:.0f}°" for angle in before], size=1.5)
am.show(moved.images, titles=[f"asked for 60°\nthe net: {angle:.0f}°" for angle in after], size=1.5)

# %% [markdown]
# No seven turned. A little gray here and a little less there, and answers of less than 15° to either side go to about
# 60°: what lesson 03 found of classes holds of numbers too. Where does it look when a seven is turned, by 30° here?
# `classes` is the number of the unit, 0.

# %%
heat = am.attribution.saliency(protractor, others[:4], 0)
titles = [f"turned by 30°\nthe net: {angle:.0f}°" for angle in answers[:4]]
am.show(am.plotting.overlay(others[:4], heat), titles=titles, size=1.5)

# %% [markdown]
# Beside the strokes more than on them, and as strongly on empty paper: low on the left, in the first two. A guess,
# which these pictures do not prove: that is where the bar of a seven would be that is turned further. (The heat stands
# in dots, perhaps because the pooling passes the gradient to one of four places.) Saliency says which pixels count, not
# which way they turn the answer.
#
# ## A net with several answers
#
# Two digits side by side, and ten units with a sigmoid each: "is there a 3?", "is there a 7?". Each answers for
# itself, and the answers need not add up to 1. That is called **multi-label**.


# %%
def pairs(images, labels, count):
    """Two digits side by side (count, 28, 56, 1), and which are there: 0 or 1 for each of the ten, (count, 10)."""
    chosen = random.integers(0, len(images), (count, 2))
    both = np.concatenate([images[chosen[:, 0]], images[chosen[:, 1]]], axis=2)[..., np.newaxis]
    present = np.zeros((count, 10), "float32")
    present[np.arange(count)[:, np.newaxis], labels[chosen]] = 1
    return both.astype("float32") / 255, present


two_digits, present = pairs(digits, labels, 5000)
finder = build_net(
    (28, 56, 1),
    keras.layers.Conv2D(64, 3, activation="relu", name="conv3"),
    keras.layers.GlobalMaxPooling2D(),
    keras.layers.Dense(10, activation="sigmoid", name="present"),
)

# %%
finder.compile(keras.optimizers.Adam(0.003), "binary_crossentropy")
finder.fit(two_digits, present, epochs=7, batch_size=64, verbose=0)
more, truth = pairs(digits_test, labels_test, 1000)
said = finder.predict(more, verbose=0) > 0.5
print(f"all ten answers right: {np.all(said == truth, axis=1).mean():.0%} of the pictures")


def named(answers):
    """Which of ten answers are yes, in words: "3, 7"."""
    return ", ".join(map(str, np.flatnonzero(answers)))


am.show(more[:3], [f"the net: {named(one)}\nthere: {named(two)}" for one, two in zip(said, truth[:3])], size=2.2)

# %% [markdown]
# The third is read wrongly: the net takes the 5 for a 4.
#
# What is to be climbed for "a 3 and a 7, and nothing else"? The probability of exactly that is a product: p for each
# label that is wanted, 1 − p for each that is not. Its logarithm is a sum.
#
# ### Exercise 10.2 · Two things in one picture  ★★☆ · 10 min
#
# Complete `all_labels`. It takes logits (batch, labels) and what is wanted, 0 or 1 for each label, (labels,). It
# returns for each image the sum over the labels of log σ(z) where it is wanted and log σ(−z) where it is not, (batch,);
# σ(−z) is 1 − σ(z). It must be finite for logits of ±200 too, and so must its gradient: tf has a function for log σ.


# %%
def all_labels(logits, wanted):
    """log p that exactly the wanted labels (labels,) are there, from logits (batch, labels): (batch,)."""
    ### BEGIN SOLUTION
    signs = 2 * tf.cast(wanted, tf.float32) - 1
    return tf.reduce_sum(tf.math.log_sigmoid(signs * logits), axis=1)
    ### END SOLUTION


# %%
all_labels = am.check("10.2", all_labels)

# %% [markdown]
# Four wishes. Where will the net want the two digits, left and right as it has always seen them?

# %%
wishes, logits = [(3, 7), (0, 1), (4,), (2, 5)], am.models.with_logits(finder)
settings = {"steps": 200, "step_size": (0.05, 0.003), "progress": False}
settings["regularizers"] = [(0.02, am.regularizers.total_variation), (0.02, am.regularizers.l1)]
settings["transforms"] = [am.transforms.jitter(2), am.transforms.rotate(8)]
wide = am.images.noise(1, (28, 56), 1, high=0.1)


def exactly(wish):
    """A function to climb: images -> log p of these digits and no others."""
    wanted = np.isin(range(10), wish).astype("float32")
    return lambda images: all_labels(logits(images), wanted)


found = np.concatenate([am.ascend(exactly(wish), wide, **settings).images for wish in wishes])
said = finder.predict(found, verbose=0) > 0.5
titles = [f"wanted: {', '.join(map(str, wish))}\nthe net: {named(one)}" for wish, one in zip(wishes, said)]
am.show(found, titles=titles, columns=2, size=3)

# %% [markdown]
# Often in one and the same place: a shape that is a 3 for one unit and a 7 for another. Nothing in the wish says that
# they are two things, and the net takes the maximum over all places, so that it does not know either. And none goes on
# once p is near 1: log σ is flat there. Whoever wants bold strokes climbs logits, as in lesson 03.
#
# ## A net that somebody else trained
#
# You are handed a net that tells two digits apart, a report that says how well, and pictures from another source.

# %%
case = am.mystery(3)
print(case)
said = case.model.predict(case.images, verbose=0).argmax(axis=1)
for number, name in enumerate(case.classes):
    own = case.labels == number
    print(f"{name}: {(said[own] == number).mean():.0%} of {own.sum()} pictures from elsewhere are read as {name}")
am.show(case.images[:8], titles=[case.classes[label] for label in case.labels[:8]])

# %% [markdown]
# Its report is good, and here one class is hardly ever right. Something was in its maker's pictures of that class that
# is not in these: a **shortcut**, easier to learn than the shapes of digits. The test set of the maker has it too, so
# no accuracy shows it. What did you learn that could? Class images do not ask for pictures at all. A mean of many maps
# of saliency says which places count, in pictures without the shortcut. Look before you read on.


# %%
def look(case, total_variation=0.05):
    """How often each class is right, two class images from dark gray, and the mean saliency of two hundred pictures."""
    read = case.model.predict(case.images, verbose=0).argmax(axis=1)
    shares = [f"{(read[case.labels == n] == n).mean():.0%} of {name}" for n, name in enumerate(case.classes)]
    print("right: " + ", ".join(shares))
    start = am.images.noise(2, 28, 3, low=0.15, high=0.25)
    settings = {"steps": 150, "step_size": (0.05, 0.005), "total_variation": total_variation, "jitter": 1}
    am.show(am.recipes.by_class(case.model, [0, 1], start, **settings).images, titles=case.classes, size=2)
    heat = [am.attribution.saliency(case.model, case.images[:200], number).mean(axis=0) for number in (0, 1)]
    laid = am.plotting.overlay(np.stack(2 * [case.images[:200].mean(axis=0)]), heat)
    am.show(laid, titles=[f"where {name} is decided" for name in case.classes], size=2)


look(case)

# %% [markdown]
# No digit. The 7 wants something in the lower left corner, and that is also where the heat is. The two maps look all
# but the same: of two classes, what speaks for the one mostly speaks against the other, and saliency has no sign. So
# they say where, and not for which. That is a suspicion, no proof: a class image shows what a net *can* like. A proof
# changes this one thing and nothing else, in pictures of both classes (Pearl calls such pictures counterfactual), and
# looks whether the answers follow.


# %%
def plant(images):
    """The suspicion, as a function: images with a light mark of 3 × 3 pixels in the lower left corner."""
    images[:, 24:27, 1:4] = 0.8
    return images


# %% [markdown]
# ### Exercise 10.3 · The same pictures, with and without  ★★☆ · 10 min
#
# Complete `crossed`. It takes images (n, height, width, channels), their labels (n,) and a function such as `plant`. It
# returns three arrays: images (2n, …), labels (2n,), and `planted` (2n,), True where the mark is: first all images as
# they are, then all of them with the mark, in the same order. So the mark says nothing of the class any more. What you
# were given stays as it is, and `plant` writes into what it gets.


# %%
def crossed(images, labels, plant):
    """Every image (n, h, w, c) twice, without and with a mark: images, labels, planted (2n,)."""
    ### BEGIN SOLUTION
    both = np.concatenate([images, plant(images.copy())])
    return both, np.concatenate([labels, labels]), np.repeat([False, True], len(images))
    ### END SOLUTION


# %%
crossed = am.check("10.3", crossed)

# %% [markdown]
# ### Exercise 10.4 · What the mark turns  ★★☆ · 10 min
#
# Complete `turned`. It takes probabilities (2n, classes) and `planted` (2n,): the images without the mark and those
# with it are in the same order, so the k-th of the ones belongs to the k-th of the others. It returns integers
# (classes, classes): at [a, b] how many images are read as a without the mark and as b with it.


# %%
def turned(probabilities, planted):
    """How often what is read as a without the mark is read as b with it: integers (classes, classes), [a, b]."""
    ### BEGIN SOLUTION
    read, classes = np.argmax(probabilities, axis=1), probabilities.shape[1]
    counts = np.zeros((classes, classes), int)
    np.add.at(counts, (read[~planted], read[planted]), 1)
    return counts
    ### END SOLUTION


# %%
turned = am.check("10.4", turned)


# %% [markdown]
# Nothing is read as the class that hides the shortcut, so its row of the table is empty; the other row tells.

# %%
am.predict("10.p2")


# %%
def prove(case, plant):
    """The table of a suspicion, and how often the net is right, without the mark and with it."""
    images, labels, planted = crossed(case.images, case.labels, plant)
    probabilities = case.model.predict(images, verbose=0)
    right = probabilities.argmax(axis=1) == labels
    for number, row in zip(case.classes, turned(probabilities, planted)):
        print(f"read as {number} without it: with it " + ", ".join(f"{n} × {c}" for n, c in zip(row, case.classes)))
    print(f"right without the mark: {right[~planted].mean():.0%}, with it: {right[planted].mean():.0%}")


prove(case, plant)

# %%
images, _, planted = crossed(case.images, case.labels, plant)
table = turned(case.model.predict(images, verbose=0), planted)
moves = 1 - np.trace(table) / table.sum()  # the share of answers that the mark turns
am.found("10.p2", "all turn" if moves > 0.9 else "some turn" if moves > 0.05 else "none turns")


# %% [markdown]
# Every picture is read as the same class with the mark in its corner, whatever digit it shows. (How often that is right
# says nothing: it is the share of that class.) A mark somewhere else must not do that, or any mark would: one more
# counterfactual, with which a suspicion can fail.


# %%
def in_the_middle(images):
    """The same mark on the right, half way up."""
    images[:, 13:16, 24:27] = 0.8
    return images


prove(case, in_the_middle)
print(case.reveal())

# %% [markdown]
# ## Yours
#
# `am.mystery(seed)` trains another net for each seed, with another shortcut: a mark in some corner, a frame, less of
# one colour everywhere (`images[..., 0] *= 0.6` has less red), faint stripes, a small patch of texture anywhere. Choose
# a seed that nobody told you about, and look twice: colours and frames show at a `total_variation` of 0.05, fine
# patterns at 0.01. Where the shortcut has no place of its own, a colour or a texture, the heat stays on the digit and
# misleads.
#
# Write your suspicion down as a function. It is proven when nearly all answers follow, and a change that is like it,
# but not it, moves few: another corner, the opposite colour, wider stripes. Then try less of it, and a part of the
# picture only: what turns the answers need not be all that was planted, nor as large. And plant it for the class that
# is hardly ever right: where everything is read as a class already, nothing is left to turn. Then, and not before,
# `mine.reveal()`.

# %%
mine = am.mystery(12)
look(mine, total_variation=0.02)


# %%
def my_suspicion(images):
    """Write your own in place of this one: a mark in the upper right corner."""
    images[:, 1:4, 24:27] = 0.8
    return images


prove(mine, my_suspicion)

# %% [markdown]
# This one is wrong: nothing turns. What did the class image show instead?
#
# Or a net of your own: `net = keras.models.load_model("…")`, a `.keras` file. Nothing above was made for these nets.
# Layers inside of a model that is a layer itself have a path for a name, "mobilenetv2/Conv_1"; where it cannot be known
# what the logits are, you are asked; a net for 0 … 255 gets a `Rescaling` in front. What is missing are pictures of
# yours, (n, height, width, channels), and names.

# %%
net, names, pictures = case.model, case.classes, case.images[:6]
layers = am.models.layers_with_maps(net)
print(f"{net.name}: {net.count_params():,} parameters, maps in {', '.join(layers)}")

# %% [markdown]
# ## One page
#
# What you found is of use to whoever gets the net after you. Model cards (Mitchell et al. 2019) say what a net is for
# and how well it did; this page says what it was *seen* to do. Two sanity checks belong on it. Are the maps those of
# this net, or of the picture? (Lesson 08: forget the last layer, and look again.) And does the answer hold when the
# picture is moved by two pixels, which should be nothing?

# %%
am.predict("10.p3")

# %%
first = net.predict(pictures, verbose=0).argmax(axis=1)
heat = am.attribution.saliency(net, pictures, first)
forgetful = keras.models.clone_model(net)
forgetful.set_weights([*net.get_weights()[:-2], *[random.permuted(w) for w in net.get_weights()[-2:]]])
other = am.attribution.saliency(forgetful, pictures, first)
alike = np.mean([np.corrcoef(one.ravel(), two.ravel())[0, 1] for one, two in zip(heat, other)])
moved = net.predict(np.roll(pictures, (2, 2), (1, 2)), verbose=0).argmax(axis=1)
checks = {
    "correlation of the maps with those of the net without its last layer": float(alike),
    "answers that stay when the pictures move by two pixels": f"{(moved == first).mean():.0%}",
}
print(checks)

# %%
am.found("10.p3", 100 * (moved == first).mean())

# %% [markdown]
# All of the answers of this net stay, and that proves little: without the mark it says the same of every picture.
#
# Fill the page with your own words where they are missing. "Not looked at" is the part that is forgotten most, and the
# one that the next reader needs.

# %%
start = am.images.noise(len(names), 28, 3, low=0.15, high=0.25)
settings = {"steps": 150, "step_size": (0.05, 0.005), "total_variation": 0.05, "jitter": 1}
class_images = am.recipes.by_class(net, range(len(names)), start, **settings).images
maps = am.activations.feature_maps(net, pictures[:1], layers[0])[layers[0]]
parts = {
    "What it is": {"name": net.name, "classes": ", ".join(names), "parameters": net.count_params()},
    "What it was trained on": "…",
    "What its classes want to see": ["Class images from dark gray, by the log-odds.", class_images],
    f"Feature maps of {layers[0]}": am.activations.channel_grid(maps[0])[np.newaxis, ..., np.newaxis],
    "Where it looked": ["Saliency of what it answers.", am.plotting.overlay(pictures, heat)],
    "Two sanity checks": checks,
    "Suspected, and proven or not": "…",
    "Not looked at": "Other sizes, other pens, other scanners; who is harmed by which mistake; …",
}
print(am.page("my_net.html", "What my net was seen to do", parts))

# %% [markdown]
# Open the file in a browser (in JupyterLab: a double click on it, then *Trust HTML*), and hand it on with the net.
#
# ## Summary
#
# - What is climbed follows from the end of the net: a logit, a value, the sum over labels.
# - A value is reached by many pictures: of a net that measures, ask what changes.
# - A shortcut shows where no picture of a test set is needed: in class images, and, if it has a place, in many maps.
# - A suspicion is proven on pairs of pictures that differ in it alone, and by a change like it that does nothing.
#
# **Two questions**
#
# 1. The mark turns every answer. Does the net therefore look at nothing else?
# 2. You find no shortcut in a net. What have you shown?
#
# **Bonus** Cure it: train `case.model` on crossed pictures, `crossed(case.images, case.labels, plant)`, and prove
# again. What did the cure cost, and does it help against a mark in another corner?

# %%
am.answer("10.a")

# %%
am.answer("10.b")

# %%
am.answer("10.bonus")

# %% tags=["solution-only"]
cured = keras.models.clone_model(case.model)
cured.set_weights(case.model.get_weights())
images, both_labels, planted = crossed(case.images, case.labels, plant)
cured.compile("adam", "sparse_categorical_crossentropy")
kept = np.arange(len(images)) % len(case.images) < len(case.images) // 2  # half of the pairs; the rest is to test with
cured.fit(images[kept], both_labels[kept], epochs=10, batch_size=32, verbose=0)
right = cured.predict(images[~kept], verbose=0).argmax(axis=1) == both_labels[~kept]
print(f"cured: right without the mark {right[~planted[~kept]].mean():.0%}, with it {right[planted[~kept]].mean():.0%}")

# %% tags=["solution-only"]
elsewhere, _, planted = crossed(case.images, case.labels, my_suspicion)  # the mark in the upper right corner
for name, tested in {"before": case.model, "cured": cured}.items():
    table = turned(tested.predict(elsewhere, verbose=0), planted)
    print(f"{name}: a mark in the upper right corner turns {table.sum() - np.trace(table)} of {table.sum()} answers")

# %% [markdown]
# **References**
#
# - R. Geirhos, J.-H. Jacobsen, C. Michaelis, R. Zemel, W. Brendel, M. Bethge, F. Wichmann: *Shortcut learning in deep
#   neural networks.* Nature Machine Intelligence 2, 2020.
# - J. Pearl: *Causality.* 2nd edition, Cambridge University Press 2009: counterfactuals.
# - M. Mitchell et al.: *Model cards for model reporting.* FAccT 2019.
# - S. Lapuschkin, S. Wäldchen, A. Binder, G. Montavon, W. Samek, K.-R. Müller: *Unmasking Clever Hans predictors.*
#   Nature Communications 10, 2019: a net that read horses off a source tag.
