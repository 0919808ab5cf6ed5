"""Overview: the record -> what of the course is done and what is open, what was guessed and found."""

from collections.abc import Sequence

from amhelpers import lessons, record
from amhelpers.attempts import attempts
from amhelpers.checks import box, exercises, forget_hints
from amhelpers.checks.outcome import Outcome
from amhelpers.lessons.asked import Guess
from amhelpers.record import Entry

__all__ = ["guess_row", "progress", "reset"]

DONE, OPEN = "●", "○"


def progress() -> None:
    """Show the course: for each lesson what is done, then each exercise, and what was guessed and found."""
    entries = record.read()
    box.show_table(("lesson", "exercises", "guesses", "questions"), _lessons(entries))
    columns = ("nr", "exercise", "state", "checks", "hints", "minutes", "passed on")
    rows = [_exercise(task, [one for one in entries if one.number == task.number]) for task in exercises().values()]
    guessed = [row for guess in lessons.guesses().values() if (row := guess_row(guess, entries))]
    box.show_table(columns, rows, "" if guessed else _note())
    if guessed:
        box.show_table(("guess", "question", "expected", "found"), guessed, _note())


def reset(lesson: str) -> None:
    """Begin a lesson again: what is on record of it counts no more. Nothing is deleted.

    Args:
        lesson: its number, such as "03".

    Raises:
        ValueError: there is no such lesson.
    """
    number = lessons.find_lesson(lesson)
    record.add("reset", number)
    forget_hints(number)
    print(f"Lesson {number} begins again. What was on record of it stays in {_file()}, and counts no more.")
    print("The cells keep what you wrote, and a guess on the page keeps its old words until its cell is run again.")
    print(
        f"An empty notebook: give yours another name (in the list of files, Rename), and begin with `make lab "
        f"LESSON={number}`, or `python -m amhelpers copy` in the folder of the course, which copies what is not there."
    )


def _lessons(entries):
    """A row for each lesson: a sign for each of its exercises, guesses and questions."""
    passed = {one.number for one in entries if one.event == "check" and one.kept["outcome"] == Outcome.PASSED.name}
    guessed, answered = ({one.number for one in entries if one.event == event} for event in ("guess", "answer"))
    groups = (exercises(), passed), (lessons.guesses(), guessed), (lessons.questions(), answered)
    names = sorted({record.of_lesson(number) for known, _ in groups for number in known})
    return [(name, *(_signs(name, *group) for group in groups)) for name in names]


def _signs(lesson, known, done):
    numbers = [number for number in known if record.of_lesson(number) == lesson]
    signs = "".join(DONE if number in done else OPEN for number in numbers)
    return f"{signs} {sum(number in done for number in numbers)} of {len(numbers)}" if numbers else ""


def _exercise(task, entries):
    """A row for an exercise: what came of it up to the first time that it passed."""
    seen = attempts(entries)
    hints = f"{seen.hints or ''}{' + solution' if seen.solution else ''}".strip(" +")
    state = "to do" if seen.state == "not tried" else seen.state
    minutes = str(seen.minutes) if seen.checks else ""
    return task.number, task.title, state, str(seen.checks), hints, minutes, seen.passed


def guess_row(guess: Guess, entries: Sequence[Entry]) -> tuple[str, str, str, str] | None:
    """A row for a guess that was made: what was expected, and what was found, if it was.

    Args:
        guess: of a lesson.
        entries: what is on record.

    Returns:
        Its number, what was asked, what was expected, and what was found, in words; None where nothing was guessed.
    """
    own = [one for one in entries if one.number == guess.number]
    expected = [one.kept for one in own if one.event == "guess" and guess.fits(one.kept["guess"])]
    found = [one.kept["found"] for one in own if one.event == "found" and guess.fits(one.kept["found"])]
    if not expected:
        return None
    told = guess.told(expected[-1]["guess"]) + (", after it was seen" if expected[-1].get("late") else "")
    return guess.number, guess.question, told, guess.told(found[-1]) if found else ""


def _note():
    return "" if record.is_kept() else f"{_file()} cannot be written: some of this is gone when the kernel stops."


def _file():
    try:
        return record.file()
    except RuntimeError:  # there is no home folder
        return "The record of your progress"
