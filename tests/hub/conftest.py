"""A user of a hub: a home of their own, and a course that they can read and not change."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from amhelpers.grading import sealed

ROOT = Path(__file__).parents[2]


@pytest.fixture
def user(tmp_path, monkeypatch):
    """The home of a user, and the words before a command that mount all but it read-only."""
    if not sealed.is_sealed():
        pytest.skip("there is no bubblewrap here")
    home = tmp_path / "home"
    (home / "tmp").mkdir(mode=0o700, parents=True)
    for name in [name for name in os.environ if name.startswith(("AMHELPERS_", "JUPYTER", "KERAS_HOME", "IPYTHON"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("TMPDIR", str(home / "tmp"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    words = [shutil.which("bwrap"), "--die-with-parent", "--ro-bind", "/", "/", "--dev", "/dev", "--proc", "/proc"]
    words += ["--tmpfs", "/dev/shm", "--bind", str(home), str(home)]
    return home, [*words, "--", sys.executable]
