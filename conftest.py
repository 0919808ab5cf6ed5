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
    """The switches: for whole lessons, and for one exercise."""
    parser.addoption(
        "--whole-lessons",
        action="store_true",
        help="run the students' notebooks with all steps and epochs, as their solutions always are",
    )
    parser.addoption("--exercise", metavar="N", help="of the tests of the bank those of one exercise, such as 3.6")


@pytest.hookimpl(wrapper=True)
def pytest_collect_file(file_path, parent):
    """Notebooks are nbval's, with what is tried between their cells."""
    found = yield
    if not found or file_path.suffix != ".ipynb":
        return found
    from lessons.notebooks import Notebook

    return [Notebook.from_parent(parent, path=file_path)]


def pytest_collection_modifyitems(config, items):
    """Only those of one exercise, if asked for; files that take minutes first, so that both workers end together."""
    number = config.getoption("exercise")
    if number:
        chosen = [item for item in items if _exercise_of(item) == number]
        config.hook.pytest_deselected(items=[item for item in items if item not in chosen])
        if not chosen:
            known = sorted({_exercise_of(item) for item in items} - {None}, key=lambda one: [*map(int, one.split("."))])
            raise pytest.UsageError(
                f"The bank has no exercise {number}: expected one of {', '.join(known)}, received {number}; is its "
                "EXERCISE in EXERCISES, in the __init__.py of its lesson's folder in amhelpers/exercises?"
            )
        items[:] = chosen
    items.sort(key=lambda item: LONG.index(item.path.name) if item.path.name in LONG else len(LONG))


def _exercise_of(item):
    """The number of the exercise that a test is of, or None."""
    exercise = getattr(item, "callspec", None) and item.callspec.params.get("exercise")
    return getattr(exercise, "number", None)
