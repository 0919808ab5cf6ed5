"""The reference: the public modules of the package -> pages for autodoc, which reads the docstrings."""

import inspect
from types import ModuleType

from parts.contents import contents

__all__ = ["index", "module", "shortcuts"]


def _heading(text):
    return f"{text}\n{'=' * len(text)}\n"


def first_sentence(thing: object) -> str:
    """What the first line of a docstring says.

    Args:
        thing: whatever has one.

    Returns:
        The line.
    """
    return (inspect.getdoc(thing) or "").split("\n", 1)[0]


def module(name: str, public: ModuleType) -> str:
    """The page of one module: its docstring, then its public names in their order.

    Args:
        name: such as "objectives".
        public: the module.

    Returns:
        reStructuredText.
    """
    constants = {one: getattr(public, one) for one in public.__all__ if not callable(getattr(public, one))}
    entries = "".join(f"\n.. py:data:: {one}\n   :value: {_short(value)}\n" for one, value in constants.items())
    return f"{_heading(f'am.{name}')}\n.. automodule:: am.{name}\n   :members:\n{entries}"


def _short(value):
    text = " ".join(repr(value).split())
    return text if len(text) < 300 and "<" not in text else "…"


def shortcuts(names: list[str]) -> str:
    """The page of what stands in `am` itself.

    Args:
        names: of functions, and of classes, which begin with a capital.

    Returns:
        reStructuredText.
    """
    entries = "\n".join(_entry(name) for name in sorted(names, key=str.lower))
    return f"{_heading('am')}\nWhat a notebook uses most stands in ``am`` itself.\n\n{entries}"


def _entry(name):
    if name == "blind_test":  # a module; its widget is among the widgets
        return f".. automodule:: am.{name}\n   :members:\n   :exclude-members: BlindTest\n"
    return f".. autoclass:: am.{name}\n   :members:\n" if name[0].isupper() else f".. autofunction:: am.{name}\n"


def index(modules: dict[str, ModuleType]) -> str:
    """The page before them.

    Args:
        modules: name -> module.

    Returns:
        MyST Markdown.
    """
    rows = "\n".join(f"| [`am.{name}`]({name}.rst) | {first_sentence(one)} |" for name, one in modules.items())
    return f"""# Reference

`import amhelpers as am` gives [`am.ascend`, `am.show`, `am.check` and others](shortcuts.rst), and these modules. The
text is that of the docstrings, which `am.ascend?` shows in a notebook.

| module | what |
| --- | --- |
{rows}
""" + contents(("shortcuts", *modules))
