"""The site in a browser: on a phone, without a network, without scripts, by keyboard, for a screen reader."""

import json
import os
import re
from pathlib import Path

import pytest

KINDS = (
    "index",
    "search",
    "glossary",
    "nets",
    "benchmarks",
    "lessons/index",
    "lessons/01_digits",
    "lessons/03_class_images",
    "lessons/05_vgg16",
    "lessons/10_a_net_of_your_own",
    "lessons/review",
    "recipes/one-filter",
    "errors/index",
    "errors/logits",
    "mistakes/03",
    "reference/index",
    "reference/shortcuts",
    "reference/objectives",
    "guide/exercises",
    "guide/readme",
    "genindex",
)
EVERY = pytest.mark.parametrize("name", KINDS)
# The theme's own: it has two asides without a name, and its search page no heading.
OF_THE_THEME = {"landmark-unique", "page-has-heading-one"}
SIDEWAYS = "document.documentElement.scrollWidth > window.innerWidth"
# In a source of the site, or where `make axe` puts it.
AXE = Path(os.environ.get("AXE", Path(__file__).parents[2] / "build" / "axe" / "package" / "axe.min.js"))


def axe():
    if not AXE.is_file():
        pytest.skip("axe-core is not there: `make axe` fetches it")
    return AXE.read_text(encoding="utf-8")


@EVERY
def test_a_page_fits_a_phone(name, address, open_page):
    page = open_page(f"{address}/{name}.html", width=390)
    for fold in page.locator("details.fold").all()[:20]:
        fold.evaluate("one => { one.open = true }")
    assert not page.evaluate(SIDEWAYS)


@EVERY
@pytest.mark.parametrize("width, scheme", [(390, "light"), (1280, "dark")])
def test_axe_finds_no_serious_violation(name, width, scheme, address, open_page):
    script = axe()
    page = open_page(f"{address}/{name}.html", width=width, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details.fold').forEach(one => { one.open = true })")
    page.evaluate(script)
    found = page.evaluate("axe.run().then(result => result.violations)")
    ours = [one for one in found if one["id"] not in OF_THE_THEME and one["impact"] in ("serious", "critical")]
    assert not ours, json.dumps(
        [[one["id"], [node["html"][:200] for node in one["nodes"][:3]]] for one in ours], indent=1
    )


@EVERY
def test_a_page_asks_for_nothing_from_elsewhere_and_nothing_fails(name, address, browser):
    context = browser.new_context()
    asked, failed = [], []
    context.route(re.compile(rf"^(?!{re.escape(address)}|data:|blob:)"), lambda route: route.abort())
    page = context.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.goto(f"{address}/{name}.html", wait_until="networkidle")
    context.close()
    assert not failed
    assert all(url.startswith((address, "data:", "blob:")) for url in asked)


@pytest.mark.parametrize("way", ["served", "opened as a file"])
def test_a_search_finds_a_word_of_a_lesson(way, address, site, open_page):
    base = address if way == "served" else site.as_uri()
    page = open_page(f"{base}/index.html")
    page.locator("input[name=q]").first.fill("counterfactual")
    page.keyboard.press("Enter")
    page.locator("ul.search li a", has_text="10 · A net of your own").first.wait_for()


def test_a_message_leads_to_its_page_by_search(address, open_page):
    page = open_page(f"{address}/search.html?q=no+feature+maps+use+neuron")
    page.locator("ul.search li a", has_text="A layer that is not there").first.wait_for()


@pytest.mark.parametrize("name", ["lessons/02_gradient_ascent", "mistakes/02"])
def test_a_page_reads_whole_without_scripts(name, address, open_page):
    page = open_page(f"{address}/{name}.html", java_script_enabled=False)
    fold = page.locator("details.fold").first
    inside = fold.locator("pre, ul").first
    assert not inside.is_visible()
    fold.locator("summary").click()
    assert inside.is_visible()
    assert page.locator("article h1").is_visible()


def test_an_answer_is_opened_by_keys(address, open_page):
    page = open_page(f"{address}/lessons/01_digits.html")
    summary = page.locator("details.fold summary").first
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator("details.fold").first.evaluate("one => one.open")


def test_a_formula_is_drawn_and_scrolls_in_a_box_of_its_own(address, open_page):
    page = open_page(f"{address}/lessons/03_class_images.html", width=390)
    boxes = page.locator(".formula").evaluate_all(
        "all => all.map(one => [one.querySelector('math').getBoundingClientRect().height, "
        "getComputedStyle(one).overflowX, one.getBoundingClientRect().right])"
    )
    assert len(boxes) >= 3
    assert all(height > 10 and overflow == "auto" and right <= 390 for height, overflow, right in boxes)


def test_on_paper_folds_are_open_and_lines_are_whole(address, open_page):
    page = open_page(f"{address}/lessons/01_digits.html", width=794)
    page.emulate_media(media="print")
    heights = page.locator("details.fold").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert all(height > 60 for height in heights)
    wide = page.locator("article pre").evaluate_all(
        "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.textContent.slice(0, 80))"
    )
    assert not wide
    assert page.pdf().startswith(b"%PDF")
