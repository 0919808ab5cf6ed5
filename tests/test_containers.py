"""The image of the course: what tools/chroot.py does is what Dockerfile says, and both have what the course needs."""

import importlib.util
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SPEC = importlib.util.spec_from_file_location("chroot", ROOT / "tools" / "chroot.py")
chroot = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(chroot)
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
LINES = chroot.lines(DOCKERFILE)


def test_every_line_is_known_and_none_is_left_out():
    instructions = [line.split()[0] for line in DOCKERFILE.splitlines() if re.match(r"[A-Z]+ ", line)]
    assert [kind for kind, _ in LINES] == instructions
    assert "\\" not in "".join(rest for _, rest in LINES)


@pytest.mark.parametrize("line", ["ADD x /", "RUN", "HEALTHCHECK NONE", "run echo"])
def test_a_line_that_is_not_known_is_refused(line):
    with pytest.raises(ValueError, match="not known here"):
        chroot.lines(f"FROM debian:bookworm-slim\n{line}\n")
    with pytest.raises(ValueError, match="has to begin with FROM debian"):
        chroot.lines("FROM alpine\n")


def test_a_root_is_made_line_by_line_and_gone_on_with(tmp_path, monkeypatch):
    calls = []
    monkeypatch.setattr(chroot.subprocess, "run", lambda words, check: calls.append(words))
    monkeypatch.setattr(chroot, "_copy", lambda source, target: calls.append(("copy", target)))
    place = tmp_path / "root"
    place.mkdir()
    (place / "etc").mkdir()
    chroot.build(place, LINES)
    assert calls[0][0] == "debootstrap" and "bookworm" in calls[0]
    ran = [words[-1] for words in calls if words[0] == "unshare"]
    assert len(ran) == sum(kind == "RUN" for kind, _ in LINES)
    assert all("--userspec=root" in words for words in ran) and "cd /srv/seeing-cnns && make .venv/ready" in ran[2]
    assert ("copy", place / "srv" / "seeing-cnns") in calls
    count = len(calls)
    chroot.build(place, LINES)
    assert len(calls) == count
    chroot.run(place, LINES, "true")
    said = calls[-1][-1]
    assert "--userspec=jovyan" in said and "cd /home/jovyan && true" in said
    assert " PATH=/srv/seeing-cnns/.venv/bin:" in said and " HOME=/home/jovyan " in said


def test_users_can_change_nothing_of_the_course_and_start_what_a_hub_starts():
    environment, folder, user = chroot.state(LINES)
    assert (folder, user) == ("/home/jovyan", "jovyan") and environment["PIP_NO_CACHE_DIR"] == "1"
    owned = [rest for kind, rest in LINES if kind == "COPY"]
    assert owned == [". /srv/seeing-cnns"] and any("go-w ." in rest for _, rest in LINES)
    assert "requirements-hub.lock" in DOCKERFILE
    assert re.search(r"^jupyterhub==", (ROOT / "requirements-hub.lock").read_text(), re.MULTILINE)
    for name in ("jupyter_server_config.py", "ipython_kernel_config.py"):
        assert f'load_subconfig("/srv/seeing-cnns/tools/{name}")' in DOCKERFILE and (ROOT / "tools" / name).exists()
    kind, command = LINES[-1]
    assert kind == "CMD" and "00_start.ipynb" in json.loads(command)[-1]


def test_all_locks_name_the_same_versions():
    pinned = {}
    for name in ("requirements.lock", "requirements-dev.lock", "requirements-hub.lock"):
        text = (ROOT / name).read_text()
        assert "://" not in text
        pinned[name] = set(re.findall(r"^([\w.-]+==\S+(?: ; [^\\]+)?) \\$", text, re.MULTILINE))
    names = {one.partition("==")[0] for one in pinned["requirements.lock"]}
    for name in ("requirements-dev.lock", "requirements-hub.lock"):
        versions = {one.partition(" ;")[0] for one in pinned[name]}
        wanted = {one.partition(" ;")[0] for one in pinned["requirements.lock"]}
        assert wanted <= versions, sorted(wanted - versions)
    assert "tensorflow" in names


def test_what_codespaces_and_binder_read_leads_to_the_same():
    settings = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())
    assert (ROOT / ".devcontainer" / settings["build"]["dockerfile"]).resolve() == ROOT / "Dockerfile"
    assert settings["remoteUser"] == "jovyan"
    wanted = (ROOT / ".binder" / "requirements.txt").read_text().split()
    assert wanted[0] == "-r" and (ROOT / ".binder" / wanted[1]).resolve() == ROOT / "requirements.lock"
    after = ROOT / ".binder" / "postBuild"
    assert after.stat().st_mode & 0o111 and "pip install --no-deps --no-build-isolation -e ." in after.read_text()
    patterns = (ROOT / ".dockerignore").read_text().split()
    assert {".git", ".venv", "work", "build"} <= set(patterns)
