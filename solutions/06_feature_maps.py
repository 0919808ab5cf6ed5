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
# # 06 · How a CNN looks at a cat
#
# **After this lesson you can**
# - take the feature maps of any layer out of a net, and lay them out in one picture (6.1, 6.2, 6.b),
# - test with numbers what is said of feature maps: edges first, abstraction later, and sparser all the way (6.3, 6.a),
# - say what changes in feature maps when a picture is turned (6.bonus).
#
# **Time** 45 minutes, one of them for the computer. **You need** lesson 02. **Key words** feature map, sparsity,
# TensorBoard.
#
# So far a picture was changed until a filter answered. Now the picture stays, and we look at the answers: a cat goes
# into a net, and every layer says what it found, and where.

# %%
import amhelpers as am  # first, so that TensorFlow starts without its messages

import math
import tempfile
from pathlib import Path

import keras
import matplotlib.pyplot as plt
import numpy as np
from PIL import Image

plt.style.use(am.plotting.STYLE)
model = am.models.cats_and_dogs_cnn()
cat = am.datasets.photo("cat", size=150)
print(f"the net takes it for a {'dog' if model.predict(cat, verbose=0)[0, 0] > 0.5 else 'cat'}")
am.show(cat, titles=["Chelsea"], size=2)

# %% [markdown]
# The net tells cats from dogs. It was trained on 3,000 photographs of both; this cat was not among them. Four
# convolutions, each followed by pooling:

# %%
layers = ["conv1", "pool1", "conv2", "pool2", "conv3", "pool3", "conv4", "pool4"]
for name in layers:
    print(f"{name}: {model.get_layer(name).output.shape[1:]}")

# %% [markdown]
# ## Every layer's answer
#
# ### Exercise 6.1 · What the layers answer  ★★☆ · 8 min
#
# Complete `feature_maps`. It takes a model, images (batch, height, width, channels) and a list of layers' names. It
# returns a dict, name → array or tensor (batch, height, width, channels), what each of these layers answers to the
# images. The keys are the names that were asked for, and no others. Images and model stay as they are.


# %%
def feature_maps(model, images, layer_names):
    """What layers of a model answer to images: a dict, name -> array (batch, height, width, channels)."""
    ### BEGIN SOLUTION
    found = {}
    for name in layer_names:
        extractor = keras.Model(model.inputs[0], model.get_layer(name).output)
        found[name] = np.asarray(extractor(images))
    return found
    ### END SOLUTION


# %%
feature_maps = am.check("6.1", feature_maps)

# %% [markdown]
# All eight at once:

# %%
maps = {name: np.asarray(found) for name, found in feature_maps(model, cat, layers).items()}
print({name: found.shape for name, found in maps.items()})

# %% [markdown]
# One of them, by itself. The brighter, the stronger the answer (viridis, from the smallest to the largest value of the
# map). What could channel 4 of the first layer look for?

# %%
figure, axis = plt.subplots(figsize=(3.4, 3), layout="constrained")
shown = axis.imshow(maps["conv1"][0, ..., 4], cmap="viridis")
axis.set(title="conv1, channel 4", xticks=[], yticks=[])
figure.colorbar(shown, label="answer of the filter")
plt.show()

# %% [markdown]
# One map is soon looked at, 128 are not. So put all maps of a layer into one picture.
#
# ### Exercise 6.2 · All maps in one picture  ★★★ · 12 min
#
# Complete `channel_grid`. It takes the maps of one image, (height, width, channels), and a number of columns. It
# returns one picture, (rows · height, columns · width), with as many rows as are needed. The maps stand side by side,
# row by row, without gaps, each scaled to [0, 1] by its own minimum and maximum. Constant maps and what is left over
# at the end are 0.


