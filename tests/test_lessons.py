"""What the lessons say of nets and pictures, measured again."""

import keras
import numpy as np
import tensorflow as tf

import amhelpers as am

DIGITS = np.arange(10)


def read_by_all(images):
    """Which of ten images every judge takes for the digit at its place."""
    return (am.judges.judge_each(images).argmax(axis=2) == DIGITS).all(axis=0)


def mean_logit(images):
    logits = am.models.with_logits(am.models.mnist_cnn())
    return np.asarray(logits(tf.constant(images)))[DIGITS, DIGITS].mean()


def test_raw_gradients_of_logits_lead_ten_times_as_far_as_those_of_probabilities():
    model = am.models.mnist_cnn()
    start = np.repeat(am.images.noise(1, 28, 1, seed=0), 10, axis=0)
    raw = {"optimizer": keras.optimizers.SGD(1.0), "steps": 100, "progress": False}
    by_logit = am.ascend(am.objectives.logit(model, range(10)), start, **raw)
    by_probability = am.ascend(lambda images: tf.linalg.diag_part(model(images)), start, **raw)
    reached = [mean_logit(result.images) for result in (by_logit, by_probability)]
    assert reached[0] >= 10 * abs(reached[1])


def test_what_an_unclipped_ascent_gains_is_lost_in_the_picture():
    class Unclipped(am.images.Pixels):
        @staticmethod
        def project(pixels):
            return pixels

    start = np.repeat(am.images.noise(1, 28, 1, seed=0), 10, axis=0)
    climb = {"objective": am.objectives.logit(am.models.mnist_cnn(), range(10)), "steps": 100, "progress": False}
    free, held = am.ascend(start=Unclipped(start), **climb), am.ascend(start=start, **climb)
    shown = mean_logit(np.clip(free.images, 0, 1))
    assert free.final_scores.mean() > 10 * shown
    assert shown < held.final_scores.mean()


def test_without_a_regularizer_judges_read_the_robust_nets_digits_and_few_of_its_twins_or_of_the_plain_ones():
    nets = am.models.robust_mnist_cnn(), am.models.robust_mnist_cnn(epsilon=0), am.models.mnist_cnn()
    robust, twin, plain = (read_by_all(am.recipes.digits(net, steps=40).images).sum() for net in nets)
    assert robust >= 9
    assert twin <= 6
    assert plain <= 5


def test_with_a_little_regularization_nothing_is_left_to_doubt_about_the_robust_nets_digits():
    pictures = am.recipes.digits(am.models.robust_mnist_cnn(), steps=40, total_variation=0.01, l1=0.01).images
    assert am.judges.judge_each(pictures)[:, DIGITS, DIGITS].min() >= 0.9
    assert (am.likeness.closest_means(pictures) == DIGITS).sum() >= 9


def slopes(model):
    """Gradients of the log-odds of real pictures' classes."""
    _, (images, labels) = am.datasets.load_cifar10()
    objective, pixels = (
        am.objectives.log_odds(model, labels[:100].astype(int)),
        tf.constant(images[:100] / 255, "float32"),
    )
    with tf.GradientTape() as tape:
        tape.watch(pixels)
        score = objective(pixels)
    return np.asarray(tape.gradient(score, pixels))


def test_class_images_get_sharper_with_the_epochs_because_the_scores_get_steeper():
    share, draw = am.spectrum.high_frequency_energy, am.recipes.class_images
    young, old = am.models.cifar10_cnn(25), am.models.cifar10_cnn(100)
    steepness = [np.linalg.norm(slopes(net).reshape(100, -1), axis=1).mean() for net in (young, old)]
    ratio = steepness[1] / steepness[0]
    assert ratio > 2
    for seed in range(2):
        before, after = (share(draw(net, range(10), seed=seed)) for net in (young, old))
        assert (after > before).all()
        growth = after.mean() - before.mean()
        heavier = share(draw(old, range(10), total_variation=0.1 * ratio, seed=seed)).mean()
        lighter = share(draw(young, range(10), total_variation=0.1 / ratio, seed=seed)).mean()
        assert abs(heavier - before.mean()) < growth / 4
        assert abs(lighter - after.mean()) < growth / 4


