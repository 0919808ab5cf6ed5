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
# # 05 · VGG16: from edges to textures
#
# **After this lesson you can**
# - hand a large net the images it was trained on, and turn its inputs back into pictures (5.1, 5.2),
# - see the filters of any layer, and tell an ascent that got somewhere from one that did not (5.3, 5.4, 5.a, 5.b),
# - put a number on how patterns grow more complex with depth (5.5).
#
# **Time** 75 minutes, three of them for the computer. **You need** lessons 02 and 03. **Key words** preprocessing,
# receptive field, parametrization.
#
# Small nets for small pictures so far. VGG16 (Simonyan and Zisserman 2015) has thirteen convolutions in five blocks
# and was trained on more than a million photographs. What do its filters look for, and what changes on the way from
# the first layer to the last?

# %%
import amhelpers as am  # first, so that TensorFlow starts without its messages

import io

import keras
import matplotlib.pyplot as plt
import numpy as np
import tensorflow as tf
from PIL import Image

plt.style.use(am.plotting.STYLE)
vgg = am.models.vgg16()
cat, coffee = am.datasets.photo("cat"), am.datasets.photo("coffee")

# %% [markdown]
# The line above says which weights you have. Keras' own come through the network; without one the course uses the same
# net as another group published it, refined to find edges. Layers and names are the same, edges and textures look
# alike, single filters differ. The model's name stands above every figure of its filters: `vgg16_imagenet` or
# `vgg16_edges`.
#
# ## What goes in
#
# Every net wants images as it was trained on them; to bring them into that form is called **preprocessing**. VGG16's
# authors had blue, green and red in this order, values from 0 to 255, and subtracted from each colour its mean over
# ImageNet: 103.939 from blue, 116.779 from green, 123.68 from red.
#
# ### Exercise 5.1 · What VGG16 was trained on  ★☆☆ · 8 min
#
# Complete `vgg_preprocess`. It takes images (batch, height, width, 3), RGB in [0, 1], and returns what VGG16 takes,
# the same shape, float32 or float64. The images stay as they are.


# %%
def vgg_preprocess(images):
    """RGB in [0, 1] -> blue, green, red in 0 … 255, the mean of ImageNet subtracted."""
    ### BEGIN SOLUTION
    return images[..., ::-1] * 255 - np.array([103.939, 116.779, 123.68], "float32")
    ### END SOLUTION


# %%
vgg_preprocess = am.check("5.1", vgg_preprocess)

# %% [markdown]
# ### Exercise 5.2 · Back to a picture  ★☆☆ · 8 min
#
# Complete `vgg_deprocess`, the way back: it takes what VGG16 takes, which it leaves as it is, and returns RGB in
# [0, 1], float32 or float64. What an ascent leaves may lie outside of what any picture can be, so clip at the end.


# %%
def vgg_deprocess(inputs):
    """What VGG16 takes -> RGB, clipped to [0, 1]."""
    ### BEGIN SOLUTION
    images = (inputs + np.array([103.939, 116.779, 123.68], "float32"))[..., ::-1] / 255
    return np.clip(images, 0, 1)
    ### END SOLUTION


# %%
vgg_deprocess = am.check("5.2", vgg_deprocess)

# %% [markdown]
# Three pictures of the same cat: there and back again; without reversing the colours on the way back; and without
# adding the mean. You will meet the last two in other people's figures.

# %%
inputs = vgg_preprocess(cat)
forgotten = [vgg_deprocess(inputs)[..., ::-1], np.clip(inputs[..., ::-1] / 255, 0, 1)]
pictures = np.concatenate([vgg_deprocess(inputs), *forgotten])
am.show(pictures, titles=["there and back", "not reversed", "no mean"], size=2)

# %% [markdown]
# This net carries all of it as its first layers, so `vgg(images)` is right for images in [0, 1], and nothing has to be
# undone for a picture. Is what they do what you wrote?

# %%
own = am.models.feature_extractor(vgg, "preprocess")(cat)
print(f"largest difference to yours: {np.abs(np.asarray(own) - np.asarray(inputs)).max():.4f}")