# %%
def channel_grid(activation, columns=16):
    """All maps (height, width, channels) in one picture (rows * height, columns * width), each scaled to [0, 1]."""
    ### BEGIN SOLUTION
    height, width, count = activation.shape
    rows = math.ceil(count / columns)
    grid = np.zeros((rows * height, columns * width))
    for channel in range(count):
        row, column = divmod(channel, columns)
        one = activation[..., channel] - activation[..., channel].min()
        if one.max() > 0:
            one = one / one.max()
        grid[row * height : (row + 1) * height, column * width : (column + 1) * width] = one
    return grid
    ### END SOLUTION


# %%
channel_grid = am.check("6.2", channel_grid)


# %% [markdown]
# All eight layers. Before you run this: in which layer will you no longer recognise the cat?


# %%
def show_grids(net, maps, columns=16):
    """The grid of every layer of a net; the number of a channel is that of its row plus that of its column."""
    for name, found in maps.items():
        height, width, count = found.shape[1:]
        grid = channel_grid(found[0], columns)
        _, axis = plt.subplots(figsize=(9, 9 * grid.shape[0] / grid.shape[1] + 0.6), layout="constrained")
        axis.imshow(grid, cmap="viridis", interpolation="antialiased")
        axis.set(title=f"{net.name}: {name}, {count} maps of {height} × {width}")
        rows = np.arange(math.ceil(count / columns))
        axis.set_xticks(width * (np.arange(columns) + 0.5) - 0.5, range(columns))
        axis.set_yticks(height * (rows + 0.5) - 0.5, columns * rows)
        axis.set_xticks(width * np.arange(1, columns) - 0.5, minor=True)
        axis.set_yticks(height * rows[1:] - 0.5, minor=True)
        axis.grid(which="minor", color="gray", linewidth=0.5)
        plt.show()


# %%
show_grids(model, maps)

# %% [markdown]
# Channel 4 answers to upper lids and other edges that are darker below: lines that run across. In the first layer about
# half of the maps show the cat, bright where it is bright, or where its fur has edges; the others hold a few specks, or
# nothing. (A speck is as bright as a whole cat: each map is scaled by itself.) With each pooling the maps become
# coarser, until of the last, 7 × 7 values, only blocks are left. Many maps are dark altogether.
#
# ## Three things that are said of this
#
# **"The first layer finds edges."** If so, some of its maps look like edges of one direction: like the picture's slope
# to one side, cut off at zero as ReLU does, which is computed without any net. And **"deeper layers are more
# abstract"**: then less and less of the picture itself can be found in them. For each layer the map that is most like
# such a slope, in any of eight directions, and the map that is most like the picture, by their correlation:


# %%
def most_alike(found, picture):
    """The largest correlation, sign aside, of any map (height, width, channels) with a picture of the same size."""
    flat = found.reshape(-1, found.shape[-1])
    flat = flat[:, flat.std(axis=0) > 0]
    return max(abs(np.corrcoef(one, picture.ravel())[0, 1]) for one in flat.T)


def resized(picture, size):
    return np.asarray(Image.fromarray(picture.astype("float32")).resize(size[::-1], Image.Resampling.BOX))


gray = cat[0].mean(axis=2)
down, right = np.gradient(gray)
slopes = [np.maximum(sign * slope, 0) for slope in (down, right, down + right, down - right) for sign in (1, -1)]


def like_the_cat(found):
    """How much maps are like the edges of the cat, and like its picture, at best."""
    size = found.shape[:2]
    return max(most_alike(found, resized(slope, size)) for slope in slopes), most_alike(found, resized(gray, size))


# %% [markdown]
# The best of 128 maps and eight slopes will be like anything a little, and all the more when a map has few values. How
# much is chance? For comparison the maps of another photo, a cup of coffee, held against the *cat*:

# %%
coffee = feature_maps(model, am.datasets.photo("coffee", size=150), layers)
print("         edges, (coffee's maps)   picture, (coffee's maps)")
for name, found in maps.items():
    (edges, picture), (chance, other) = like_the_cat(found[0]), like_the_cat(np.asarray(coffee[name][0]))
    print(f"{name}:    {edges:.2f}  ({chance:.2f})               {picture:.2f}  ({other:.2f})")

