"""Regions: what is said of wrong ways of Grad-CAM."""

__all__ = [
    "ABSOLUTE",
    "ABSOLUTE_WEIGHTS",
    "APART",
    "BATCH_WEIGHTS",
    "BY_IMAGES",
    "CHANNELS",
    "CONVOLUTION",
    "ELEMENTWISE",
    "FIRST_LAYER",
    "GRADIENT",
    "IMAGE",
    "KEEPDIMS",
    "LARGEST",
    "LAYER",
    "MAXIMUM",
    "NAMED",
    "NAMES",
    "NONE",
    "NO_MAPS",
    "NO_RELU",
    "NO_WEIGHTS",
    "ORDER",
    "OUTPUT_SHAPE",
    "PREDICT",
    "RELU_EARLY",
    "RELU_LATE",
    "SIZE",
]

NO_RELU = (
    "ReLU is missing: where the weighted sum is negative, the maps speak against the class. tf.nn.relu sets it to 0."
)
ABSOLUTE = "You take the absolute value. What speaks against the class is to be left out: tf.nn.relu."
RELU_LATE = (
    "You divide before ReLU. Where a whole map is negative its maximum is negative too, and dividing turns the sign: "
    "tf.nn.relu first."
)
RELU_EARLY = (
    "You leave out what is negative in the gradients or in the weights. A map that speaks against the class has a "
    "negative weight, and lowers the sum: ReLU comes last, on the weighted sum."
)
ABSOLUTE_WEIGHTS = (
    "You take absolute weights. A map that speaks against the class has a negative one, and lowers the sum."
)
NO_WEIGHTS = (
    "You add up the maps as they are, which is the same for every class. Each has a weight, the mean of its gradient."
)
ELEMENTWISE = (
    "You multiply maps and gradient place by place. In Grad-CAM each map has one weight, the mean of its gradient over "
    "height and width: tf.reduce_mean(gradient, axis=(1, 2), keepdims=True)."
)
MAXIMUM = "You take the largest gradient of each map. Its weight is the mean over height and width."
BATCH_WEIGHTS = (
    "You average the gradient over the batch too, as code for a single image does with axis=(0, 1, 2), and all images "
    "share their weights. Each has its own: axis=(1, 2)."
)
CHANNELS = "You average over the channels. A map's weight is its gradient's mean over height and width: axis=(1, 2)."
GRADIENT = "That is the gradient, without the maps. It only gives the weights of the maps, which are then added up."
LARGEST = "You take the largest of the weighted maps. Add them up: tf.reduce_sum(weights * maps, axis=3)."
SIZE = "You enlarge the maps to the size of the image. Leave them at the layer's resolution."
CONVOLUTION = (
    "You take the last convolution. Asked for is the last layer with feature maps, and that may be the pooling after "
    "it: the last one whose output has four axes, len(layer.output.shape) == 4."
)
FIRST_LAYER = "You take the first layer with feature maps. What the net makes of the image is in the last one."
LAYER = "`layer` makes no difference: where it is given, that layer's maps are asked for."
NONE = "With layer=None there is no name to look for. Take the last layer whose len(layer.output.shape) is 4."
OUTPUT_SHAPE = "A layer has no output_shape any more. Today: layer.output.shape."
NAMES = (
    "The list is empty: no layer of this net has what you look for. Layers may have any names; those with feature maps "
    "have len(layer.output.shape) == 4."
)
NAMED = "Other nets have layers of other names. With layer=None take the last whose len(layer.output.shape) is 4."
IMAGE = "That is saliency, the gradient by the image. Grad-CAM takes the gradient by the feature maps of a layer."
APART = (
    "The gradient is None: the scores do not depend on these maps. Maps and logits must come from one call of one "
    "model with two outputs, keras.Model(logits.inputs[0], [logits.get_layer(layer).output, logits.outputs[0]])."
)
BY_IMAGES = (
    "You take the gradient by the images. Grad-CAM takes it by the maps, tape.gradient(scores, maps), and maps and "
    "logits must come from one call of one model with two outputs."
)
ORDER = (
    "The other way round, the tape finds None. The order is tape.gradient(scores, maps): of the scores, by the maps."
)
PREDICT = "What predict gives, and NumPy, the tape does not see. Call the model itself: maps, logits = both(images)."
NO_MAPS = "The layer you took gives no maps: take the last whose output has four axes, len(layer.output.shape) == 4."
KEEPDIMS = "The weights have the shape (batch, channels), which does not fit the maps. keepdims=True keeps four axes."
