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
# # 08 · Where does it look? Saliency and Grad-CAM
#
# **After this lesson you can**
# - compute saliency, SmoothGrad and Grad-CAM by hand, and say what Grad-CAM leaves out (8.1, 8.2, 8.3, 8.b),
# - measure whether the heat moves with the class that you ask for (8.4, 8.bonus),
# - say what a map tells of the net, and what only of the picture (8.a).
#
# **Time** 80 minutes, one of them for the computer. **You need** lessons 02, 03 and 06. **Key words** attribution,
# saliency, Grad-CAM.
#
# ◆ marks the short path: 20 of ninety minutes through lessons 01, 02, 03 and 08. Run all cells, and read these parts.
#
# Until now we made pictures that a net likes. The opposite question is asked more often: here is a picture, and the
# net says "cat". What in the picture made it say so? Methods that answer with a map of heat over the picture are
# called **attributions**. They look convincing. Are they?

# %%
import amhelpers as am  # first, so that TensorFlow starts without its messages

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf

plt.style.use(am.plotting.STYLE)
model, names = am.models.squeezenet(), am.datasets.imagenet_classes()
cat, coffee = am.datasets.photo("cat"), am.datasets.photo("coffee")

# %% [markdown]
# SqueezeNet reads 1,000 classes. What it says of the two photos, and of both side by side:

# %%
both = np.concatenate([cat, coffee], axis=2)
for name, image in {"cat": cat, "coffee": coffee, "both": both}.items():
    said = model.predict(image, verbose=0)[0]
    top = said.argsort()[::-1][:4]
    print(f"{name:6}: " + ", ".join(f"{names[index]} {said[index]:.2f}" for index in top))
CAT, COFFEE = names.index("Egyptian cat"), names.index("espresso")

# %% [markdown]
# ## By hand, before any map ◆
#
# What in the photo of the cat makes the net say so? Before any method answers, try it: cover squares of the photo, and
# see what is left of the probability. With how few squares do you bring it below 0.1? And which large parts can go
# without any harm? (Arrow keys move the cursor, space covers, delete uncovers all. Where no kernel runs you see the
# photo as it is.)

# %%
am.widgets.cover(model, cat, CAT, name="Egyptian cat")

# %% [markdown]
# That is occlusion, done by hand: the most direct of all methods below. Where does the net look, then?

# %%
am.predict("8.p1", picture=cat)

# %% [markdown]
# ## Saliency: which pixels count ◆
#
# The simplest answer: how much does the score change when a pixel changes a little? That is **saliency**: the gradient
# of lesson 02, by the image, taken once and not followed. Of the *logit*, since probabilities saturate.
#
# ### Exercise 8.1 · Which pixels count  ★★☆ · 12 min
#
# Complete `saliency`. It takes a model that ends in softmax or sigmoid, images (batch, height, width, channels) and a
# list of classes, one for each image (0 where there is a single sigmoid unit). It returns for each pixel the largest
# absolute gradient of the class' logit over the colours, an array (batch, height, width), each map divided by its
# maximum; a map of zeros stays zero. Images and model stay as they are. (`am.models.with_logits(model)` you know from
# lesson 03.)


# %%
def saliency(model, images, classes):
    """The largest absolute gradient over the colours, each map divided by its maximum: (batch, height, width)."""
    ### BEGIN SOLUTION
    logits, images = am.models.with_logits(model), tf.constant(images)
    with tf.GradientTape() as tape:
        tape.watch(images)
        scores = tf.gather(logits(images), classes, axis=1, batch_dims=1)
    maps = tf.reduce_max(tf.abs(tape.gradient(scores, images)), axis=3)
    return tf.math.divide_no_nan(maps, tf.reduce_max(maps, axis=(1, 2), keepdims=True)).numpy()
    ### END SOLUTION


# %%
saliency = am.check("8.1", saliency)

# %% [markdown]
# For each photo the class that it shows. The photo in gray, and over it the heat (`am.plotting.overlay`): the more it
# goes from purple to yellow, the more a pixel counts, one way or the other.

# %%
photos = np.concatenate([cat, coffee])
maps = saliency(model, photos, [CAT, COFFEE])
am.show(am.plotting.overlay(photos, maps), titles=["Egyptian cat", "espresso"], size=3)

