"""The catalogue of misconceptions: the bank of an exercise -> what answers are taken for, and what is said of it."""

import re
from collections.abc import Iterable

from parts.contents import contents

__all__ = ["index", "page"]

SPECIAL = re.compile(r"([\\`*_{}\[\]<>$#|~^])")


def plain(text: str) -> str:
    """A text that Markdown leaves as it is.

    Args:
        text: whatever a hint says.

    Returns:
        The same with a backslash before all that Markdown would read.
    """
    return SPECIAL.sub(r"\\\1", " ".join(text.split()))


def page(number: str, title: str, lesson: str, exercises: Iterable) -> str:
    """The mistakes of one lesson, exercise by exercise, each list folded.

    Args:
        number: of the lesson, two digits.
        title: of the lesson.
        lesson: the name of its page.
        exercises: its exercises, as `amhelpers.checks.exercises` has them.

    Returns:
        MyST Markdown.
    """
    parts = [
        f"# Mistakes in lesson {number}",
        f"What a check of [lesson {title}](../lessons/{lesson}.ipynb) recognises: the name under which a mistake is "
        "counted, and what the box says of it. The lists are folded: whoever reads them has less left to find out.",
    ]
    for exercise in exercises:
        anchor = f"#exercise-{exercise.number.replace('.', '-')}"
        known = [(one.name, one.hint) for one in exercise.misconceptions]
        wanted = [(one.name, one.hint) for one in exercise.properties]
        parts.append(f"## {exercise.number} · {plain(exercise.title)}\n\nOf [Exercise {exercise.number}]({anchor}).")
        if known:
            parts.append(_folded(f"{len(known)} mistakes that are known in exercise {exercise.number}", known))
        if wanted:
            parts.append(_folded(f"{len(wanted)} things that must hold in exercise {exercise.number}", wanted))
    return "\n\n".join(parts) + "\n"


def _folded(summary, rows):
    items = "\n".join(f"- **{plain(name)}**: {plain(hint)}" for name, hint in rows)
    return f'<details class="fold"><summary>{summary}</summary>\n\n{items}\n\n</details>'


def index(titles: dict[str, str], counts: dict[str, int]) -> str:
    """The page before the catalogue.

    Args:
        titles: number of a lesson -> its title, of those with exercises.
        counts: number of a lesson -> how many mistakes are known in it.

    Returns:
        MyST Markdown.
    """
    rows = "\n".join(f"| [{title}]({number}.md) | {counts[number]} |" for number, title in titles.items())
    return f"""# Mistakes that are known

A check tries an answer on small inputs. Where it does what one of these wrong answers does, the box names the mistake
and says why it is one. Read them after you have tried: each is a spoiler of its exercise. For who teaches they are what
a class is likely to bring.

| lesson | mistakes |
| --- | --- |
{rows}
""" + contents(titles)
