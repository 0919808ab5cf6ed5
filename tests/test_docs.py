"""The written pages: what they name is there, and the table of the exercises is the bank's."""

import functools
import inspect
import itertools
import pkgutil
import re
from pathlib import Path

import pytest

import amhelpers as am
from amhelpers import checks
from amhelpers.drafts import checkout

ROOT = Path(__file__).parent.parent
PAGES = [*sorted((ROOT / "docs").rglob("*.md")), ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
EVERY = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())

FENCE = re.compile(r"^( *)(```+|~~~+)[^\n]*\n.*?^\1\2 *$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"(?<!`)`([^`]+)`(?!`)")
LINK = re.compile(r"\]\(\s*<?([^)\s>]+)>?[^)]*\)")
# What a reader fills in: lessonNN, NN_name.py, <function>, name_of_function, a * for many.
OPEN = re.compile(r"NN|[<>*{}…]|\b_?name(_of_function)?\b|_name\.")
# A folder or file: words between slashes and full stops.
PATH = re.compile(r"\.?[\w-]+(?:[/.][\w.-]+)*/?")
SUFFIXES = {".cff", ".ipynb", ".json", ".lock", ".md", ".npz", ".png", ".py", ".toml", ".txt", ".yml", ".yaml"}
TOPS = (".ci", ".github", "amhelpers", "benchmarks", "docs", "notebooks", "site", "solutions", "tests", "tools")
# Made on the reader's machine or in a course's folder, or a name that no module of ours is to have.
NOT_OURS = {
    ".venv",
    "build",
    "html",
    "source",
    "release",
    "submitted",
    "work",
    "grades",
    "grades.csv",
    "remarks.csv",
    "exam",
    "exam.json",
    "exam-grades",
    "benchmarks/.venv",
    "helpers.py",
    "misc.py",
    "utils.py",
}
ROW = re.compile(r"^\| (\d+\.\d+) \| `([^`]+)` \| (.+) \|$", re.MULTILINE)


def text_of(page):
    return page.read_text(encoding="utf-8")


def prose(text):
    """A page's text without its blocks of code."""
    return FENCE.sub("", text)


def spans(text):
    """What stands in backticks."""
    return [" ".join(span.split()) for span in SPAN.findall(prose(text))]


@functools.cache
def repository():
    """The paths of all files and folders of the repository, its environment and what is built there left out."""
    found = {path.name for path in ROOT.iterdir()}
    for top in TOPS:
        paths = (path.relative_to(ROOT) for path in (ROOT / top).rglob("*"))
        found |= {path.as_posix() for path in paths if not {".venv", "__pycache__"} & set(path.parts)}
    return found


@functools.cache
def endings():
    """All that such a path may be called: the whole of it, or its last parts, as in `ascent/step.py` and `right.py`."""
    parts = [path.split("/") for path in repository()]
    return {"/".join(one[start:]) for one in parts for start in range(len(one))}


def lost_paths(text):
    """Of what looks like a file or folder of the repository, what is none."""
    lost = []
    for span in spans(text):
        path = span.rstrip("/")
        if not PATH.fullmatch(span) or OPEN.search(span) or path in NOT_OURS or path.split("/")[0] in NOT_OURS:
            continue
        inside = "/" in path and path.split("/")[0] in endings()
        if (inside or span != path or Path(path).suffix in SUFFIXES) and path not in endings():
            lost.append(span)
    return lost


def lost_names(text):
    """Of the names in backticks that begin with `am.` or `amhelpers.`, those that do not resolve."""
    lost = []
    code = "\n".join(spans(text))
    for name in sorted(set(re.findall(r"(?<![\w./])(?:am|amhelpers)(?:\.[A-Za-z_]\w*)+", code))):
        try:
            pkgutil.resolve_name(f"amhelpers.{name.partition('.')[2]}")
        except (AttributeError, ImportError):
            lost.append(name)
    return lost


def anchors(text):
    """The anchors of a page's headings, as they are made from their words."""
    heads = re.findall(r"^#+ (.+?)#*$", prose(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.strip().lower()).replace(" ", "-") for head in heads}


def lost_links(page, text):
    """The relative links of a page that lead nowhere."""
    lost = []
    for link in LINK.findall(SPAN.sub("", prose(text))):
        if re.match(r"[a-z][a-z+.-]*:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(text if target == page else text_of(target))):
            lost.append(link)
    return lost


@EVERY
def test_every_file_that_a_page_names_is_there(page):
    assert not lost_paths(text_of(page))


@EVERY
def test_every_name_of_the_package_that_a_page_names_is_there(page):
    assert not lost_names(text_of(page))


@EVERY
def test_every_relative_link_leads_to_a_file_and_a_heading(page):
    assert not lost_links(page, text_of(page))


@EVERY
def test_a_page_has_one_title_and_skips_no_level(page):
    levels = [len(mark) for mark in re.findall(r"^(#+) ", prose(text_of(page)), re.MULTILINE)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_the_table_of_exercises_has_the_numbers_names_and_signatures_of_the_bank():
    rows = ROW.findall(text_of(ROOT / "docs" / "exercises.md"))
    bank = [
        (exercise.number, f"{exercise.function}{inspect.signature(exercise.reference)}")
        for exercise in checks.exercises().values()
    ]
    assert [row[:2] for row in rows] == bank
    assert all(gives.strip() for *_, gives in rows)


def test_every_lesson_has_its_row_in_the_readme_and_in_the_page_of_the_lessons():
    for page in (ROOT / "README.md", ROOT / "docs" / "lessons.md"):
        assert re.findall(r"^\| (\d\d) \|", text_of(page), re.MULTILINE) == list(checkout.lessons(ROOT))


def test_every_target_of_make_that_a_page_names_is_there():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for page in PAGES:
        named = set(re.findall(r"(?:`|^)make ([a-z]+)", text_of(page), re.MULTILINE))
        assert named <= set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE)), page


def test_the_version_that_is_cited_is_that_of_the_package():
    cited = re.search(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)[1]
    assert cited == am.__version__
    assert f"## [{cited}]" in text_of(ROOT / "CHANGELOG.md")


@pytest.mark.parametrize(
    "path", ["`amhelpers/backend.py`", "`checks/nothing/`", "`exersise.py`", "`docs/none.md`", "`nothing/`"]
)
def test_a_file_that_is_not_there_is_noticed(path):
    assert lost_paths(f"See {path}.") == [path.strip("`")]


def test_what_a_reader_fills_in_and_what_is_no_path_is_left_alone():
    text = "`solutions/NN_name.py`, `amhelpers/exercises/lessonNN/<function>/`, `pip`, `keras.Model`, `x / y`, `html/`"
    assert not lost_paths(text)


def test_a_name_that_is_not_there_is_noticed():
    assert lost_names("`am.nothing`, `am.models.vgg17()` and `am.models.vgg16()`") == ["am.models.vgg17", "am.nothing"]


def test_a_link_that_leads_nowhere_is_noticed():
    text = "# One\n\n[a](#one) [b](#two) [c](none.md) [d](README.md) [`e`](gone/) [f](https://example.org/none)"
    assert lost_links(ROOT / "CONTRIBUTING.md", text) == ["#two", "none.md", "gone/"]
