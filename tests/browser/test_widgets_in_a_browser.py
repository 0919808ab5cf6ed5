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

import nbformat
import pytest

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
    home = {"JUPYTER_CONFIG_DIR": str(folder / "config"), "JUPYTERLAB_WORKSPACES_DIR": str(folder / "spaces")}
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


def run_the_cell(page, words):
    """Run the notebook's one cell, as often as it takes: a page that is still being built swallows keys."""
    page.get_by_text("| Idle").first.wait_for(timeout=PATIENCE)  # the kernel has started
    picture = page.locator(f".jp-OutputArea img[alt^='{words}']")
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
