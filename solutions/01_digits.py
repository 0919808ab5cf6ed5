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
# # 01 · A CNN that reads digits
#
# **After this lesson you can**
# - bring pictures into the form that a network takes (1.1),
# - build a network with four convolutions, and say what a filter answers to (1.2, 1.a),
# - say which digits it confuses, and what a figure for it does not say (1.3, 1.b, 1.bonus).
#
# **Time** 45 minutes, two of them for the computer. **You need** Python with NumPy arrays and functions, and a rough
# idea of what a neural network is. **Key words** convolution, feature map, softmax.
#
# ◆ marks the short path: 20 of ninety minutes through lessons 01, 02, 03 and 08. Run all cells, and read these parts.
#
# The network that you meet here is the one that the next lessons look into. This one is about what it *does*; they are
# about what it has *seen*.

# %%
import amhelpers as am  # first, so that TensorFlow starts without its messages

import keras
import matplotlib.pyplot as plt
import numpy as np

plt.style.use(am.plotting.STYLE)

# %% [markdown]
# An exercise is always a function to complete. The cell after it checks yours and says at once what is wrong and why.
# `am.hint("1.1")` gives a hint, and one more each time; `am.solution("1.1")` shows the course's own version;
# `am.progress()` shows what you have done. What you leave out does not stop you: the course goes on with its own
# version.

# %% [markdown]
# ## The data
#
# MNIST holds 70,000 handwritten digits, cut out, centred and labelled: 60,000 to learn from and 10,000 to be tested
# on. A sample of 10,000 and 2,000 comes with the course, so that you need no internet and training takes half a
# minute. (`load_mnist(full=True)` downloads all of them.)

# %%
(images_train, labels_train), (images_test, labels_test) = am.datasets.load_mnist()
print("train:", images_train.shape, images_train.dtype, "labels:", labels_train.shape)
print("test: ", images_test.shape, images_test.dtype, "labels:", labels_test.shape)

# %% [markdown]
# Twenty of them, each with its label. How would you describe to a machine what makes a 4 a 4?

# %%
am.show(images_test[:20], titles=labels_test[:20])

# %% [markdown]
# White ink on black paper, 28 × 28 pixels, one digit in each. Slant, weight and size differ from writer to writer.
# These twenty are plain; among all 70,000 a few can only be told with goodwill, and no reader, human or not, will get
# all of them.
#
# What do you expect the pixels to be: two values, ink and paper, or more?

# %%
values, counts = np.unique(images_train, return_counts=True)
print(f"{len(values)} different values from {values[0]} to {values[-1]}")
print(f"{counts[0] / counts.sum():.0%} of all pixels are {values[0]}")

# %% [markdown]
# Pixels are bytes, from 0 to 255. Most of a picture is empty paper; the grays are the edges of the strokes, which were
# smoothed when the digits were scaled to one size.

# %% [markdown]
# ## What a net takes ◆
#
# A network computes with floats, and it trains best on small ones. In this course an image is always **float32 in [0,
# 1]**. And a convolution expects an axis for the colour channels even where there is only one: a batch of images has
# the shape **(images, height, width, channels)**.
#
# ### Exercise 1.1 · From bytes to what a net takes  ★☆☆ · 5 min
#
# Complete `preprocess`. It takes images as they are stored, uint8 of shape (n, 28, 28), for any number n. It returns
# new images, float32 of shape (n, 28, 28, 1), with 0 for 0 and 1 for 255, and leaves those it was given as they are.


# %%
def preprocess(images):
    """Bytes to what a net takes: uint8 (n, 28, 28) -> float32 (n, 28, 28, 1) in [0, 1]."""
    ### BEGIN SOLUTION
    return images[..., np.newaxis].astype("float32") / 255
    ### END SOLUTION


# %%
preprocess = am.check("1.1", preprocess)

# %% [markdown]
# From here on the images are in that form.

