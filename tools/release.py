"""Make a release: version, changelog, tag, and a zip from which the course is installed without a network.

    python tools/release.py 0.2.0             # as `make release VERSION=0.2.0`; nothing is pushed
    python tools/release.py 0.2.0 --no-wheels # the zip without the wheels of TensorFlow and all others, 600 MB

The zip, in build/, has the notebooks, the wheel of the package, the wheels of requirements.lock for the machine that it
was made on (system, processor, Python), and a text that says how they are installed.
"""

import argparse
import datetime
import re
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VERSION = re.compile(r"(\d+)\.(\d+)\.(\d+)")
INSTALL = """\
Seeing what a CNN has learned, {version}: without a network

In this folder, with the Python that the wheels were made for ({python}):

    python -m venv .venv
    .venv/bin/python -m pip install --no-index --find-links wheels --require-hashes -r requirements.lock
    .venv/bin/python -m pip install --no-index --find-links wheels --no-deps amhelpers
    .venv/bin/python -m jupyterlab notebooks/00_start.ipynb

On Windows the last three begin with .venv\\Scripts\\python.
"""


def number(text):
    """A version as three numbers, or an error."""
    match = VERSION.fullmatch(text)
    if not match:
        raise ValueError(f"A version is three numbers, such as 0.2.0. Received {text!r}.")
    return tuple(map(int, match.groups()))


def changed(root, version, today):
    """The files of a release: path -> text. Nothing is written."""
    project = (root / "pyproject.toml").read_text(encoding="utf-8")
    before = re.search(r'^version = "(.+)"$', project, re.MULTILINE)[1]
    if number(version) <= number(before):
        raise ValueError(f"The version has to be newer than {before}. Received {version}.")
    log = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    new = re.search(r"^## \[Unreleased\]\n(.*?)(?=^## \[)", log, re.MULTILINE | re.DOTALL)
    if not new or not new[1].strip():
        raise ValueError("CHANGELOG.md has nothing under [Unreleased]: say first what has changed.")
    citation = (root / "CITATION.cff").read_text(encoding="utf-8")
    citation = re.sub(r"^version: .*$", f"version: {version}", citation, flags=re.MULTILINE)
    return {
        root / "pyproject.toml": project.replace(f'version = "{before}"', f'version = "{version}"', 1),
        root / "CITATION.cff": re.sub(
            r"^date-released: .*$", f'date-released: "{today}"', citation, flags=re.MULTILINE
        ),
        root / "CHANGELOG.md": log.replace("## [Unreleased]\n", f"## [Unreleased]\n\n## [{version}] - {today}\n", 1),
    }


def release(root, version, wheels=True):
    """Write, commit and tag a release, then its zip; returns where that is."""
    if _git(root, "status", "--porcelain"):
        raise ValueError("There are changes that are not committed: commit them first, so that the tag has them.")
    if _git(root, "tag", "--list", f"v{version}"):
        raise ValueError(f"There is a tag v{version} already.")
    files = changed(root, version, datetime.date.today().isoformat())
    before = {path: path.read_bytes() for path in files}
    try:
        for path, text in files.items():
            path.write_text(text, encoding="utf-8")
        made = bundle(root, version, wheels)
        _git(root, "commit", "--quiet", "--all", "--message", f"Version {version}")
    except BaseException:
        for path, data in before.items():
            path.write_bytes(data)
        raise
    _git(root, "tag", "--annotate", f"v{version}", "--message", f"Version {version}")
    return made


def bundle(root, version, wheels=True):
    """Write the zip of a version; returns where it is."""
    folder = root / "build" / f"seeing-cnns-{version}"
    folder.mkdir(parents=True, exist_ok=True)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    words = ["wheel", "--quiet", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, root]
    subprocess.run([*pip, *words], check=True)
    if wheels:
        words = ["download", "--quiet", "--require-hashes", "-r", root / "requirements.lock", "--dest", folder]
        subprocess.run([*pip, *words], check=True)
    made = root / "build" / f"seeing-cnns-{version}.zip"
    with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:  # wheels are packed already
        python = f"Python {sys.version_info[0]}.{sys.version_info[1]}, {sys.platform}"
        archive.writestr(f"{folder.name}/INSTALL.txt", INSTALL.format(version=version, python=python))
        for name in ("requirements.lock", "LICENSE", "README.md", "CHANGELOG.md"):
            archive.write(root / name, f"{folder.name}/{name}")
        for file in sorted((root / "notebooks").glob("*.ipynb")):
            archive.write(file, f"{folder.name}/notebooks/{file.name}")
        for file in sorted(folder.iterdir()):
            archive.write(file, f"{folder.name}/wheels/{file.name}")
    return made


def _git(root, *words):
    done = subprocess.run(["git", "-C", root, *words], capture_output=True, text=True, check=False)
    if done.returncode:
        raise ValueError(f"git {' '.join(words)}: {done.stderr.strip()}")
    return done.stdout.strip()


def main(arguments=None):
    """Make a release; returns the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("version")
    parser.add_argument("--no-wheels", action="store_true")
    given = parser.parse_args(arguments)
    try:
        made = release(ROOT, given.version, not given.no_wheels)
    except (ValueError, OSError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{made}, {made.stat().st_size / 2**20:.0f} MB. To publish it: git push --follow-tags")
    return 0


if __name__ == "__main__":
    sys.exit(main())
