"""What is said of an answer is true of it: answers of students of whom something false was said, one of each kind."""

import linecache

import keras
import numpy as np
import pytest
import tensorflow as tf

import amhelpers as am
from amhelpers.checks import exercises, find
from amhelpers.checks.quoted import holding
from amhelpers.checks.relations import Pair, relation
from amhelpers.checks.verdict import judge

COURSE = {find(number).function: find(number).reference for number in ("2.2", "2.3")}


def rows(number, *texts, **names):
    """What is said of the last of some functions, each of which is written in a cell of its own."""
    space = {"np": np, "tf": tf, "keras": keras, "am": am, **COURSE, **names}
    for text in texts:
        file = f"<cell {abs(hash(text))}>"
        linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
        exec(compile(text, file, "exec"), space)
    return dict(judge(find(number), space[find(number).function]).rows)


def of_normalize(expression, **names):
    return rows("2.3", f"def normalize(gradient):\n    return {expression}\n", **names)


STEP = """def ascent_step(extractor, image, channel, step_size):
    with tf.GradientTape() as tape:
        scores = mean_activation(extractor(image), channel)
    gradient = tape.gradient({})
    image.assign_add(step_size * normalize(gradient))
    return scores
"""


def test_an_attribute_is_no_variable_of_the_notebook():
    said = of_normalize("gradient / (tf.norm(gradient, axis=(1, 2), keepdims=True) + 1e-7)", norm=np.zeros(3))
    assert "variable of the notebook" not in said["why"]
    said = of_normalize("gradient / (norm + tf.sqrt(tf.abs(gradient)))", norm=np.float32(3))
    assert "It reads `norm`, a variable of the notebook" in said["why"]


def test_the_line_of_another_function_is_said_to_be_so():
    other = "def normalize(gradient):\n    return gradient / np.root(gradient)\n"
    assert rows("2.4", other, STEP.format("scores, image"))["your line"] == (
        "in normalize, 2: return gradient / np.root(gradient)"
    )
    assert of_normalize("[one / np.root(one) for one in gradient]")["your line"].startswith("2: ")


def test_of_a_dict_the_key_is_named():
    text = "def lp_norm(images, p=6):\n    return tf.reduce_sum(tf.abs(images) ** p, axis=(1, 2, 3)) ** (1 / p)\n"
    said = rows("3.3", text)
    assert (said["expected"], said["received"]) == ("its slope: a number", "its slope: NaN")


def test_exchanged_arguments_are_said_to_be_exchanged():
    look_at = rows("2.4", STEP.format("image, scores"))["look at"]
    assert "the arguments of `tape.gradient(image, scores)` belong in another order" in look_at


def test_a_block_that_is_too_much_is_named_with_its_lines():
    text = """def feature_extractor(model, layer_name):
    for layer in model.layers:
        layer.trainable = False
    return keras.Model(model.inputs[0], model.get_layer(layer_name).output)
"""
    assert "this loop, with the lines in it, is too much" in rows("2.1", text)["look at"]


def test_an_image_that_is_moved_too_far_is_said_to_be_moved():
    text = """def jitter(images, pixels):
    return tf.roll(images, tf.random.uniform((2,), -3 * pixels, 3 * pixels + 1, dtype=tf.int32), axis=(1, 2))
"""
    said = rows("3.4", text)
    assert said["received"] == "an offset of 6 pixels" and "At most `pixels`" in said["why"]


@pytest.mark.parametrize("expression", ["gradient / np.linalg.norm(gradient)", "gradient / tf.norm(gradient)"])
def test_what_is_true_of_the_batch_is_not_said_of_every_image(expression):
    why = of_normalize(expression)["why"]
    assert "whole batch" in why and "Every image has" not in why


def test_limits_that_are_not_those_of_the_code_are_not_said_to_be_in_it():
    text = """def deprocess(image):
    contrast = np.clip((image - image.mean()) / (image.std() + 1e-7), -0.5, 1)
    return np.uint8((contrast * 0.15 + 0.5) * 255)
"""
    assert "all that comes back is from 108.0 to 165.0" in rows("2.6", text)["why"]


@pytest.mark.parametrize(
    ("number", "text", "words"),
    [
        (
            "2.3",
            "def normalize(g):\n    return g / tf.sqrt(tf.reduce_sum(g**2, axis=(1, 2, 3), keepdims=True))\n",
            "√N",
        ),
        (
            "3.3",
            "def lp_norm(x, p=6):\n    return (tf.reduce_mean(tf.abs(x)**p, (1, 2, 3)) + 1e-12)**(1 / p)\n",
            "average",
        ),
    ],
)
def test_a_mistake_is_recognised_with_a_guard_and_without(number, text, words):
    why = rows(number, text)["why"]
    assert words in why and ("Besides, some values are not finite" in why) == (number == "2.3")


