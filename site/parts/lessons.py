"""Lessons: an executed solution -> the notebook of its page, with answers folded, links, and places to link to.

Nothing is executed, and no output is changed but for colours of text that cannot be read on every ground.
"""

import re
from pathlib import Path

import nbformat

from parts.contents import contents

__all__ = ["KEY_WORDS", "explained", "key_words", "linked", "page", "title"]

KEY_WORDS = re.compile(r"(\*\*Key words\*\*\s+)([^.]+)(\.)")
BOLD = re.compile(r"(?<![\w*])\*\*(?! )([^*]+?)\*\*(?![\w*])")
# What is no running text: a formula, a span of code, a link, a heading, raw HTML.
APART = re.compile(
    r"(\$\$.*?\$\$|\$[^$\n]+\$|`[^`]+`|\[[^\]]*\]\([^)]*\)|^#[^\n]*$|<[^>\n]+>)", re.DOTALL | re.MULTILINE
)
LESSONS = re.compile(r"\b([Ll]essons?\s+)(\d\d(?:,\s+\d\d)*(?:,?\s+(?:and|to|or)\s+\d\d)?)")
EXERCISE = re.compile(r"\bExercises?\s+(\d+)\.(\d+)\b")
HEADING = re.compile(r"^(#+ Exercise (\d+)\.(\d+) ·)", re.MULTILINE)
REGION = re.compile(r"^ *### (?:BEGIN|END) SOLUTION *\n?", re.MULTILINE)
ASKED = re.compile(r'am\.answer\("([\w.]+)"')
COLOUR = re.compile(r'<span style="color: #[0-9a-f]+; text-decoration-color: #[0-9a-f]+">')
UNASKED = re.compile(r"<p[^>]*>Nothing is taken down yet\.</p>| Nothing was guessed\.")  # nobody was there to guess
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def title(notebook: nbformat.NotebookNode) -> str:
    """The heading of a lesson.

    Args:
        notebook: a lesson.

    Returns:
        Such as "01 · A CNN that reads digits".
    """
    return notebook.cells[0].source.splitlines()[0].removeprefix("# ")


def key_words(notebook: nbformat.NotebookNode) -> list[str]:
    """The key words that a lesson names at its head.

    Args:
        notebook: a lesson.

    Returns:
        The words, in their order; none for a notebook that is no lesson.
    """
    found = KEY_WORDS.search(notebook.cells[0].source)
    return [" ".join(word.split()) for word in found[2].split(",")] if found else []


def is_form_of(bold: str, word: str) -> bool:
    """Is what stands in bold this key word, in whatever number and ending?

    Args:
        bold: what stands in bold.
        word: a key word.

    Returns:
        Whether each part of the key word begins a word of it.
    """
    stems = [part[: max(4, len(part) - 2)].lower() for part in re.split(r"[\s-]+", word)]
    parts = re.split(r"[\s-]+", bold.lower())
    return all(any(part.startswith(stem) for part in parts) for stem in stems)


def explained(notebook: nbformat.NotebookNode, word: str) -> tuple[int, re.Match] | None:
    """Where a lesson explains a key word: where it first stands in bold.

    Args:
        notebook: a lesson.
        word: a key word.

    Returns:
        The number of the cell and what was found there, or None.
    """
    for place, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown":
            for found in BOLD.finditer(cell.source):
                if is_form_of(found[1], word):
                    return place, found
    return None


def anchor(word: str) -> str:
    """The name of the place where a key word is explained.

    Args:
        word: a key word.

    Returns:
        Such as "term-feature-map".
    """
    return "term-" + re.sub(r"\W+", "-", word.lower())


def linked(text: str, names: dict[str, str], here: str = "", folder: str = "") -> str:
    """A text with links where it speaks of other lessons and of exercises.

    Args:
        text: Markdown.
        names: number of a lesson -> name of its page, such as "01" -> "01_digits".
        here: the number of this lesson, to which no link leads.
        folder: the way to the pages of the lessons, such as "lessons/".

    Returns:
        The same with links.
    """

    def to(words, number):
        return f"[{words}]({folder}{names[number]}.ipynb)" if number in names and number != here else words

    def to_lessons(found):
        numbers = re.sub(r"\d\d", lambda one: to(one[0], one[0]), found[2])
        if re.fullmatch(r"\d\d", found[2]):  # one lesson: the whole phrase is the link
            return to(" ".join(found[0].split()), found[2])
        return found[1] + numbers

    def to_exercise(found):
        words = " ".join(found[0].split())
        return f"[{words}](#exercise-{found[1]}-{found[2]})" if found[1].zfill(2) in names else words

    pieces = APART.split(text)
    pieces[::2] = [EXERCISE.sub(to_exercise, LESSONS.sub(to_lessons, piece)) for piece in pieces[::2]]
    return "".join(pieces)


