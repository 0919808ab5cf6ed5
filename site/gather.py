"""Put the sources of the site together: the course -> build/site-source.

    python site/gather.py build/site-source

Lessons, glossary, mistakes and reference are made of the course as it is, guides are copied with their links turned,
and what was written for the site alone stands in `site/pages`. Nothing is executed.
"""

import re
import shutil
import sys
from pathlib import Path

import nbformat

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path[:0] = [str(HERE), str(ROOT)]

import amhelpers as am  # noqa: E402
from amhelpers import checks  # noqa: E402
from parts import glossary, lessons, mistakes, reference, written  # noqa: E402

ROW = re.compile(r"^\| (\d\d) \| \[[^|]*\| ([^|]*) \| ([^|]*) \|$", re.MULTILINE)
LIVE = ROOT / "build" / "site" / "live" / "index.html"


def gather(target: Path) -> None:
    """Write all sources of the site into a folder, which is emptied before.

    Args:
        target: the folder.
    """
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(HERE / "pages", target)
    for part in (_lessons, _mistakes, _reference, _written):
        for name, text in part():
            file = target / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    (target / "images").mkdir(exist_ok=True)
    for picture in (ROOT / "docs").glob("*.png"):
        shutil.copy(picture, target / "images")
    home = target / "index.md"
    home.write_text(home.read_text(encoding="utf-8").replace("{{ live }}", _live()), encoding="utf-8")


def _lessons():
    files = sorted((ROOT / "solutions").glob("*.ipynb"))
    names = {file.name[:2]: file.stem for file in files if file.name[0].isdigit()}
    notebooks = {file.stem: nbformat.read(file, 4) for file in files if file.stem in names.values()}
    places = glossary.places(notebooks)
    for file in files:
        page = lessons.page(file, ROOT / "notebooks" / file.name, names, places)
        yield f"lessons/{file.name}", nbformat.writes(page)
    yield "lessons/index.md", lessons.index({name: lessons.title(one) for name, one in notebooks.items()}, _about())
    yield "glossary.md", glossary.page(notebooks, names)


def _about():
    """What the README's table says of each lesson: number -> what is learned, and the time."""
    rows = ROW.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    return {number: (learned, time) for number, learned, time in rows}


def _mistakes():
    found: dict[str, list] = {}
    for exercise in checks.exercises().values():
        found.setdefault(exercise.number.partition(".")[0].zfill(2), []).append(exercise)
    titles, counts = {}, {}
    for number, exercises in sorted(found.items()):
        file = next((ROOT / "solutions").glob(f"{number}_*.ipynb"))
        titles[number] = lessons.title(nbformat.read(file, 4))
        counts[number] = sum(len(one.misconceptions) for one in exercises)
        yield f"mistakes/{number}.md", mistakes.page(number, titles[number], file.stem, exercises)
    yield "mistakes/index.md", mistakes.index(titles, counts)


def _reference():
    modules = {name: getattr(am, name) for name in am._MODULES}
    for name, module in modules.items():
        yield f"reference/{name}.rst", reference.module(name, module)
    yield "reference/shortcuts.rst", reference.shortcuts(list(am._SHORTCUTS))
    yield "reference/index.md", reference.index(modules)


def _written():
    for name, place in written.PAGES.items():
        yield place, written.page(ROOT, name)


def _live():
    """A link to the page with nets that run in the browser, where that has been built."""
    return '- <a href="live/index.html">Live</a>: nets that run in this browser.' if LIVE.is_file() else ""


if __name__ == "__main__":
    gather(Path(sys.argv[1]))
