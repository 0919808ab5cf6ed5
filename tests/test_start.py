"""The first page: what it says of the lessons is what stands in them."""

import re
from pathlib import Path

import pytest

from amhelpers.drafts.checkout import lessons

SOLUTIONS = Path(__file__).parents[1] / "solutions"
ROW = re.compile(r"^# \| \[(\d\d)\]\((\S+)\) \| (.*) \| (\d+) \| (.*?) ?\|$", re.MULTILINE)
ROWS = {row[0]: row[1:] for row in ROW.findall((SOLUTIONS / "00_start.py").read_text(encoding="utf-8"))}
LESSONS = lessons(SOLUTIONS.parent)


def test_every_lesson_has_its_row():
    assert list(ROWS) == list(LESSONS)


@pytest.mark.parametrize("lesson", LESSONS)
def test_a_row_says_what_the_lesson_says(lesson):
    file, title, minutes, needs = ROWS[lesson]
    text = LESSONS[lesson].read_text(encoding="utf-8")
    head = text[: text.index("# %%", text.index("# %% [markdown]") + 10)]
    assert file == f"{LESSONS[lesson].stem}.ipynb"
    assert f"# # {lesson} · {title}\n" in head
    assert f"**Time** {minutes} minutes" in " ".join(head.split())
    said = re.search(r"\*\*You need\*\*(.*?)\*\*Key words", head, re.DOTALL)[1]
    wanted = re.findall(r"\b\d\d\b", said.replace(" to ", " "))
    assert re.findall(r"\d\d", needs) == wanted
