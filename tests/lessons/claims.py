"""What the lessons say of nets and pictures, tried on the values that a run of their solutions leaves.

A claim is a function, whose arguments are names of the notebook; `printed` is what the cell has printed. It is tried
behind the first cell that holds `cell`, or behind the last one.
"""

import re

import numpy as np
import tensorflow as tf

import amhelpers as am
from amhelpers.exercises.lesson04.high_frequency_energy import high_frequency_energy

CLAIMS = []
DIGITS = np.arange(10)


def about(lesson, cell=""):
    """Enter a claim about a lesson, "01_digits"."""

    def enter(claim):
        claim.lesson, claim.cell = lesson, cell
        CLAIMS.append(claim)
        return claim

    return enter


@about("03_class_images", cell="reached = ")
def raw_gradients_of_logits_lead_ten_times_as_far_as_those_of_probabilities(reached):
    by_probability, by_logit = reached
    assert by_logit >= 10 * abs(by_probability)


@about("03_class_images", cell="free, held = ")
def what_an_unclipped_ascent_gains_is_lost_in_the_picture(free, held, logit):
    shown = np.mean(logit(tf.constant(np.clip(free.images, 0, 1))))
    assert free.final_scores.mean() > 10 * shown
    assert shown < held.final_scores.mean()


@about("03_class_images", cell="am.recipes.digits(net, steps=40)")
def without_a_regularizer_judges_read_the_robust_nets_digits_and_few_of_its_twins_or_of_the_plain_ones(printed):
    said = re.findall(r"^(.+?) +read by all judges +(\d+)%", printed, re.MULTILINE)
    share = {name: int(percent) for name, percent in said}
    assert share["robust net"] >= 90
    assert share["twin"] <= 60
    assert share["plain net"] <= 50


@about("03_class_images", cell="am.recipes.digits(nets[name]")
def with_a_little_regularization_nothing_is_left_to_doubt_about_the_robust_nets_digits(name, result):
    assert name == "robust net"
    assert am.judges.judge_each(result.images)[:, DIGITS, DIGITS].min() >= 0.9
    assert (am.likeness.closest_means(result.images) == DIGITS).sum() >= 9


@about("04_cifar10", cell="gap {known - new")
def the_gap_between_known_and_new_pictures_grows_with_the_epochs(printed):
    young, old = (float(share) / 100 for share in re.findall(r"gap ([\d.]+)%", printed))
    assert old > young + 0.05 > 0.25


@about("04_cifar10", cell="shares = {}")
def class_images_get_sharper_with_the_epochs(shares):
    assert shares["25 epochs"].shape == (3, 10)  # starts, classes
    assert (shares["100 epochs"] > shares["25 epochs"]).all()


@about("04_cifar10", cell="fair = {")
def they_do_because_the_scores_get_steeper(fair, ratio, shares):
    assert ratio > 2
    share, draw = high_frequency_energy, am.recipes.class_images
    for seed in range(2):
        before, after = (shares[name][seed].mean() for name in ("25 epochs", "100 epochs"))
        heavier, lighter = (
            share(draw(net, range(10), total_variation=weight, seed=seed)).mean() for net, weight in fair.values()
        )
        assert abs(heavier - before) < (after - before) / 4
        assert abs(lighter - after) < (after - before) / 4


@about("04_cifar10", cell="steepness = {}")
def fine_detail_fills_the_gradients_of_the_plain_nets_and_hardly_those_of_the_robust_one(
    gradients, young, old, robust, x_test, labels_test
):
    shares = [
        high_frequency_energy(gradients(net, x_test[:100], labels_test[:100])).mean() for net in (young, old, robust)
    ]
    assert shares[1] < shares[0] + 0.02
    assert shares[2] < 0.1 < 0.6 < min(shares[:2])


@about("04_cifar10", cell="def covered(")
def the_nets_for_cifar10_go_by_surroundings_and_colours(covered, accuracy, young, robust, x_test, labels_test):
    for net in (young, robust):
        whole, exchanged, frame = (
            accuracy(net, images, labels_test) for images in (x_test, x_test[..., ::-1], covered(x_test, 4))
        )
        assert exchanged < whole - 0.15
        assert frame > 0.2  # guessing would be 0.1


@about("05_vgg16", cell="weak = (result.final_scores")
def filters_of_vgg16_excite_more_than_photographs_or_are_never_active(found, best, sizes):
    for layer in sizes:
        _, strongest = best[layer]
        assert (strongest > 0).sum() >= 3
        assert (found[layer].final_scores >= 3 * strongest).all()


@about("05_vgg16", cell="bytes_ = {")
def patterns_of_vgg16_grow_more_complex_from_the_first_block_to_the_third(bytes_):
    assert bytes_["block3_conv3"].mean() > bytes_["block1_conv1"].mean() + 0.3


