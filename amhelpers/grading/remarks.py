"""Remarks: an answer's code -> what an instructor should look at. They say what is there, and change no grade."""

import re
from collections.abc import Sequence

from amhelpers.checks.exercise import Exercise
from amhelpers.grading.submission import Statement, Submission, definitions

__all__ = ["remarks"]

FOREIGN = {
    r"\bam\.solution\b|\bsolution\(": "asks for the course's own version",
    r"amhelpers\.(checks|exercises|grading)|\bam\.checks\b": "reaches into the checks",
    r"\bam\.\w+\s*=[^=]|setattr\(\s*am\b": "changes the package",
    r"NBGRADER|AMHELPERS_|os\.environ|getenv": "looks whether it is graded",
    r"sys\.modules|_getframe|\bgc\.|\binspect\b|ctypes|__globals__|__code__|__subclasses__": "looks behind Python",
    r"subprocess|os\.system|os\.fork|os\.kill|os\._exit|\bsocket\b|urllib|requests": "leaves its process",
    r"\bopen\(|Path\(|os\.(listdir|walk|remove|unlink)|shutil|glob": "reads or writes files",
    r"\beval\(|\bexec\(|__import__|importlib": "runs code that it makes itself",
}


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
    if len(checks) != 1:
        said.append(f"The cell that checks {task.number} is there {len(checks)} times.")
    elif not re.fullmatch(
        rf'{task.function} = am\.check\("{task.number}", {task.function}\)', checks[0].source.strip()
    ):
        said.append(f"The cell that checks {task.number} is not as it was given; nothing depends on it.")
    code = "\n".join(one.source for one in own if not one.check)
    said += [f"The answer {words}." for pattern, words in FOREIGN.items() if re.search(pattern, code)]
    return said
