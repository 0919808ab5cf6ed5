"""The form of the bank: every exercise is a folder with the same files, and its reference is the lesson's solution."""

import ast
import importlib
import inspect
import re
from pathlib import Path

from demands import demand, demand_headings
from entries import BY_NUMBER, EXERCISES, file_of, solution, source_of

import amhelpers as am
from amhelpers import exercises

BANK = Path(exercises.__file__).parent


def lesson(exercise):
    """The number of its lesson, in two digits."""
    return f"{int(exercise.number.split('.')[0]):02d}"


def code(text):
    """A function as a tree, its docstring aside."""
    (function,) = ast.parse(text).body
    if ast.get_docstring(function) is not None:
        function.body = function.body[1:]
    return ast.dump(function)


@BY_NUMBER
def test_a_reference_is_the_solution_of_its_lesson(exercise):
    reference, shown = inspect.getsource(exercise.reference), solution(exercise)
    demand(
        code(reference) == code(shown),
        file_of(exercise, "right.py"),
        "the reference is not the solution of the lesson",
        f"what stands in solutions/{source_of(exercise).name},\n{shown}\n",
        f"\n{reference}",
        "Make the two the same, word for word; a docstring may differ.",
    )


@BY_NUMBER
def test_an_exercise_has_its_heading_in_the_lesson(exercise):
    path = source_of(exercise)
    text = re.sub(r"^# ?", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    where, do = f"Exercise {exercise.number}, solutions/{path.name}", "Edit the heading there."
    numbers = demand_headings(text, where, do)
    expected = f"one ### Exercise {exercise.number} · …"
    demand(numbers.count(exercise.number) == 1, where, "it has not its heading", expected, f"those of {numbers}", do)


@BY_NUMBER
def test_the_solution_that_is_shown_is_the_text_of_the_notebook(exercise, capsys):
    am.solution(exercise.number)
    shown, wanted = capsys.readouterr().out, solution(exercise)
    do = "Let right.py have the docstring and the lines of the lesson."
    what = "what am.solution shows is not the text of the notebook"
    demand(wanted in shown, file_of(exercise, "right.py"), what, f"\n{wanted}\n", f"\n{shown}", do)


@BY_NUMBER
def test_an_exercise_has_its_files_in_the_folder_of_its_name(exercise):
    folder = BANK / f"lesson{lesson(exercise)}" / exercise.function
    wanted = {"__init__.py", "exercise.py", "right.py", "wrong.py"}
    wanted |= {"properties.py"} if exercise.properties else set()
    wanted |= {"picture.py"} if exercise.picture else set()
    files = {path.name for path in folder.glob("*.py")}
    do = "Add what lacks, and take out what no field of exercise.py asks for."
    demand(files == wanted, file_of(exercise, ""), "its files do not fit", sorted(wanted), sorted(files), do)


@BY_NUMBER
def test_a_folder_hands_out_the_exercise_and_its_reference(exercise):
    folder = importlib.import_module(f"amhelpers.exercises.lesson{lesson(exercise)}.{exercise.function}")
    handed = getattr(folder, "EXERCISE", None), getattr(folder, exercise.function, None)
    wanted, do = (exercise, exercise.reference), "Import EXERCISE and the reference there, as the others do."
    same = handed[0] is wanted[0] and handed[1] is wanted[1]
    expected, names = f"EXERCISE and {exercise.function}", [one for one in vars(folder) if not one.startswith("_")]
    demand(same, file_of(exercise, "__init__.py"), "it does not hand out what it should", expected, names, do)


def test_every_folder_is_an_exercise():
    folders = {(path.parent.name, path.name) for path in BANK.glob("lesson*/*") if (path / "__init__.py").exists()}
    known = {(f"lesson{lesson(exercise)}", exercise.function) for exercise in EXERCISES}
    where, do = "amhelpers/exercises", "Append its EXERCISE to EXERCISES in the lesson's __init__.py, or remove it."
    demand(folders == known, where, "not every folder is an exercise", sorted(known), sorted(folders - known), do)
