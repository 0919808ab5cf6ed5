"""A new lesson: the folder of a course, a number and names -> path -> text, of all files that it takes."""

from pathlib import Path

from amhelpers.drafts.checkout import as_name, lessons, names_in
from amhelpers.drafts.entries import with_entry, with_row
from amhelpers.drafts.exercise import answers, bank_files, reserved, table
from amhelpers.drafts.files import filled, template

__all__ = ["lesson_files"]

FOUND = {"p1": '"half"', "p2": "82"}  # what the template's guesses turn out to be


def lesson_files(root: Path, number: str, name: str, function: str) -> dict[Path, str]:
    """What a new lesson writes and changes.

    Args:
        root: the folder of the course.
        number: of the lesson, such as "11".
        name: of its notebook, such as "light".
        function: the name of its first exercise.

    Returns:
        Path -> text.

    Raises:
        ValueError: the number is taken or none, or a name will not do.
    """
    if not (number.isascii() and number.isdecimal() and 1 <= int(number) <= 99):
        raise ValueError(
            f'"{number}" cannot be the number of a lesson: expected 1 to 99, received "{number}"; say python -m '
            "amhelpers new lesson 11 name."
        )
    lesson, sources = number.zfill(2)[-2:], lessons(root)
    if lesson in sources:
        free = f"{int(max(sources)) + 1:02d}"
        raise ValueError(
            f"There is a lesson {lesson} already, {sources[lesson].stem}: expected a number that is free, received "
            f"{number}; the last is {max(sources)}, so take {free}."
        )
    title = as_name(name, "a lesson").replace("_", " ").capitalize()
    as_name(function, f"an exercise of lesson {lesson}", names_in(template("lesson/solution.py")) | reserved())
    exercise, stem = f"{int(lesson)}.1", f"{lesson}_{name}"
    files = {
        root / "solutions" / f"{stem}.py": filled("lesson/solution.py", exercise, function, title),
        root / "amhelpers" / "lessons" / f"lesson{lesson}.py": filled("lesson/questions.py", exercise, function),
    }
    for path in (*files, root / "amhelpers" / "exercises" / f"lesson{lesson}" / "__init__.py"):
        if path.exists():
            raise ValueError(
                f"There is a {path.relative_to(root).as_posix()} already, and no lesson of it: expected a number of "
                f"which nothing is there, received {number}; remove what is left, or take another."
            )
    files |= bank_files(root, exercise, function) | table(root, exercise, function) | answers(root, stem, function)
    door = root / "amhelpers" / "exercises" / f"lesson{lesson}" / "__init__.py"
    files[door] = filled("lesson/bank.py", exercise, function, title)
    return files | _entered(root, stem, title, exercise)


def _entered(root, stem, title, exercise):
    """The pages and the tests that have an entry for each lesson, with one of this."""
    rows = {
        "README.md": f"[{title}](notebooks/{stem}.ipynb) | the range of an image, and what it leaves out | 15 min",
        "docs/lessons.md": f"the range of an image by hand, and what it leaves out | none | exercise {exercise}",
    }
    files = {}
    for name, row in rows.items():
        text = (root / name).read_text(encoding="utf-8")
        files[root / name] = with_row(text, f"| {stem[:2]} | {row} |", name)
    entries = [f'"{int(stem[:2])}.{guess}": {found}' for guess, found in FOUND.items()]
    path, file = root / "tests" / "test_notebooks.py", "tests/test_notebooks.py"
    files[path] = with_entry(path.read_text(encoding="utf-8"), "FOUND", entries, file)
    return files
