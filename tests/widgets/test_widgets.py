"""Sliders: what they draw, without a browser (that is in tests/browser) and through a live kernel."""

import base64
import datetime
import io

import ipywidgets
import keras
import nbformat
import numpy as np
import pytest
from matplotlib.figure import Figure
from nbclient import NotebookClient
from PIL import Image

import amhelpers as am
from amhelpers.widgets.explorer import Explorer


@pytest.fixture(scope="module")
def model():
    keras.utils.set_random_seed(2)
    layers = [keras.Input((8, 8, 1)), keras.layers.Conv2D(3, 3, activation="relu", name="maps"), keras.layers.Flatten()]
    return keras.Sequential(layers, name="tiny")


def png(data):
    return base64.b64decode(data)[:4] == b"\x89PNG"


def test_every_value_of_a_slider_has_its_picture_and_its_words(model):
    explorer = am.widgets.explore_ascent(model, "maps", steps=4)
    start = am.images.noise(1, 8, 1, seed=0)
    result = am.ascend(am.objectives.channel(model, "maps", 2), start, steps=4, progress=False)
    explorer.controls["channel"].value = 2
    for step in range(5):
        explorer.controls["step"].value = step
        words = f"Filter 2 of maps: step {step} of 4, mean activation {result.scores[step, 0]:.3g}."
        assert explorer.text == words
        assert f'alt="{words}"' in explorer.picture.value


def test_where_no_kernel_runs_there_is_a_picture_and_a_sentence(model):
    shown, metadata = am.widgets.explore_ascent(model, "maps", steps=2)._repr_mimebundle_()
    assert metadata["image/png"]["alt"].startswith("Filter 0 of maps")
    assert png(shown["image/png"])
    assert shown["text/plain"].startswith("Filter 0 of maps: step 2 of 2")


def test_a_filter_that_never_wakes_is_named(model):
    dead = keras.models.clone_model(model)
    dead.get_layer("maps").bias.assign(3 * [-1000.0])
    assert "which is never active" in am.widgets.explore_ascent(dead, "maps", steps=2).text


def test_an_interrupted_ascent_is_not_kept(model, monkeypatch):
    explorer = am.widgets.explore_ascent(model, "maps", steps=3)
    whole = am.widgets.ascents.ascend

    def interrupted(objective, start, *, steps, **settings):
        return whole(objective, start, steps=1, **settings)

    monkeypatch.setattr(am.widgets.ascents, "ascend", interrupted)
    with pytest.raises(KeyboardInterrupt):
        explorer.controls["channel"].value = 1
    monkeypatch.undo()
    explorer.controls["step"].value = 2
    assert explorer.text.startswith("Filter 1 of maps: step 2 of 3")


def test_a_layer_without_feature_maps_is_refused(model):
    with pytest.raises(ValueError, match="Its layers with feature maps: maps"):
        am.widgets.explore_ascent(model, "nowhere")
    with pytest.raises(ValueError, match="has no feature maps"):
        am.widgets.explore_ascent(model, model.layers[-1].name)


def test_every_weight_of_a_class_image_has_its_slider(model):
    images = keras.Input((8, 8, 1))
    net = keras.Model(images, keras.layers.Dense(3, activation="softmax")(model(images)))
    explorer = am.widgets.explore_ascent(net, steps=5)
    settings = {"target": 2, "steps": 4, "total_variation": 0.1, "l1": 0.02, "jitter": 1, "rotate": 10, "noise": 0.1}
    assert explorer.controls.keys() == settings.keys()
    for name, value in settings.items():
        explorer.controls[name].value = value
    result = am.ascend(
        am.objectives.log_odds(net, 2),
        am.images.noise(1, 8, 1, high=0.2),
        steps=4,
        step_size=(0.06, 0.003),
        regularizers=[(0.1, am.regularizers.total_variation), (0.02, am.regularizers.l1)],
        transforms=[am.transforms.jitter(1), am.transforms.rotate(10), am.transforms.add_noise(0.1)],
        progress=False,
    )
    assert explorer.text == f"Class 2 after 4 steps: log-odds {result.final_scores[0]:.1f} of this picture."


