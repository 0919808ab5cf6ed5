"""Report: tables -> the part of README.md that belongs to a script, replaced."""

import os
import platform
import re
from importlib.metadata import version
from pathlib import Path

__all__ = ["machine", "table", "write"]

README = Path(__file__).with_name("README.md")


def table(head, rows):
    """A table in Markdown; numbers with three significant digits."""
    lines = [head, ["---"] * len(head), *([_cell(value) for value in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def machine():
    """One line: processors, system, versions."""
    packages = ("tensorflow", "keras", "xplique", "tf-keras-vis")
    versions = ", ".join(f"{name} {version(name)}" for name in packages)
    cpu = next(iter(re.findall(r"model name\s*: (.*)", _read("/proc/cpuinfo"))), platform.processor())
    return f"{os.cpu_count()} processors ({cpu}), {platform.system()}, Python {platform.python_version()}, {versions}."


def write(name, text):
    """Print a text, and put it between the marks `<!-- name -->` and `<!-- end of name -->` of README.md."""
    print(text, flush=True)
    page = README.read_text(encoding="utf-8")
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    before, rest = page.split(begin)
    after = rest.split(end)[1]
    README.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")


def _cell(value):
    return value if isinstance(value, str) else f"{value:.3g}" if isinstance(value, float) else str(value)


def _read(file):
    return Path(file).read_text(encoding="utf-8") if Path(file).is_file() else ""
