"""What every test needs, those of the notebooks too: nothing of it goes on the record of whoever runs them."""

import os
import tempfile

import pytest

_home = tempfile.TemporaryDirectory()
os.environ["AMHELPERS_HOME"] = _home.name
os.environ.pop("NBGRADER_EXECUTION", None)

# Files that take minutes, the longest first.
LONG = ("05_vgg16.ipynb", "test_bank.py", "09_beyond.ipynb", "04_cifar10.ipynb", "03_class_images.ipynb")


def pytest_addoption(parser):
    """The switch for whole lessons."""
    parser.addoption(
        "--whole-lessons",
        action="store_true",
        help="run the students' notebooks with all steps and epochs, as their solutions always are",
    )


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path, parent):
    """Notebooks are nbval's, with what is tried between their cells."""
    found = yield
    if not found or file_path.suffix != ".ipynb":
        return found
    from lessons.notebooks import Notebook

    return [Notebook.from_parent(parent, path=file_path)]


def pytest_collection_modifyitems(items):
    """Files that take minutes first, so that both workers end at about the same time."""
    items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))