# %% [markdown]
# ## The first layer
#
# ### Exercise 5.3 · Filters of any layer  ★★☆ · 10 min
#
# Complete `filter_images`. It takes a model, the name of a layer, a list of channels and a size. It returns one image
# for each of the channels, in their order, (len(channels), size, size, 3) in [0, 1], for which the mean of this
# feature map is high. It is lesson 03's ascent again: start from `am.images.noise(…, low=0.4, high=0.6)`, climb
# `am.objectives.channel(model, layer, list(channels))` with `am.ascend`, 24 steps from 0.05 to 0.01, jitter of four
# pixels, and return the `.images`. What is checked is how high each image brings its filter, so seed and `progress`
# are free. Model and list stay as they are.


# %%
def filter_images(model, layer, channels, size):
    """Images (len(channels), size, size, 3) in [0, 1] that excite these feature maps."""
    ### BEGIN SOLUTION
    start = am.images.noise(len(channels), size, 3, low=0.4, high=0.6)
    objective = am.objectives.channel(model, layer, list(channels))
    moved = [am.transforms.jitter(4)]
    return am.ascend(objective, start, steps=24, step_size=(0.05, 0.01), transforms=moved, progress=False).images
    ### END SOLUTION


# %%
filter_images = am.check("5.3", filter_images)

# %% [markdown]
# All 64 filters of the first convolution. Each sees 3 × 3 pixels, its **receptive field**, so small images will do.
# What do you expect of a filter with 27 weights?

# %%
print(vgg.name, "· block1_conv1")
am.show(filter_images(vgg, "block1_conv1", range(64), size=24), columns=16, size=0.45)

# %% [markdown]
# Flat colours, and stripes of one slope in two colours, more or less (a few are not finished). Here one can check: 27
# weights are a picture of 3 × 3 pixels themselves. For the first 16 filters, below what the ascent found, the weights
# (gray is zero):

# %%
weights = vgg.get_layer("block1_conv1").get_weights()[0][..., :16]
weights = weights.transpose(3, 0, 1, 2)[..., ::-1]  # one picture for each filter, blue, green, red to RGB
weights = 0.5 + 0.5 * weights / np.abs(weights).max(axis=(1, 2, 3), keepdims=True)
print(vgg.name, "· block1_conv1")
for kind, images in {"ascent": filter_images(vgg, "block1_conv1", range(16), size=24), "weights": weights}.items():
    am.show(images, titles=[f"{kind}\n{channel}" for channel in range(16)], columns=16, size=0.7)

# %% [markdown]
# The ascent repeats the filter over the whole image: an edge detector wants edges everywhere, and gets stripes. Deeper
# down there are no weights to compare with, since their input is no picture any more. There the ascent is all we have.

# %% [markdown]
# ## Some of them never start
#
# Ten filters of four deeper layers, drawn once at random and kept for the rest of the lesson. First as lesson 02 would
# do it: climb the mean of the feature map, nothing else.

# %%
am.predict("5.p1")

# %%
sizes = {"block2_conv2": 64, "block3_conv3": 80, "block4_conv3": 112, "block5_conv3": 128}
random = np.random.default_rng(0)
chosen = {layer: np.sort(random.choice(vgg.get_layer(layer).filters, 10, replace=False)) for layer in sizes}


def naive(layer, channels):
    """The objective of lesson 02: nothing but the mean of the feature map, after ReLU."""
    maps = am.models.feature_extractor(vgg, layer)
    return lambda images: tf.gather(tf.reduce_mean(maps(images), axis=(1, 2)), channels, axis=1, batch_dims=1)


layer = "block3_conv3"
noise = am.images.noise(10, 64, 3, low=0.42, high=0.58)
settings = {"steps": 24, "step_size": (0.05, 0.01)}
first = am.ascend(naive(layer, chosen[layer]), noise, **settings)

# %%
print(vgg.name, "·", layer)
titles = [f"{channel}: {score:.1f}" for channel, score in zip(chosen[layer], first.final_scores)]
am.show(first.images, titles=titles)
am.plotting.curves(first)

# %% [markdown]
# Some curves lie on zero from beginning to end, and their pictures are the noise that they began with; others stay low
# beside the highest. A filter that is nowhere active has no slope to climb by.
#
# ### Exercise 5.4 · Which ascents led nowhere?  ★★☆ · 10 min
#
# To mend them you have to find them. Complete `unconverged`. It takes scores (steps + 1, batch) and returns for each
# image True where its rise, the last score minus the first, is **not** more than a tenth of the largest rise in the
# batch, an array of booleans (batch,). Where nothing rises, all are True.


