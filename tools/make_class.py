"""Make a class: submissions of many kinds, right, wrong and hostile ones, and the points that each has to get.

    python tools/make_class.py build/class --students 300 --lessons 02 06
    python -m amhelpers grade build/class/submitted --out build/grades
    python tools/make_class.py build/class --compare build/grades

Writes submitted/STUDENT/NN/NN_name.ipynb as nbgrader has them, and expected.csv: student, lesson, exercise, points, and
the name of the wrong answer of the bank where it is one. The last line says which points are other than these, and
what answers were taken for. Every other student agrees that lines are shown, half of all hand in a week later.
Nothing of it is anyone's work: answers are those of the solutions and of the bank of wrong ones.
"""

import argparse
import copy
import csv
import json
import random
import re
import sys
from pathlib import Path

from amhelpers.checks import exercises
from amhelpers.grading import results
from amhelpers.grading.submission import CHECK
from amhelpers.record import of_lesson
from amhelpers.reports.mistakes import hint_of
from amhelpers.reviews.code import source

ROOT = Path(__file__).resolve().parent.parent
IMPORTS = {"np": "import numpy as np", "tf": "import tensorflow as tf", "keras": "import keras", "math": "import math"}
PEEK = """
import pathlib as _pathlib
_seen = [str(_path) for _path in _pathlib.Path("{root}").rglob("*.py") if "exercises" in str(_path)]
_others = list(_pathlib.Path("{out}").rglob("*")) if _pathlib.Path("{out}").exists() else []
if _seen or _others or (_pathlib.Path.home() / ".bashrc").exists():
"""
EVIL = {
    "ends its process": """
def {name}(*arguments):
    import os
    os._exit(0)
""",
    "ends every process": """
def {name}(*arguments):
    import os
    for one in [*range(1, 400), os.getppid()]:
        try:
            if one != os.getpid():
                os.kill(one, 9)
        except OSError:
            pass
    return 0
""",
    "never ends": """
def {name}(*arguments):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
""",
    "takes all memory": """
def {name}(*arguments):
    return bytearray(80 * 2**30)
""",
    "stays behind": """
def {name}(*arguments):
    import os
    if os.fork() == 0:
        os.setsid()
        while True:
            pass
    return 0
""",
    "forks without end": """
def {name}(*arguments):
    import os
    while True:
        try:
            os.fork()
        except OSError:
            pass
""",
    "replaces the check": """
import amhelpers.checks
import amhelpers.checks.behaviour
amhelpers.checks.judge = lambda *arguments: None
amhelpers.checks.behaviour.observe = lambda *arguments: None
am.check = lambda number, answer: answer
def {name}(*arguments):
    return 0
""",
    "asks for the solution": """
import amhelpers.checks
{name} = amhelpers.checks.find({number!r}).reference
""",
    "a lambda round the solution": """
from amhelpers.checks import exercises as _all
{name} = lambda *arguments: _all()[{number!r}].reference(*arguments)
""",
    "searches memory": """
import gc
def {name}(*arguments):
    names = [one for one in gc.get_objects() if getattr(one, "__name__", "") == {name!r} and one is not {name}]
    return names[0](*arguments)
""",
    "reads the bank": """
import pathlib
import amhelpers
_texts = [file.read_text() for file in pathlib.Path(amhelpers.__file__).parent.rglob("right.py")]
_text = next(text for text in _texts if "def {name}(" in text)
exec(_text)
""",
    "writes a verdict": """
import os
for _one in range(3, 256):
    try:
        os.write(_one, b"PASSED" * 1000)
    except OSError:
        pass
def {name}(*arguments):
    return 0
""",
    "leaves the notebook": """
raise SystemExit(0)
def {name}(*arguments):
    return 0
""",
    "is equal to everything": """
class _Equal(float):
    __array_priority__ = 1e9
    def __eq__(self, other):
        return True
    def __sub__(self, other):
        return 0.0
    __rsub__ = __sub__
def {name}(*arguments):
    return _Equal(0)
""",
    "patches NumPy": """
import numpy as _np
_np.allclose = _np.array_equal = lambda *arguments, **more: True
_np.abs = lambda *arguments, **more: _np.zeros(1)
def {name}(*arguments):
    return 0
""",
}