def test_classes_may_have_names_and_images_colours():
    layers = [keras.Input((8, 8, 3)), keras.layers.Flatten(), keras.layers.Dense(2, activation="softmax")]
    net = keras.Sequential(layers)
    explorer = am.widgets.explore_ascent(net, names=["cat", "dog"], steps=2)
    explorer.controls["target"].label = "cat"
    assert explorer.text.startswith("Class cat after 2 steps")
    with pytest.raises(ValueError, match="2 classes: expected as many names, received 3"):
        am.widgets.explore_ascent(net, names=["cat", "dog", "cow"])


def test_it_works_in_a_live_kernel():
    code = (
        "import amhelpers as am\n"
        'explorer = am.widgets.explore_ascent(am.models.mnist_cnn(), "conv1", steps=3)\n'
        'explorer.controls["channel"].value = 5\n'
        "print(explorer.text)\n"
        "classes = am.widgets.explore_ascent(am.models.mnist_cnn(), steps=3)\n"
        'classes.controls["target"].value, classes.controls["jitter"].value = 7, 1\n'
        "print(classes.text)\n"
        "explorer"
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code)])
    NotebookClient(notebook, timeout=3600, kernel_name="python3").execute()
    *printed, shown = notebook.cells[0].outputs
    filters, classes = "".join(output.text for output in printed).splitlines()
    assert filters.startswith("Filter 5 of conv1: step 3 of 3")
    assert classes.startswith("Class 7 after 3 steps: log-odds")
    assert "application/vnd.jupyter.widget-view+json" in shown.data
    assert png(shown.data["image/png"])


def test_a_film_has_every_frame(model):
    start = am.images.noise(3, 8, 1)
    result = am.ascend(am.objectives.channel(model, "maps", range(3)), start, steps=4, record_every=2, progress=False)
    film = frames(am.plotting.animate(result, columns=2))
    assert len(film) == 3
    sheet = np.zeros((16, 16))
    sheet[:8, :8], sheet[:8, 8:], sheet[8:, :8] = (np.round(255 * image[..., 0]) for image in result.frames[1])
    np.testing.assert_allclose(film[1], sheet, atol=1)
    assert "width:224px;height:auto" in am.plotting.animate(result, columns=2).data  # two of 112 in a row
    with pytest.raises(ValueError, match="record_every=1"):
        am.plotting.animate(am.ascend(am.objectives.channel(model, "maps", 0), start, steps=1, progress=False))


def frames(html):
    """The frames of the GIF in a piece of HTML, as gray arrays."""
    import io

    from PIL import Image, ImageSequence

    film = Image.open(io.BytesIO(base64.b64decode(html.data.split("base64,")[1].split('"')[0])))
    return [np.asarray(frame.convert("L"), float) for frame in ImageSequence.Iterator(film)]


def test_maps_of_a_picture_and_of_one_that_is_uploaded():
    layers = [keras.Input((8, 8, 3)), keras.layers.Conv2D(3, 3, name="wide"), keras.layers.Conv2D(2, 3, name="narrow")]
    model = keras.Sequential(layers)
    picture = am.images.noise(1, 8, 3)
    explorer = am.widgets.explore_maps(model, picture)
    assert list(explorer.controls["layer"].options) == ["wide", "narrow"]
    explorer.controls["channel"].value = 2
    one = am.activations.feature_maps(model, picture, ["wide"])["wide"][0, ..., 2]
    assert explorer.text.startswith(f"Channel 2 of wide, 6 × 6 values from {one.min():.3g} to {one.max():.3g}")
    explorer.controls["layer"].value = "narrow"
    assert explorer.controls["channel"].max == 1
    assert explorer.children == (*explorer.controls.values(), explorer.picture)
    assert explorer.text.startswith("Channel 1 of narrow, 4 × 4 values")
    before = explorer.text
    explorer.controls["upload"].value = (uploaded(Image.new("RGB", (20, 10), (255, 0, 0))),)
    assert explorer.text != before
    with pytest.raises(ValueError, match="no layers with feature maps"):
        am.widgets.explore_maps(keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)]), picture)


