"""The sliders in a real JupyterLab: they appear, have a name, and answer to the arrow keys.

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

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    "--no-sandbox --disable-gpu --disable-quic --disable-background-networking --disable-component-update "
    "--disable-sync"
)
PATIENCE = 120_000  # milliseconds for the kernel to start, on a busy machine
CELL = 'import amhelpers as am\nam.widgets.explore_ascent(am.models.mnist_cnn(), "conv2", steps=5)'

pytestmark = pytest.mark.skipif(BROWSER is None, reason="there is no Chromium on this machine")


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """The address of a notebook with the sliders, in a JupyterLab of its own."""
    folder = tmp_path_factory.mktemp("lab")
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)], metadata=kernel)
    nbformat.write(notebook, folder / "sliders.ipynb")
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
        yield f"http://127.0.0.1:{port}/lab/tree/sliders.ipynb?token=key"
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


def test_a_slider_has_a_name_and_answers_to_the_arrow_keys(address):
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS.split())
        page = browser.new_page(viewport={"width": 1100, "height": 900})
        page.goto(address)
        picture = run_the_cell(page)
        assert "Filter 0 of conv2" in picture.get_attribute("alt")
        assert "step 5 of 5" in picture.get_attribute("alt")

        press(page, "step", "ArrowLeft")
        expect(page, "Filter 0 of conv2: step 4 of 5")
        press(page, "filter", "ArrowRight")
        expect(page, "Filter 1 of conv2: step 4 of 5")
        browser.close()


def run_the_cell(page):
    """Run the notebook's one cell, as often as it takes: a page that is still being built swallows keys."""
    page.get_by_text("| Idle").first.wait_for(timeout=PATIENCE)  # the kernel has started
    picture = page.locator(".jp-OutputArea img[alt^='Filter']")
    for _ in range(4):
        page.locator(".jp-CodeCell .cm-content").first.click(timeout=PATIENCE)
        page.keyboard.press("Shift+Enter")
        try:
            picture.wait_for(timeout=PATIENCE / 4)
            return picture
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
