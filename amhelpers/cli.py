"""The command line: `python -m amhelpers COMMAND` -> text, and 0 where all is well."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

__all__ = ["fetch", "main"]

COURSE = Path(__file__).resolve().parent.parent / "notebooks"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: the words after the program's name; by default, those it was started with.

    Returns:
        The exit status: 0 where all is well.

    Raises:
        SystemExit: there is no such command, or help was asked for.
    """
    parser = argparse.ArgumentParser(prog="python -m amhelpers", description="Seeing what a CNN has learned")
    commands = parser.add_subparsers(dest="command", required=True)
    healing = commands.add_parser("doctor", help="is everything there that the course needs, and what mends it if not?")
    healing.add_argument("--hub", action="store_true", help="also what a hub of many users needs")
    commands.add_parser("fetch", help="download the full data sets, which the course can do without")
    commands.add_parser("progress", help="which exercises are done")
    for name, words in (
        ("copy", "copy the notebooks that a folder has not, to work in; those that are there stay as they are"),
        ("update", "bring such copies to a new version of the course, with what was written in them"),
    ):
        copying = commands.add_parser(name, help=words)
        copying.add_argument("folder", nargs="?", default="work", help="of the copies; by default work")
    reporting = commands.add_parser("report", help="a page on what a class, or one student, got wrong")
    reporting.add_argument(
        "paths",
        nargs="+",
        help="records of students, or folders with them; or what `grade` wrote; or nbgrader's gradebook.db",
    )
    reporting.add_argument(
        "--out", default="report.html", help="where the page goes; beside that on records a table, in .csv"
    )
    reporting.add_argument("--names", action="store_true", help="name students, by their files or in a table of points")
    reporting.add_argument("--student", metavar="NAME", help="a page on this one alone, by the name of file or folder")
    grading = commands.add_parser("grade", help="grade what a class handed in: points, feedback, a page on the class")
    grading.add_argument(
        "paths", nargs="+", help="folders of notebooks, one for each student, or nbgrader's submitted/"
    )
    grading.add_argument("--out", default="grades", help="the folder for what comes of it; a second run goes on in it")
    grading.add_argument("--scheduler", help="the address of a Dask cluster; by default one is started here")
    grading.add_argument("--workers", type=int, help="how many to start here; by default by cores and memory")
    grading.add_argument("--seconds", type=float, default=60, help="that one answer may take with all that it needs")
    grading.add_argument("--gradebook", help="nbgrader's gradebook.db, to enter the points into")
    grading.add_argument("--exam", help="the exam.json of an exam, whose notebooks are graded")
    examining = commands.add_parser("exam", help="write an exam: for each student notebooks with tasks of their own")
    examining.add_argument("chosen", nargs="+", help="lessons, such as 02, or exercises, such as 2.3")
    examining.add_argument("--students", required=True, help="a file with a name on each line, or a table in .csv")
    examining.add_argument("--out", default="exam", help="the folder for it; a second run adds students")
    drafting = commands.add_parser("new", help="for authors: write a new exercise or lesson, which runs as it is")
    kinds = drafting.add_subparsers(dest="kind", required=True)
    for kind, number, name in (("exercise", "3.6", "blur, of its function"), ("lesson", "11", "fine_detail")):
        one = kinds.add_parser(kind)
        one.add_argument("number", help=f"such as {number}")
        one.add_argument("name", help=f"such as {name}")
    one.add_argument("--function", default="contrast", help="the name of the lesson's first exercise")
    given = parser.parse_args(arguments)
    try:
        return COMMANDS[given.command](given)
    except (OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 1


def fetch() -> int:
    """Download the full data sets into Keras' cache.

    Returns:
        1 if one cannot be had, else 0.
    """
    from amhelpers import datasets, downloads

    failed = 0
    for name, load in {"MNIST": datasets.load_mnist, "CIFAR-10": datasets.load_cifar10}.items():
        try:
            (train, _), (test, _) = load(full=True)
            print(f"{name}, {len(train):,} + {len(test):,} images, is in {downloads.cache_folder()}")
        except OSError as error:
            failed = 1
            print(error, file=sys.stderr)
    return failed


def _new(given):
    """Write a draft; only authors need what it takes."""
    from amhelpers.drafts import draft_exercise, draft_lesson

    if given.kind == "exercise":
        print(draft_exercise(given.number, given.name))
    else:
        print(draft_lesson(given.number, given.name, given.function))
    return 0


def _report(given):
    first = Path(given.paths[0])
    if len(given.paths) == 1 and (first / "results").is_dir():  # what `grade` wrote
        from amhelpers.grading import results, survey

        found = results.load(first)
        if given.student:
            print(survey.write_student(given.out, found, given.student))
        else:
            print(survey.write_class(given.out, found, given.names))
    elif len(given.paths) == 1 and first.is_file() and first.suffix in (".db", ".sqlite", ".sqlite3"):
        from amhelpers.grading.scores import write_scores

        print(write_scores(given.out, first, given.names, given.student))
    else:
        from amhelpers.reports import report

        print(*report(given.paths, given.out, given.names, given.student), sep="\n")
    return 0


def _grade(given):
    from amhelpers.grading.running import grade

    settings = {name: getattr(given, name) for name in ("scheduler", "workers", "seconds", "gradebook", "exam")}
    print(grade(given.paths, given.out, **settings))
    return 0


def _exam(given):
    from amhelpers.exams.writing import students_in, write

    print(write(given.chosen, students_in(given.students), given.out))
    return 0


def _copy(given):
    from amhelpers import copies

    fresh = copies.copy(COURSE, given.folder)
    print(f"{given.folder}: {len(fresh)} new notebooks." if fresh else f"{given.folder}: all notebooks are there.")
    return 0


def _update(given):
    from amhelpers import copies

    print("\n".join(copies.update(COURSE, given.folder)))
    return 0


def _progress(given):
    from amhelpers.overview import progress

    progress()
    return 0


def _doctor(given):
    from amhelpers.doctor import doctor

    return doctor(hub=given.hub)


COMMANDS = {
    "copy": _copy,
    "doctor": _doctor,
    "exam": _exam,
    "fetch": lambda given: fetch(),
    "grade": _grade,
    "new": _new,
    "progress": _progress,
    "report": _report,
    "update": _update,
}