# %% [markdown]
# Single bright pixels: in the eyes and at the nose, but also in a column above the right eye, where only fur is, with
# about as much of the heat as the left eye; in the coffee, and on the saucer below the cup. One recognises something,
# and it is noisy. Next to a bright pixel lies a dark one, though they see the same. The gradient says what the *next
# tiny* change would do, and in a net with many bends that jumps from pixel to pixel. (The fine regular grid is no
# mistake of yours: the first layers of this net move on by two pixels at a time, and look at some rows and columns more
# often than at others.)
#
# ### Exercise 8.2 · Less noise by noise  ★★☆ · 10 min
#
# So average. Complete `smooth_grad`: add normal noise of standard deviation `noise` to the images, `samples` times and
# new each time, from `np.random.default_rng(seed)`; take the largest absolute gradient over the colours of each copy;
# return the mean of these maps, each divided by its maximum; a map of zeros stays zero. Do not scale the single maps
# before. Another generator will do, as long as the same seed gives the same maps and another seed others; the noisy
# images may be clipped to [0, 1], and the maps may be float32 or float64. Images and model stay as they are.


# %%
def smooth_grad(model, images, classes, samples=16, noise=0.1, seed=0):
    """The mean saliency of noisy copies, divided by its maximum: (batch, height, width)."""
    ### BEGIN SOLUTION
    logits, random, total = am.models.with_logits(model), np.random.default_rng(seed), 0
    for _ in range(samples):
        noisy = tf.constant(images + random.normal(0, noise, images.shape), tf.float32)
        with tf.GradientTape() as tape:
            tape.watch(noisy)
            scores = tf.gather(logits(noisy), classes, axis=1, batch_dims=1)
        total += tf.reduce_max(tf.abs(tape.gradient(scores, noisy)), axis=3)
    return tf.math.divide_no_nan(total, tf.reduce_max(total, axis=(1, 2), keepdims=True)).numpy()
    ### END SOLUTION


# %%
smooth_grad = am.check("8.2", smooth_grad)

# %% [markdown]
# The same photos, with 16 noisy copies of each:

# %%
maps = smooth_grad(model, photos, [CAT, COFFEE])
am.show(am.plotting.overlay(photos, maps), titles=["Egyptian cat", "espresso"], size=3)

# %%
coarse = np.asarray(maps[0]).reshape(32, 7, 32, 7).mean(axis=(1, 3))  # squares of seven pixels
am.found("8.p1", coarse)

# %% [markdown]
# Much calmer, but for the grid: the eyes, the nose; the cup and its spoon. It *looks* more like an explanation. Keep
# that in mind.
#
# ## Grad-CAM: which region speaks for the class
#
# Pixels mean little to a net. In its last feature maps each place stands for a region, and each map for something that
# was found there. **Grad-CAM** (Selvaraju et al. 2017) asks by the gradient how much each *map* does for the class, and
# adds the maps with these weights.
#
# ### Exercise 8.3 · Which region speaks for the class  ★★★ · 15 min
#
# Complete `grad_cam`. Take the feature maps of a layer, by default of the last one whose output has four axes, be it a
# convolution or a pooling. The weight of a map is the mean over its height and width of the gradient of the class'
# logit by it, for each image by itself. (The sum would do too: scaling takes the difference away.) Return the weighted
# sum of the maps, negative values cut off, (batch, h, w) at the layer's resolution, each map divided by its maximum; a
# map of zeros stays zero. Images and model stay as they are. (A `keras.Model` may have two outputs, the layer's and
# the logits.)


# %%
def grad_cam(model, images, classes, layer=None):
    """Feature maps of a layer weighted by what they do for the class: (batch, h, w), each divided by its maximum."""
    ### BEGIN SOLUTION
    if layer is None:
        layer = [one.name for one in model.layers if len(one.output.shape) == 4][-1]
    logits, images = am.models.with_logits(model), tf.constant(images)
    both = keras.Model(logits.inputs[0], [logits.get_layer(layer).output, logits.outputs[0]])
    with tf.GradientTape() as tape:
        tape.watch(images)
        maps, values = both(images)
        scores = tf.gather(values, classes, axis=1, batch_dims=1)
    weights = tf.reduce_mean(tape.gradient(scores, maps), axis=(1, 2), keepdims=True)
    heat = tf.nn.relu(tf.reduce_sum(weights * maps, axis=3))
    return tf.math.divide_no_nan(heat, tf.reduce_max(heat, axis=(1, 2), keepdims=True)).numpy()
    ### END SOLUTION