@pytest.mark.parametrize("size", ["1e-7", "3e-6", "1e-3", "10**-5"])
def test_a_number_of_ones_own_stands_for_that_of_a_wrong_answer(size):
    text = f"def lp_norm(x, p=6):\n    return (tf.reduce_sum(tf.abs(x) ** p, axis=(1, 2, 3)) + {size}) ** (1 / p)\n"
    assert "What you add before the root is not small" in rows("3.3", text)["why"]
    size_of = "tf.sqrt(tf.reduce_mean(tf.square(gradient), axis=(1, 2, 3), keepdims=True))"
    assert "not small against it" in of_normalize(f"gradient / ({size_of} + 0.003)")["why"]


def test_code_that_an_answer_has_not_is_not_said_to_be_in_it():
    assert "//" not in rows("6.3", "def sparsity(a):\n    return float(np.count_nonzero(a) == 0)\n")["why"]
    assert "`//` drops" in rows("6.3", "def sparsity(a):\n    return float(np.sum(a == 0) // a.size)\n")["why"]


def right(x):
    return x.upper()


def plus(x):
    return x + x


def through_plus(x):
    return plus(x)


@pytest.mark.parametrize(
    ("hint", "answer", "left"),
    [
        ("`//` cuts: use /.", plus, None),
        ("`a + b` adds. Join them.", plus, "`a + b` adds. Join them."),
        ("`a + b` adds. Join them.", through_plus, "`a + b` adds. Join them."),
        ("It is cut. `//` does that. Use /.", plus, "It is cut. Use /."),
        ("`x.upper()` is missing.", plus, "`x.upper()` is missing."),
        ("It has not moved. `x = x + …` makes another.", plus, "It has not moved."),
        ("`a = b` makes no copy.", plus, "`a = b` makes no copy."),
        ("`x` is not used.", plus, "`x` is not used."),
        ("`and` and `+` add.", plus, "`and` and `+` add."),
        ("`//` cuts.", np.sum, "`//` cuts."),
    ],
)
def test_of_a_hint_what_names_code_holds(hint, answer, left):
    assert holding(hint, answer, [right]) == left


@pytest.mark.parametrize("axis", [1, 2])
def test_the_same_direction_twice_is_not_one_that_is_left_out_of_the_sum(axis):
    part = "tf.reduce_sum(tf.abs(images[{0}1:] - images[{0}:-1]), axis=(1, 2, 3))".format(":, " * axis)
    why = rows("3.2", f"def total_variation(images):\n    return {part} + {part}\n")["why"]
    assert "counted twice" in why and "Add both sums" not in why


def test_what_is_moved_is_not_said_to_be_as_it_was():
    assert "as it is" not in of_normalize("gradient / 3")["why"]


def test_an_entry_that_is_right_by_the_tolerance_alone_is_not_said_to_be():
    expected = np.float64([[1, 2, 3, 4], [5, 6, 7, 9]])
    for factor, is_said in ((1, True), (1.0005, False)):
        received = expected * [[factor], [3]] + [[0] * 4, [5, 0, 0, 1]]
        found = relation([Pair(expected, received, ())], 1e-3) or ""
        assert found.startswith("Only the first entry along axis 0") == is_said


def test_numpy_in_a_part_of_the_way_is_refused_where_a_step_is_compiled():
    said = of_normalize("gradient / (np.sqrt(np.mean(gradient**2, axis=(1, 2, 3), keepdims=True)) + 1e-7)")
    assert said["received"] == "the way there: it ends in an error inside of a tf.function" and "NumPy" in said["why"]


def test_layers_one_after_the_other_are_refused_where_a_net_has_a_branch():
    text = """def feature_maps(model, images, layer_names):
    found, x = {}, images
    for layer in model.layers:
        x = layer(x) if layer.name != "image" else x
        if layer.name in layer_names:
            found[layer.name] = np.asarray(x)
    return found
"""
    assert "This one has a branch" in rows("6.1", text)["why"]


def test_an_error_of_a_library_is_not_said_to_stand_in_the_answer():
    call = "keras.layers.Layer().compute_output_shape((1, 2))"
    assert "raise" not in rows("6.3", f"def sparsity(a):\n    return {call}\n").get("why", "")
    said = rows("6.3", "def sparsity(a):\n    a = a == 0\n    raise NotImplementedError()\n")
    assert "`raise NotImplementedError()` is still reached" in said["why"]


def test_the_types_of_numbers_are_named_in_full():
    why = rows("6.3", "def sparsity(a):\n    return np.max(np.asarray(a) == 0)\n")["why"]
    assert why.startswith("The numbers are of type bool. Asked for is float64.")


def test_a_few_truth_values_are_not_enough_to_recognise_a_mistake_by():
    text = "def unconverged(scores):\n    rise = scores[-1] - scores[0]\n    return ~(rise > 0.1 / rise.max())\n"
    assert "You ask whether it rose at all" not in rows("5.4", text)["why"]


@pytest.mark.parametrize("number", list(exercises()))
def test_a_wrong_answer_of_the_bank_has_the_code_that_its_hint_names(number):
    task = find(number)
    lost = [one.name for one in task.misconceptions if holding(one.hint, one.wrong, task.rights) != one.hint]
    assert not lost