# %%
x_train, x_test = np.asarray(preprocess(images_train)), np.asarray(preprocess(images_test))
print(x_train.shape, x_train.dtype, "from", x_train.min(), "to", x_train.max())

# %% [markdown]
# ## One convolution, by hand ◆
#
# A **convolution** moves a small table of weights, the **filter**, over the picture. At every place it multiplies the
# weights with the pixels under them and adds up. The sums make a new picture, the **feature map**: it is bright where
# the picture looks like the filter.
#
# Here is a filter whose left column is −1 and whose right column is +1. What will its feature map show of a digit?

# %%
edge = np.array([[-1, 0, 1]] * 3, "float32")
zero = x_test[labels_test == 0][:1]
sums = keras.ops.conv(zero, edge[..., np.newaxis, np.newaxis], padding="same")

figure, axes = plt.subplots(1, 4, figsize=(8, 2.2), layout="constrained")
pictures = {"digit": zero[0], "filter": edge, "sums": sums[0], "sums above zero": np.maximum(sums[0], 0)}
scales = [(0, 1), (-1, 1), (-3, 3), (-3, 3)]
for axis, (title, picture), (low, high) in zip(axes, pictures.items(), scales):
    axis.imshow(picture, cmap="gray", vmin=low, vmax=high)
    axis.set(title=f"{title}\nblack {low}, white {high}", xticks=[], yticks=[])
    axis.spines[:].set_visible(True)
plt.show()

# %% [markdown]
# In the last three pictures gray is zero, white positive, black negative. The map is white along every left border of
# the ink, where the picture turns from dark to bright, and black along every right one; where the stroke runs level,
# at the top and bottom, only traces are left. The last picture keeps what is above zero: that is the activation
# **ReLU**, max(0, sum), which turns "how much does this look like the filter, or like its opposite" into "is it here".
#
# Nobody writes such filters down. A network starts with random ones and changes them, a little for each batch of
# images, in the direction that lowers its error. A layer has many filters, and the next layer's filters look at all of
# their maps at once.
#
# Turn one by hand: nine weights, and a place in the digit. At this place stand the nine products, and their sum is the
# value of the map there. Can you make a filter that finds upper borders? One that answers to nothing? (Arrow keys move
# a slider that was clicked. Where no kernel runs you see one picture of it.)

# %%
am.widgets.turn_filter(zero)

# %% [markdown]
# ## A net with four convolutions
#
# A small net, to see how the parts go together: one convolution with eight filters, **pooling**, which keeps the
# largest of every 2 × 2 values and so halves height and width, and one **dense** layer that weighs everything for each
# of the ten digits. `padding="same"` puts zeros around the picture, so that a map is as large as what it was made from;
# `Flatten` writes all maps in one row, for a dense layer takes rows.

# %%
small = keras.Sequential(
    [
        keras.Input((28, 28, 1)),
        keras.layers.Conv2D(8, 3, padding="same", activation="relu", name="conv1"),
        keras.layers.MaxPooling2D(2, name="pool1"),
        keras.layers.Flatten(name="flatten"),
        keras.layers.Dense(10, activation="softmax", name="digit"),
    ],
    name="small",
)
small.summary()

# %% [markdown]
# Read the shapes from top to bottom: eight maps of 28 × 28, eight of 14 × 14, one row of 1568 numbers, ten numbers.
# A **parameter** is a number that training sets: a weight, or a **bias**, which every filter and every unit adds to its
# sum. The convolution has 8 · (3 · 3 + 1) = 80, nine weights and a bias for each filter; all the others sit where the
# maps meet the dense layer.
#
# The last activation, **softmax**, makes probabilities of ten numbers $z_0 … z_9$, which are called **logits**:
#
# $$p_c = \frac{e^{z_c}}{e^{z_0} + … + e^{z_9}}$$
#
# ### Exercise 1.2 · A net with four convolutions  ★★☆ · 10 min
#
# Complete `build_cnn`. It takes nothing and returns a new `keras.Model` each time, Sequential or functional (no class
# of your own), not compiled: from images (28, 28, 1) in [0, 1] to ten probabilities, with **at least four**
# convolutions and **at most 500,000** parameters. `Conv2D` counts, and so do `SeparableConv2D`, `DepthwiseConv2D` and
# `Conv2DTranspose`. Give every convolution an activation such as ReLU, as its argument or as a layer after it, and a
# name like `name="conv1"`: the ones that Keras gives by itself, `conv2d_3`, change from model to model, and lesson 02
# asks for layers by name.