# %%
grad_cam = am.check("8.3", grad_cam)

# %% [markdown]
# For the last maps, and for those of a layer in the middle:

# %%
for layer in ("conv10", "fire5"):
    maps = grad_cam(model, photos, [CAT, COFFEE], layer)
    titles = [f"{name}\n{layer}, {maps.shape[1]} × {maps.shape[2]}" for name in ("Egyptian cat", "espresso")]
    am.show(am.plotting.overlay(photos, maps), titles=titles, size=3)

# %% [markdown]
# The last layer gives regions: one eye, whiskers, forehead; the inside of the cup, and the coffee in it. In the middle
# of the net it is spots again, which have little to do with the class: maps there stand for textures and corners, and
# one weight for the whole map cannot tell the corner of an eye from that of a table.
#
# ## Does the heat move? ◆
#
# A map for "cat" on a photo of a cat proves little: there is nothing else to be seen. With two things in one picture
# the map has to choose. How much of the heat lies where it should?
#
# ### Exercise 8.4 · How much of the heat is in the box  ★☆☆ · 5 min
#
# Complete `heat_inside`. It takes heat (height, width), not negative and not all zero, which it leaves as it is, and a
# box (top, left, bottom, right), bottom and right not included. It returns the share of the heat that lies inside, one
# number from 0 to 1.


# %%
def heat_inside(heat, box):
    """The share of the heat (height, width) inside of a box (top, left, bottom, right)."""
    ### BEGIN SOLUTION
    top, left, bottom, right = box
    return float(heat[top:bottom, left:right].sum() / heat.sum())
    ### END SOLUTION


# %%
heat_inside = am.check("8.4", heat_inside)

# %% [markdown]
# The cat is on the left, the coffee on the right. A map can be asked for any class, also for one that the net holds for
# unlikely: of both photos side by side the Egyptian cat was not among its first four answers. First your three methods,
# and for each class the half in which it is.

# %%
am.predict("8.p2")


