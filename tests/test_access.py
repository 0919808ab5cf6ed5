"""Who can read and change a folder, by owners and modes of a tree that is made here."""

import os

import pytest

from amhelpers import access

pytestmark = pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has no modes")


@pytest.fixture
def course(tmp_path):
    """A course that all can read and its owner alone can change, on a way that all can go."""
    place = tmp_path / "srv" / "course"
    (place / "package").mkdir(parents=True)
    for file in (place / "lesson.ipynb", place / "package" / "one.py"):
        file.write_text("")
        file.chmod(0o644)
    for folder in (tmp_path / "srv", place, place / "package"):
        folder.chmod(0o755)
    return place


def look(course):
    return access.look([course], course.parents[1])


def test_what_all_can_read_and_one_can_change_is_as_it_must_be(course):
    found = look(course)
    assert (found.files, found.closed, found.changeable, found.of_group) == (5, [], [], [])
    assert found.owners == {os.geteuid()}


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        ("", 0o750),  # the course itself
        ("", 0o751),  # can be gone through, not listed
        ("package", 0o754),  # can be listed, not gone through
        ("package/one.py", 0o640),
        ("..", 0o750),  # a closed folder on the way to it
    ],
)
def test_what_others_cannot_read_is_named(course, path, mode):
    (course / path).resolve().chmod(mode)
    assert look(course).closed == [(course / path).resolve()]


def test_a_way_that_all_can_go_need_not_be_one_that_all_can_list(course):
    course.parent.chmod(0o711)
    assert look(course).closed == []


@pytest.mark.parametrize(("path", "mode"), [("package", 0o757), ("package/one.py", 0o646), ("..", 0o757), ("", 0o1777)])
def test_what_all_can_change_is_named(course, path, mode):
    (course / path).resolve().chmod(mode)
    assert look(course).changeable == [(course / path).resolve()]


def test_in_a_folder_like_tmp_nobody_takes_away_what_is_anothers(course):
    course.parent.chmod(0o1777)
    assert look(course).changeable == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_what_a_group_can_change_and_what_is_anothers_is_named(course):
    os.chown(course / "lesson.ipynb", 4321, 1234)
    (course / "lesson.ipynb").chmod(0o664)
    found = look(course)
    assert (found.of_group, found.owners) == ([course / "lesson.ipynb"], {0, 4321})


def test_of_a_link_its_target_and_the_way_there_count(course, tmp_path):
    (tmp_path / "link").symlink_to(course)
    course.parent.chmod(0o750)
    (course / "lesson.ipynb").chmod(0o646)
    found = access.look([tmp_path / "link"], tmp_path)
    assert (found.closed, found.changeable) == ([course.parent], [course / "lesson.ipynb"])