def test_fine_detail_fills_the_gradients_of_the_plain_nets_and_hardly_those_of_the_robust_one():
    shares = [
        am.spectrum.high_frequency_energy(slopes(net)).mean()
        for net in (am.models.cifar10_cnn(25), am.models.cifar10_cnn(100), am.models.robust_cifar10_cnn())
    ]
    assert shares[1] < shares[0] + 0.02
    assert shares[2] < 0.1 < 0.6 < min(shares[:2])


def test_the_nets_for_cifar10_go_by_surroundings_and_colours():
    _, (images, labels) = am.datasets.load_cifar10()
    covered = images.copy()
    covered[:, 4:28, 4:28] = 128
    for model in (am.models.cifar10_cnn(25), am.models.robust_cifar10_cnn()):
        reads = [
            np.mean(model.predict(pictures / np.float32(255), verbose=0).argmax(axis=1) == labels)
            for pictures in (images, images[..., ::-1], covered)
        ]
        assert reads[1] < reads[0] - 0.15
        assert reads[2] > 0.2  # guessing would be 0.1


def test_the_gap_between_known_and_new_pictures_grows_with_the_epochs():
    (images_train, labels_train), (images_test, labels_test) = am.datasets.load_cifar10()
    gaps = []
    for epochs in (25, 100):
        model = am.models.cifar10_cnn(epochs)
        known, new = (
            np.mean(model.predict(images / np.float32(255), verbose=0).argmax(axis=1) == labels)
            for images, labels in ((images_train, labels_train), (images_test, labels_test))
        )
        gaps.append(known - new)
    assert gaps[1] > gaps[0] + 0.05 > 0.25


def test_filters_of_vgg16_excite_more_than_photographs_or_are_never_active():
    vgg, layer, size = am.models.vgg16(), "block3_conv3", 64
    channels = np.sort(np.random.default_rng(1).choice(256, 6, replace=False))
    photos = np.concatenate([am.datasets.photo(name, size=4 * size) for name in ("cat", "coffee")])
    crops = photos.reshape(2, 4, size, 4, size, 3).swapaxes(2, 3).reshape(-1, size, size, 3)
    means = np.asarray(am.models.feature_extractor(vgg, layer)(crops)).mean(axis=(1, 2))[:, channels]
    best, strongest = crops[means.argmax(axis=0)], means.max(axis=0)
    scores = am.recipes.filter_images(vgg, layer, channels, size).final_scores
    weak = scores < 3 * strongest
    again = am.recipes.filter_images(vgg, layer, channels[weak], size, start=best[weak], steps=(0, 60))
    scores[weak] = again.final_scores
    assert (strongest > 0).sum() >= 3
    assert (scores >= 3 * strongest).all()


def test_patterns_of_vgg16_grow_more_complex_from_the_first_block_to_the_third():
    vgg = am.models.vgg16()
    complexity = am.checks.find("5.5").reference
    first, third = (am.recipes.filter_images(vgg, layer, range(6), 48) for layer in ("block1_conv1", "block3_conv3"))
    assert complexity(third.images[third.final_scores > 0]).mean() > complexity(first.images).mean() + 0.3


def test_the_first_layer_has_maps_like_edges_and_the_last_is_sparser_than_the_first():
    cat = am.datasets.photo("cat", size=150)
    maps = am.activations.feature_maps(
        am.models.cats_and_dogs_cnn(), cat, ["conv1", "pool1", "conv3", "conv4", "pool4"]
    )
    right = np.gradient(cat[0].mean(axis=2), axis=1)[1:-1, 1:-1]  # the convolution loses a pixel at each side
    flat = maps["conv1"].reshape(-1, 32)
    flat = flat[:, flat.std(axis=0) > 0]
    alike = [np.corrcoef(one, np.maximum(sign * right, 0).ravel())[0, 1] for one in flat.T for sign in (1, -1)]
    assert max(alike) > 0.5
    share = {name: am.activations.sparsity(found) for name, found in maps.items()}
    assert share["conv4"] > share["conv1"]
    assert share["pool4"] < share["conv4"]  # not at each step


def test_the_sigmoid_neuron_goes_all_the_way_down_and_up_and_another_net_sees_neither_cat_nor_dog():
    pair = am.checks.find("7.2").reference(am.models.cats_and_dogs_cnn())
    stored = np.round(pair * 255).astype("float32") / 255
    cat, dog = am.models.cats_and_dogs_cnn().predict(stored, verbose=0)[:, 0]
    assert cat < 0.05
    assert dog > 0.95
    said = am.models.squeezenet().predict(stored, verbose=0)
    assert said[0, 281:286].sum() < 0.1
    assert said[1, 151:269].sum() < 0.1


