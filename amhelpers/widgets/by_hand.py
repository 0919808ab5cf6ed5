"""By hand: a filter that is turned weight by weight, a digit that is drawn, a photo that is covered."""

import ipywidgets
import keras
import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from amhelpers.describe import describe
from amhelpers.images import checked
from amhelpers.models.graph import image_input
from amhelpers.objectives.ends import logits_of
from amhelpers.widgets.canvas import Canvas
from amhelpers.widgets.explorer import Explorer, class_names

__all__ = ["cover", "draw_digit", "turn_filter"]

WEIGHTS = [(row, column) for row in range(3) for column in range(3)]
MIDDLE = 28  # the side of a digit of MNIST
COVERED = 0.5  # what a square is covered with


def turn_filter(image: np.ndarray) -> Explorer:
    """Nine sliders for the weights of a filter, two for a place: the nine products there, and the feature map.

    Args:
        image: (1, height, width, 1) or (height, width), in [0, 1].

    Returns:
        The widget, which a notebook shows.

    Raises:
        ValueError: this is no gray image.
    """
    array = np.asarray(image)
    array = array[np.newaxis, ..., np.newaxis] if array.ndim == 2 else array
    picture = checked(array, "turn_filter()", shape=(None, None, (1,)))[0, ..., 0]
    height, width = picture.shape
    if min(height, width) < 3:
        raise ValueError(f"A filter of 3 × 3 needs an image of that size at least. Received {describe(image)}.")
    padded = np.pad(picture, 1)
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3))

    def draw(row, column, **weights):
        turned = np.array([weights[f"{one}, {other}"] for one, other in WEIGHTS], "float32").reshape(3, 3)
        products = windows[row, column] * turned
        sums = (windows * turned).sum(axis=(2, 3))
        figure = Figure(figsize=(8, 2.5), layout="constrained")
        axes = figure.subplots(1, 4)
        axes[0].imshow(picture, cmap="gray", vmin=0, vmax=1)
        axes[0].add_patch(Rectangle((column - 1.5, row - 1.5), 3, 3, fill=False, edgecolor="tab:orange", linewidth=2))
        reach = max(np.abs(sums).max(), 1e-6)
        shown = {"the filter": (turned, 2), "nine products": (products, 2), "all sums": (sums, reach)}
        for axis, (title, (values, most)) in zip(axes[1:], shown.items(), strict=True):
            axis.imshow(values, cmap="gray", vmin=-most, vmax=most)
            axis.set_title(f"{title}\nblack {-most:.3g}, white {most:.3g}")
            for (y, x), value in np.ndenumerate(values) if values.size == 9 else ():
                ink = "black" if value > -0.08 * most else "white"
                axis.text(x, y, f"{value:.2g}", ha="center", va="center", color=ink, fontsize=8)
        axes[3].plot(column, row, "s", markersize=6, fillstyle="none", color="tab:orange")
        axes[0].set_title("the digit\nblack 0, white 1")
        for axis in axes:
            axis.set(xticks=[], yticks=[])
        total, kept = products.sum(), max(products.sum(), 0)
        text = f"At row {row}, column {column} the nine products add up to {total:.3g}; ReLU makes {kept:.3g} of it."
        return figure, text

    controls = {
        "row": ipywidgets.IntSlider(height // 2, 0, height - 1, description="row"),
        "column": ipywidgets.IntSlider(width // 3, 0, width - 1, description="column"),
    }
    for row, column in WEIGHTS:
        name = f"{row}, {column}"
        layout = {"width": "17em"}
        controls[name] = ipywidgets.FloatSlider(column - 1.0, min=-2, max=2, step=0.5, description=name, layout=layout)
    explorer = Explorer(draw, controls)
    nine = [ipywidgets.HBox([controls[f"{row}, {column}"] for column in range(3)]) for row in range(3)]
    explorer.children = [ipywidgets.HBox([controls["row"], controls["column"]]), *nine, explorer.picture]
    return explorer


def draw_digit(model: keras.Model) -> Explorer:
    """A digit drawn by hand, and what a net reads.

    Args:
        model: images (batch, 28, 28, 1) in [0, 1] -> probabilities (batch, classes).

    Returns:
        The widget, which a notebook shows.

    Raises:
        ValueError: the model takes other images.
    """
    shape = tuple(image_input(model).shape[1:])
    if shape != (MIDDLE, MIDDLE, 1):
        raise ValueError(f"Expected a model for images (28, 28, 1). {model.name} takes {shape}.")
    names = class_names(model, None)

    def draw(drawn, centred):
        digit = _centred(canvas.values) if centred else canvas.values
        answers = np.asarray(model(digit[np.newaxis, ..., np.newaxis], training=False))[0]
        figure = Figure(figsize=(6, 2.4), layout="constrained")
        left, right = figure.subplots(1, 2, width_ratios=(1, 2))
        left.imshow(digit, cmap="gray", vmin=0, vmax=1)
        left.set(title="what the net gets", xticks=[], yticks=[])
        right.bar(names, answers)
        right.set(title="what it says", xlabel="class", ylabel="p", ylim=(0, 1))
        if not digit.any():
            return figure, "Nothing is drawn yet. Draw a digit in the black field, as large as the field."
        first, second = answers.argsort()[::-1][:2]
        best = f"{names[first]} (p = {answers[first]:.2f})"
        return figure, f"It reads {best}, then {names[second]} ({answers[second]:.2f})."

    canvas = Canvas(brush=1.0, label="A black field to draw a digit in.")
    controls = {"drawn": canvas, "centred": ipywidgets.Checkbox(True, description="in the middle, as in MNIST")}
    clear = ipywidgets.Button(description="clear")
    clear.on_click(lambda button: canvas.paint(np.zeros((MIDDLE, MIDDLE))))
    explorer = Explorer(draw, controls)
    explorer.kind = "A field to draw in and its buttons"
    explorer.children = [ipywidgets.HBox([canvas, explorer.picture]), ipywidgets.HBox([controls["centred"], clear])]
    return explorer


def cover(model: keras.Model, image: np.ndarray, target: int, squares: int = 14, name: str | None = None) -> Explorer:
    """Squares laid on a photo by hand, and what that does to a class.

    Args:
        model: images -> probabilities or logits (batch, classes).
        image: (1, height, width, channels) in [0, 1].
        target: the index of a class.
        squares: in each direction.
        name: of the class; None for its number.

    Returns:
        The widget, which a notebook shows.

    Raises:
        ValueError: there is no such class, or this is no image that the model takes.
    """
    photo = checked(np.asarray(image), "cover()", shape=(None, None, (1, 3)))[:1]
    names = class_names(model, None)
    if isinstance(target, bool) or not isinstance(target, int | np.integer) or not 0 <= target < len(names):
        raise ValueError(f"{model.name} has the classes 0 to {len(names) - 1}. Received {describe(target)}.")
    kind = logits_of(model)[2]
    word = "p" if kind in ("softmax", "sigmoid") else "its output"
    height, width = photo.shape[1:3]
    before = float(np.asarray(model(photo, training=False))[0, target])
    called = name or f"class {target}"

    def draw(drawn):
        laid = canvas.values > 0.5
        over = np.asarray(laid)[np.arange(height) * squares // height][:, np.arange(width) * squares // width]
        shown = np.where(over[..., np.newaxis], np.float32(COVERED), photo[0])
        after = float(np.asarray(model(shown[np.newaxis], training=False))[0, target])
        figure = Figure(figsize=(5, 2.6), layout="constrained")
        left, right = figure.subplots(1, 2, width_ratios=(1.6, 1))
        left.imshow(shown, cmap="gray", vmin=0, vmax=1)
        left.set(title=f"{laid.sum()} of {squares**2} squares covered", xticks=[], yticks=[])
        right.bar(["whole", "covered"], [before, after])
        if word == "p":
            right.set_ylim(0, 1)
        right.set(title=called, ylabel=word)
        said = f"{word} of {called} from {before:.3g} to {after:.3g}."
        return figure, f"{laid.sum()} of {squares**2} squares covered: {said}"

    canvas = Canvas(rows=squares, columns=squares, brush=0.0, colour="#808080", label="The photo, to be covered.")
    canvas.lay_under(photo[0])
    clear = ipywidgets.Button(description="uncover all")
    clear.on_click(lambda button: canvas.paint(np.zeros((squares, squares))))
    explorer = Explorer(draw, {"drawn": canvas})
    explorer.kind = "Squares to click and a button"
    explorer.children = [ipywidgets.HBox([canvas, explorer.picture]), clear]
    return explorer


def _centred(digit):
    """A drawing moved so that the middle of its ink is the middle of the field, as the digits of MNIST were."""
    if not digit.any():
        return digit
    rows, columns = (np.arange(len(digit)) + 0.5 for _ in range(2))
    middle = (digit.sum(1) @ rows, digit.sum(0) @ columns)
    shift = [round(len(digit) / 2 - one / digit.sum()) for one in middle]
    return np.roll(digit, shift, axis=(0, 1))
