"""Consent: no code of a student is kept who has not said so, and what says so is a line of the student's own."""

import numpy as np
import pytest

import amhelpers as am
from amhelpers import record
from amhelpers.consent import agreed_in, is_agreed


@pytest.fixture(autouse=True)
def home(monkeypatch, tmp_path):
    monkeypatch.setenv("AMHELPERS_HOME", str(tmp_path))
    monkeypatch.setattr(record, "_unwritten", [])


def wrong(images):
    """Written by Ada."""
    return images[..., np.newaxis]  # Ada wrote this


def codes():
    return [one.kept.get("code") for one in record.read("check")]


def test_a_check_keeps_code_only_between_the_two_lines(capsys):
    am.check("1.1", wrong)
    am.share_code()
    said = capsys.readouterr().out.splitlines()[-1]
    assert said.count(". ") == 0 and "shown in class" in said
    am.check("1.1", wrong)
    am.share_code(False)
    am.check("1.1", wrong)
    kept = "def wrong(images):\n    return images[..., np.newaxis]"
    assert codes() == [None, kept, None]
    assert "Ada" not in record.file().read_text(encoding="utf-8")
    assert not is_agreed() and is_agreed(record.read()[:3])


def test_neither_what_passed_nor_what_was_not_attempted_is_kept():
    def stub(images):
        raise NotImplementedError()

    am.share_code()
    am.check("1.1", lambda images: np.float32(images / 255)[..., np.newaxis])
    am.check("1.1", stub)
    assert [(one.kept["outcome"], one.kept.get("code")) for one in record.read("check")] == [
        ("PASSED", None),
        ("NOT_ATTEMPTED", None),
    ]


def test_another_word_than_true_or_false_is_refused():
    with pytest.raises(ValueError, match="True or False"):
        am.share_code("no")
    assert not is_agreed()


@pytest.mark.parametrize(
    ("statements", "agreed"),
    [
        (["import amhelpers as am", "am.share_code()"], True),
        (["am.share_code(True)"], True),
        (["amhelpers.share_code(agree=True)"], True),
        (["am.share_code()", "am.share_code(False)"], False),
        (["am.share_code(False)", "am.share_code()"], True),
        (["am.share_code()", "am.share_code(agree=False)"], False),
        (["am.share_code()", "am.share_code(maybe)"], False),
        (['"am.share_code()"'], False),
        (["def later():\n    am.share_code()"], False),
        (["if sure:\n    am.share_code()"], False),
        (["other.share_code()"], False),
        (["am.share_code"], False),
        ([], False),
    ],
)
def test_of_a_notebook_the_last_plain_line_counts(statements, agreed):
    assert agreed_in(statements) is agreed
