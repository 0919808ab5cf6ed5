"""Drafts, for authors: a number and a name -> the files of a new exercise or lesson, which run as they are.

`checkout` says what the course has already, `exercise` and `lesson` what files a new one needs, `entries` how it is
entered in those that are there, `files` fills the templates and writes all of it or nothing. The templates, a small
true example, are Python as it will be written, for a lesson 77. Nothing of the course is imported to do this.
"""

from amhelpers.drafts.checkout import root_of_course
from amhelpers.drafts.exercise import exercise_files
from amhelpers.drafts.files import told, write
from amhelpers.drafts.lesson import lesson_files

__all__ = ["draft_exercise", "draft_lesson"]


def draft_exercise(number: str, name: str) -> str:
    """Write a new exercise, enter it wherever exercises are entered, and say what is left to do.

    Args:
        number: of the exercise, such as "3.6".
        name: of its function, such as "blur".

    Returns:
        The files that were written or changed, a line each, and what is the author's to do.

    Raises:
        ValueError: the number is taken or none, the name will not do, or there is no such lesson. Nothing is written.
        OSError: this is no checkout of the course, or a file of it cannot be read or written. Nothing is written.
    """
    root = root_of_course()
    files = exercise_files(root, number, name)
    lines = told(root, files)
    write(files)
    lesson = number.partition(".")[0].zfill(2)
    return f"""{lines}
It is a small true example: make it yours, file by file. At any time this proves it, in seconds:
    make exercise N={number}
Then, as docs/exercises.md has it: a goal and **Time** at the head of the lesson, its topics and minutes in README.md
and docs/lessons.md, CHANGELOG.md, and
    make notebooks ARGS={lesson}"""


def draft_lesson(number: str, name: str, function: str = "contrast") -> str:
    """Write a new lesson with one exercise, enter it wherever lessons are entered, and say what is left to do.

    Args:
        number: of the lesson, such as "11".
        name: of its notebook, such as "light": solutions/11_light.py.
        function: the name of its first exercise.

    Returns:
        The files that were written or changed, a line each, and what is the author's to do.

    Raises:
        ValueError: the number is taken or none, or a name will not do. Nothing is written.
        OSError: this is no checkout of the course, or a file of it cannot be read or written. Nothing is written.
    """
    root = root_of_course()
    files = lesson_files(root, number, name, function)
    lines = told(root, files)
    write(files)
    return f"""{lines}
It is a small true lesson: make it yours, and its exercise. This proves the exercise, and builds both notebooks:
    make exercise N={int(number)}.1
    make notebooks ARGS={number.zfill(2)}
Then, as docs/exercises.md has it: its rows in README.md and docs/lessons.md, **Next** in the lesson before it,
CHANGELOG.md, and make test."""
