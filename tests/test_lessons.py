"""What the lessons say of nets and pictures, measured again."""

import numpy as np
import pytest
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
    import keras

    model = am.models.mnist_cnn()
    start = np.repeat(am.images.noise(1, 28, 1, seed=0), 10, axis=0)
    raw = {"optimizer": keras.optimizers.SGD(1.0), "steps": 100, "progress": False}
    by_logit = am.ascend(am.objectives.logit(model, range(10)), start, **raw)
    by_probability = am.ascend(lambda images: tf.linalg.diag_part(model(images)), start, **raw)
    assert mean_logit(by_logit.images) >= 10 * max(mean_logit(by_probability.images), 1)


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


@pytest.mark.parametrize("seed", range(3))
def test_without_a_regularizer_every_judge_reads_the_robust_nets_digits_and_few_of_the_plain_ones(seed):
    robust, plain = (
        am.recipes.digits(net, steps=40, seed=seed).images
        for net in (am.models.robust_mnist_cnn(), am.models.mnist_cnn())
    )
    assert read_by_all(robust).sum() >= 9
    assert read_by_all(plain).sum() <= 5


def test_with_a_little_regularization_nothing_is_left_to_doubt_about_the_robust_nets_digits():
    pictures = am.recipes.digits(am.models.robust_mnist_cnn(), steps=40, total_variation=0.01, l1=0.01).images
    assert am.judges.judge_each(pictures)[:, DIGITS, DIGITS].min() >= 0.9
    assert (am.likeness.closest_means(pictures) == DIGITS).sum() >= 9


def class_images(model, factor=1.0):
    """The class images of lesson 04: log-odds times a factor, against the same penalty."""
    gray = am.images.noise(10, 32, 3, seed=0, low=0.45, high=0.55)
    settings = {"steps": 100, "step_size": (0.05, 0.005), "progress": False}
    penalty = [(0.1, am.regularizers.total_variation)]
    objective = factor * am.objectives.log_odds(model, range(10))
    return am.ascend(objective, gray, regularizers=penalty, transforms=[am.transforms.jitter(2)], **settings).images


def test_class_images_get_sharper_with_the_epochs_and_not_where_the_scores_are_made_as_steep():
    young, old = am.models.cifar10_cnn(25), am.models.cifar10_cnn(100)
    share = am.spectrum.high_frequency_energy
    before, after, fair = class_images(young), class_images(old), class_images(old, factor=0.35)
    assert (share(after) > share(before)).all()
    assert share(after).mean() > 2 * share(before).mean()
    assert abs(share(fair).mean() - share(before).mean()) < 0.1


def test_the_nets_for_cifar10_go_by_surroundings_and_colours():
    _, (images, labels) = am.datasets.load_cifar10()
    covered = images.copy()
    covered[:, 6:26, 6:26] = 128
    for model in (am.models.cifar10_cnn(25), am.models.robust_cifar10_cnn()):
        reads = [
            np.mean(model.predict(pictures / np.float32(255), verbose=0).argmax(axis=1) == labels)
            for pictures in (images, images[..., ::-1], covered)
        ]
        assert reads[1] < reads[0] - 0.15
        assert reads[2] > 0.3  # guessing would be 0.1


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
