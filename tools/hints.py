"""How good are the checks on answers that are not in the bank? Change right ones, and look at what is said of them.

    .venv/bin/python tools/hints.py [--each 12] [--pairs 4] [2.3 6.2 …]      (make hints)

Every reference is changed in one thing (a number, an operator, an argument, a function, a line …) and in two; every
wrong answer of the bank is judged with all entries of its hint taken out. A table of one line for each exercise is
printed: refused; told by the bank; by a cause that was computed; by the place alone; by nothing but a general sentence;
passed although changed. What was said of every change goes to docs/hints.tsv, where a reader judges it once: "right",
"half", "wrong" in the last column, kept as long as change and words stay the same.
"""

import argparse
import ast
import collections
import copy
import csv
import dataclasses
import difflib
import inspect
import itertools
import linecache
import logging
import random
import textwrap
import warnings
from pathlib import Path

from amhelpers import checks
from amhelpers.checks import reasons
from amhelpers.checks.verdict import Outcome, judge

TABLE = Path(__file__).parents[1] / "docs" / "hints.tsv"
COLUMNS = ("exercise", "kind", "change", "told by", "why", "look at", "judged")
SLOW = ("3.4", "3.5", "4.2", "5.3", "7.2", "8.2")  # a call of theirs takes as long as a hundred of the others'
FAMILIES = (
    ("reduce_mean", "reduce_sum", "reduce_max", "reduce_min", "reduce_std"),
    ("mean", "sum", "max", "min", "std"),
    ("ceil", "floor"),
    ("maximum", "minimum"),
    ("assign_add", "assign_sub", "assign"),
    ("zeros", "ones"),
    ("abs", "square"),
)
GENERAL = [text.split("{")[0][:40] for text in (*reasons.DIFFERENCES.values(), *reasons.KINDS.values())]
_numbers = itertools.count()


def changes(text):
    """(kind, text) for all functions that differ from this one in one thing."""
    tree = ast.parse(text)
    found = {}

    def note(kind):
        found.setdefault(ast.unparse(ast.fix_missing_locations(tree)), kind)

    for node in list(ast.walk(tree)):
        for field, values in _other_values(node):
            old = getattr(node, field)
            for kind, value in values:
                setattr(node, field, value)
                note(kind)
            setattr(node, field, old)
    for index in itertools.count():
        unwrapped = _Unwrap(index)
        bare = unwrapped.visit(copy.deepcopy(tree))
        if unwrapped.seen <= index:
            break
        found.setdefault(ast.unparse(ast.fix_missing_locations(bare)), "call left out")
    found.pop(ast.unparse(ast.parse(text)), None)
    return [(kind, changed) for changed, kind in found.items()]


def _other_values(node):
    """(field, [(kind, value)]) for the fields of a node that may have other values."""
    if isinstance(node, ast.BinOp):
        others = [one() for one in (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv) if not isinstance(node.op, one)]
        yield "op", [("operator", one) for one in others]
    if isinstance(node, ast.Compare):
        others = [one for one in (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq) if not isinstance(node.ops[0], one)]
        yield "ops", [("comparison", [one()]) for one in others]
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield "value", [("truth", not node.value)]
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        numbers = dict.fromkeys([node.value + 1, abs(node.value - 1), 2 * node.value, 0, 1])
        yield "value", [("number", one) for one in numbers if one != node.value]
    if isinstance(node, ast.Call):
        yield "keywords", [("argument left out", _without(node.keywords, index)) for index in range(len(node.keywords))]
        if len(node.args) > 1:
            yield "args", [("argument left out", _without(node.args, index)) for index in range(len(node.args))]
            yield "args", [("arguments exchanged", [node.args[1], node.args[0], *node.args[2:]])]
    if isinstance(node, ast.Attribute):
        related = [one for family in FAMILIES if node.attr in family for one in family if one != node.attr]
        yield "attr", [("function", one) for one in related]
    if isinstance(node, ast.Slice):
        yield "lower", [("slice", None)]
        yield "upper", [("slice", None)]
    for field in ("body", "orelse"):
        lines = getattr(node, field, None)
        if isinstance(lines, list) and len(lines) > 1:
            yield field, [("line left out", _without(lines, index)) for index in range(len(lines))]


def _without(values, index):
    return values[:index] + values[index + 1 :]


class _Unwrap(ast.NodeTransformer):
    """Put the only argument of one call in the place of the call."""

    def __init__(self, index):
        self.index, self.seen = index, 0

    def visit_Call(self, node):
        self.generic_visit(node)
        if len(node.args) == 1 and not node.keywords:
            self.seen += 1
            if self.seen == self.index + 1:
                return node.args[0]
        return node