# %%
def build_cnn():
    """An untrained net: images (batch, 28, 28, 1) in [0, 1] -> probabilities (batch, 10)."""
    ### BEGIN SOLUTION
    model = keras.Sequential([keras.Input((28, 28, 1))])
    model.add(keras.layers.Conv2D(16, 3, padding="same", activation="relu", name="conv1"))
    model.add(keras.layers.Conv2D(32, 3, padding="same", activation="relu", name="conv2"))
    model.add(keras.layers.MaxPooling2D(2, name="pool1"))
    model.add(keras.layers.Conv2D(64, 3, padding="same", activation="relu", name="conv3"))
    model.add(keras.layers.Conv2D(64, 3, padding="same", activation="relu", name="conv4"))
    model.add(keras.layers.MaxPooling2D(2, name="pool2"))
    model.add(keras.layers.Flatten(name="flatten"))
    model.add(keras.layers.Dropout(0.5, name="dropout"))
    model.add(keras.layers.Dense(10, activation="softmax", name="digit"))
    return model
    ### END SOLUTION


# %%
build_cnn = am.check("1.2", build_cnn)

# %% [markdown]
# ## Training
#
# The **loss**, cross-entropy, is −log of the probability that the net gave to the right digit. Training lowers it: for
# each batch of 64 images the **optimizer**, here Adam, changes all weights a little against the gradient of the loss.
# `compile` says which loss and optimizer are to be used, `fit` trains. One **epoch** is one pass through the images. A
# tenth of the 10,000 is kept aside for validation: the net never learns from these. What do you expect?

# %%
am.predict("1.p1")

# %%
keras.utils.set_random_seed(0)
model = build_cnn()
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
_, untrained = model.evaluate(x_train[9000:], labels_train[9000:], verbose=0)
history = model.fit(x_train, labels_train, batch_size=64, epochs=4, validation_split=0.1)

# %%
am.found("1.p1", 100 * history.history["val_accuracy"][0])

# %% [markdown]
# Where did it learn most? The dashed curve begins at epoch 0, with the untrained net.

# %%
training, validation = history.history["accuracy"], [untrained, *history.history["val_accuracy"]]
figure, axis = plt.subplots(figsize=(5, 3), layout="constrained")
axis.plot(range(1, len(validation)), training, "o-", label="training")
axis.plot(validation, "s--", label="validation")
axis.set(xlabel="epoch", ylabel="accuracy", xticks=range(len(validation)), title="Share of digits read correctly")
axis.legend()
plt.show()

# %% [markdown]
# Nearly all of the rise comes in the first epoch, the rest is small corrections. The validation curve can lie *above*
# the training curve: the training accuracy is an average over a whole epoch, its poor beginning included, and dropout,
# where a net has it, switches some of its values off while it trains.
#
# What counts are images that played no part in any decision: the test set.

# %%
probabilities = model.predict(x_test, verbose=0)
predictions = probabilities.argmax(axis=1)
wrong = predictions != labels_test
print(f"{wrong.sum()} of {len(x_test)} test images are read wrongly: accuracy {1 - wrong.mean():.3f}")

# %% [markdown]
# ## What it gets wrong
#
# An accuracy says how often, not what. Above each picture stands what was written, and what the net took it for. Would
# you have known better?

# %%
worst = np.flatnonzero(wrong)[:20]
am.show(x_test[worst], titles=[f"{labels_test[index]} as {predictions[index]}" for index in worst])