# %% [markdown]
# The first claim holds, but it is only half of the matter: the first layer has maps that are like edges, and others
# that are nearly the picture itself, blurred or in one colour. The second claim holds if one looks at both columns: in
# the first layer the cat's maps are like the cat, those of the coffee are not; in the last there is little between
# them. Without the second column 0.67 at the end would look like many edges. A low correlation shows that the picture
# is gone; it does not show what came in its place.
#
# **"The deeper, the sparser."** After ReLU many values are exactly zero. Their share is called **sparsity**. How large
# is it?
#
# ### Exercise 6.3 · How much of it is zero  ★☆☆ · 5 min
#
# Complete `sparsity`. It takes an activation of any shape and returns the share of values that are exactly zero: one
# number from 0 to 1, a float of Python or a scalar of NumPy or TensorFlow.


# %%
def sparsity(activation):
    """The share of exact zeros."""
    ### BEGIN SOLUTION
    return np.mean(np.asarray(activation) == 0)
    ### END SOLUTION


# %%
sparsity = am.check("6.3", sparsity)

# %% [markdown]
# Of the values, and of whole maps that are nowhere active for this picture. Two guesses before:

# %%
am.predict("6.p1")

# %%
am.predict("6.p2")

# %%
zeros = {name: sparsity(found) for name, found in maps.items()}
dark = {name: np.mean(~found.any(axis=(0, 1, 2))) for name, found in maps.items()}
for name in layers:
    print(f"{name}: {zeros[name]:4.0%} of the values are zero, {dark[name]:4.0%} of the maps are dark altogether")

# %%
am.found("6.p1", 100 * zeros["conv4"])

# %%
am.found("6.p2", "yes" if np.all(np.diff([zeros[name] for name in layers]) > 0) else "no")

# %% [markdown]
# The last convolution is sparser than the first. But not "all the way": the third is sparser than the last, and
# pooling keeps the largest of four values, so that each pooling is *less* sparse than the convolution before it. A
# claim about a trend should say between what and what.
#
# Look for yourself: a layer, a channel, and a picture of your own, if you upload one (arrow keys move a slider that
# was clicked). The colours go from the smallest to the largest value of each map, as above.

# %%
am.widgets.explore_maps(model, cat)

# %% [markdown]
# ## A large net
#
# VGG16 has thirteen convolutions and was trained on a million pictures of a thousand kinds of things (without a
# network you have the weights that were refined for edges afterwards, see lesson 05). Its maps of the same cat, the
# first 32 of four layers. What is different?

# %%
vgg = am.models.vgg16()
chosen = ["block1_conv2", "block2_conv2", "block3_conv3", "block5_conv3"]
answers = feature_maps(vgg, am.datasets.photo("cat", size=160), chosen)
large = {name: np.asarray(found) for name, found in answers.items()}
show_grids(vgg, {name: found[..., :32] for name, found in large.items()})
print(vgg.name, {name: f"{sparsity(found):.0%} zero" for name, found in large.items()})

# %% [markdown]
# The same order of things: first the cat itself, then single parts and directions of its fur, at last blocks.
# `block2_conv2` is nearly empty here: a handful of maps hold edges of the cat, the others specks or nothing. And the
# shares of zeros tell another story than above: is there a trend, and does it hold at each step? What one net does is
# not what nets do.
#
# ## Maps that change
#
# All of this came of training. `am.activations.FeatureMapCallback` writes the maps of a few images after each epoch, in
# the format that **TensorBoard** reads, TensorFlow's viewer of trainings. A small net for digits, its maps before it
# has learned anything, and three epochs:

# %%
am.predict("6.p3")

