"""Variants: a place in a function's tree -> what else may stand there, and what is said of each.

What is put in has its own sources: what the function itself has (its names), what right answers have (numbers, axes,
functions, keyword arguments), and a few of each kind that are always at hand.
"""

import ast
import copy
import itertools
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from amhelpers.checks.source import Source, block_of, locals_of

__all__ = ["Ingredients", "Slot", "short", "variants"]

OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow)
COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE, ast.Eq, ast.NotEq)
AXES = ((1, 2), (1, 2, 3), 0, 1, 2, 3, -1, (0, 1), (0, 1, 2), (2, 3), None)
SMALL = 8  # whole numbers up to here are rarely sizes of images
FAMILIES = (
    ("reduce_mean", "reduce_sum", "reduce_max", "reduce_min"),
    ("mean", "sum", "max", "min", "std", "var", "median"),
    ("maximum", "minimum"),
    ("argmax", "argmin"),
    ("floor", "ceil", "round"),
    ("abs", "square", "sqrt"),
    ("assign", "assign_add", "assign_sub"),
    ("zeros", "ones", "zeros_like", "ones_like"),
)


class Slot(NamedTuple):
    """A place in a tree where a node stands: in a list of nodes it has a position."""

    parent: ast.AST
    field: str
    position: int | None
    node: Any


class Ingredients:
    """What right answers are made of, and the names that a function has."""

    def __init__(self, answer: Source, rights: Sequence[Source]) -> None:
        """Look through them once.

        Args:
            answer: the student's function.
            rights: right answers to the same exercise.
        """
        nodes = [node for right in rights for node in ast.walk(right.tree)]
        constants = [node.value for node in nodes if isinstance(node, ast.Constant)]
        numbers = [one for one in constants if isinstance(one, int | float) and not isinstance(one, bool)]
        self.numbers = list(dict.fromkeys([*numbers, 0, 1, 2]))
        self.texts = list(dict.fromkeys(one for one in constants if isinstance(one, str) and len(one) < 20))
        calls = [node for node in nodes if isinstance(node, ast.Call)]
        self.functions = list(dict.fromkeys(_last(call.func) for call in calls if _last(call.func)))
        self.keywords = {ast.dump(one): one for call in calls for one in call.keywords if one.arg}
        # Functions of one argument, by which a value may have to go: with their modules, tf.abs.
        alone = [call.func for call in calls if len(call.args) == 1 and isinstance(call.func, ast.Attribute)]
        modules = ("tf", "np", "keras", "math")
        alone = [one for one in alone if ast.unparse(one).partition(".")[0] in modules]
        self.wrappers = {ast.unparse(one): one for one in alone}
        self.locals = locals_of(answer.tree)
        arguments = [argument.arg for argument in answer.tree.args.args]
        self.sizes = [_parsed(f"{name}.shape[{axis}]") for name in arguments for axis in range(4)]
        self.sizes += [_parsed(f"len({name})") for name in arguments]


def _last(function):
    return getattr(function, "attr", getattr(function, "id", None))


def variants(slot: Slot, known: Ingredients) -> Iterator[tuple[Any, str]]:
    """What may stand in a place, the likeliest first.

    Args:
        slot: the place.
        known: what may be put in.

    Yields:
        The node that may stand there, or a list of them where the place is in a list; and what is said of it.
    """
    node = slot.node
    text = short(node)
    if isinstance(node, ast.stmt):
        yield from _of_statement(slot, known)
    elif isinstance(node, ast.keyword):
        yield [], f"`{text}` is too much"
    elif isinstance(node, ast.expr) and not isinstance(getattr(node, "ctx", None), ast.Store | ast.Del):
        for new, words in _of_expression(slot, text, known):
            yield (new if slot.position is None else [new]), words