def page(solution: Path, student: Path, names: dict[str, str], places: dict[str, str]) -> nbformat.NotebookNode:
    """The notebook that a lesson's page is made of.

    Args:
        solution: an executed solution.
        student: the same to fill in, for its stubs.
        names: number of a lesson -> name of its page.
        places: key word -> the name of the lesson that explains it.

    Returns:
        A notebook for MyST-NB.
    """
    notebook = nbformat.read(solution, 4)
    stubs = {cell.id: cell.source for cell in nbformat.read(student, 4).cells}
    number = solution.name[:2]
    words = [word for word, name in places.items() if name == solution.stem]
    for word in words:
        place, found = explained(notebook, word)
        cell = notebook.cells[place]
        cell.source = f"{cell.source[: found.start()]}[{found[0]}]{{#{anchor(word)}}}{cell.source[found.end() :]}"
    cells = []
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cells.append(_text(cell, names, number))
        elif cell.cell_type == "code":
            cells += _code(cell, stubs)
    if number in names:
        cells[0].source = _with_head(
            cells[0].source, number, any(HEADING.search(cell.source) for cell in notebook.cells)
        )
    notebook.cells = cells
    return notebook


def _text(cell, names, number):
    text = HEADING.sub(r"(exercise-\2-\3)=\n\1", linked(cell.source, names, number))
    return nbformat.v4.new_markdown_cell(text, id=cell.id)


def _with_head(text, number, has_exercises):
    """The first cell of a lesson, with a line on how to do it, and links from its key words."""
    heading, _, rest = text.partition("\n")
    note = f"To be read here; to be done in JupyterLab, where a box answers you: `make lab LESSON={number}`."
    if has_exercises:
        note += f" Answers are folded; the [mistakes that are known](../mistakes/{number}.md) are spoilers, too."
    rest = KEY_WORDS.sub(lambda found: found[1] + _to_glossary(found[2]) + found[3], rest)
    return f"{heading}\n\n:::{{note}}\n{note}\n:::\n{rest}"


def _to_glossary(words):
    each = [" ".join(word.split()) for word in words.split(",")]
    return ", ".join(f"[{word}](#glossary-{anchor(word)})" for word in each)


def _code(cell, stubs):
    for output in cell.outputs:
        _readable(output)
    asked = ASKED.search(cell.source)
    if REGION.search(cell.source):
        stub = nbformat.v4.new_code_cell(stubs[cell.id], id=cell.id)
        answer = nbformat.v4.new_code_cell(REGION.sub("", cell.source), outputs=cell.outputs, id=f"{cell.id}-answer")
        return [stub, _folded(answer, "hide-input", "The course's answer")]
    if "solution-only" in cell.metadata.get("tags", []):
        return [_folded(cell, "hide-cell", "What the course did")]
    if asked:
        return [_folded(cell, "hide-output", f"The course's answer to {asked[1]}")]
    return [cell]


def _folded(cell, tag, words):
    cell.metadata["tags"] = [tag]
    cell.metadata["mystnb"] = {"code_prompt_show": words, "code_prompt_hide": words}
    return cell


def _readable(output):
    """Take out colours that not every ground lets read, what moved a cursor, and what speaks of who ran the cell."""
    if output.output_type == "stream":
        output.text = ESCAPE.sub("", output.text)
    data = output.get("data", {})
    if "text/html" in data:
        data["text/html"] = UNASKED.sub("", COLOUR.sub("<span>", data["text/html"]))


def index(titles: dict[str, str], about: dict[str, tuple[str, str]]) -> str:
    """The page before the lessons.

    Args:
        titles: name of a lesson -> its title.
        about: number of a lesson -> what is learned in it, and how long it takes.

    Returns:
        MyST Markdown.
    """
    rows = "\n".join(
        f"| [{title}]({name}.ipynb) | {' | '.join(about.get(name[:2], ('', '')))} |" for name, title in titles.items()
    )
    return f"""# Lessons

Each lesson as it was executed, with its pictures. Exercises show what is to be completed, and the course's answer is
folded below.

| lesson | you learn | time |
| --- | --- | --- |
{rows}

And a [review](review.ipynb), which asks again what you once got wrong.
""" + contents((*titles, "review"))
