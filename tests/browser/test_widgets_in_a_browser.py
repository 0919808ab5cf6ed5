"""The widgets in a real JupyterLab: they appear, have a name, and answer to keys, clicks and uploads.

Needs Chromium, which no package of Python brings: where there is none the test is skipped.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import nbformat
import pytest
from nbconvert import HTMLExporter

from amhelpers import assets

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --disable-background-networking --disable-component-update "
    "--disable-sync"
)
PATIENCE = 120_000  # milliseconds for the kernel to start, on a busy machine
CELLS = {
    "sliders": 'import amhelpers as am\nam.widgets.explore_ascent(am.models.mnist_cnn(), "conv2", steps=5)',
    "upload": "import amhelpers as am\n"
    "names = am.datasets.imagenet_classes()\n"
    'am.widgets.explore_attribution(am.models.squeezenet(), am.datasets.photo("cat"), names, layer="conv10")',
    "buttons": "import amhelpers as am\n"
    "import numpy as np\n"
    "photos = am.images.noise(20, 8, 3)\n"
    "trials = am.blind_test.make_trials(np.arange(40.0).reshape(20, 2), photos, {1: photos[0]}, count=2)\n"
    "am.widgets.BlindTest(trials)",
    "drawing": "import amhelpers as am\nam.widgets.draw_digit(am.models.mnist_cnn())",
    "guess": "import amhelpers as am\nam.predict('1.p1')",
    "answer": "import amhelpers as am\nam.answer('1.a')",
    "layers": "import amhelpers as am\n"
    "import keras\n"
    'layers = [keras.layers.Conv2D(count, 3, name=f"of{count}") for count in (32, 128)]\n'
    "model = keras.Sequential([keras.Input((8, 8, 3)), *layers])\n"
    "am.widgets.explore_maps(model, am.images.noise(1, 8, 3))",
    "film": "import amhelpers as am\n"
    'one = am.objectives.channel(am.models.mnist_cnn(), "conv1", range(4))\n'
    "am.plotting.animate(am.ascend(one, am.images.noise(4, 28, 1), steps=2, record_every=1, progress=False))",
    "box": "import amhelpers as am\nam.hint('1.1')",
    "review": "import amhelpers as am\nam.review(lesson='01', count=2)",
}

pytestmark = pytest.mark.skipif(BROWSER is None, reason="there is no Chromium on this machine")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Addresses of notebooks with a widget each, in a JupyterLab of their own: a function of their names."""
    folder = tmp_path_factory.mktemp("lab")
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    for name, cell in CELLS.items():
        notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell)], metadata=kernel)
        nbformat.write(notebook, folder / f"{name}.ipynb")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = [f"--port={port}", f"--ServerApp.root_dir={folder}", "--IdentityProvider.token=key", "--allow-root"]
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", *settings]
    home = {
        "AMHELPERS_HOME": str(folder / "record"),
        "JUPYTER_CONFIG_DIR": str(folder / "config"),
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / "spaces"),
    }
    with open(folder / "log.txt", "w", encoding="utf-8") as log:
        server = subprocess.Popen(command, env={**os.environ, **home}, stdout=log, stderr=log)
    try:
        wait_for(f"http://127.0.0.1:{port}/api?token=key", server)
        yield lambda name: f"http://127.0.0.1:{port}/lab/workspaces/{name}/tree/{name}.ipynb?token=key"
    finally:
        server.terminate()
        server.wait(timeout=30)


def wait_for(address, server, seconds=60):
    for _ in range(seconds):
        assert server.poll() is None, "JupyterLab ended"
        try:
            return urllib.request.urlopen(address, timeout=2).read()
        except OSError:
            time.sleep(1)
    raise TimeoutError(f"{address} does not answer")


@pytest.fixture
def page():
    """A page of a browser."""
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS.split())
        yield browser.new_page(viewport={"width": 1100, "height": 900})
        browser.close()


def test_a_slider_has_a_name_and_answers_to_the_arrow_keys(address, page):
    page.goto(address("sliders"))
    run_the_cell(page, "Filter 0 of conv2: step 5 of 5")
    press(page, "step", "ArrowLeft")
    expect(page, "Filter 0 of conv2: step 4 of 5")
    press(page, "filter", "ArrowRight")
    expect(page, "Filter 1 of conv2: step 4 of 5")


def test_the_last_channel_of_another_layer_is_reached_by_a_key(address, page):
    page.goto(address("layers"))
    run_the_cell(page, "Channel 0 of of32")
    press(page, "channel", "End")
    expect(page, "Channel 31 of of32")
    for layer, last in (("of128", 127), ("of32", 31), ("of128", 127)):
        page.locator(".widget-dropdown:has(.widget-label:text-is('layer')) select").select_option(layer)
        expect(page, f"Channel 31 of {layer}")
        press(page, "channel", "End")
        expect(page, f"Channel {last} of {layer}")
        press(page, "channel", "Home")
        expect(page, f"Channel 0 of {layer}")
        press(page, "channel", "End")
        expect(page, f"Channel {last} of {layer}")


def test_heat_for_a_picture_that_is_uploaded(address, page):
    page.goto(address("upload"))
    run_the_cell(page, "Grad-CAM, conv10 for Egyptian cat")
    with page.expect_file_chooser(timeout=PATIENCE) as chooser:
        page.get_by_role("button", name="your picture").click(timeout=PATIENCE)
    chooser.value.set_files(assets.path("coffee.png"))
    expect(page, "Grad-CAM, conv10 for espresso")
    page.locator(".widget-dropdown:has(.widget-label:text-is('method')) select").select_option("saliency")
    expect(page, "saliency for espresso")


