"""What the doctor says to who runs a hub, of folders that are made here."""

import os
import stat

import pytest

from amhelpers import record
from amhelpers.hub import Note, places

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has no modes")


@pytest.fixture
def course(tmp_path):
    place = tmp_path / "srv" / "a course"
    place.mkdir(parents=True)
    (place / "one.py").write_text("")
    for path, mode in ((place / "one.py", 0o644), (place, 0o755), (place.parent, 0o755)):
        path.chmod(mode)
    return place


def judged(course):
    return places.judged("the course", [course], course.parents[1])


def test_a_course_as_it_must_be_is_said_to_be_so(course):
    said = judged(course)
    assert "3 files that all can read" in said
    assert not isinstance(said, Note)


@pytest.mark.parametrize(
    ("path", "mode", "wrong", "cure"),
    [
        ("one.py", 0o640, "cannot read", "chmod -R a+rX '{course}'"),
        ("..", 0o750, "cannot read", "such as /srv"),
        ("one.py", 0o646, "Every user can change", "chmod -R o-w '{course}'"),
    ],
)
def test_what_is_wrong_has_its_cure_beside_it(course, path, mode, wrong, cure):
    (course / path).resolve().chmod(mode)
    with pytest.raises(OSError, match=wrong) as error:
        judged(course)
    assert cure.format(course=course) in str(error.value)
    assert str((course / path).resolve()) in str(error.value)


def test_the_cure_cures(course):
    (course / "one.py").chmod(0o602)
    with pytest.raises(OSError) as error:
        judged(course)
    for line in str(error.value).splitlines():
        assert os.system(line.partition(": chmod")[1][2:] + line.partition(": chmod")[2].rstrip(".")) == 0
    assert "all can read" in judged(course)


@pytest.mark.parametrize(("members", "refused"), [("", False), ("anna and ben", True)])
def test_a_group_that_nobody_else_is_in_can_change_what_it_likes(course, monkeypatch, members, refused):
    found = places.access.look([course], course.parents[1])
    monkeypatch.setattr(places.access, "look", lambda *given: found._replace(of_group=[course / "one.py"]))
    monkeypatch.setattr(places, "_members", lambda group, owners: members)
    if refused:
        with pytest.raises(OSError, match=r"anna and ben can change .* by their group"):
            judged(course)
    else:
        judged(course)


def test_what_is_mounted_read_only_cannot_be_changed_whatever_its_modes_are(course, monkeypatch):
    (course / "one.py").chmod(0o646)
    monkeypatch.setattr(places.access, "is_mounted_read_only", lambda place: True)
    assert "mounted read-only" in judged(course)


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("AMHELPERS_HOME", raising=False)
    tmp_path.chmod(0o700)
    return tmp_path


def test_a_home_of_ones_own_is_as_it_must_be(home):
    assert f"home {home}" in places.home()


@pytest.mark.parametrize("mode", [0o755, 0o704, 0o702])
def test_a_home_that_others_look_into_is_to_mend(home, mode):
    home.chmod(mode)
    with pytest.raises(OSError, match="chmod 700"):
        places.home()


def test_a_home_that_another_account_has_too_is_to_mend(home, monkeypatch):
    monkeypatch.setattr(places, "_same_home", lambda place: ["ben"])
    with pytest.raises(OSError, match="that of ben as well"):
        places.home()


def test_a_record_in_a_folder_that_all_can_write_to_is_to_mend(home, monkeypatch):
    shared = home / "shared"
    shared.mkdir(mode=0o700)
    monkeypatch.setenv("AMHELPERS_HOME", str(shared))
    assert places.record() == f"record in {shared}"
    shared.chmod(0o777)
    with pytest.raises(OSError, match="each other's progress"):
        places.record()


def test_a_record_that_is_not_there_yet_is_none_that_is_shared(home):
    assert "not there yet" in places.record()
    record.add("check", "1.1", outcome="PASSED")
    assert "not there yet" not in places.record()
    assert stat.S_IMODE(record.file().parent.stat().st_mode) & stat.S_IWOTH == 0
