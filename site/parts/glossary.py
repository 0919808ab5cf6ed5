"""The glossary: the lessons' key words -> one page, each word with the sentence that explains it and a way there."""

import re

import nbformat

from parts import lessons

__all__ = ["page", "places"]

SENTENCE = re.compile(r"(?<=[.?!])\s+(?=[A-Z*$(\[])")
LEANS = re.compile(r"(That|It|Its|Their|Such|They|This|These|So)\b")  # on the sentence before


def places(notebooks: dict[str, nbformat.NotebookNode]) -> dict[str, str]:
    """Which lesson explains which key word.

    Args:
        notebooks: name of a lesson -> its notebook, in the order of the lessons.

    Returns:
        Key word -> the name of the first lesson that has it in bold, no later than the first that has it at its head.

    Raises:
        ValueError: a key word is explained nowhere.
    """
    found, lost = {}, []
    for name, notebook in notebooks.items():
        for word in lessons.key_words(notebook):
            known = (one for one in notebooks if one <= name and lessons.explained(notebooks[one], word))
            place = found.get(word) or next(known, None)
            if place is None:
                lost.append(f'"{word}", a key word of {name}, stands nowhere in bold up to there')
            else:
                found[word] = place
    if lost:
        raise ValueError("; ".join(lost))
    return found


def definition(notebook: nbformat.NotebookNode, word: str) -> str:
    """The sentence that explains a key word, with those beside it that lean on one another, and its formula.

    Args:
        notebook: the lesson that explains it.
        word: the key word.

    Returns:
        Markdown.
    """
    place, found = lessons.explained(notebook, word)
    source = notebook.cells[place].source
    blocks = source.split("\n\n")
    at = source.count("\n\n", 0, found.start())
    lines = [line.strip() for line in blocks[at].splitlines() if not line.startswith("#")]
    sentences = SENTENCE.split(" ".join(lines))
    here = next(index for index, one in enumerate(sentences) if f"**{' '.join(found[1].split())}**" in one)
    first, last = here, here + 1
    if here and LEANS.match(sentences[here]) and not sentences[here - 1][0].islower():
        first -= 1
    elif last < len(sentences) and LEANS.match(sentences[last]):
        last += 1
    said = " ".join(sentences[first:last])
    if not said.endswith((".", "?", "!", ")")) and len(blocks) > at + 1 and blocks[at + 1].startswith("$$"):
        return f"{said}\n\n{blocks[at + 1]}"
    return said


def page(notebooks: dict[str, nbformat.NotebookNode], names: dict[str, str]) -> str:
    """The page of all key words.

    Args:
        notebooks: name of a lesson -> its notebook.
        names: number of a lesson -> name of its page.

    Returns:
        MyST Markdown.
    """
    where = places(notebooks)
    parts = [
        "# Glossary",
        "The key words of the lessons, each with the sentence that explains it there.",
    ]
    for word in sorted(where, key=str.lower):
        lesson = where[word]
        used = [name for name in notebooks if word in lessons.key_words(notebooks[name])]
        others = [f"[{name[:2]}](lessons/{name}.ipynb)" for name in used if name != lesson]
        also = f" Needed again in lesson{'s' * (len(others) > 1)} {' and '.join(others)}." if others else ""
        anchor = lessons.anchor(word)
        parts += [
            f"(glossary-{anchor})=\n## {word}",
            lessons.linked(definition(notebooks[lesson], word), names, folder="lessons/"),
            f"Explained in [lesson {lessons.title(notebooks[lesson])}](#{anchor}).{also}",
        ]
    return "\n\n".join(parts) + "\n"
