"""Averages: what must hold of maps that are the mean of noisy ones, each with the hint that it brings."""

from amhelpers.checks.exercise import Property
from amhelpers.exercises.lesson08 import failures
from amhelpers.exercises.lesson08.shared import NAN

__all__ = [
    "ARRAY",
    "CENTRE",
    "CHANGED",
    "EVERYWHERE",
    "FIRST",
    "IMAGES",
    "LARGEST",
    "MEAN",
    "NAN",
    "NO_NOISE",
    "ONE",
    "PROPERTIES",
    "QUIET",
    "SALIENCY",
    "SAMPLES",
    "SCALE",
    "SEED",
    "SIGNED",
    "STRENGTH",
]

ARRAY = (
    "Return one map for every image, an array of floats (batch, height, width): for each place the largest over the "
    "colours, averaged over the samples, not over the images. (np.stack makes an array of a list of maps.)"
)
QUIET = (
    "With noise=0 nothing is to be added, but something answers to the black image. `noise` is the standard deviation: "
    "random.normal(0, noise, shape), or tf.random.normal(shape, stddev=noise)."
)
SCALE = (
    "Each map is to reach 1: at the end divide the mean by its own maximum, not by that of the batch, "
    "tf.reduce_max(maps, axis=(1, 2), keepdims=True)."
)
SALIENCY = (
    "With noise=0 every sample is the image itself, and the maps must be those of exercise 8.1: the gradient of each "
    "image's own logit, its absolute value, the largest over the colours, and nothing else but the scaling."
)
CHANGED = (
    "You change the images or the model that you were given. Make a new array in every turn of the loop, noisy = "
    "images + …, and take am.models.with_logits(model) for the logits."
)
SEED = (
    "The maps are to be the same for the same seed, and others for another: make the generator inside of the function "
    "and of the seed, random = np.random.default_rng(seed), before the loop."
)
NO_NOISE = (
    "The noise makes no difference. Add random.normal(0, noise, images.shape) to the images before the gradient is "
    "taken; they are in [0, 1], and so is what noise=0.1 means."
)
EVERYWHERE = (
    "Pixels get the same number, which only makes all of them brighter or darker. Each is to have its own: "
    "random.normal(0, noise, images.shape)."
)
LARGEST = "You take the largest of the samples' maps. Asked for is their mean."
CENTRE = (
    "Noise goes up as often as down, its mean is 0, and it is added to the image: images + random.normal(0, noise, "
    "images.shape)."
)
IMAGES = (
    "You average the noisy images, and the noise is gone before the gradient is taken. Average the maps, one for each "
    "noisy image."
)
ONE = (
    "It is as if there were one sample. Draw new noise in every turn of the loop (a generator made there of the same "
    "seed begins again), add up the maps of all, and return after the loop."
)
MEAN = (
    "Average the maps as they are: noise is added to the images, not to gradients or maps, and there is no root of "
    "mean squares."
)
SAMPLES = "It is the mean of as many maps as `samples` says, each of a noisy image: range(samples)."
SIGNED = (
    "You average gradients with their signs, and where they point up and down they cancel. Here the absolute value "
    "comes first, for every sample, and then the mean. (SmoothGrad was published with either.)"
)
FIRST = (
    "You scale the map of every sample before you average them, so that faint ones count as much as strong ones. "
    "(saliency of exercise 8.1 scales.) Average first, divide at the end."
)
STRENGTH = (
    "`noise` is the standard deviation of what is added to an image from 0 to 1: random.normal(0, noise, "
    "images.shape), neither squared nor multiplied by the image, and each time to the image as it was given. (Evenly "
    "between −noise and noise, it is 0.58 of that.)"
)

PROPERTIES = (
    Property("one map (height, width) for each image", failures.no_maps, ARRAY),
    Property("finite values", failures.not_finite, NAN),
    Property("maps whose largest value is 1, or 0 for a black image", failures.not_scaled, SCALE),
    Property("no noise for noise=0", failures.not_quiet, QUIET),
    Property("for noise=0 the maps of saliency", failures.not_saliency, SALIENCY),
    Property("images and model as they were", failures.changed, CHANGED),
    Property("the same maps for the same seed", failures.unrepeatable, SEED),
    Property("maps that depend on the noise", failures.no_noise, NO_NOISE),
    Property("other maps for another seed", failures.same_for_other_seed, SEED),
    Property("other noise for each pixel", failures.one_for_all_pixels, EVERYWHERE),
    Property("a plain mean of maps", failures.not_averaged, MEAN),
    Property("the mean of the samples' maps", failures.not_the_mean, LARGEST),
    Property("noise with the mean 0", failures.not_centred, CENTRE),
    Property("maps of all noisy images", failures.of_averaged_images, IMAGES),
    Property("new noise for each sample", failures.not_drawn_again, ONE),
    Property("a mean over all samples", failures.not_with_the_samples, SAMPLES),
    Property("noise of the strength that was asked for", failures.of_other_strength, STRENGTH),
    Property("the mean of absolute values", failures.signed, SIGNED),
    Property("maps that are averaged before they are scaled", failures.scaled_first, FIRST),
)