# %%
def unconverged(scores):
    """Which images did not rise by more than a tenth of the largest rise: (steps + 1, batch) -> bool (batch,)."""
    ### BEGIN SOLUTION
    scores = np.asarray(scores)
    rise = scores[-1] - scores[0]
    return ~(rise > 0.1 * rise.max())
    ### END SOLUTION


# %%
unconverged = am.check("5.4", unconverged)

# %% [markdown]
# Of the ten above:

# %%
lost = unconverged(first.scores)
print(f"{lost.sum()} of 10 led nowhere: {', '.join(map(str, chosen[layer][lost]))}")

# %%
am.found("5.p1", lost.sum())

# %% [markdown]
# With the weights that were refined for edges, filter 0 is one of them, though its picture shows a pattern: it counts
# as lost since filter 203 rises twelve times as far. The rule measures by the best of a batch, and one filter that is
# easy to excite makes the others look lost. The count below has another measure.
#
# ## Three cures
#
# **The value before ReLU.** ReLU hides how far a filter is from waking. `am.objectives.channel` climbs the value
# *before* it, as long as the map is zero, and the map itself from then on. **Jitter** you know. **A second pass**
# starts from what a first one found, from the array and not from a picture of it. The first works at half the size;
# enlarged, its images are coarse and smooth, and small steps add the detail. One after the other, on the same filters:


# %%
def variation(images):
    """Total variation for each value of an image, on average."""
    return float(np.mean(am.regularizers.total_variation(tf.constant(images)))) / images[0].size


objective = am.objectives.channel(vgg, layer, chosen[layer])
waked = am.ascend(objective, noise, **settings)
jittered = am.ascend(objective, noise, transforms=[am.transforms.jitter(4)], **settings)
small = am.ascend(objective, noise[:, ::2, ::2], transforms=[am.transforms.jitter(4)], **settings)
enlarged = np.clip(tf.image.resize(small.images, (64, 64), "bicubic"), 0, 1)
second = am.recipes.filter_images(vgg, layer, chosen[layer], 64, start=enlarged, steps=(0, 12))

# %%
cures = {"naive": first, "before ReLU": waked, "and jitter": jittered, "second pass": second}
for name, result in cures.items():
    rose = result.final_scores > 0.1 * np.median(jittered.final_scores)
    print(f"{name:11}: {rose.sum():2} of 10 get somewhere, total variation {variation(result.images):.2f}")
print(vgg.name, "·", layer)
for name in ("before ReLU", "and jitter", "second pass"):
    titles = [f"{name}\n{chosen[layer][0]}", *chosen[layer][1:]]
    am.show(cures[name].images, titles=titles, size=0.9)

# %% [markdown]
# (To get somewhere means here: to more than a tenth of what the median filter reaches with jitter. By that measure
# filter 0 is not lost. A second pass starts high, so that its own rise says nothing.) The first cure wakes one filter,
# 68, of the four that are left; a single one is no rule, and that three sleep on says as much of this cure. Jitter
# takes some of the variation back that this brings, and the second pass much more. Where a filter still sleeps, ask the
# other way round: does *anything* excite it?
#
# ## All four layers, and what photographs do
#
# Below, the same ten filters for each layer, by all three cures (`am.recipes.filter_images`, first pass at half the
# size with 48 steps). They are measured against fifty crops of the course's two photos: how strongly does the best of
# these crops excite the same filter?


# %%
def crops(size, count=50):
    """Crops of the two photos, of all scales, as images (count, size, size, 3)."""
    random, cut = np.random.default_rng(0), []
    for index in range(count):
        photo = Image.fromarray(np.uint8(255 * am.datasets.photo(("cat", "coffee")[index % 2], size=300)[0]))
        side = int(random.uniform(size, 300))
        left, top = random.integers(0, 300 - side + 1, 2)
        cut.append(photo.resize((size, size), Image.Resampling.BOX, box=(left, top, left + side, top + side)))
    return np.stack(cut).astype("float32") / 255


# %% [markdown]
# And how strongly each of them excites every feature map of a layer:


# %%
def excitement(layer, images):
    """Mean of every feature map, for each image: (batch, channels)."""
    maps = am.models.feature_extractor(vgg, layer)
    parts = [images[first : first + 10] for first in range(0, len(images), 10)]
    return np.concatenate([np.asarray(maps(part)).mean(axis=(1, 2)) for part in parts])


