"""Writing: lessons or exercises, and a list of students -> for each of them notebooks, and what marks them later."""

import csv
import json
import re
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from amhelpers.checks import exercises
from amhelpers.drafts.checkout import root_of_course
from amhelpers.exams import OFF
from amhelpers.exams.plan import Exam, load, seed_of
from amhelpers.exams.tasks import drawn, filled, tasks
from amhelpers.files import write_whole
from amhelpers.grading.submission import needed, read
from amhelpers.record import of_lesson

__all__ = ["students_in", "write"]

NAME = re.compile(r"[\w.@+-]{1,100}")
RULES = f"""\
Write the body of each function, and run the cell below it: it says whether the function passes. This is an exam: {OFF}.
What was not solved stops nothing, the course goes on with its own version. Hand it in under its name."""
TASKS = """

The tasks at the end ask for a number, and go by what was drawn for **{student}**: filters, classes, photos. Write the
number itself, with a point and not a comma: code in its place is not run. A whole number has to be met; of another
2 % may be off."""


def write(chosen: Sequence[str], students: Iterable[str], out: str | Path) -> str:
    """Write an exam, or go on with one: who has notebooks keeps them, and new students get theirs.

    Args:
        chosen: lessons, "02", or exercises, "2.3"; of a lesson all exercises. A task belongs to them if they are all
            that it uses of its lesson.
        students: their names, as their folders are called.
        out: a folder: `exam.json` for whoever marks, and `handout/STUDENT/NN_exam.ipynb`.

    Returns:
        What was written, in words.

    Raises:
        ValueError: there is no such lesson or exercise, no student, or a name that no folder can have; or the folder
            holds an exam of other exercises. Nothing is written.
        OSError: this is no checkout of the course, or something cannot be written.
    """
    out, names = Path(out), list(dict.fromkeys(students))
    numbers = _numbers(chosen)
    wrong = [name for name in names if not NAME.fullmatch(name) or not name.strip(".")]
    if wrong or not names:
        raise ValueError(
            "Expected a name for each student that a folder can have: letters, digits and . _ - @ +. Received "
            f"{', '.join(map(repr, wrong[:5])) or 'none'}."
        )
    before = load(out / "exam.json") if (out / "exam.json").exists() else Exam(secrets.token_hex(16), numbers, ())
    if before.numbers != numbers:
        raise ValueError(f"{out} holds an exam of {', '.join(before.numbers)}. Take another folder for another exam.")
    exam = before._replace(students=tuple(dict.fromkeys((*before.students, *names))))
    fresh = [name for name in names if name not in before.students]
    parts = {lesson: _parts(lesson, numbers) for lesson in dict.fromkeys(map(of_lesson, numbers))}
    for name in fresh:
        folder = out / "handout" / name
        for lesson, cells in parts.items():
            notebook = _notebook(lesson, cells, [one for one in numbers if of_lesson(one) == lesson], name, exam)
            write_whole(folder / f"{lesson}_exam.ipynb", nbformat.writes(notebook) + "\n")
    write_whole(out / "exam.json", json.dumps(exam._asdict(), indent=1))
    more = f"; {len(names) - len(fresh)} had theirs and keep them" if len(fresh) < len(names) else ""
    return (
        f"{out / 'handout'}: notebooks for {len(fresh)} students{more}: {', '.join(numbers)}.\n"
        f"{out / 'exam.json'} marks them: keep it, and give it to nobody."
    )


def students_in(path: str | Path) -> list[str]:
    """The students of a list.

    Args:
        path: a text file with a name on each line, or a table in .csv, of which the first column counts, or the one
            that is called id, as nbgrader has it.

    Returns:
        Names.

    Raises:
        OSError: the file cannot be read.
    """
    with open(path, encoding="utf-8-sig", newline="") as stream:
        rows = [[cell.strip() for cell in row] for row in csv.reader(stream)]
    rows = [row for row in rows if any(row)]
    place = rows[0].index("id") if rows and "id" in rows[0] else 0
    return [row[place] for row in rows if len(row) > place and row[place] not in ("id", "student")]


def _numbers(chosen):
    """The exercises that are chosen, and the tasks that belong to them, lesson by lesson."""
    known = exercises()
    lessons = {of_lesson(number) for number in known}
    wrong = [one for one in chosen if one not in known and one not in lessons]
    if wrong or not chosen:
        raise ValueError(
            f"Expected lessons with exercises, {', '.join(sorted(lessons))}, or exercises, such as 2.3. Received "
            f"{', '.join(map(repr, wrong)) or 'none'}."
        )
    own = [number for number in known if number in chosen or of_lesson(number) in chosen]
    more = [
        one.number
        for one in tasks().values()
        if all(number in own for number in one.uses if of_lesson(number) == of_lesson(one.number))
    ]
    ordered = sorted({of_lesson(number) for number in own})
    return tuple(one for lesson in ordered for one in (*own, *more) if of_lesson(one) == lesson)


class _Part(NamedTuple):
    """What an exam takes from a lesson: its title, its imports, and the cells of each exercise."""

    title: str
    imports: str
    cells: dict[str, list[Any]]


def _parts(lesson, numbers):
    """What the exercises of a lesson need: their text, what it gives them, the stub, and the check."""
    root = root_of_course()
    student = nbformat.read(next((root / "notebooks").glob(f"{lesson}_*.ipynb")), as_version=4)
    solution = read(next((root / "solutions").glob(f"{lesson}_*.ipynb")).read_bytes())
    functions = {task.function: number for number, task in exercises().items()}
    texts = [(cell.cell_type, cell.source) for cell in student.cells]
    imports = next(text for kind, text in texts if kind == "code" and "import amhelpers as am" in text)
    title = re.sub(r"^#\s*", "", texts[0][1].splitlines()[0])
    found, given = {}, set()
    for number in numbers:
        if number not in exercises() or of_lesson(number) != lesson:
            continue
        task = exercises()[number]
        text = next(text for kind, text in texts if kind == "markdown" and f"### Exercise {number} " in text)
        text = text[text.index(f"### Exercise {number} ") :]
        stub = next(text for kind, text in texts if kind == "code" and f"def {task.function}(" in text)
        check = next(text for kind, text in texts if kind == "code" and f'am.check("{number}"' in text)
        before = []
        for one in needed(solution, task, functions):
            if not one.check and not one.binds & functions.keys() and one.source not in imports:
                before += [one.source] if one.source not in given else []
                given.add(one.source)
        found[number] = [
            new_markdown_cell(text.rstrip()),
            *([new_code_cell("\n\n".join(before))] if before else []),
            new_code_cell(stub),
            new_code_cell(check),
        ]
    return _Part(title, imports, found)


def _notebook(lesson, part, numbers, student, exam):
    """The notebook of a student."""
    rules = RULES + (TASKS.format(student=student) if any(number in tasks() for number in numbers) else "")
    cells = [
        new_markdown_cell(f"# Exam · {part.title} · {student}\n\n{rules}"),
        new_code_cell(part.imports),
        new_code_cell("am.exams.begin()"),
    ]
    for number in numbers:
        if number in part.cells:
            cells += nbformat.from_dict(part.cells[number])
            continue
        task = tasks()[number]
        values = drawn(task, seed_of(exam, student))
        cells += [
            new_markdown_cell(f"### Task {number} · {task.title}\n\n{filled(task.text, values)}"),
            *([new_code_cell(filled(task.given, values))] if task.given else []),
            new_code_cell(),
            new_code_cell(f'am.exams.note("{number}", ...)'),
        ]
    for index, cell in enumerate(cells):
        cell.id = f"exam-{lesson}-{index}"
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})
