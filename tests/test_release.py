"""A release, in a clone: version, changelog, tag and zip belong together, and a mistake changes nothing."""

import importlib.util
import re
import subprocess
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SPEC = importlib.util.spec_from_file_location("release", ROOT / "tools" / "release.py")
tool = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(tool)
FILES = ("pyproject.toml", "CITATION.cff", "CHANGELOG.md", "README.md", "LICENSE", "requirements.lock")


def git(root, *words):
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org"]
    return subprocess.run(["git", *who, "-C", root, *words], capture_output=True, text=True, check=True).stdout.strip()


@pytest.fixture
def course(tmp_path, monkeypatch):
    """A repository with what a release needs, and a package of one line."""
    for name in FILES:
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / "amhelpers").mkdir()
    (tmp_path / "amhelpers" / "__init__.py").write_text("")
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "00_start.ipynb").write_text("{}")
    (tmp_path / ".gitignore").write_text("build/\n*.egg-info/\n")
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "x")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "x@example.org")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", "--all")
    git(tmp_path, "commit", "--quiet", "--message", "begin")
    return tmp_path


def test_a_release_is_written_committed_tagged_and_packed(course):
    made = tool.release(course, "7.8.9", wheels=False)
    assert git(course, "describe") == "v7.8.9" and not git(course, "status", "--porcelain")
    assert 'version = "7.8.9"' in (course / "pyproject.toml").read_text()
    assert "version: 7.8.9" in (course / "CITATION.cff").read_text()
    log = (course / "CHANGELOG.md").read_text()
    assert re.search(r"## \[Unreleased\]\n\n## \[7\.8\.9\] - \d{4}-\d\d-\d\d\n", log)
    before = (ROOT / "CHANGELOG.md").read_text()
    assert re.sub(r"\n## \[7\.8\.9\].*\n", "", log) == before
    with zipfile.ZipFile(made) as archive:
        names = archive.namelist()
        assert "seeing-cnns-7.8.9/notebooks/00_start.ipynb" in names
        assert [name for name in names if name.startswith("seeing-cnns-7.8.9/wheels/amhelpers-7.8.9")]
        assert b"--no-index" in archive.read("seeing-cnns-7.8.9/INSTALL.txt")
    with pytest.raises(ValueError, match="There is a tag"):
        tool.release(course, "7.8.9", wheels=False)


def test_a_release_whose_zip_cannot_be_made_is_none(course, monkeypatch):
    def fails(*words):
        raise OSError("the disk is full")

    monkeypatch.setattr(tool, "bundle", fails)
    head = git(course, "rev-parse", "HEAD")
    with pytest.raises(OSError, match="disk is full"):
        tool.release(course, "7.8.9")
    assert git(course, "rev-parse", "HEAD") == head
    assert not git(course, "tag") and not git(course, "status", "--porcelain")


@pytest.mark.parametrize(
    ("version", "words", "change"),
    [
        ("7.8", "three numbers", None),
        ("0.0.1", "newer than", None),
        ("7.8.9", "not committed", ("README.md", "changed")),
        ("7.8.9", "nothing under", ("CHANGELOG.md", "## [Unreleased]\n\n## [0.1.0] - 2026-01-01\n")),
    ],
)
def test_a_mistake_is_said_and_changes_nothing(course, version, words, change):
    if change:
        (course / change[0]).write_text(change[1])
    if change and words == "nothing under":
        git(course, "commit", "--quiet", "--all", "--message", "change")
    before = {name: (course / name).read_bytes() for name in FILES}
    head = git(course, "rev-parse", "HEAD")
    with pytest.raises(ValueError, match=words):
        tool.release(course, version, wheels=False)
    assert {name: (course / name).read_bytes() for name in FILES} == before
    assert git(course, "rev-parse", "HEAD") == head and not git(course, "tag")
