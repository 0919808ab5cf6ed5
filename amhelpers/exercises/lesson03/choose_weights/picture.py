"""Exercise 3.5, `choose_weights`: what is shown beside the words."""

from matplotlib.figure import Figure

from amhelpers.exercises.lesson03.choose_weights.properties import result, table

__all__ = ["draw"]


def draw(answer, reference):
    """The ten digits, with what the judges say of each."""
    images, said = result(answer())
    mean = said.mean(axis=0)
    figure = Figure(figsize=(8, 4.1), dpi=80, layout="constrained")
    for digit, axis in enumerate(figure.subplots(2, 5).flat):
        right = mean[digit].argmax() == digit
        axis.imshow(images[digit, ..., 0], cmap="gray", vmin=0, vmax=1, interpolation="nearest")
        words = f"{digit}: {mean[digit, digit]:.2f}" + ("" if right else f"\nread as {mean[digit].argmax()}")
        axis.set_title(words, fontsize=9, color="black" if right else "#c05600", va="bottom")
        axis.axis("off")
    every = (said.argmax(axis=2) == range(10)).all(axis=0).sum()
    words = f"{every} of 10 are read by every judge; the mean probability of each, and every judge's: {table(said)}"
    return figure, f"the ten digits of your weights; {words}"
