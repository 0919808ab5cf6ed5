"""The form of the bank: every exercise is a folder with the same files, and its reference is the lesson's solution."""

import ast
import importlib
import inspect
from pathlib import Path

import pytest

import amhelpers as am
from amhelpers import checks, exercises

EXERCISES = list(checks.exercises().values())
BY_NUMBER = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.number)
BANK = Path(exercises.__file__).parent
SOLUTIONS = Path(__file__).parents[2] / "solutions"


def lesson(exercise):
    """The number of its lesson, in two digits."""
    return f"{int(exercise.number.split('.')[0]):02d}"


def solution(exercise):
    """The text of its function in the lesson's solution, without the marks that nbgrader reads."""
    (path,) = SOLUTIONS.glob(f"{lesson(exercise)}_*.py")
    text = path.read_text(encoding="utf-8")
    named = [
        ast.get_source_segment(text, node)
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef) and node.name == exercise.function
    ]
    (found,) = [one for one in named if "### BEGIN SOLUTION" in one]
    lines = found.splitlines()
    return "\n".join(line for line in lines if line.strip() not in ("### BEGIN SOLUTION", "### END SOLUTION"))


def code(text):
    """A function as a tree, its docstring aside."""
    (function,) = ast.parse(text).body
    if ast.get_docstring(function) is not None:
        function.body = function.body[1:]
    return ast.dump(function)


@BY_NUMBER
def test_a_reference_is_the_solution_of_its_lesson(exercise):
    assert code(inspect.getsource(exercise.reference)) == code(solution(exercise))


@BY_NUMBER
def test_the_solution_that_is_shown_is_the_text_of_the_notebook(exercise, capsys):
    am.solution(exercise.number)
    assert solution(exercise) in capsys.readouterr().out


@BY_NUMBER
def test_an_exercise_has_its_files_in_the_folder_of_its_name(exercise):
    folder = BANK / f"lesson{lesson(exercise)}" / exercise.function
    wanted = {"__init__.py", "exercise.py", "right.py", "wrong.py"}
    wanted |= {"properties.py"} if exercise.properties else set()
    wanted |= {"picture.py"} if exercise.picture else set()
    assert {path.name for path in folder.glob("*.py")} == wanted


@BY_NUMBER
def test_a_folder_hands_out_the_exercise_and_its_reference(exercise):
    folder = importlib.import_module(f"amhelpers.exercises.lesson{lesson(exercise)}.{exercise.function}")
    assert folder.EXERCISE is exercise
    assert getattr(folder, exercise.function) is exercise.reference


def test_every_folder_is_an_exercise():
    folders = {(path.parent.name, path.name) for path in BANK.glob("lesson*/*") if (path / "__init__.py").exists()}
    assert folders == {(f"lesson{lesson(exercise)}", exercise.function) for exercise in EXERCISES}