# %%
found, best = {}, {}
for layer, size in sizes.items():
    real = crops(size)
    means = excitement(layer, real)[:, chosen[layer]]
    found[layer] = am.recipes.filter_images(vgg, layer, chosen[layer], size, progress=True)
    best[layer] = real[means.argmax(axis=0)], means.max(axis=0)

# %% [markdown]
# A filter that a crop excites and the noise does not has a better place to start from: the crop itself. What neither
# crops nor ascent can wake is called never active.

# %%
for layer, size in sizes.items():
    result, (real, strongest) = found[layer], best[layer]
    weak = (result.final_scores < 3 * strongest) & (strongest > 0)
    if weak.any():
        again = am.recipes.filter_images(vgg, layer, chosen[layer][weak], size, start=real[weak], steps=(0, 60))
        result.images[weak], result.final_scores[weak] = again.images, again.final_scores
    seen, woken = strongest > 0, result.final_scores > 0
    least = (result.final_scores[seen] / strongest[seen]).min()
    print(f"{layer}: {seen.sum()} filters that a crop excites, each at least {least:.1f} times as much by its image;")
    print(f"    {np.sum(~seen & woken)} that only the ascent woke, {np.sum(~seen & ~woken)} never active")

# %%
for layer, size in sizes.items():
    real, strongest = best[layer]
    never = (strongest == 0) & (found[layer].final_scores == 0)
    real = np.where(strongest[:, np.newaxis, np.newaxis, np.newaxis] > 0, real, np.float32(0.5))
    titles = [f"{channel}\nnever active" if gone else f"{channel}\n" for channel, gone in zip(chosen[layer], never)]
    print(vgg.name, "·", layer)
    large = {"columns": 5, "size": 1.3} if size > 80 else {}
    am.show(found[layer].images, titles=titles, **large)
    crop_titles = [f"crop for {one}" if most else "no crop" for one, most in zip(chosen[layer], strongest)]
    am.show(real, titles=crop_titles)

# %% [markdown]
# For each layer above what the ascent found, below it the crops that excite the same filters most (gray where none
# does). Where the ascent had to begin with that crop, you still see it. Mind the sizes: images of the second block have
# 64 pixels, those of the fifth 128. Stripes, bars and a weave in the second block, dots, nets and curls in the third,
# textures in the fourth and fifth, with things like eyes now and then. The crops say less: the best of fifty is often
# one that has only a little of it.
#
# ## More to say
#
# Do patterns grow more complex with depth? "Complex" needs a definition. One that needs no new tool: how long is the
# shortest description of the picture? PNG does not find the shortest one, but it finds one for every picture by the
# same rules.
#
# ### Exercise 5.5 · How much there is to say  ★★☆ · 10 min
#
# Complete `complexity`. It takes images in colour (batch, height, width, 3) in [0, 1]. It returns for each the number
# of bytes of the 8-bit picture as PNG, divided by its number of pixels, (batch,). Whether you round to 8 bits or cut
# off is free, and so is the compressor, as far as it stays within 15 per cent of what Pillow does by itself.
# (`Image.fromarray(…).save(stream, "PNG")` writes into an `io.BytesIO()`, and `len(stream.getvalue())` counts.)


# %%
def complexity(images):
    """Bytes of the 8-bit PNG for each pixel: (batch, height, width, channels) -> (batch,)."""
    ### BEGIN SOLUTION
    sizes = []
    for image in np.uint8(np.round(np.asarray(images) * 255)):
        stream = io.BytesIO()
        Image.fromarray(image).save(stream, "PNG")
        sizes.append(len(stream.getvalue()) / (image.shape[0] * image.shape[1]))
    return np.array(sizes)
    ### END SOLUTION


# %%
complexity = am.check("5.5", complexity)

# %% [markdown]
# For the first layer too, by the same recipe, without the filters that are never active. As a yardstick even gray, the
# two photos and noise.

# %%
am.predict("5.p2")

# %%
shallow = np.sort(random.choice(64, 10, replace=False))
found["block1_conv1"] = am.recipes.filter_images(vgg, "block1_conv1", shallow, 48)
layers = ["block1_conv1", *sizes]
bytes_ = {layer: complexity(found[layer].images[found[layer].final_scores > 0]) for layer in layers}
for layer in layers:
    print(f"{layer}: {bytes_[layer].mean():.2f} bytes for each pixel")
