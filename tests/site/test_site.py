"""The site as it is built: links lead somewhere, nothing comes from elsewhere, what lessons have is there."""

import collections
import html.parser
import itertools
import os
import re
import sys
import urllib.parse
from pathlib import Path

import nbformat
import pytest

import amhelpers as am
from amhelpers import checks
from amhelpers.drafts import checkout

ROOT = Path(__file__).parents[2]
SOLUTIONS = sorted((ROOT / "solutions").glob("*.ipynb"))
LESSONS = [file for file in SOLUTIONS if file.name[:2] in checkout.lessons(ROOT)]
LOADING = {
    "script": "src",
    "link": "href",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "video": "src",
    "object": "data",
    "use": "href",
}
SVG = "http://www.w3.org/2000/svg"


class Page(html.parser.HTMLParser):
    """What a page has: ids, links, what it loads, pictures."""

    def __init__(self, text):
        super().__init__()
        self.ids, self.links, self.loads, self.images, self.tags = set(), [], [], [], collections.Counter()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags[tag] += 1
        self.ids |= {found[name] for name in ("id", "name") if found.get(name)}
        if tag == "a" and "href" in found:
            self.links.append(found["href"])
        if found.get(LOADING.get(tag, "")) and found.get("rel") != "canonical":
            self.loads.append(found[LOADING[tag]])
        if tag == "img":
            self.images.append(found)


@pytest.fixture(scope="module")
def pages(site):
    """Path of a page -> what it has."""
    return {file.relative_to(site).as_posix(): Page(file.read_text(encoding="utf-8")) for file in site.rglob("*.html")}


def text_of(site, name):
    """The words of a page, without its marks."""
    main = re.search(r"<article.*?>(.*)</article>", (site / name).read_text(encoding="utf-8"), re.DOTALL)[1]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", main)).split())


def lost(name, link, pages, site):
    """Does a link from a page of this name lead nowhere?"""
    if re.match(r"[a-z][a-z+.-]*:|//", link):
        return False
    path, _, anchor = link.partition("#")
    path = urllib.parse.unquote(path.partition("?")[0])
    target = os.path.normpath(Path(name).parent / path).replace(os.sep, "/") if path else name
    if target not in pages:
        return not (site / target).is_file()
    return bool(anchor) and urllib.parse.unquote(anchor) not in pages[target].ids


def test_every_link_between_pages_leads_to_a_page_and_a_place_in_it(pages, site):
    bad = [(name, link) for name, page in pages.items() for link in page.links if lost(name, link, pages, site)]
    assert not bad
    assert sum(len(page.links) for page in pages.values()) > 1000


def test_a_link_that_leads_nowhere_is_noticed(pages, site):
    assert lost("index.html", "none.html", pages, site)
    assert lost("index.html", "glossary.html#none", pages, site)
    assert not lost("lessons/index.html", "../glossary.html#glossary-term-logit", pages, site)


def test_nothing_is_loaded_from_elsewhere(pages, site):
    away = [(name, one) for name, page in pages.items() for one in page.loads if re.match(r"([a-z]+:)?//", one)]
    assert not away
    assert not [(name, one) for name, page in pages.items() for one in page.loads if lost(name, one, pages, site)]
    for file in site.rglob("*.css"):
        found = re.findall(r"url\(['\"]?([^)'\"]+)|@import\s+['\"]([^'\"]+)", file.read_text(encoding="utf-8"))
        assert not [one for pair in found for one in pair if re.match(r"(https?:)?//", one)], file
    for file in site.rglob("*.js"):
        assert not re.findall(r"(?:import|fetch|src\s*=)\s*\(?['\"`]https?://", file.read_text(encoding="utf-8")), file


def test_no_script_of_formulas_or_widgets_is_there(pages):
    scripts = {Path(one).name for page in pages.values() for one in page.loads if ".js" in one}
    assert not [one for one in scripts if re.search("mathjax|require|widget|katex", one, re.IGNORECASE)]
    assert pages["lessons/02_gradient_ascent.html"].tags["math"] > 10


@pytest.mark.parametrize("file", SOLUTIONS, ids=lambda file: file.stem)
def test_a_lesson_has_all_of_its_pictures_with_their_words(file, pages):
    outputs = [one for cell in nbformat.read(file, 4).cells for one in cell.get("outputs", [])]
    kinds = ("image/png", "image/jpeg")
    words = [one.metadata[kind]["alt"] for one in outputs for kind in kinds if kind in one.get("data", {})]
    shown = [image.get("alt") for image in pages[f"lessons/{file.stem}.html"].images]
    assert all(shown)
    assert not collections.Counter(" ".join(one.split()) for one in words) - collections.Counter(
        " ".join(one.split()) for one in shown
    )