def _of_statement(slot, known):
    node = slot.node
    siblings = getattr(slot.parent, slot.field)
    if (
        isinstance(node, ast.For | ast.While | ast.With)
        and isinstance(node.body[-1], ast.Return)
        and len(node.body) > 1
    ):
        inner = copy.copy(node)
        inner.body = node.body[:-1]
        yield [inner, node.body[-1]], f"`{short(node.body[-1])}` belongs behind it, not into it"
    if len(siblings) > 1 and not isinstance(node, ast.Return):
        keyword = ast.unparse(node).split()[0].rstrip(":")
        yield [], f"{block_of(keyword) or 'the line'} is too much"
    if isinstance(node, ast.Assign | ast.AugAssign | ast.Return | ast.Expr):
        names = [one.id for one in ast.walk(node) if isinstance(one, ast.Name) and one.id in known.locals]
        for one, other in itertools.combinations(dict.fromkeys(names), 2):
            yield [_exchanged(node, one, other)], f"`{one}` and `{other}` are exchanged"
    if isinstance(node, ast.If | ast.While):
        turned = copy.copy(node)
        turned.test = ast.UnaryOp(ast.Not(), node.test)
        yield [turned], "the condition is to be the opposite"
    if isinstance(node, ast.AugAssign):
        for operator in (ast.Add, ast.Sub, ast.Mult, ast.Div):
            if not isinstance(node.op, operator):
                other = copy.copy(node)
                other.op = operator()
                yield [other], "another operator is to stand before the `=`"


def _exchanged(node, one, other):
    """A statement in which two names stand for each other, where they are read."""
    new = copy.deepcopy(node)
    for name in ast.walk(new):
        if isinstance(name, ast.Name) and isinstance(name.ctx, ast.Load) and name.id in (one, other):
            name.id = other if name.id == one else one
    return new


def _of_expression(slot, text, known):
    node = slot.node
    another = f"`{text}` is to be another"
    if isinstance(node, ast.Constant):
        yield from ((ast.Constant(value), f"{another} {kind}") for value, kind in _other_constants(node.value, known))
        if type(node.value) is int and node.value > SMALL:
            for size in known.sizes:
                yield size, f"`{text}` is written in, where a size of an argument is to be taken"
    axes = _axes(node)
    if axes is not _NONE:
        yield from ((_constant(one), f"{another} axis, or other axes") for one in AXES if one != axes)
    if isinstance(node, ast.BinOp):
        for operator in OPERATORS:
            if not isinstance(node.op, operator):
                yield ast.BinOp(node.left, operator(), node.right), f"`{text}` is to have another operator"
        yield ast.BinOp(node.right, node.op, node.left), f"the two sides of `{text}` are exchanged"
        yield node.left, f"`{short(node.right)}` in `{text}` is too much"
        yield node.right, f"`{short(node.left)}` in `{text}` is too much"
    if isinstance(node, ast.UnaryOp):
        yield node.operand, f"the sign before `{short(node.operand)}` is too much"
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        for operator in COMPARISONS:
            if not isinstance(node.ops[0], operator):
                new = ast.Compare(node.left, [operator()], node.comparators)
                yield new, f"`{text}` is to have another operator"
    if isinstance(node, ast.Call):
        yield from _of_call(node, text, known)
    if isinstance(node, ast.Name):
        for name in known.locals if node.id not in known.locals else ():
            if name != node.id:
                yield ast.Name(name, ast.Load()), f"{another} name"
    if isinstance(node, ast.Subscript):
        yield from _of_subscript(node, text)
    has_parts = isinstance(node, ast.Tuple) and any(isinstance(one, ast.Slice | ast.Starred) for one in node.elts)
    is_part = (
        has_parts
        or isinstance(node, ast.Slice | ast.Starred)
        or (isinstance(slot.parent, ast.Call) and slot.field == "func")
    )
    is_value = isinstance(slot.parent, ast.Return | ast.Assign | ast.Call)
    if not is_part and (is_value or not isinstance(node, ast.Name | ast.Constant)):
        for wrapper in known.wrappers.values():
            yield ast.Call(wrapper, [node], []), f"`{text}` is to go through one more function"
        if not isinstance(node, ast.Constant):
            yield ast.UnaryOp(ast.USub(), node), f"`{text}` is to have the other sign"