# %%
def in_its_half(maps):
    """The share of the positive heat of two maps in the left half of the first, and in the right half of the second."""
    height, width = maps.shape[1:]
    halves = (0, 0, height, width // 2), (0, width // 2, height, width)
    return [heat_inside(np.maximum(heat, 0), half) for heat, half in zip(maps, halves)]


twice = np.concatenate([both, both])
maps = {method.__name__: method(model, twice, [CAT, COFFEE]) for method in (saliency, smooth_grad, grad_cam)}
for name, found in maps.items():
    print("{}: {:.0%} of the heat for the cat, {:.0%} for the coffee".format(name, *in_its_half(found)))

# %%
am.found("8.p2", 100 * in_its_half(maps["grad_cam"])[1])

# %% [markdown]
# The maps themselves:


# %%
def show_halves(maps):
    """Two maps of each method over the pictures, and how much of each lies in the half of its class."""
    called = {"smooth_grad": "SmoothGrad", "grad_cam": "Grad-CAM"}
    for name, found in maps.items():
        sides = zip(("Egyptian cat", "espresso"), in_its_half(found), ("left", "right"))
        name = called.get(name, name)
        titles = [f"{name}: {shown}\n{share:.0%} of the heat on the {side}" for shown, share, side in sides]
        am.show(am.plotting.overlay(twice, found), titles=titles, size=3.4)


show_halves(maps)

# %% [markdown]
# A map that ignores the class has two shares that add up to 100 %: what is on the left is not on the right. Saliency's
# say that the heat on the left goes from three quarters to a bit more than a third when one asks for coffee: it moves,
# and what stays is scattered over the whole face; little of it lies on the eyes. Grad-CAM's goes from 86 % to 15 %,
# though the net gives the cat little.
#
# ## Three more, from the package
#
# **Integrated gradients** (Sundararajan et al. 2017) add up the gradient on the way from a black picture to this one.
# Their sum is what the picture adds to the logit, and by how much the sum misses that can be checked. **Occlusion**
# (Zeiler, Fergus 2014) needs no gradient: cover a square, and see by how much the logit falls. Both have a sign.
# **Grad-CAM++** (Chattopadhay et al. 2018) weighs each place of a map by itself; here for `fire9`, since for `conv10`,
# where each map *is* a class, it is the same as Grad-CAM. (Grad-CAM itself has the same map at both layers, since
# `conv10` only adds up the maps of `fire9`, place by place.) Which will move most?

# %%
attribution = am.attribution
integrated = attribution.integrated_gradients(model, twice, [CAT, COFFEE], steps=48)
more = {
    "integrated gradients": integrated,
    "occlusion": attribution.occlusion(model, twice, [CAT, COFFEE], size=48, stride=24),
    "Grad-CAM++, fire9": attribution.grad_cam_plus_plus(model, twice, [CAT, COFFEE], layer="fire9"),
}
for name, found in more.items():
    print("{}: {:.0%} of the heat for the cat, {:.0%} for the coffee".format(name, *in_its_half(found)))
errors = attribution.completeness_error(model, twice, [CAT, COFFEE], integrated)
print(f"integrated gradients miss what they should add up to by {errors[0]:.1%} and {errors[1]:.1%}")

# %%
show_halves(more)

# %% [markdown]
# In the first two, red speaks for the class and blue against it, and the shares are of the red; Grad-CAM++ has no sign,
# and goes from purple to yellow as the maps before. Occlusion moves most, and is the plainest: it says what happens
# when something is *gone*. It is also the slowest, and gray squares are something that no net was trained on. That
# integrated gradients add up says that nothing was lost; it does not say that the places are right.
#
# ## A test that everybody can pass? ◆
#
# A map that explains the net has to change when the net changes. Adebayo et al. (2018) replaced weights by random ones
# and looked which maps noticed. First only the last convolution, which turns what was found into classes, is made
# random. Then all weights. Three draws of each, and for comparison the edges of the picture, computed without any net.

# %%
am.predict("8.p3")


# %%
def with_random(layers, seed):
    """A copy of the net whose weights are random in these layers and the same in all others."""
    keras.utils.set_random_seed(seed)
    copy = keras.models.clone_model(model)
    for layer in copy.layers:
        if layer.name not in layers:
            layer.set_weights(model.get_layer(layer.name).get_weights())
    return copy


nets = {"trained": [model]}
for name, layers in {"last random": ["conv10"], "all random": [layer.name for layer in model.layers]}.items():
    nets[name] = [with_random(layers, seed) for seed in range(3)]

# %% [markdown]
# Two maps are compared by the correlation of their ranks: 1 if the same places are hot, 0 if they have nothing to do
# with each other.


# %%
def ranks(heat):
    """The place of each value when they are put in order; equal values share theirs."""
    _, inverse, counts = np.unique(heat, return_inverse=True, return_counts=True)
    return (np.cumsum(counts) - (counts - 1) / 2)[inverse.ravel()]


def alike(one, other):
    """The correlation of the ranks of two maps."""
    return np.corrcoef(ranks(one), ranks(other))[0, 1]


# %% [markdown]
# Five methods:

# %%


methods = {
    "saliency": saliency,
    "SmoothGrad": lambda *given: smooth_grad(*given, samples=8),
    "integrated gradients": lambda *given: np.abs(attribution.integrated_gradients(*given, steps=16)),
    "Grad-CAM": grad_cam,
    "Grad-CAM++, fire9": lambda *given: attribution.grad_cam_plus_plus(*given, layer="fire9"),
}

# %% [markdown]
# Every method for every net:

# %%
tested = {
    name: {kind: [np.asarray(method(net, cat, [CAT]))[0] for net in drawn] for kind, drawn in nets.items()}
    for name, method in methods.items()
}
down, right = np.gradient(cat[0].mean(axis=2))
edges = np.hypot(down, right)
for name, found in tested.items():
    (trained,) = found["trained"]
    for kind in ("last random", "all random"):
        print(f"{name:21} {kind}: " + ", ".join(f"{alike(trained, heat):5.2f}" for heat in found[kind]))
for kind, found in tested["SmoothGrad"].items():
    print(f"SmoothGrad and the edges, {kind}: " + ", ".join(f"{alike(edges, heat):.2f}" for heat in found))

# %%
kept = {
    name: np.mean([alike(tested[name]["trained"][0], heat) for heat in tested[name]["last random"]])
    for name in ("saliency", "SmoothGrad", "Grad-CAM")
}
am.found("8.p3", max(kept, key=kept.get))

# %% [markdown]
# The first draw of each, for all five. Behind the name of a net stands how alike the map is to that of the trained one:

# %%
for name, found in tested.items():
    laid = np.concatenate([am.plotting.overlay(cat, heat[0][np.newaxis]) for heat in found.values()])
    likeness = [f": {alike(found['trained'][0], heat[0]):.2f}" for heat in found.values()]
    am.show(laid, titles=[f"{name}\n{kind}{part}" for kind, part in zip(nets, ["", *likeness[1:]])], size=2)

# %% [markdown]
# SmoothGrad, whose maps were the most pleasant to look at, stays alike by about 0.7 to 0.9, though the net no longer
# knows any class: eyes and nose stay bright. What the last layer does is hardly in that map; what the layers before it
# react to is, and they react to eyes, whatever is asked. Grad-CAM++ at `fire9` stays about as much alike; which of the
# two changes less, three draws do not tell. Grad-CAM's heat goes elsewhere, and its map is the same at `fire9`: it is
# the weights by place that do not notice, not the layer. With all weights random it depends on the draw (the pictures
# show the first): one map of SmoothGrad is still alike by more than one half, from a net that never learned anything.
# Edges do not explain it: no map has more than 0.3 in common with them.
#
# So a map can look right for the wrong reason. "It is bright at the eyes" is what we expected, and what we expect is a
# poor judge. Look with your own eyes, and at a photo of your own:

# %%
am.widgets.explore_attribution(model, both, names, layer="conv10")

# %% [markdown]
# ## A larger net
#
# ResNet50 reads the same classes with twenty times as many parameters. Its weights come through the network; without
# one the course goes on with SqueezeNet, says so, and you see the picture from above again. Grad-CAM for the class
# that the net itself puts first:

# %%
large = am.models.resnet50()
first = large.predict(photos, verbose=0).argmax(axis=1)
heat = attribution.grad_cam(large, photos, first)
titles = [f"{large.name}\n{names[index]}" for index in first]
am.show(am.plotting.overlay(photos, heat), titles=titles, size=3)

# %% [markdown]
# ## Summary
#
# - Saliency is the gradient by the image; SmoothGrad averages it over noisy copies; Grad-CAM weighs feature maps.
# - Ask for the logit, and for each image of a batch by itself.
# - Two things in one picture show whether the heat moves with the class: as a number, not as an impression.
# - A map that stays when the net forgets its classes explains the picture, not the net.
#
# **Two questions**
#
# 1. Grad-CAM for "husky" is hot on the snow. Is the net wrong? Is the map?
# 2. Grad-CAM cuts off what is negative. What would a map of the negative part mean?
#
# **Bonus** Does Grad-CAM follow when the halves are exchanged, `both[:, :, ::-1]`? And when the coffee is shown a
# second time in the place of the cat?

# %%
am.answer("8.a")

# %%
am.answer("8.b")

# %%
am.answer("8.bonus")

# %% tags=["solution-only"]
swapped, two_cups = both[:, :, ::-1], np.concatenate([coffee, coffee], axis=2)
heat = grad_cam(model, np.concatenate([swapped, two_cups]), [CAT, COFFEE])
right = (0, heat.shape[2] // 2, heat.shape[1], heat.shape[2])
print(f"the cat is on the right now, and {heat_inside(heat[0], right):.0%} of its heat")
print(f"of two cups the right one has {heat_inside(heat[1], right):.0%}")

# %% [markdown]
# **References**
#
# - K. Simonyan, A. Vedaldi, A. Zisserman: *Deep inside convolutional networks.* ICLR workshop 2014: saliency.
# - D. Smilkov, N. Thorat, B. Kim, F. Viégas, M. Wattenberg: *SmoothGrad.* arXiv 1706.03825, 2017.
# - R. Selvaraju, M. Cogswell, A. Das, R. Vedantam, D. Parikh, D. Batra: *Grad-CAM.* ICCV 2017.
# - A. Chattopadhay, A. Sarkar, P. Howlader, V. Balasubramanian: *Grad-CAM++.* WACV 2018.
# - M. Sundararajan, A. Taly, Q. Yan: *Axiomatic attribution for deep networks.* ICML 2017: integrated gradients.
# - M. Zeiler, R. Fergus: *Visualizing and understanding convolutional networks.* ECCV 2014: occlusion.
# - J. Adebayo, J. Gilmer, M. Muelly, I. Goodfellow, M. Hardt, B. Kim: *Sanity checks for saliency maps.* NeurIPS 2018.
# - Photos: Chelsea, by Stéfan van der Walt, CC0; coffee, by Rachel Michetti, CC0.
#
# **Next** Lesson 09 goes beyond, and asks what none of this proves.