# %% [markdown]
# Some can hardly be read; others are plain to you and not to the net. Are there digits that it confuses again and
# again? Counting tells.
#
# ### Exercise 1.3 · The pair that is confused most often  ★★☆ · 10 min
#
# Complete `most_confused`. It takes two arrays of n integers, the labels and the net's predictions. It returns the
# wrong pair that occurs most often, as `(true, predicted)`. A 4 taken for a 9 and a 9 taken for a 4 are two different
# pairs. There is at least one mistake; where several pairs come first, any of them will do.


# %%
def most_confused(labels, predictions):
    """The wrong pair that occurs most often: integers (n,), integers (n,) -> (true digit, predicted digit)."""
    ### BEGIN SOLUTION
    wrong = labels != predictions
    pairs = list(zip(labels[wrong].tolist(), predictions[wrong].tolist()))
    return max(set(pairs), key=pairs.count)
    ### END SOLUTION


# %%
most_confused = am.check("1.3", most_confused)

# %% [markdown]
# All the mistakes at once, as a table: the row is the digit that was written, the column what the net read. The
# diagonal, the hits, is left empty, or one would see nothing else. Which square do you expect to be the brightest?

# %%
mistakes = np.zeros((10, 10), int)
np.add.at(mistakes, (labels_test[wrong], predictions[wrong]), 1)

figure, axis = plt.subplots(figsize=(4.6, 4), layout="constrained")
picture = axis.imshow(mistakes)
axis.set(xlabel="read as", ylabel="written", xticks=range(10), yticks=range(10), title="Mistakes on the test images")
for row, column in zip(*np.nonzero(mistakes)):
    bright = mistakes[row, column] > mistakes.max() / 2
    axis.text(column, row, mistakes[row, column], ha="center", va="center", color="black" if bright else "white")
figure.colorbar(picture, label="how often", ticks=plt.MaxNLocator(integer=True))
plt.show()

# %% [markdown]
# The table is not symmetric: what is often taken for something else need not be what others are taken for. Its largest
# number belongs to the pair that your function finds. With the course's net three squares hold a 3, and the function
# finds one of them; with yours they may be others.

# %%
true, predicted = most_confused(labels_test, predictions)
pair = np.flatnonzero((labels_test == true) & (predictions == predicted))[:10]
print(f"{true} read as {predicted}: {mistakes[true, predicted]} times")
am.show(x_test[pair], titles=[f"p = {probabilities[index, predicted]:.2f}" for index in pair])

# %% [markdown]
# Above each picture stands the probability that the net gave to its wrong answer. What would you say misled it?
# Whether the net went by the same thing is a guess so far, and with so few mistakes another training might put another
# pair first. Lessons 02 and 08 will look inside.

# %% [markdown]
# ## A net that has seen all 60,000 ◆
#
# The sample and four epochs are a taste. The course brings a net with four convolutions (`am.solution("1.2")` shows
# it) that was trained on all 60,000 training images for fifteen epochs. How many of the mistakes will be left?

# %%
trained = am.models.mnist_cnn()
probabilities = trained.predict(x_test, verbose=0)
predictions = probabilities.argmax(axis=1)
wrong = np.flatnonzero(predictions != labels_test)
print(f"{len(wrong)} of {len(x_test)} test images are read wrongly: accuracy {1 - len(wrong) / len(x_test):.4f}")

# %%
titles = [f"{labels_test[index]} as {predictions[index]}\np = {probabilities[index].max():.2f}" for index in wrong]
am.show(x_test[wrong], titles=titles, columns=7)

# %% [markdown]
# Six times as many examples, and more passes through them, leave a fraction of the mistakes. Over some of these people
# would argue too, others are plain to us. And the net is not always in doubt about them: several of its wrong answers
# have a probability above 0.9.

# %% [markdown]
# ## What it says to something that is no digit ◆
#
# The ten probabilities add up to 1, whatever the picture is. There is no eleventh answer. So what does the net say to
# noise, to white paper, to a chessboard, to a digit turned upside down?