def _of_call(node, text, known):
    name = _last(node.func)
    for index in range(len(node.args) - 1):
        order = [*node.args]
        order[index : index + 2] = order[index + 1], order[index]
        yield ast.Call(node.func, order, node.keywords), f"the arguments of `{text}` belong in another order"
    related = [one for family in FAMILIES if name in family for one in family]
    for other in dict.fromkeys([*related, *known.functions]):
        if name and other != name and isinstance(node.func, ast.Attribute):
            function = ast.Attribute(node.func.value, other, ast.Load())
            yield ast.Call(function, node.args, node.keywords), f"`{name}` is to be another function"
    present = {one.arg for one in node.keywords}
    for one in known.keywords.values():
        if one.arg not in present:
            yield ast.Call(node.func, node.args, [*node.keywords, one]), f"an argument is missing in `{text}`"
    for index, one in enumerate(node.keywords):
        for other in known.keywords.values():
            if other.arg == one.arg:
                rest = [*node.keywords[:index], other, *node.keywords[index + 1 :]]
                yield ast.Call(node.func, node.args, rest), f"`{short(one)}` is to be something else"
    if len(node.args) == 1:
        yield node.args[0], f"`{short(node.func)}` is too much"
    if not node.args and isinstance(node.func, ast.Attribute):
        yield node.func.value, f"`.{node.func.attr}()` is too much"


def _of_subscript(node, text):
    yield node.value, f"`[{short(node.slice)}]` is too much"
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    for index in range(len(parts) - 1):
        order = [*parts[:index], parts[index + 1], parts[index], *parts[index + 2 :]]
        yield _subscript(node, order), f"the entries of `[{short(node.slice)}]` belong in another order"
    whole = ast.Slice()
    for index in range(len(parts) + 1):
        yield _subscript(node, [*parts[:index], whole, *parts[index:]]), f"`{text}` is to take other axes"
    for index, part in enumerate(parts):
        before, after = parts[:index], parts[index + 1 :]
        if len(parts) > 1:
            yield _subscript(node, [*before, *after]), f"`{text}` is to take other axes"
        if isinstance(part, ast.Slice):
            turned = ast.Slice(_minus(part.upper), _minus(part.lower), part.step)
            yield _subscript(node, [*before, turned, *after]), f"`{text}` is to take another part"
            yield _subscript(node, [*before, ast.Slice(step=_constant(-1)), *after]), f"`{text}` is to be reversed"
        else:
            yield _subscript(node, [*before, whole, *after]), f"`{short(part)}` in `{text}` is to be all of them"


def _subscript(node, parts):
    return ast.Subscript(node.value, ast.Tuple(parts, ast.Load()) if len(parts) > 1 else parts[0], ast.Load())


def _minus(node):
    return node if node is None else ast.UnaryOp(ast.USub(), node)


_NONE = object()


def _axes(node):
    """The axis or axes that an expression of whole numbers may mean."""
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
        return _NONE
    if isinstance(value, tuple | list) and value and all(type(one) is int and -4 <= one <= 4 for one in value):
        return tuple(value)
    return value if type(value) is int and -4 <= value <= 4 else _NONE


def _constant(value):
    return _parsed(repr(value))


def _parsed(text):
    return ast.parse(text, mode="eval").body


def _other_constants(value, known):
    if isinstance(value, bool):
        yield not value, "value"
    elif isinstance(value, int | float):
        near = [value + 1, value - 1, -value] if isinstance(value, int) else [-value]
        for number in dict.fromkeys([*known.numbers, *near]):
            if number != value or type(number) is not type(value):
                yield number, "number"
    elif isinstance(value, str):
        yield from ((other, "text") for other in known.texts if other != value)


def short(node: ast.AST) -> str:
    """The text of a node, its first line, cut off where it is long.

    Args:
        node: of a tree.
    """
    text = ast.unparse(node).splitlines()[0]
    return text if len(text) <= 40 else f"{text[:36]} …"