def test_heat_for_the_classes_of_a_picture_and_of_one_that_is_uploaded():
    keras.utils.set_random_seed(1)
    layers = [
        keras.Input((8, 8, 3)),
        keras.layers.Conv2D(3, 3, activation="relu", name="wide"),
        keras.layers.Conv2D(4, 3, activation="relu", name="narrow"),
        keras.layers.Flatten(),
        keras.layers.Dense(7, "softmax"),
    ]
    model, picture, names = keras.Sequential(layers), am.images.noise(1, 8, 3), list("ABCDEFG")
    explorer = am.widgets.explore_attribution(model, picture, names)
    said = model.predict(picture, verbose=0)[0]
    top = said.argsort()[::-1][:5]
    assert [index for _, index in explorer.controls["target"].options] == top.tolist()
    first, second = (names[index] for index in top[:2])
    assert explorer.text == f"Grad-CAM, narrow for {first}, probability {said[top[0]]:.2f}."
    explorer.controls["target"].value = int(top[1])
    explorer.controls["layer"].value = "wide"
    assert explorer.text.startswith(f"Grad-CAM, wide for {second}")
    for method in ("Grad-CAM++", "saliency", "SmoothGrad", "integrated gradients"):
        explorer.controls["method"].value = method
        assert explorer.text.startswith(method)
    explorer.controls["upload"].value = (uploaded(Image.new("RGB", (20, 10), (255, 0, 0))),)
    red = model.predict(np.float32([[[[1, 0, 0]] * 8] * 8]), verbose=0)[0].argsort()[::-1][:5]
    assert [index for _, index in explorer.controls["target"].options] == red.tolist()
    with pytest.raises(ValueError, match="7 classes: expected as many names, received 2"):
        am.widgets.explore_attribution(model, picture, ["A", "B"])


@pytest.mark.parametrize(
    ("damage", "words"), [(lambda whole: b"a text", "in no form"), (lambda whole: whole[:-40], "cut short")]
)
def test_of_an_upload_that_is_no_picture_it_is_said_and_the_picture_before_it_stays(damage, words):
    model = keras.Sequential([keras.Input((8, 8, 3)), keras.layers.Conv2D(3, 3, name="wide")])
    explorer = am.widgets.explore_maps(model, am.images.noise(1, 8, 3))
    whole = uploaded(Image.fromarray(np.uint8(255 * am.images.noise(1, 20, 3)[0])))
    for before in ((), (whole,)):
        explorer.controls["upload"].value = before
        text, picture = explorer.text, explorer.picture.value
        explorer.controls["upload"].value = (uploaded(damage(bytes(whole["content"]))),)
        assert explorer.text == text and explorer.picture.value.endswith(picture)
        said = explorer.picture.value.removesuffix(picture)
        assert said.startswith("<p>This file is no picture: ") and words in said and "object at" not in said
    explorer.controls["channel"].value = 1  # and goes on
    assert explorer.text.startswith("Channel 1 of wide") and "This file is no picture" in explorer.picture.value
    explorer.controls["upload"].value = (whole,)
    assert "no picture" not in explorer.picture.value


def test_heat_stays_where_an_upload_is_no_picture():
    layers = [keras.layers.Conv2D(3, 3, name="wide"), keras.layers.Flatten(), keras.layers.Dense(7, "softmax")]
    model = keras.Sequential([keras.Input((8, 8, 3)), *layers])
    explorer = am.widgets.explore_attribution(model, am.images.noise(1, 8, 3))
    target = explorer.controls["target"].options[1][1]
    explorer.controls["target"].value = target
    text = explorer.text
    explorer.controls["upload"].value = (uploaded(b"a text"),)
    assert explorer.text == text and explorer.controls["target"].value == target
    assert "This file is no picture" in explorer.picture.value


def uploaded(content):
    """What ipywidgets hands over for an uploaded file."""
    if not isinstance(content, bytes):
        stream = io.BytesIO()
        content.save(stream, "PNG")
        content = stream.getvalue()
    when = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    about = {"name": "file.png", "type": "image/png", "size": len(content), "last_modified": when}
    return {**about, "content": memoryview(content)}


@pytest.mark.parametrize(
    "error", [KeyError("lost"), MemoryError("no room"), ZeroDivisionError(), ValueError("no picture")]
)
def test_whatever_a_slider_meets_stands_in_the_pictures_place(error):
    def draw(v):
        if v == 3:
            raise error
        return Figure(), f"at {v}"

    explorer = Explorer(draw, {"v": ipywidgets.IntSlider(0, 0, 5)})
    explorer.controls["v"].value = 3
    assert (type(error).__name__ in explorer.text) == (not isinstance(error, ValueError))
    assert str(error).strip("'") in explorer.picture.value.replace("&#x27;", "'")
    explorer.controls["v"].value = 4
    assert explorer.text == "at 4"