CAT_AND_COFFEE = [285, 967]


def test_four_fifths_of_grad_cams_heat_move_with_the_class():
    both = np.concatenate([am.datasets.photo("cat"), am.datasets.photo("coffee")], axis=2)
    heat = am.attribution.grad_cam(am.models.squeezenet(), np.concatenate([both, both]), CAT_AND_COFFEE)
    middle = heat.shape[2] // 2
    left, right = heat[0, :, :middle].sum() / heat[0].sum(), heat[1, :, middle:].sum() / heat[1].sum()
    assert left >= 0.8
    assert right >= 0.8


def test_grad_cam_notices_that_the_last_layer_is_random_and_smooth_grad_does_not():
    model, cat = am.models.squeezenet(), am.datasets.photo("cat")
    unaware = []
    for seed in range(3):
        keras.utils.set_random_seed(seed)
        unaware.append(keras.models.clone_model(model))
        for layer in unaware[-1].layers:
            if layer.name != "conv10":
                layer.set_weights(model.get_layer(layer.name).get_weights())

    def alike(method):
        maps = [method(net, cat, 285).ravel().argsort().argsort() for net in (model, *unaware)]
        return np.corrcoef(maps)[0, 1:]

    assert np.abs(alike(am.attribution.grad_cam)).max() < 0.4
    assert alike(am.attribution.smooth_grad).min() > 0.5


def test_a_photo_is_rebuilt_from_its_feature_maps():
    model, cat = am.models.squeezenet(), am.datasets.photo("cat", size=160)
    for layer in ("fire3", "fire6", "fire9"):
        extractor = am.models.feature_extractor(model, layer)
        wanted = extractor(cat)

        def likeness(images, extractor=extractor, wanted=wanted):
            return -tf.reduce_mean(tf.square(extractor(images) - wanted), axis=(1, 2, 3))

        gray = am.images.Fourier(am.images.noise(1, 160, 3, low=0.45, high=0.55))
        rate = keras.optimizers.schedules.CosineDecay(0.05, 150, alpha=0.1)
        found = am.ascend(likeness, gray, steps=150, optimizer=keras.optimizers.Adam(rate), progress=False)
        assert found.final_scores[0] / found.scores[0, 0] < 0.2


def test_what_one_net_reads_with_certainty_the_judges_mostly_do_not():
    net, (_, (digits, labels)) = am.models.mnist_cnn(), am.datasets.load_mnist()
    real = am.datasets.preprocess(digits[[np.flatnonzero(labels == digit)[0] for digit in range(10)]])
    true, wanted = np.divmod(np.arange(100), 10)
    climb = {"steps": 60, "step_size": 0.006, "record_every": 1, "progress": False}
    path = am.ascend(am.objectives.log_odds(net, wanted), real[true], **climb).frames
    path = np.round(path * 255) / np.float32(255)
    sure = np.stack([np.asarray(net(frame))[range(100), wanted] for frame in path]) > 0.99
    said = am.judges.judge_each(path[sure.argmax(axis=0), range(100)]).argmax(axis=2)
    wrong = (true != wanted) & sure.any(axis=0)
    assert wrong.sum() == 90
    assert ((said != wanted).all(axis=0) & wrong).sum() >= 60
    assert ((said == true).all(axis=0) & wrong).sum() >= 30


def test_photos_have_less_fine_detail_than_anything_on_the_way_of_an_ascent():
    def grain(images):
        fine = images - tf.nn.avg_pool2d(images, 3, strides=1, padding="SAME")
        whole = images - tf.reduce_mean(images, axis=(1, 2), keepdims=True)
        return (tf.reduce_sum(fine**2, axis=(1, 2, 3)) / (tf.reduce_sum(whole**2, axis=(1, 2, 3)) + 1e-6)).numpy()

    _, (photos, _) = am.datasets.load_cifar10()
    drawn = am.recipes.class_images(am.models.cifar10_cnn(), range(10), total_variation=0.02)
    assert grain(photos / np.float32(255)).max() < 0.36 < grain(drawn).min()  # the liar of lesson 09
