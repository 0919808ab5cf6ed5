"""The lessons as nbval runs them, and what is tried between their cells, in the same kernels.

A solution runs once: nbval compares its outputs, and the claims of `claims` read its values. A student's notebook runs
once, untouched, after `short`: behind each check a wrong answer is typed and checked, which leaves the name with the
course's version, as the stub did. So every later cell meets both.
"""

import inspect
import os
import unittest.mock
from pathlib import Path

import nbformat
import pytest
from nbval.plugin import IPyNbCell, IPyNbFile

from amhelpers.drafts import checkout
from lessons import short
from lessons.answers import ANSWERS, typed
from lessons.claims import CLAIMS


class Notebook(IPyNbFile):
    """A lesson: nbval's cells, and what is tried behind them."""

    def setup(self):
        """Start the kernel with a record of its own: what a wrong answer leaves there is asked back when one passes."""
        home = Path(os.environ["AMHELPERS_HOME"]) / self.path.parent.name / self.path.stem
        with unittest.mock.patch.dict(os.environ, AMHELPERS_HOME=str(home)):
            super().setup()

    def collect(self):
        """Yield nbval's cells, each with what is tried behind it."""
        self.is_students, self.lesson = self.path.parent.name == "notebooks", self.path.stem
        self.claims = [] if self.is_students else [claim for claim in CLAIMS if claim.lesson == self.lesson]
        cells = list(super().collect())
        for cell in cells:
            cell.output_timeout = self.config.option.nbval_cell_timeout  # nbval's own is 5 s
        if self.is_students and not self.config.option.whole_lessons:
            yield Tried.behind(self, -1, "in short", f"{source_of(short)}['shorten']()")
        for index, cell in enumerate(cells):
            yield cell
            if not self.is_students:
                yield from self.claimed(cell, is_last=cell is cells[-1])
            elif "am.check(" in cell.cell.source:
                yield from self.answered(cells[index - 1], cell)
        if self.claims:
            names = ", ".join(claim.__name__ for claim in self.claims)
            raise self.CollectError(f"{self.path.name} has no cell any more that these claims stand behind: {names}")
        if self.is_students and self.lesson[:2] in checkout.lessons(
            Path(__file__).parents[2]
        ):  # review and start are none
            yield Pictures.from_parent(self, name="pictures", cells=cells)

    def claimed(self, cell, is_last):
        """The claims that stand behind a cell of a solution."""
        for claim in [claim for claim in self.claims if claim.cell in cell.cell.source and (claim.cell or is_last)]:
            self.claims.remove(claim)
            yield Claim.behind(self, cell.cell_num, claim.__name__, "", claim=claim, cell_before=cell)

    def answered(self, stub, check):
        """What is tried behind a check of a student's notebook: what it said of the stub, and a wrong answer."""
        answers, words = ANSWERS.get(self.lesson, ({}, {}))
        name = check.cell.source.split(" =")[0]
        yield NotAttempted.from_parent(self, name=f"{check.name}: {name} is not attempted", cells=[check])
        source = typed(stub.cell.source, answers) + "\n\n" + check.cell.source
        yield WrongAnswer.behind(self, check.cell_num, f"{name} is answered wrongly", source, words=words.get(name, ()))


class Tried(IPyNbCell):
    """A cell that is none of the notebook's."""

    @classmethod
    def behind(cls, parent, number, name, source, **attributes):
        """The item that runs a source behind a cell."""
        cell = nbformat.v4.new_code_cell(source)
        options = {"skip": False, "check": False, "check_exception": False}
        item = cls.from_parent(parent, name=f"Cell {number}: {name}", cell_num=number, cell=cell, options=options)
        vars(item).update(attributes)
        return item


class Claim(Tried):
    """A claim about what a cell has left."""

    def runtest(self):
        """Call it with the values of its names."""
        names = [name for name in inspect.signature(self.claim).parameters if name != "printed"]
        given = [f"{name}={name}" for name in names]
        if "printed" in inspect.signature(self.claim).parameters:
            given.append(f"printed={printed(self.cell_before)!r}")
        self.cell.source = f"{source_of(self.claim)}['{self.claim.__name__}']({', '.join(given)})"
        super().runtest()


class WrongAnswer(Tried):
    """A student's wrong answer, checked, whose words are expected."""

    def runtest(self):
        """Type it, check it, and read the verdict."""
        if not self.words:
            pytest.fail("tests/lessons/answers.py has no wrong answer to this exercise: enter one, and words it gets.")
        super().runtest()
        said = verdict(self.test_outputs)
        missing = [word for word in self.words if word not in said]
        if missing:
            self.raise_cell_error(f"The verdict lacks {missing}", said)


class After(pytest.Item):
    """What is read from cells that have run."""

    def __init__(self, *, cells, **settings):
        super().__init__(**settings)
        self.cells = cells

    def reportinfo(self):
        """Where this stands."""
        return self.path, 0, self.name


class NotAttempted(After):
    """What the check said of a stub."""

    def runtest(self):
        """Read the verdict."""
        assert "not attempted" in verdict(self.cells[0].test_outputs)


class Pictures(After):
    """Every picture of the solution appears in the student's notebook."""

    def runtest(self):
        """Count the outputs that hold a picture, cell by cell."""
        solution = nbformat.read(self.path.parent.parent / "solutions" / self.path.name, 4)
        expected = {cell.id: pictures(cell.outputs) for cell in solution.cells if cell.cell_type == "code"}
        counts = [(cell, expected[cell.cell.id], pictures(cell.test_outputs or [])) for cell in self.cells]
        wanted, received = (sum(numbers) for numbers in list(zip(*counts, strict=True))[1:])
        said = f"{wanted} pictures expected, {received} received"
        assert received > 0, f"{said}: a lesson shows at least one."
        others = [f"{cell.name}: {one} expected, {other} received" for cell, one, other in counts if one != other]
        assert not others, "\n".join([said, *others])


def source_of(where):
    """Source that runs a file in a kernel and gives its names, without a name of its own in the notebook."""
    return f'__import__("runpy").run_path({inspect.getsourcefile(where)!r})'


def verdict(outputs):
    """What a check has said, in one line."""
    texts = [output["data"]["text/plain"] for output in outputs if "text/plain" in output.get("data", {})]
    return " ".join(" ".join(texts).split())


def printed(cell):
    """The text that a cell has printed."""
    return "".join(output.text for output in cell.test_outputs if output.get("name") == "stdout")


def pictures(outputs):
    """How many outputs hold a picture."""
    return sum(not {"image/png", "image/jpeg"}.isdisjoint(output.get("data", {})) for output in outputs)
