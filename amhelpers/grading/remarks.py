"""Remarks: an answer's code -> what an instructor should look at. They say what is there, and change no grade."""

import ast
import inspect
import re
from collections.abc import Sequence

import amhelpers
from amhelpers.checks.exercise import Exercise
from amhelpers.grading.submission import Statement, Submission, definitions

__all__ = ["remarks"]

FOREIGN = {
    r"\bam\.solution\b|\bsolution\(": "asks for the course's own version",
    r"amhelpers\.(checks|exercises|grading)|\bam\.checks\b": "reaches into the checks",
    r"\bam\.\w+\s*=[^=]|setattr\(\s*am\b": "changes the package",
    r"NBGRADER|AMHELPERS_|os\.environ|getenv": "looks whether it is graded",
    r"sys\.modules|_getframe|\bgc\.|\binspect\b|ctypes|__globals__|__code__|__subclasses__": "looks behind Python",
    r"\bsubprocess\b|\bos\.(system|fork|kill|_exit)\b|\bsocket\b|\burllib\b|\brequests\.": "leaves its process",
    r"(?<![\w.])open\(|\bPath\(|\bos\.(listdir|walk|remove|unlink)\b|\bshutil\b|\bglob\b": "reads or writes files",
    r"(?<![\w.])(eval|exec)\(|\b__import__\b|\bimportlib\b": "runs code that it makes itself",
}
# What the package has ready that an exercise may ask for.
READY = re.compile(rf"\bam\.(?:(?:{'|'.join(amhelpers._MODULES)})\.\w+|ascend\b)")


def remarks(submission: Submission, task: Exercise, own: Sequence[Statement]) -> list[str]:
    """What an instructor should know of an answer.

    Args:
        submission: the notebook.
        task: the exercise.
        own: the statements that the answer needs.

    Returns:
        Sentences.
    """
    said = []
    cells = definitions(submission, task.function)
    if len(cells) > 1:
        said.append(f"{task.function} is defined in {len(cells)} cells; the last one before its check counts.")
    checks = [one for one in submission.statements if one.check == task.number]
    if not checks:
        said.append(f"The cell that checks {task.number} is gone.")
    elif len(checks) > 1:
        said.append(f"The cell that checks {task.number} is there {len(checks)} times.")
    elif not re.fullmatch(
        rf'{task.function} = am\.check\("{task.number}", {task.function}\)', checks[0].source.strip()
    ):
        said.append(f"The cell that checks {task.number} is not as it was given; nothing depends on it.")
    code = "\n".join(_code(one.source) for one in own if not one.check)
    said += [f"The answer {words}." for pattern, words in FOREIGN.items() if re.search(pattern, code)]
    taken = {*READY.findall(code)} - {*READY.findall(inspect.getsource(task.reference))}
    if taken:
        names = ", ".join(sorted(taken))
        said.append(f"The answer uses {names}. Look whether that is what the exercise asks to be written.")
    return said


def _code(source):
    """What is run of a statement: no comments, and no texts that stand for themselves."""
    try:
        tree = ast.parse(source)
        for node in ast.walk(tree):
            body = getattr(node, "body", None)
            if isinstance(body, list):
                node.body = [one for one in body if not _is_text(one)] or [ast.Pass()]
        return ast.unparse(tree)
    except (ValueError, RecursionError, MemoryError):  # what is nested a thousand times over
        return source


def _is_text(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