@about("06_feature_maps", cell="like_the_cat(np.asarray(coffee")
def the_first_layer_has_maps_like_edges(maps, cat):
    right = np.gradient(cat[0].mean(axis=2), axis=1)[1:-1, 1:-1]  # the convolution loses a pixel at each side
    flat = maps["conv1"].reshape(-1, 32)
    flat = flat[:, flat.std(axis=0) > 0]
    alike = [np.corrcoef(one, np.maximum(sign * right, 0).ravel())[0, 1] for one in flat.T for sign in (1, -1)]
    assert max(alike) > 0.5


@about("06_feature_maps", cell="zeros = {")
def the_last_layer_is_sparser_than_the_first_and_not_at_each_step(zeros):
    assert zeros["conv4"] > zeros["conv1"]
    assert zeros["pool4"] < zeros["conv4"]


@about("07_cats_and_dogs", cell="p_cat, p_dog = ")
def the_sigmoid_neuron_goes_all_the_way_down_and_up_and_another_net_sees_neither_cat_nor_dog(pair, p_cat, p_dog):
    assert p_cat < 0.05
    assert p_dog > 0.95
    said = am.models.squeezenet().predict(pair, verbose=0)
    assert said[0, 281:286].sum() < 0.1
    assert said[1, 151:269].sum() < 0.1


@about("08_where_does_it_look", cell="maps = {method.__name__")
def four_fifths_of_grad_cams_heat_move_with_the_class(maps, in_its_half):
    assert min(in_its_half(maps["grad_cam"])) >= 0.8


@about("08_where_does_it_look", cell="tested = {")
def grad_cam_notices_that_the_last_layer_is_random_and_smooth_grad_does_not(tested, alike):
    def likeness(method):
        (trained,), drawn = tested[method]["trained"], tested[method]["last random"]
        return np.array([alike(trained, heat) for heat in drawn])

    assert np.abs(likeness("Grad-CAM")).max() < 0.4
    assert likeness("SmoothGrad").min() > 0.5


@about("09_beyond", cell="rebuilt = {")
def a_photo_is_rebuilt_from_its_feature_maps(rebuilt):
    assert len(rebuilt) == 3
    assert all(found.final_scores[0] / found.scores[0, 0] < 0.2 for found in rebuilt.values())


@about("09_beyond", cell="alone = ")
def what_one_net_reads_with_certainty_the_judges_mostly_do_not(wrong, said, wanted, alone):
    assert wrong.sum() == 90
    assert ((said != wanted).all(axis=0) & wrong).sum() >= 60
    assert len(alone) >= 30


@about("09_beyond", cell="same = ")
def photos_have_less_fine_detail_than_anything_on_the_way_of_an_ascent(grain, photos, honest):
    drawn = am.recipes.class_images(honest, range(10), total_variation=0.02)
    assert np.max(grain(photos)) < 0.36 < np.min(grain(drawn))


@about("10_a_net_of_your_own", cell="found = np.concatenate([am.ascend(near(goal)")
def a_value_is_reached_with_little_ink(said, goals, found, turned_sevens):
    assert np.abs(said - goals).max() < 10
    assert found.mean() < turned_sevens.mean() / 2


@about("10_a_net_of_your_own", cell="moved = am.ascend(")
def the_answer_goes_to_sixty_degrees_and_the_seven_stays(after, upright, moved):
    assert np.abs(after - 60).max() < 15
    alike = [np.corrcoef(one.ravel(), two.ravel())[0, 1] for one, two in zip(upright, moved.images, strict=True)]
    assert min(alike) > 0.7


@about("10_a_net_of_your_own", cell="found = np.concatenate([am.ascend(exactly(wish)")
def the_net_finds_exactly_what_was_wished(said, wishes):
    assert [tuple(np.flatnonzero(one)) for one in said] == wishes


@about("10_a_net_of_your_own", cell="prove(case, plant)")
def the_mark_in_its_corner_decides(case, plant, crossed):
    images, _, planted = crossed(case.images, case.labels, plant)
    read = np.asarray(case.model(images)).argmax(axis=1)
    assert (read[planted] == 0).mean() > 0.95 and (read[~planted] == 0).mean() < 0.05


@about("10_a_net_of_your_own", cell="prove(case, in_the_middle)")
def the_same_mark_elsewhere_moves_few(case, in_the_middle):
    before, after = (
        np.asarray(case.model(one)).argmax(axis=1) for one in (case.images, in_the_middle(case.images.copy()))
    )
    assert (before != after).mean() < 0.1


@about("10_a_net_of_your_own", cell="cured = ")
def the_cure_gives_the_digits_back(printed):
    shares = [int(share) for share in re.findall(r"(\d+)%", printed)]
    assert len(shares) == 2 and min(shares) > 85
