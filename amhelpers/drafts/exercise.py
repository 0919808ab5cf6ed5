"""A new exercise: the folder of a course, a number and a name -> path -> text, of all files that it takes."""

import re
from pathlib import Path

from amhelpers.drafts.checkout import as_name, exercises, lessons, names_in, place
from amhelpers.drafts.entries import with_cells, with_entry, with_exercise, with_row
from amhelpers.drafts.files import filled, template

__all__ = ["answers", "bank_files", "exercise_files", "reserved", "table"]

PARTS = ("__init__.py", "exercise.py", "right.py", "wrong.py")
WRONG = "return images.max() - images.min()"  # the first wrong answer of the template, as it is typed
WORDS = ["not yet", "of all images together"]


def exercise_files(root: Path, number: str, function: str) -> dict[Path, str]:
    """What a new exercise of a lesson writes and changes.

    Args:
        root: the folder of the course.
        number: of the exercise, such as "3.6".
        function: its name.

    Returns:
        Path -> text.

    Raises:
        ValueError: the number is taken or none, the name will not do, or there is no such lesson.
    """
    if not re.fullmatch(r"[1-9]\d?\.[1-9]\d?", number):
        raise ValueError(
            f'"{number}" cannot be the number of an exercise: expected a lesson, a point and a place in it, such as '
            f'3.6, received "{number}"; say python -m amhelpers new exercise 3.6 name.'
        )
    lesson, sources, taken = number.partition(".")[0].zfill(2), lessons(root), exercises(root)
    if lesson not in sources:
        raise ValueError(
            f"There is no lesson {lesson}: expected one of {', '.join(sources)}, received exercise {number}; make the "
            f"lesson first, python -m amhelpers new lesson {lesson} name."
        )
    if number in taken:
        last = [one for one in taken if place(one)[0] == int(lesson)][-1]
        free = f"{int(lesson)}.{place(last)[1] + 1}"
        raise ValueError(
            f"There is an exercise {number} already, {taken[number]}: expected a number that is free, received "
            f"{number}; the next of lesson {lesson} is {free}."
        )
    source = sources[lesson]
    text = source.read_text(encoding="utf-8")
    as_name(function, f"an exercise of lesson {lesson}", names_in(text) | reserved())
    files = bank_files(root, number, function)
    cells = filled("exercise/cells.py", number, function)
    files[source] = with_cells(text, cells, number, f"solutions/{source.name}")
    return files | table(root, number, function) | answers(root, source.stem, function)


def bank_files(root: Path, number: str, function: str) -> dict[Path, str]:
    """The folder of a new exercise, and the bank of its lesson with it.

    Args:
        root: the folder of the course.
        number: of the exercise.
        function: its name.

    Returns:
        Path -> text.

    Raises:
        ValueError: the bank has something of this name already.
    """
    lesson = number.partition(".")[0].zfill(2)
    bank = root / "amhelpers" / "exercises" / f"lesson{lesson}"
    files = {bank / function / part: filled(f"exercise/{part}", number, function) for part in PARTS}
    for path in (bank / f"{function}.py", *files):
        if path.exists():
            raise ValueError(
                f"There is a {path.relative_to(root).as_posix()} already: expected a name that is free in the bank of "
                f'lesson {lesson}, received "{function}"; choose another, or remove what is there.'
            )
    door = bank / "__init__.py"
    if door.exists():
        text = door.read_text(encoding="utf-8")
        files[door] = with_exercise(text, lesson, _of_lesson(root, lesson), number, function)
    else:
        title = re.search(r"^# # \d+ · (.+)$", _source(root, lesson), re.MULTILINE)
        files[door] = filled("lesson/bank.py", number, function, title[1] if title else function)
    return files


def table(root: Path, number: str, function: str) -> dict[Path, str]:
    """The page of the exercises with one more row.

    Args:
        root: the folder of the course.
        number: of the exercise.
        function: its name.

    Returns:
        Path -> text.
    """
    page = root / "docs" / "exercises.md"
    row = f"| {number} | `{function}(images)` | (B,): the largest value of each image minus its smallest |"
    return {page: with_row(page.read_text(encoding="utf-8"), row, "docs/exercises.md")}


def answers(root: Path, stem: str, function: str) -> dict[Path, str]:
    """What a student who errs types, and what that is told, with one more of them.

    Args:
        root: the folder of the course.
        stem: of the lesson's source, such as "03_class_images".
        function: the name of the exercise.

    Returns:
        Path -> text.
    """
    path, lesson = root / "tests" / "lessons" / "answers.py", stem[:2]
    text, file = path.read_text(encoding="utf-8"), "tests/lessons/answers.py"
    wrong = f'"{function}": "{WRONG}"'
    words = f'"{function}": [{", ".join(f"{chr(34)}{word}{chr(34)}" for word in WORDS)}]'
    if f"WRONG_{lesson} = {{" in text:
        text = with_entry(text, f"WRONG_{lesson}", [wrong], file)
        return {path: with_entry(text, f"WORDS_{lesson}", [words], file)}
    text = with_entry(text, "ANSWERS", [f'"{stem}": (WRONG_{lesson}, WORDS_{lesson})'], file)
    both = f"WRONG_{lesson} = {{\n    {wrong},\n}}\nWORDS_{lesson} = {{\n    {words},\n}}\n\n"
    return {path: re.sub(r"^(?:#.*\n)*ANSWERS = \{", lambda found: both + found[0], text, count=1, flags=re.MULTILINE)}


def reserved() -> set[str]:
    """The names that the templates use besides that of the exercise.

    Returns:
        The names.
    """
    names = {"shared"}.union(*(names_in(template(f"exercise/{part}")) for part in (*PARTS, "cells.py")))
    return names - {"name_of_function"}


def _of_lesson(root, lesson):
    return {number: name for number, name in exercises(root).items() if place(number)[0] == int(lesson)}


def _source(root, lesson):
    """The source of a lesson; empty for one that is yet to be written."""
    path = lessons(root).get(lesson)
    return path.read_text(encoding="utf-8") if path else ""