@pytest.mark.parametrize("file", LESSONS, ids=lambda file: file.stem)
def test_an_exercise_shows_what_is_to_be_completed_and_folds_the_answer(file, site):
    text = (site / "lessons" / f"{file.stem}.html").read_text(encoding="utf-8")
    folds = re.findall(r'<details class="fold"><summary>(.*?)</summary>', text)
    cells = nbformat.read(file, 4).cells
    exercises = sum("BEGIN SOLUTION" in cell.source for cell in cells)
    asked = sum("am.answer(" in cell.source for cell in cells)
    more = sum("solution-only" in cell.metadata.get("tags", []) for cell in cells)
    assert len(folds) == exercises + asked + more
    assert text.count("YOUR CODE HERE") == exercises
    assert "SOLUTION" not in text
    assert sum("passed</strong>" in line for line in text.splitlines()) == exercises


@pytest.mark.parametrize("file", LESSONS, ids=lambda file: file.stem)
def test_no_folded_answer_is_open_and_none_stands_outside_of_a_fold(file, site):
    text = (site / "lessons" / f"{file.stem}.html").read_text(encoding="utf-8")
    outside = re.sub(r'<details class="fold">.*?</details>', "", text, flags=re.DOTALL)
    assert "The course&#x27;s: " not in outside
    assert "<details open" not in text
    assert "<details" not in outside.replace('<details class="toctree', "")


def test_lessons_follow_one_another(site):
    order = [f"{file.stem}.html" for file in [*LESSONS, SOLUTIONS[-1]]]
    for before, after in itertools.pairwise(order):
        first, second = ((site / "lessons" / name).read_text(encoding="utf-8") for name in (before, after))
        assert re.search(rf'class="next-page" href="{re.escape(after)}"', first)
        assert re.search(rf'class="prev-page" href="{re.escape(before)}"', second)


def test_every_key_word_is_in_the_glossary_and_explained_in_a_lesson(site, pages):
    text = (site / "glossary.html").read_text(encoding="utf-8")
    for file in LESSONS:
        head = nbformat.read(file, 4).cells[0].source
        words = re.search(r"\*\*Key words\*\*\s+([^.]+)\.", head)[1].split(",")
        assert words
        for word in words:
            anchor = "term-" + re.sub(r"\W+", "-", word.strip().lower())
            lesson = re.search(rf'href="(lessons/\w+\.html)#{anchor}"', text)
            assert lesson, word
            assert anchor in pages[lesson[1]].ids
            assert lesson[1] <= f"lessons/{file.stem}.html"


def test_a_key_word_that_is_explained_nowhere_is_noticed():
    sys.path.insert(0, str(ROOT / "site"))
    try:
        from parts import glossary
    finally:
        sys.path.remove(str(ROOT / "site"))
    cells = ["# 01\n\n**Key words** softmax, feature map.", "The **feature maps** of a layer, and softmax in plain."]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(cell) for cell in cells])
    with pytest.raises(ValueError, match='"softmax"'):
        glossary.places({"01_one": notebook})
    notebook.cells[1].source += " That is **softmax**."
    assert glossary.places({"01_one": notebook}) == {"softmax": "01_one", "feature map": "01_one"}
    assert glossary.definition(notebook, "softmax").endswith("That is **softmax**.")


def test_every_mistake_of_the_bank_is_in_the_catalogue_and_no_solution_is(site):
    for exercise in checks.exercises().values():
        name = f"mistakes/{exercise.number.partition('.')[0].zfill(2)}.html"
        text = text_of(site, name)
        for one in (*exercise.misconceptions, *exercise.properties):
            assert " ".join(one.hint.split()) in text, (exercise.number, one.name)
    folded = re.sub(r'<details class="fold">.*?</details>', "", (site / "mistakes" / "01.html").read_text(), flags=re.S)
    hints = [one.hint for task in checks.exercises().values() for one in task.misconceptions]
    assert not [hint for hint in hints if html.escape(hint) in folded]


def test_every_public_name_is_in_the_reference(pages):
    for name in am._MODULES:
        public = {f"am.{name}.{one}" for one in getattr(am, name).__all__}
        assert public <= pages[f"reference/{name}.html"].ids, public - pages[f"reference/{name}.html"].ids
    shortcuts = {f"am.{name}" for name in am._SHORTCUTS if name != "blind_test"}
    assert shortcuts <= pages["reference/shortcuts.html"].ids


def test_the_guides_the_nets_and_the_benchmarks_are_there(pages):
    wanted = {f"guide/{file.stem}.html" for file in (ROOT / "docs").glob("*.md")} - {
        "guide/README.html",
        "guide/nets.html",
    }
    assert wanted | {"nets.html", "benchmarks.html", "guide/index.html", "guide/readme.html"} <= set(pages)
    assert pages["nets.html"].tags["table"]
    assert pages["benchmarks.html"].tags["table"] > 3


def test_nothing_of_this_machine_is_in_a_page(site):
    for file in site.rglob("*.html"):
        assert str(ROOT) not in file.read_text(encoding="utf-8"), file