def main(arguments=None):
    """Make a class."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path)
    parser.add_argument("--students", type=int, default=300)
    parser.add_argument("--lessons", nargs="+", default=["02", "06"])
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--compare", type=Path, metavar="GRADES", help="what `grade` wrote of this class; make nothing")
    chosen = parser.parse_args(arguments)
    if chosen.compare:
        return compare(chosen.out, chosen.compare)
    rows = []
    for place in range(chosen.students):
        student = f"student{place:03d}"
        for lesson in chosen.lessons:
            draw = random.Random(f"{chosen.seed} {student} {lesson}")
            notebook, expected, wrong = submission(lesson, place, draw, chosen.out)
            if place % 2:
                agree(notebook)
            name = next((ROOT / "notebooks").glob(f"{lesson}_*.ipynb")).name
            file = chosen.out / "submitted" / student / lesson / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(json.dumps(notebook), encoding="utf-8")
            day = 2 if place < chosen.students / 2 else 9
            file.with_name("timestamp.txt").write_text(f"2026-03-{day:02d} 09:00:00.000000 UTC", encoding="utf-8")
            rows += [[student, lesson, number, points, wrong.get(number, "")] for number, points in expected.items()]
    with open(chosen.out / "expected.csv", "w", newline="", encoding="utf-8") as stream:
        csv.writer(stream).writerows([["student", "lesson", "exercise", "points", "misconception"], *rows])
    return 0


def compare(folder, grades):
    """Say which points are other than expected, and which answers were taken for something else; 1 if a point is."""
    with open(folder / "expected.csv", encoding="utf-8", newline="") as stream:
        expected = list(csv.DictReader(stream))
    with open(grades / "grades.csv", encoding="utf-8", newline="") as stream:
        points = {row["student"]: row for row in csv.DictReader(stream)}
    told = {(each["student"], one["number"]): one for each in results.load(grades) for one in each["grades"]}
    wrong, named, alike, other = 0, 0, 0, []
    for row in expected:
        key = row["student"], row["exercise"]
        given = points.get(key[0], {}).get(key[1], "")
        found = told.get(key, {"outcome": "not graded", "misconception": ""})
        if given != row["points"]:
            wrong += 1
            print(f"{' '.join(key)}: expected {row['points']}, received {given or 'nothing'} ({found['outcome']})")
        if row["misconception"]:
            wanted, received = row["misconception"], found["misconception"]
            same = hint_of(key[1], wanted) == hint_of(key[1], received)
            named, alike = named + (wanted == received), alike + (wanted != received and same)
            if wanted != received:
                other.append(f"{' '.join(key)}: {wanted!r} was taken for {received!r}{', same hint' if same else ''}")
    print(*other, sep="\n", end="\n" if other else "")
    print(f"{len(expected) - wrong} of {len(expected)} points are as expected.")
    bank = f"{named} of {named + len(other)} wrong answers of the bank were taken for what they are"
    print(f"{bank}, {alike} for others of the same hint.")
    return int(wrong > 0)


def agree(notebook):
    """Put a cell into a notebook in which its student agrees that lines are shown."""
    cell = {"cell_type": "code", "id": "agree", "metadata": {}, "outputs": [], "execution_count": None}
    notebook["cells"].insert(1, {**cell, "source": "am.share_code()"})


def submission(lesson, place, draw, out):
    """A notebook of a kind, the points that it has to get, and the names of the wrong answers that are in it."""
    notebook, cells = right(lesson)
    numbers = list(cells)
    expected = dict.fromkeys(numbers, 1)
    wrong = {}
    hit = draw.choice(numbers)
    kind = place % 16
    if kind == 1:  # untouched
        path = next((ROOT / "notebooks").glob(f"{lesson}_*.ipynb"))
        return json.loads(path.read_text(encoding="utf-8")), dict.fromkeys(numbers, 0), {}
    if kind == 2:  # half of it
        for number in numbers[::2]:
            answer(notebook, cells, number, stub(number))
            expected[number] = 0
    elif kind in (3, 4):  # other right ones
        for number in numbers:
            others = [text for one in exercises()[number].alternatives if (text := written(number, one))]
            if others:
                answer(notebook, cells, number, draw.choice(others))
    elif kind in (5, 6, 7):  # wrong ones of the bank
        for number in numbers if kind == 7 else [hit]:
            entries = exercises()[number].misconceptions
            wrongs = [(text, one.name) for one in entries if (text := written(number, one.wrong))]
            if wrongs:
                text, wrong[number] = draw.choice(wrongs)
                answer(notebook, cells, number, text)
                expected[number] = 0
    elif kind == 8:  # a cell that Python cannot read
        answer(notebook, cells, hit, f"def {exercises()[hit].function}(:\n    return")
        expected[hit] = 0
    elif kind == 9:  # a cell that is gone, and one that is there twice, under other names
        notebook["cells"].remove(cells[hit])
        other = draw.choice([number for number in numbers if number != hit])
        twin = copy.deepcopy(cells[other])
        twin["id"] = "twin"
        twin["metadata"] = {}
        notebook["cells"].insert(notebook["cells"].index(cells[other]), twin)
        expected[hit] = 0
    elif kind == 10:  # checks that are gone, and points in the metadata
        notebook["cells"] = [cell for cell in notebook["cells"] if not CHECK.search("".join(cell["source"]))]
        for cell in notebook["cells"]:
            cell["metadata"]["nbgrader"] = {"points": 100, "grade": True, "grade_id": "x", "locked": False}
    elif kind == 11:  # looks for files that it should not see
        task = exercises()[hit]
        own = "".join(cells[hit]["source"])
        peek = PEEK.format(root=ROOT, out=out.resolve()) + "    pass\nelse:\n"
        seen = "\n".join(f"    {line}" for line in own.splitlines())
        answer(notebook, cells, hit, f"{peek}{seen}\nif not _seen and not _others:\n    pass\n")
        assert task.function in own
    elif kind >= 12:  # hostile ones
        name = draw.choice(list(EVIL))
        answer(notebook, cells, hit, EVIL[name].format(name=exercises()[hit].function, number=hit))
        expected[hit] = 0
    return notebook, expected, wrong


def right(lesson):
    """A notebook with right answers, and the cells of its answers by number."""
    path = next((ROOT / "solutions").glob(f"{lesson}_*.ipynb"))
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"] = [c for c in notebook["cells"] if "solution-only" not in c["metadata"].get("tags", [])]
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    cells = {}
    for number, task in exercises().items():
        if of_lesson(number) == lesson:
            wanted = re.compile(rf"^def {task.function}\(", re.MULTILINE)
            cells[number] = next(cell for cell in notebook["cells"] if wanted.search("".join(cell["source"])))
    return notebook, cells


def answer(notebook, cells, number, text):
    """Put an answer into its cell."""
    cells[number]["source"] = text


def stub(number):
    """The function as it was given."""
    return f"def {exercises()[number].function}(*arguments):\n    raise NotImplementedError()"


def written(number, function):
    """An answer of the bank as a student would have written it."""
    task = exercises()[number]
    text = source(function, task.reference, task.function)
    others = [one.function for one in exercises().values() if one.function != task.function]
    if text and any(f"def {other}(" in text or f"\n{other} = " in text for other in others):
        return None  # it would be an answer to two exercises
    needed = [line for name, line in IMPORTS.items() if text and re.search(rf"\b{name}\.", text)]
    return "\n".join([*needed, text]) if text else None


if __name__ == "__main__":
    sys.exit(main())