gray, noise = np.full((1, 96, 96, 3), 0.5), am.images.noise(1, 96, 3)
photos = np.concatenate([am.datasets.photo(name, size=96) for name in ("cat", "coffee")])
print(f"even gray {complexity(gray)[0]:.2f}, photos {complexity(photos).mean():.2f}, noise {complexity(noise)[0]:.2f}")

# %%
figure, axis = plt.subplots(figsize=(6, 3), layout="constrained")
for place, layer in enumerate(layers):
    dots = axis.plot(np.full(len(bytes_[layer]), place), bytes_[layer], "o", color="C0", alpha=0.4)
dots[0].set_label("one filter")
axis.plot([bytes_[layer].mean() for layer in layers], "-", color="C1", label="mean")
axis.set(xticks=range(len(layers)), title=f"{vgg.name}: how long the filters' images are as PNG")
axis.set(xlabel="layer", ylabel="bytes for each pixel")
axis.set_xticklabels(layers, fontsize=8)
axis.legend()
plt.show()

# %%
means = np.array([bytes_[layer].mean() for layer in layers])
rises, levels = means[-1] > means[0], np.ptp(means[2:]) < 0.25 * (means.max() - means.min())
am.found("5.p2", "then level" if rises and levels else "at every step" if rises else "falls")

# %% [markdown]
# It rises with depth, steeply at first; from the third block on there is little difference, and the fifth may lie
# below the fourth. Three reservations. The number does not know a texture from noise: uniform noise has the highest of
# all. Where a filter does not care, the picture keeps some of the noise that it began with. And the pictures of deeper
# layers are larger.

# %% [markdown]
# ## Waves in the place of pixels
#
# Deep filters, and even more so classes of a large net, come out as fine grain in strong colours. That is not all they
# answer to; it is what steps in *pixels* find first. Photographs are different: coarse structure is strong in them,
# fine structure weak, and their colours hang together. A **parametrization** changes what a step is.
# `am.images.Fourier` takes the same images as waves, whose amplitude falls with their frequency, and in colours that
# vary independently in photographs (Olah et al. 2017). The ascent is the same.
#
# SqueezeNet reads 1,000 classes. Climb for a snail and for a tabby cat, each by three **objectives**: the logit of the
# class; its log-odds; and the log-odds plus a quarter of the logit. First in pixels, then in waves, with everything
# else the same: at each step the images are moved, turned, enlarged or shrunk at random, and Adam makes steps that
# become smaller.

# %%
am.predict("5.p3")

# %%
squeezenet = am.models.squeezenet()
names = am.datasets.imagenet_classes()
wanted = [names.index(name) for name in ("snail", "tabby")]
moves = [am.transforms.jitter(16), am.transforms.rotate(20), am.transforms.scale(0.6, 1.5)]


def climb(objective, start, steps=100):
    """Images of the classes, by Adam, whose rate falls from 0.05 to a tenth of it."""
    rate = keras.optimizers.schedules.CosineDecay(0.05, steps, alpha=0.1)
    return am.ascend(objective, start, steps=steps, optimizer=keras.optimizers.Adam(rate), transforms=moves).images


# %% [markdown]
# Six ascents of two images each, from the same even gray:

# %%
logit, log_odds = am.objectives.logit(squeezenet, wanted), am.objectives.log_odds(squeezenet, wanted)
objectives = {"logit": logit, "log-odds": log_odds, "both": log_odds + 0.25 * logit}
gray = am.images.noise(2, 160, 3, low=0.49, high=0.51)
sure = {}
for how, start in {"pixels": gray, "waves": am.images.Fourier(gray)}.items():
    drawn = np.concatenate([climb(objective, start) for objective in objectives.values()])
    said = squeezenet.predict(drawn, verbose=0)[range(6), 3 * wanted]
    sure[how] = said[2:4].mean()
    kinds = [f"{thing}\n{how}, {name}" for name in objectives for thing in ("snail", "tabby")]
    titles = [f"{kind}\np = {p:.3f}" for kind, p in zip(kinds, said)]
    am.show(drawn, titles=titles, columns=6, size=1.3)

# %%
am.found("5.p3", "both" if abs(sure["waves"] - sure["pixels"]) < 0.1 else max(sure, key=sure.get))