# %%
am.predict("1.p2")

# %%
rows, columns = np.mgrid[:28, :28]
strange = {
    "noise": np.random.default_rng(0).uniform(0, 1, (28, 28)),
    "black": np.zeros((28, 28)),
    "white": np.ones((28, 28)),
    "chessboard": (rows // 7 + columns // 7) % 2,
    "stripes": columns // 2 % 2,
    "4, turned": np.rot90(x_test[labels_test == 4][0, ..., 0], 2),
}
pictures = np.stack(list(strange.values())).astype("float32")[..., np.newaxis]
answers = trained.predict(pictures, verbose=0)
titles = [f"{name}\n{p.argmax()}? p = {p.max():.2f}" for name, p in zip(strange, answers)]
am.show(pictures, titles=titles, columns=6)

# %%
sure = answers.max(axis=1) > 0.9
am.found("1.p2", "always" if sure.all() else "sometimes" if sure.any() else "never")

# %% [markdown]
# It answers every time, and some of these it takes for a digit with great confidence. Only for black paper are all ten
# answers about equally likely, which is as near as it can come to "I do not know". A high probability does not mean
# "this looks like a 3". It means "more like a 3 than like any other digit", and far from everything it was trained on
# that says little.
#
# Draw one yourself, with the mouse or a finger: what does it read, and what of a digit drawn small, in a corner, with a
# second stroke? Untick the box, and the net gets the drawing where you put it.

# %%
am.widgets.draw_digit(trained)

# %% [markdown]
# So what *does* a picture have to look like for this net to answer most strongly? That can be computed, by changing
# the picture instead of the weights. It is what the rest of the course is about.

# %% [markdown]
# ## Summary
#
# - An image is float32 in [0, 1] with the shape (batch, height, width, channels).
# - A filter is a small table of weights; its feature map says where the picture looks like it. ReLU keeps what is
#   above zero.
# - Convolutions, pooling and one dense layer read about 97 digits of 100 after half a minute of training.
# - An accuracy hides which mistakes are made. Counting pairs shows them.
# - Softmax compares ten answers with each other. It has no way to say "none of these".
#
# **Two questions**
#
# 1. The filter of the example finds left borders. What would you change for it to find the upper borders of strokes?
#    And what does it say to a picture that is white all over?
# 2. Someone tests a net on the images that it was trained on, and reports 99.9 %. What does the figure say, and what
#    does it not?
#
# **Bonus** How far may a digit move before the net no longer reads it? Shift the test images by 0 to 8 pixels to the
# right, measure the accuracy of `trained` for each, and plot it. Do convolutions make a net indifferent to where
# things are?

# %%
am.answer("1.a")

# %%
am.answer("1.b")

# %%
am.answer("1.bonus")

# %% tags=["solution-only"]
wider = np.pad(x_test, ((0, 0), (0, 0), (8, 0), (0, 0)))  # black paper comes in on the left
moved = [wider[:, :, 8 - pixels : 36 - pixels] for pixels in range(9)]
accuracies = [(trained.predict(images, verbose=0).argmax(axis=1) == labels_test).mean() for images in moved]
figure, axis = plt.subplots(figsize=(5, 3), layout="constrained")
axis.plot(accuracies, "o-")
axis.set(xlabel="pixels to the right", ylabel="accuracy", ylim=(0, 1.02), title="Digits that have moved")
plt.show()

# %% [markdown]
# **References**
#
# - Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: *Gradient-based learning applied to document recognition.* Proceedings
#   of the IEEE 86, 1998: MNIST, and convolutional networks that read it.
# - N. Srivastava et al.: *Dropout: a simple way to prevent neural networks from overfitting.* Journal of Machine
#   Learning Research 15, 2014.
# - A. Nguyen, J. Yosinski, J. Clune: *Deep neural networks are easily fooled.* CVPR 2015: high confidence for pictures
#   of nothing.
#
# **Next** Lesson 02 asks a single feature map what it wants to see.