# %%
(digits, labels), (new, _) = am.datasets.load_mnist()
x_train, x_new = am.datasets.preprocess(digits[:3000]), am.datasets.preprocess(new)
keras.utils.set_random_seed(0)
small = keras.Sequential(
    [
        keras.Input((28, 28, 1), name="image"),
        keras.layers.Conv2D(16, 5, activation="relu", name="conv"),
        keras.layers.MaxPooling2D(4, name="pool"),
        keras.layers.Flatten(name="row"),
        keras.layers.Dense(10, activation="softmax", name="digit"),
    ]
)
small.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])

# %%
folder = Path(tempfile.mkdtemp())
recorder = am.activations.FeatureMapCallback(folder, x_new[:1], ["conv"], columns=8)
before = am.activations.feature_maps(small, x_new[:1], ["conv"])
small.fit(x_train, labels[:3000], epochs=3, batch_size=50, callbacks=[recorder], verbose=2)
after = am.activations.feature_maps(small, x_new[:1], ["conv"])
print(f"{len(list(folder.glob('events.*')))} event file")

# %% [markdown]
# Before and after training, the sixteen maps of the same digit:

# %%
figure, axes = plt.subplots(1, 2, figsize=(9, 2.6), layout="constrained")
for axis, (name, found) in zip(axes, {"before": before, "after three epochs": after}.items()):
    axis.imshow(channel_grid(found["conv"][0], columns=8), cmap="viridis")
    axis.set(title=f"conv, {name}", xticks=[], yticks=[])
plt.show()

# %%
digit = x_new[0, 2:-2, 2:-2, 0]  # without the border that a filter of 5 × 5 cannot reach
am.found("6.p3", "yes" if most_alike(before["conv"][0], digit) > 0.5 else "no")

# %% [markdown]
# **TensorBoard** steps through the epochs: open *Images*, there is a slider for the step, and step 0 is the net before
# it was trained. The next cell opens it here, and it ends with the notebook's kernel.

# %% tags=["remove-output"]
am.activations.show_tensorboard(folder)

# %% [markdown]
# (With an activated environment, `%load_ext tensorboard` and `%tensorboard --logdir` with the folder do the same, and
# so does `tensorboard --logdir` with the folder in a terminal, at the address that it prints. On a hub, where the
# frame may stay empty, the picture above has to do. For trainings of your own give a folder that stays, such as
# `"logs"`.)
#
# Random filters give maps too, and one recognises the digit in them. That a map *looks like something* says little
# about training; the difference between the two does: single grains and broken edges before, whole and smooth strokes
# in most maps after.

# %% [markdown]
# ## Summary
#
# - Feature maps are what a layer answers, and where. A model on that layer's output gives them.
# - The first layer has maps like edges, and maps like the picture itself. What is deeper is less like either, beside
#   what chance gives.
# - The last layer is sparser than the first. Between a convolution and its pooling it is the other way round.
# - Maps of a net that was never trained show the picture too.
#
# **Two questions**
#
# 1. Someone points to a bright dot in a map of conv4 at the cat's eye and calls the channel an "eye detector". What
#    would you do before you believe it?
# 2. Each map in a grid is scaled by itself. What can you not see in such a picture?
#
# **Bonus** Turn the cat upside down (`cat[:, ::-1]`). Which layers change most, compared with their maps turned upside
# down as well?

# %%
am.answer("6.a")

# %%
am.answer("6.b")

# %%
am.answer("6.bonus")

# %% tags=["solution-only"]
turned = feature_maps(model, cat[:, ::-1], layers)
for name in layers:
    one, other = np.ravel(turned[name]), maps[name][:, ::-1].ravel()
    print(f"{name}: correlation {np.corrcoef(one, other)[0, 1]:.2f} with the maps of the cat, turned")

# %% [markdown]
# **References**
#
# - F. Chollet: *Deep learning with Python.* Manning 2017, sections 5.2 and 5.4: the net, and its maps of a cat.
# - M. Zeiler, R. Fergus: *Visualizing and understanding convolutional networks.* ECCV 2014.
# - Photo: Chelsea, by Stéfan van der Walt, CC0.
#
# **Next** Lesson 07 asks the same net the other way round: what is the perfect cat, and what the perfect dog?
