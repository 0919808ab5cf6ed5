"""A lesson on a course that cannot be written, for a user with a home of their own."""

import json
import os
import subprocess
from pathlib import Path

import nbformat
from lessons.answers import typed
from nbclient import NotebookClient
from traitlets.config.loader import PyFileConfigLoader

from amhelpers import record

ROOT = Path(__file__).parents[2]
LESSON = ROOT / "notebooks" / "02_gradient_ascent.ipynb"
ANSWER = {"mean_activation": "return tf.reduce_mean(activations[..., channel], axis=(1, 2))"}
PROOF = f"import pathlib\npathlib.Path({str(LESSON)!r}).open('a')"
SAVING = """
import sys
from jupyter_server.services.contents.filemanager import FileContentsManager
manager = FileContentsManager(root_dir=sys.argv[1])
model = manager.get("02_gradient_ascent.ipynb")
print(model["writable"])
manager.save(model, "02_gradient_ascent.ipynb")
"""
FETCHING = """
import sys
from amhelpers import downloads
print(downloads.fetch("http://127.0.0.1:9/weights", "weights", sys.argv[1], kind="models"))
"""


def test_a_lesson_runs_to_its_end_and_what_was_done_is_on_record(user):
    home, words = user
    kernel = home / ".local" / "share" / "jupyter" / "kernels" / "own" / "kernel.json"
    kernel.parent.mkdir(parents=True)
    argv = [*words, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    kernel.write_text(json.dumps({"argv": argv, "display_name": "own", "language": "python"}))
    notebook = nbformat.read(LESSON, 4)
    for cell in notebook.cells:
        cell.source = typed(cell.source, ANSWER)
    notebook.cells.append(nbformat.v4.new_code_cell(PROOF))
    client = NotebookClient(notebook, timeout=3600, startup_timeout=3600, allow_errors=True, kernel_name="own")
    client.execute(cwd=str(LESSON.parent))
    errors = [
        output.evalue for cell in notebook.cells for output in cell.get("outputs", []) if output.output_type == "error"
    ]
    assert len(errors) == 1 and "Read-only file system" in errors[0]  # of the last cell, which is to fail
    entries = record.read(path=home / ".amhelpers" / "progress.jsonl")
    assert [entry.kept["outcome"] for entry in entries if entry.number == "2.2"] == ["PASSED"]
    assert {entry.number for entry in entries} >= {"2.1", "2.2", "2.6"}


def test_what_is_opened_there_cannot_be_saved_there_and_jupyter_knows_it(user):
    _, words = user
    command = [*words, "-c", SAVING, str(LESSON.parent)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "False"
    assert "403" in done.stderr.splitlines()[-1]


def test_weights_in_a_shared_folder_that_cannot_be_written_are_taken_from_it(user, tmp_path, monkeypatch):
    _, words = user
    (tmp_path / "keras" / "models").mkdir(parents=True)
    (tmp_path / "keras" / "models" / "weights").write_text("weights")
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    checksum = "9da04b35d18dc4c50acdd0b5ce1dc10de7ee1a3b6bbdd9b0d7d6a1b8bd1c6a3d"
    for digest, there in ((_md5("weights"), True), (checksum, False)):
        command = [*words, "-c", FETCHING, digest]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert (done.returncode == 0) == there
        assert (done.stdout.strip() == str(tmp_path / "keras" / "models" / "weights")) == there


def _md5(text):
    import hashlib

    return f"md5:{hashlib.md5(text.encode(), usedforsecurity=False).hexdigest()}"


def copies(home, monkeypatch):
    """Load the settings for a hub as a user's server does, and give the folder of the copies."""
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("JUPYTERHUB_USER", "anna")
    PyFileConfigLoader("jupyter_server_config.py", path=str(ROOT / "tools")).load_config()
    return home / "seeing-cnns"


def test_each_user_gets_copies_that_can_be_saved_and_are_never_overwritten(tmp_path, monkeypatch):
    own = copies(tmp_path, monkeypatch)
    lessons = {path.name: path.read_bytes() for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert {path.name: path.read_bytes() for path in own.glob("*.ipynb")} == lessons
    assert all(os.access(path, os.W_OK) and path.stat().st_mode & 0o200 for path in own.glob("*.ipynb"))
    (own / LESSON.name).write_text("what a student wrote")
    (own / "01_digits.ipynb").unlink()
    copies(tmp_path, monkeypatch)
    assert (own / LESSON.name).read_text() == "what a student wrote"
    assert (own / "01_digits.ipynb").read_bytes() == lessons["01_digits.ipynb"]


def test_a_home_that_cannot_take_copies_is_no_reason_not_to_start(tmp_path, monkeypatch, capsys):
    (tmp_path / "seeing-cnns").write_text("no folder")
    copies(tmp_path, monkeypatch)
    assert "were not copied" in capsys.readouterr().out
