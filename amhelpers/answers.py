"""Answers: a question of a lesson -> first the student's own sentence, then the course's answer.

What a student was told of an exercise, and has mended, can be asked back in the same way: `am.answer("3.2")`.
"""

import os
import re

import ipywidgets

from amhelpers import exams, record
from amhelpers.checks import find, mended
from amhelpers.describe import cut, describe
from amhelpers.lessons import bonus_code, find_question, questions
from amhelpers.lessons.asked import Question
from amhelpers.refusals import RefusedError
from amhelpers.widgets.sheet import Sheet, in_notebook

__all__ = ["answer"]

LONGEST = 10_000  # characters of an answer that are kept
SHOWN = "AMHELPERS_ANSWERS"  # set where the course's answers stand open: in pages for teachers


def answer(number: str, text: str | None = None) -> Sheet | None:
    """Show the course's answer to a question, once there is one of the student's own, which is kept.

    Args:
        number: of a question at the end of a lesson, "3.a" or "3.bonus"; or of an exercise that was mended, "3.2".
        text: an answer of one's own, to be given without a widget.

    Returns:
        The widget, which a notebook shows; None where there is none, and it is printed.

    Raises:
        ValueError: there is no such question, the answer has no words, or this is an exam.
    """
    exams.refuse("am.answer")
    asked = _question(number)
    title = f"Question {asked.number}" if asked.number in questions() else f"Exercise {asked.number}"
    if text is not None:
        if not isinstance(text, str) or not re.search(r"\w", text):
            raise RefusedError(f"An answer of your own is a sentence. Received {describe(text)}.")
        print(_answered(asked, text))
        return None
    if os.environ.get(SHOWN):
        sheet = Sheet(title, asked.text)
        sheet.say("\n".join(_of_the_course(asked)))
        return sheet
    if not in_notebook():
        print(f'{title}: {asked.text}\nWrite one of your own first, am.answer("{number}", "…"): the course\'s follows.')
        return None
    field = ipywidgets.Textarea(value=_own(asked) or "", rows=3, layout={"width": "42em"}, placeholder="your own words")

    def act():
        if not re.search(r"\w", field.value):
            return "A sentence of your own first, however short; it is kept, and no one marks it."
        return _answered(asked, field.value)

    return Sheet(title, asked.text, [field], "keep mine, and show the course's", act)


def _question(number):
    """A question at the end of a lesson, or one made of what was said of an exercise."""
    if str(number) in questions() or not re.fullmatch(r"\d+\.\d+", str(number)):
        return find_question(number)
    task, before = find(number), mended(number)
    if before is None:
        raise RefusedError(
            f"Nothing was said of exercise {number} that could be asked back. Questions that can be answered: "
            f"{', '.join(questions())}."
        )
    text = f'An answer of yours to "{task.title}" {before.words}. {before.question}'
    look_for = f"do you say why the other is right? {task.why}" if task.why else ""
    return Question(task.number, text, before.hint, look_for)


def _own(asked):
    """The student's last answer on record, or None."""
    texts = [entry.kept["text"] for entry in record.read("answer") if entry.number == asked.number]
    return texts[-1] if texts else None


def _answered(asked, text):
    """Keep an answer; what then stands below it."""
    kept = " ".join(text.split())
    record.add("answer", asked.number, text=cut(kept, LONGEST))
    lines = [f"Yours: {text.strip()}", *_of_the_course(asked)]
    if len(kept) > LONGEST:
        lines.append(f"Of yours the first {LONGEST:,} characters are on record, of {len(kept):,}.")
    return "\n".join(lines)


def _of_the_course(asked):
    """The course's answer, and what to look for in one's own."""
    lines = [f"The course's: {asked.answer}", asked.look_for and f"In your own: {asked.look_for}"]
    code = bonus_code().get(asked.number, "").splitlines()
    lines += ["The course's code, for this notebook:", *(f"    {line}" for line in code)] if code else []
    return [line for line in lines if line]