# %% [markdown]
# By the log-odds, or by both, the net is as sure of the first row as of the second: its verdict does not tell which row
# is better. For you the second has what the first lacks: surfaces and light. Not everything in it can be read: the
# tabby by the log-odds is a muddle. The pixels may hold a snail's spiral and the eyes of a cat too, for one who knows
# what to look for; they drown in grain.
#
# The objective matters as well. The logit asks for as much of the thing as there can be, no matter what else there is:
# in pixels the net is sure of neither, since other logits rise with it, and in waves the tabby, whose ears and face one
# sees, has a p of 0.075. The log-odds ask that there be nothing else, and are content with a thing that is small or
# dim. The sum of both gives the course's recipe, `am.recipes.imagenet_images`. Six classes, two starts for each:

# %%
shown = ["zebra", "snail", "bee", "acorn", "espresso", "tabby"]
labels = [names.index(name) for name in shown]
drawn = [am.recipes.imagenet_images(squeezenet, labels, seed=seed, progress=True).images for seed in (0, 1)]
am.show(np.concatenate(drawn), titles=2 * shown, columns=6, size=1.4)

# %% [markdown]
# Which would you have recognised without its name? The net that drew them cannot be asked. Two nets of another family,
# EfficientNet-Lite1 and -Lite2, which no ascent has seen and no recipe was tuned by, were shown pictures like these of
# twelve classes drawn at random. One has six of the twelve classes among its first five of 1,000, the other four; the
# median rank is 18 for both. Of the same ascents in pixels neither has any, and the median ranks are about 400.
# `benchmarks/README.md` has the tables, those of other libraries beside them, and how to make them again. (The recipe
# itself was chosen with a relative of these nets, Lite0, and twelve other classes, among which are these six.)
#
# The net is the same, and so is what is climbed; how a step is made is another. What such a picture looks like is a
# joint work of the net and of whoever chose the parametrization. Which part is whose, no picture tells.

# %% [markdown]
# ## Summary
#
# - A net's preprocessing belongs to the net. Carried as its first layers it cannot be forgotten.
# - Filters of the first layer are their weights. Deeper ones are found by ascent, with cures for those that sleep.
# - "It excites the filter" means something beside a measure: the best of fifty crops of photographs.
# - Complexity, as bytes of PNG, rises from the first block to the third, and stays. It also rises with noise.
# - Steps in waves, and in colours that vary independently, lead to pictures that we can read, by the same scores.
# - The net's own probability tells none of them from another. Ask another net, or a person.
#
# **Two questions**
#
# 1. A filter is never active on fifty crops and cannot be woken. Is it useless?
# 2. Why does the first layer do with 24 pixels, and what would go wrong with block5_conv3 in images as small as that?
#
# **Bonus** Take your own picture, `am.datasets.photo("path/of/it.jpg")`, and find the filter of block4_conv3 that it
# excites most, compared with the fifty crops. What does that filter look for?

# %%
am.answer("5.a")

# %%
am.answer("5.b")

# %%
am.answer("5.bonus")

# %% tags=["solution-only"]
layer = "block4_conv3"
mine = excitement(layer, am.datasets.photo("coffee", size=112))[0]
usual = excitement(layer, crops(112)).mean(axis=0)
top = np.argsort(mine / (usual + 1))[::-1][:5]
images = np.concatenate([am.datasets.photo("coffee", size=112), am.recipes.filter_images(vgg, layer, top, 112).images])
print(vgg.name, "·", layer)
am.show(images, titles=["the photo\n", *[f"{layer}\n{channel}" for channel in top]], size=1.3)

# %% [markdown]
# **References**
#
# - K. Simonyan, A. Zisserman: *Very deep convolutional networks for large-scale image recognition.* ICLR 2015: VGG16.
# - S. Xie, Z. Tu: *Holistically-nested edge detection.* ICCV 2015: the net whose VGG16 comes as a package.
# - C. Olah, A. Mordvintsev, L. Schubert: *Feature visualization.* Distill 2017: waves, colours, and much else.
# - F. Iandola, S. Han, M. Moskewicz, K. Ashraf, W. Dally, K. Keutzer: *SqueezeNet.* arXiv 1602.07360, 2016.
#
# **Next** Lesson 06 shows a net one picture, and looks at all of its feature maps.
