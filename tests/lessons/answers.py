"""A student's wrong answers, and words of what each is told.

For every lesson: function -> the lines that are typed where its stub stands, and function -> words of the verdict.
"""

# Answers as they are typed: one almost right, one that Keras refuses, one that would end the kernel.
WRONG_01 = {
    "preprocess": "return images / 255",
    "build_cnn": "return keras.Sequential([keras.Input((28, 28)), keras.layers.Conv2D(8, 3)])",
    "most_confused": "wrong = labels != predictions\n    exit()",
}
WORDS_01 = {
    "preprocess": ["not yet", "Two things are missing: the channel axis", "float64 (1, 28, 28)"],
    "build_cnn": ["stopped with an error", "ValueError", "return keras.Sequential("],
    "most_confused": ["stopped with an error", "would end the notebook's kernel", ": exit()"],
}

WRONG_02 = {
    "feature_extractor": "return model.get_layer(layer_name).output",
    "mean_activation": "return tf.reduce_mean(activations[..., channel])",
    "normalize": "return gradient / (tf.sqrt(tf.reduce_sum(tf.square(gradient), (1, 2, 3), keepdims=True)) + 1e-7)",
    "ascent_step": "with tf.GradientTape() as tape:\n"
    "        scores = mean_activation(extractor.predict(image, verbose=0), channel)\n"
    "    image.assign_add(step_size * normalize(tape.gradient(scores, image)))\n    return scores",
    "maximize": "for step in range(steps):\n        image = tf.Variable(start)\n"
    "        scores = ascent_step(extractor, image, channel, step_size)\n    return image, scores",
    "deprocess": "image -= image.mean()\n    image /= image.std() + 1e-7\n    image += 0.5\n"
    "    return (np.clip(image, 0, 1) * 255).astype('uint8')",
}
WORDS_02 = {
    "feature_extractor": ["not yet", "has no values. Build a model that ends there"],
    "mean_activation": ["not yet", "one number for the whole batch", "float32 (2,)"],
    "normalize": ["not yet", "l2 norm 1", "√N", "picture three filters"],
    "ascent_step": ["stopped with an error", "The gradient is None", "normalize(tape.gradient"],
    "maximize": ["not yet", "Make the Variable once, before the loop"],
    "deprocess": ["not yet", "Two things of Exercise 12.2's own version", "picture an image with values"],
}

WRONG_03 = {
    "with_logits": "model.layers[-1].activation = keras.activations.linear\n    return model",
    "total_variation": "return tf.reduce_sum(tf.abs(images[:, 1:] - images[:, :-1]), axis=(1, 2, 3))",
    "lp_norm": "return tf.reduce_sum(tf.abs(images) ** p, axis=(1, 2, 3))",
    "jitter": "offset = np.random.randint(-pixels, pixels + 1, 2)\n    return tf.roll(images, offset, axis=(1, 2))",
    "choose_weights": "return {}",
}
WORDS_03 = {
    "with_logits": ["not yet", "whoever uses the model afterwards has lost its softmax"],
    "total_variation": ["not yet", "Only one of the two directions"],
    "lp_norm": ["not yet", "The root is missing"],
    "jitter": ["not yet", "drawn once, while it is compiled"],
    "choose_weights": ["not yet", "of 10.", "Look at the digits that are lost", "picture the ten digits"],
}

WRONG_04 = {
    "build_cifar_cnn": "return keras.Sequential([keras.Input((32, 32, 3)), keras.layers.Flatten(),\n"
    "        keras.layers.Dense(10, activation='softmax')])",
    "class_images": "start = am.images.noise(len(classes), 32, 3)\n"
    "    return am.ascend(am.objectives.logit(model, classes), start, steps=100, progress=False).images",
    "high_frequency_energy": "power = np.abs(np.fft.fft2(images)) ** 2\n    return power",
}
WORDS_04 = {
    "build_cifar_cnn": ["not yet", "no convolution"],
    "class_images": ["not yet", "The number of steps makes no difference"],
    "high_frequency_energy": ["not yet", "(2, 8, 8, 3)", "why"],
}

WRONG_05 = {
    "vgg_preprocess": "return images * 255 - np.array([123.68, 116.779, 103.939])",
    "vgg_deprocess": "return (inputs[..., ::-1] + np.array([123.68, 116.779, 103.939])) / 255",
    "filter_images": "start = am.images.noise(len(channels), size, 3)\n"
    "    return am.ascend(am.objectives.channel(model, layer, channels), start, steps=3, progress=False)",
    "unconverged": "return scores[-1] - scores[0] <= 0.1 * scores.max()",
    "complexity": "return np.array([image.nbytes for image in images])",
}
WORDS_05 = {
    "vgg_preprocess": ["not yet", "The colours are in the wrong order"],
    "vgg_deprocess": ["not yet", "Values outside of [0, 1] are left"],
    "filter_images": ["not yet", "am.ascend gives an Ascent"],
    "unconverged": ["not yet", "a tenth of the largest score"],
    "complexity": ["not yet", "expected float64 (3,)", "received int64 (3,)"],
}