def test_a_blind_test_is_answered_by_clicks(address, page):
    page.goto(address("buttons"))
    run_the_cell(page, "1 of 4, without its image")
    for words in ("2 of 4, without its image", "3 of 4, with its image", "4 of 4, with its image"):
        page.get_by_role("button", name="left", exact=True).click(timeout=PATIENCE)
        expect(page, words)
    page.get_by_role("button", name="right", exact=True).click(timeout=PATIENCE)
    page.get_by_text("by guessing, as many or more in").first.wait_for(timeout=PATIENCE)


def test_a_digit_is_drawn_by_mouse_and_by_keys_and_read(address, page):
    page.goto(address("drawing"))
    run_the_cell(page, "Nothing is drawn yet")
    field = page.get_by_role("application")
    box = field.bounding_box()
    stroke = [(0.3, 0.2), (0.7, 0.2), (0.5, 0.5), (0.42, 0.85)]  # a seven
    for index, (x, y) in enumerate(stroke):
        page.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=8)
        if not index:
            page.mouse.down()
    page.mouse.up()
    expect(page, "It reads 7")
    page.keyboard.press("Delete")
    expect(page, "Nothing is drawn yet")
    for key in ("Space", "ArrowUp", "Space", "ArrowUp", "Space", "ArrowUp", "Space", "ArrowDown", "ArrowDown"):
        page.keyboard.press(key)
    expect(page, "It reads")


def test_a_guess_is_taken_down_by_keys(address, page):
    page.goto(address("guess"))
    run_the_cell(page, "Nothing is taken down yet", "[role=status]")
    slider = page.locator(".widget-slider [role=slider]")
    slider.focus(timeout=PATIENCE)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.get_by_role("button", name="take it down").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Taken down: 56 of 100").first.wait_for(timeout=PATIENCE)


def test_an_answer_is_kept_and_the_courses_follows(address, page):
    page.goto(address("answer"))
    run_the_cell(page, "Question 1.a", "strong")
    page.get_by_placeholder("your own words").fill("I turn it by a quarter.")
    page.get_by_role("button", name="keep mine").click(timeout=PATIENCE)
    page.get_by_text("Turn the filter by a quarter").first.wait_for(timeout=PATIENCE)


def test_a_film_has_its_size_on_the_screen(address, page):
    page.goto(address("film"))
    run_the_cell(page, "4 images on their way")
    film = page.locator(".jp-OutputArea img")
    assert film.evaluate("one => [getComputedStyle(one).height, getComputedStyle(one).width]") == ["112px", "448px"]


def test_a_label_of_a_box_stands_in_one_line(address, page):
    page.goto(address("box"))
    run_the_cell(page, "hint 1", "dt")
    lines = (
        "one => { const range = document.createRange(); range.selectNodeContents(one);"
        " return range.getClientRects().length }"
    )
    assert page.locator(".jp-OutputArea dt").first.evaluate(lines) == 1


def test_a_review_is_answered_by_keys(address, page):
    page.goto(address("review"))
    run_the_cell(page, "Question 1 of 2", "strong")
    for question in (1, 2):
        page.get_by_text(f"Question {question} of 2").first.wait_for(timeout=PATIENCE)
        page.locator("input[type=radio]").first.focus(timeout=PATIENCE)
        page.keyboard.press("Space")
        page.get_by_role("button", name="answer").focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="next").focus(timeout=PATIENCE)
        page.keyboard.press("Enter")
    page.get_by_text("were right").first.wait_for(timeout=PATIENCE)


def test_a_page_without_a_kernel_has_the_words_of_guesses_and_answers(page, tmp_path):
    notebook = nbformat.read(Path(__file__).parents[2] / "solutions" / "01_digits.ipynb", 4)
    exported = tmp_path / "page.html"
    exported.write_text(HTMLExporter().from_notebook_node(notebook)[0], encoding="utf-8")
    page.goto(exported.as_uri())
    for words in ("Guess 1.p1", "Found: ", "Question 1.bonus", "The course's: "):
        page.get_by_text(words).first.wait_for(timeout=PATIENCE)
    figures = page.locator(".jp-OutputArea img")
    assert figures.count() > 10
    assert all(figures.nth(index).get_attribute("alt") for index in range(figures.count()))


def run_the_cell(page, words, element=""):
    """Run the notebook's one cell, as often as it takes: a page that is still being built swallows keys."""
    page.get_by_text("| Idle").first.wait_for(timeout=PATIENCE)  # the kernel has started
    picture = page.locator(f".jp-OutputArea img[alt^='{words}']")
    if element:
        picture = page.locator(f".jp-OutputArea {element}").filter(has_text=words).first
    for _ in range(4):
        page.locator(".jp-CodeCell .cm-content").first.click(timeout=PATIENCE)
        page.keyboard.press("Shift+Enter")
        try:
            picture.wait_for(timeout=PATIENCE / 4)
            return
        except sync_api.TimeoutError:
            continue
    raise TimeoutError("no picture appeared below the cell")


def press(page, name, key):
    """Move the slider beside this name with a key."""
    slider = page.locator(f".widget-slider:has(.widget-label:text-is('{name}')) [role=slider]")
    slider.focus(timeout=PATIENCE)
    page.keyboard.press(key)


def expect(page, words):
    page.locator(f".jp-OutputArea img[alt^='{words}']").wait_for(timeout=PATIENCE)
