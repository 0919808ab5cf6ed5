"""The benchmarks measure the same thing for everyone: tried on a tiny net, without the libraries they compare with."""

import sys
from pathlib import Path

import keras
import numpy as np
import pytest

import amhelpers as am

FOLDER = Path(__file__).parent.parent / "benchmarks"


@pytest.fixture
def benchmarks(monkeypatch):
    """The modules that need nothing but the course's environment."""
    monkeypatch.syspath_prepend(FOLDER)
    import cases
    import contenders
    import report

    yield cases, contenders, report
    for name in ("cases", "contenders", "report"):
        del sys.modules[name]


@pytest.fixture(params=["conv", None])
def case(request, benchmarks):
    keras.utils.set_random_seed(2)
    layers = [
        keras.Input((8, 8, 1)),
        keras.layers.Conv2D(3, 3, activation="softplus", name="conv"),
        keras.layers.Flatten(),
        keras.layers.Dense(4, activation="softmax", name="class"),
    ]
    start = am.images.noise(2, 8, 1, low=0.4, high=0.6)
    return benchmarks[0].Case("tiny", keras.Sequential(layers), request.param, [2, 0], 3, start)


def test_a_library_and_the_course_climb_the_same_score(case):
    np.testing.assert_allclose(case.scores()(case.start), case.objective()(case.start), rtol=1e-5)


def test_the_floor_is_the_gradient_of_that_score(case, benchmarks):
    found, step = benchmarks[1].floor(case)(), 1e-2
    moved = case.start.copy()
    moved[:, 3, 4, 0] += step
    slope = (np.asarray(case.scores()(moved)) - np.asarray(case.scores()(case.start))) / step
    np.testing.assert_allclose(found[:, 3, 4, 0], slope, rtol=0.05, atol=1e-4)


@pytest.mark.parametrize("name", ["course", "loop"])
def test_what_a_contender_makes_scores_higher(case, benchmarks, name):
    images = getattr(benchmarks[1], name)(case)()
    score = case.scores()
    assert images.shape == case.start.shape
    assert (np.asarray(score(images)) > np.asarray(score(case.start))).all()


def test_a_report_replaces_its_own_part_of_the_page(benchmarks, monkeypatch, tmp_path):
    report, page = benchmarks[2], tmp_path / "page.md"
    page.write_text("before\n<!-- a -->\nold\n<!-- end of a -->\nafter", encoding="utf-8")
    monkeypatch.setattr(report, "README", page)
    report.write("a", report.table(["", "seconds"], [["floor", 0.12345], ["many", 64]]))
    table = "|  | seconds |\n| --- | --- |\n| floor | 0.123 |\n| many | 64 |"
    assert page.read_text(encoding="utf-8") == f"before\n<!-- a -->\n\n{table}\n\n<!-- end of a -->\nafter"