def text_of(function):
    """The source of a function without its docstring, as Python writes it."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    body = tree.body[0].body
    if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant):
        del body[0]
    return ast.unparse(tree)


def made(text, reference):
    """A function of this text, among the names that the reference has around it."""
    file = f"<change {next(_numbers)}>"
    linecache.cache[file] = (len(text), None, text.splitlines(keepends=True), file)
    names = dict(reference.__globals__)
    exec(compile(text, file, "exec"), names)
    return names[reference.__name__]


def one_change(exercise, count, seed=0):
    """(kind, words, function) for changes of the reference in one thing, so many of them, drawn from all."""
    text = text_of(exercise.reference)
    found = changes(text)
    random.Random(seed).shuffle(found)
    for kind, changed in found[:count]:
        yield kind, difference(text, changed), made(changed, exercise.reference)


def two_changes(exercise, count, seed=0):
    """The same for two changes, one after the other."""
    text, draw = text_of(exercise.reference), random.Random(seed + 1)
    for _ in range(count):
        kinds, changed = [], text
        for _ in range(2):
            kind, changed = draw.choice(changes(changed) or [("none", changed)])
            kinds.append(kind)
        yield " and ".join(kinds), difference(text, changed), made(changed, exercise.reference)


def difference(text, changed):
    """The lines that differ."""
    lines = difflib.ndiff(text.splitlines(), changed.splitlines())
    return " ".join(" ".join(line.split()) for line in lines if line[0] in "+-")


def told(exercise, function):
    """Who told what of an answer: a dict with "told by", "why" and "look at"."""
    verdict = judge(exercise, function)
    rows = {} if verdict.outcome == Outcome.PASSED else dict(verdict.rows)
    why, place = rows.get("why", ""), rows.get("look at", "")
    if verdict.outcome == Outcome.PASSED:
        by = "passed"
    elif any(why.endswith(one.hint) for one in exercise.misconceptions):
        by = "bank"
    elif why and not any(why.startswith(text) for text in GENERAL):
        by = "computed"
    else:
        by = "place" if place else "general" if why else "nothing"
    return {"told by": by, "why": why, "look at": place}


def left_out(exercise):
    """(wrong answer, what is told of it) for the bank, with all entries of the same hint taken out."""
    for one in exercise.misconceptions:
        others = tuple(other for other in exercise.misconceptions if other.hint != one.hint)
        rest = dataclasses.replace(exercise, misconceptions=others)
        found = told(rest, lambda *arguments, wrong=one.wrong: wrong(*arguments))
        yield one, found


def measure(exercise, each, pairs):
    """The rows of one exercise."""
    for kind, words, function in (*one_change(exercise, each), *two_changes(exercise, pairs)):
        yield {"exercise": exercise.number, "kind": kind, "change": words, **told(exercise, function)}


def read_table():
    """What was judged before: {(exercise, change, why, look at): judged}."""
    if not TABLE.exists():
        return {}
    with TABLE.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    return {key(row): row["judged"] for row in rows}


def key(row):
    """What a judgement is about."""
    return tuple(" ".join(row[name].split()) for name in ("exercise", "change", "why", "look at"))


def main():
    """Measure, print the table, and write what was said beside each change."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("numbers", nargs="*", help="exercises; all unless given")
    parser.add_argument("--each", type=int, default=12, help="changes of one thing for each exercise")
    parser.add_argument("--pairs", type=int, default=4, help="changes of two things for each exercise")
    parser.add_argument("--leave-out", action="store_true", help="also judge the bank without each of its hints")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable()
    judged, rows, total = read_table(), [], collections.Counter()
    kinds = ("bank", "computed", "place", "general", "nothing", "passed")
    print("exercise  " + "  ".join(kinds))
    for number, exercise in checks.exercises().items():
        if options.numbers and number not in options.numbers:
            continue
        few = 4 if number in SLOW else 1
        mine = list(measure(exercise, options.each // few, options.pairs // few))
        counts = collections.Counter(row["told by"] for row in mine)
        total += counts
        print(f"{number:8}  " + "  ".join(f"{counts[kind]:{len(kind)}}" for kind in kinds), flush=True)
        rows += [{**row, "judged": judged.get(key(row), "")} for row in mine]
        if options.leave_out:
            others = [found["told by"] == "bank" for _, found in left_out(exercise)]
            print(f"          {sum(others)} of {len(others)} wrong answers get another one's hint", flush=True)
    refused = sum(total.values()) - total["passed"]
    print(
        f"{refused} refused, {(total['bank'] + total['computed'] + total['place']) / max(refused, 1):.0%} with a cause"
    )
    if not options.numbers:
        with TABLE.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, COLUMNS, delimiter="\t", lineterminator="\n")
            writer.writeheader()
            writer.writerows({name: " ".join(str(row[name]).split()) for name in COLUMNS} for row in rows)


if __name__ == "__main__":
    main()
