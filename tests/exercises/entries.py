"""Entries of the bank: an exercise -> where each part of it stands, what it is called, and the stub of its lesson."""

import ast
import linecache
from pathlib import Path

import pytest
from demands import demand

from amhelpers import checks
from amhelpers.checks.verdict import Outcome, judge

__all__ = [
    "BY_NUMBER",
    "COMPARED",
    "EXERCISES",
    "OPEN",
    "demand_that_it_passes",
    "file_of",
    "name_of",
    "said",
    "solution",
    "source_of",
    "stub",
]

SOLUTIONS = Path(__file__).parents[2] / "solutions"
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"

EXERCISES = list(checks.exercises().values())


def _each(exercises):
    return pytest.mark.parametrize("exercise", exercises, ids=lambda exercise: exercise.number)


BY_NUMBER = _each(EXERCISES)
COMPARED = _each([one for one in EXERCISES if not one.properties])
OPEN = _each([one for one in EXERCISES if one.properties])


def file_of(exercise, part):
    """The exercise, and where a part of it stands."""
    lesson = int(exercise.number.split(".")[0])
    return f"Exercise {exercise.number}, amhelpers/exercises/lesson{lesson:02d}/{exercise.function}/{part}"


def name_of(entry, index):
    """What a wrong answer is called, or an alternative: by its own name where it has one, else by its place."""
    name = getattr(entry, "name", None) or getattr(entry, "__name__", "<lambda>")
    return f"ALTERNATIVES[{index}]" if name == "<lambda>" else name


def source_of(exercise):
    """The source of its lesson: a path."""
    found = sorted(SOLUTIONS.glob(f"{int(exercise.number.split('.')[0]):02d}_*.py"))
    where, do = f"Exercise {exercise.number}, solutions/", "Write the lesson, or give the exercise another number."
    demand(len(found) == 1, where, "its lesson is not there", "one source", [path.name for path in found], do)
    return found[0]


def marked(exercise):
    """The text of its function in the lesson's source, with the marks that nbgrader reads."""
    path = source_of(exercise)
    text = path.read_text(encoding="utf-8")
    named = [
        ast.get_source_segment(text, node)
        for node in ast.parse(text).body
        if isinstance(node, ast.FunctionDef) and node.name == exercise.function
    ]
    found = [one for one in named if BEGIN in one]
    demand(
        len(found) == 1,
        f"Exercise {exercise.number}, solutions/{path.name}",
        f"the lesson has not the one function {exercise.function} of the exercise",
        f"one def {exercise.function}(…) whose answer stands between {BEGIN} and {END}",
        f"{len(named)} of that name, {len(found)} with such an answer",
        "Add the cell of the exercise, or give the function the name that exercise.py has.",
    )
    return found[0]


def said(verdict):
    """A verdict, each row of it in a line."""
    return "\n".join([verdict.outcome, *(f"{name}: {text}" for name, text in verdict.rows)])


def demand_that_it_passes(exercise, answer, what, do):
    """A right answer passes; else say so of `what` it is."""
    verdict = judge(exercise, answer)
    demand(
        verdict.outcome == Outcome.PASSED,
        file_of(exercise, "right.py"),
        f"{what} is refused",
        "passed",
        said(verdict),
        do,
    )


def solution(exercise):
    """The text of its function in the lesson's source, without these marks."""
    return "\n".join(line for line in marked(exercise).splitlines() if line.strip() not in (BEGIN, END))


def stub(exercise):
    """The function as a student finds it: nothing but its first lines, and an error."""
    before = marked(exercise).partition(BEGIN)[0].rstrip()
    text = f"{before}\n    raise NotImplementedError()\n"
    file, names = f"<stub of {exercise.number}>", {}
    linecache.cache[file] = len(text), None, text.splitlines(keepends=True), file
    exec(compile(text, file, "exec"), vars(__import__("builtins")).copy(), names)
    return names[exercise.function]