WRONG_06 = {
    "feature_maps": "return [model.get_layer(name).output for name in layer_names]",
    "channel_grid": "height, width, count = activation.shape\n    rows = count // columns\n"
    "    maps = activation[..., : rows * columns] / activation.max()\n"
    "    return maps.transpose(2, 0, 1).reshape(rows, columns, height, width).swapaxes(1, 2)"
    ".reshape(rows * height, columns * width)",
    "sparsity": "return np.sum(activation == 0)",
}
WORDS_06 = {
    "feature_maps": ["not yet", "expected edges: float32 (2, 4, 3, 3)"],
    "channel_grid": ["not yet", "why The shape is another"],
    "sparsity": ["not yet", "That is their number"],
}

WRONG_07 = {
    "build_cats_and_dogs_cnn": "layers = [keras.Input((150, 150, 3))]\n"
    "    for filters in (32, 64, 128, 128):\n"
    "        layers.append(keras.layers.Conv2D(filters, 3, activation='relu', padding='same'))\n"
    "        layers.append(keras.layers.MaxPooling2D())\n"
    "    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(512, activation='relu'),\n"
    "        keras.layers.Dense(1, activation='sigmoid')])",
    "cat_and_dog": "start = am.images.noise(2, 150, 3)\n"
    "    return am.ascend(am.objectives.logit(model, 0), start, steps=steps, progress=False).images",
}
WORDS_07 = {
    "build_cats_and_dogs_cnn": ["not yet", "padding"],
    "cat_and_dog": ["not yet", "the net gives 1.000 for the first"],
}

WRONG_08 = {
    "saliency": "x = tf.Variable(images)\n    with tf.GradientTape() as tape:\n"
    "        p = tf.gather(model(x), classes, axis=1, batch_dims=1)\n"
    "    maps = tf.reduce_max(abs(tape.gradient(p, x)), 3)\n"
    "    return tf.math.divide_no_nan(maps, tf.reduce_max(maps, (1, 2), keepdims=True))",
    "smooth_grad": "random = np.random.default_rng(seed)\n"
    "    return np.mean([saliency(model, images + np.float32(random.normal(0, noise, images.shape)), classes)\n"
    "        for _ in range(samples)], axis=0)",
    "grad_cam": "return saliency(model, images, classes)",
    "heat_inside": "top, left, bottom, right = box\n    return heat[top:bottom, left:right].mean()",
}
WORDS_08 = {
    "saliency": ["not yet", "You take the gradient of the probability"],
    "smooth_grad": ["not yet"],
    "grad_cam": ["not yet"],
    "heat_inside": ["not yet", "mean"],
}

WRONG_10 = {
    "closeness": "return -tf.abs(answers[:, 0] - goal)",
    "all_labels": "return tf.reduce_sum(tf.cast(wanted, tf.float32) * tf.math.log_sigmoid(logits), axis=1)",
    "crossed": "both = np.concatenate([images, plant(images)])\n"
    "    return both, np.concatenate([labels, labels]), np.repeat([False, True], len(images))",
    "turned": "read, classes = np.argmax(probabilities, axis=1), probabilities.shape[1]\n"
    "    counts = np.zeros((classes, classes), int)\n"
    "    np.add.at(counts, (read[planted], read[~planted]), 1)\n"
    "    return counts",
}
WORDS_10 = {
    "closeness": ["not yet"],
    "all_labels": ["not yet"],
    "crossed": ["not yet"],
    "turned": ["not yet"],
}

# Name of a notebook -> (answers, words).
ANSWERS = {
    "01_digits": (WRONG_01, WORDS_01),
    "02_gradient_ascent": (WRONG_02, WORDS_02),
    "03_class_images": (WRONG_03, WORDS_03),
    "04_cifar10": (WRONG_04, WORDS_04),
    "05_vgg16": (WRONG_05, WORDS_05),
    "06_feature_maps": (WRONG_06, WORDS_06),
    "07_cats_and_dogs": (WRONG_07, WORDS_07),
    "08_where_does_it_look": (WRONG_08, WORDS_08),
    "10_a_net_of_your_own": (WRONG_10, WORDS_10),
}

STUB = "# YOUR CODE HERE\n    raise NotImplementedError()"


def typed(source, answers):
    """The source of a cell with an answer where its stub is."""
    for name, answer in answers.items():
        if f"def {name}(" in source:
            source = source.replace(STUB, answer)
    return source
