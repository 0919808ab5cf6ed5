"""Autograding: nbgrader's own `autograde` -> the grades that `grade` gives, sealed, without running the notebook.

`tools/nbgrader_config.py` puts `Graded` in the place of what nbgrader does with a submission.  nbgrader goes by the
metadata of cells, which whoever hands in can change; here all marks are made anew, from what its gradebook knows.
"""

from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_output
from nbgrader.api import Gradebook
from nbgrader.preprocessors import NbGraderPreprocessor

from amhelpers.checks import exercises
from amhelpers.grading.comparing import Grade
from amhelpers.grading.handed import LESSON
from amhelpers.grading.judging import grades
from amhelpers.grading.sealed import Apart
from amhelpers.grading.submission import CHECK, definitions, read
from amhelpers.grading.survey import words
from amhelpers.record import of_lesson

__all__ = ["Graded"]

_apart = Apart()  # started with the first submission, and kept for all that one run grades


class Graded(NbGraderPreprocessor):
    """Grade a submission, and leave under each check what comes of it, as nbgrader reads it."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:
        """Grade a submission.

        Args:
            nb: the notebook that was handed in.
            resources: nbgrader's: which notebook of which assignment it is, and where the gradebook is.

        Returns:
            The notebook with new marks, and outputs under its checks alone; and the resources.

        Raises:
            ValueError: it is no notebook of a lesson with exercises.
        """
        name, assignment = resources["nbgrader"]["notebook"], resources["nbgrader"]["assignment"]
        match = LESSON.fullmatch(f"{name}.ipynb")
        tasks = [task for task in exercises().values() if match and of_lesson(task.number) == match[1]]
        if not match or not tasks:
            raise ValueError(
                f"The course grades notebooks NN_….ipynb of lessons that have exercises. Received {name}.ipynb: for "
                "assignments of your own take a configuration without Graded."
            )
        with Gradebook(resources["nbgrader"]["db_url"]) as book:
            known = book.find_notebook(name, assignment)
            given = {one.name: (one.source, one.checksum) for one in known.source_cells}
            points = {one.name: one.max_score for one in known.grade_cells}
        submission = read(nbformat.writes(nb).encode("utf-8"))
        for cell in nb.cells:
            cell.metadata.pop("nbgrader", None)
        for grade in grades(submission, match[1], _apart):
            task, check = exercises()[grade.number], f"check-{grade.number.replace('.', '-')}"
            if check in points:
                cell = _check_of(nb, grade.number)
                cell.source = given[check][0]
                _mark(cell, check, given, points=points[check])
                cell.outputs = _outputs(grade)
            answer, places = f"exercise-{task.function}", definitions(submission, task.function)
            if places and answer in given and "nbgrader" not in nb.cells[places[-1]].metadata:
                _mark(nb.cells[places[-1]], answer, given)
        return nb, resources


def _check_of(nb, number):
    """The first cell that checks an exercise; where there is none, a new one at the end."""
    for cell in nb.cells:
        found = CHECK.search(cell.source) if cell.cell_type == "code" and "nbgrader" not in cell.metadata else None
        if found and found[1] == number:
            return cell
    nb.cells.append(new_code_cell())
    return nb.cells[-1]


def _mark(cell, name, given, points=None):
    """What nbgrader wants to know of a cell."""
    checked = points is not None
    marks = {"cell_type": "code", "grade": checked, "grade_id": name, "locked": checked, "schema_version": 3}
    more = {"points": points} if checked else {}
    cell.metadata["nbgrader"] = {**marks, "solution": not checked, "task": False, "checksum": given[name][1], **more}


def _outputs(grade: Grade):
    """What stands under a check: to nbgrader an error is no point, and anything else all of them."""
    said = [f"{label}: {text}" for label, text in grade.rows] + [f"for the instructor: {one}" for one in grade.remarks]
    if grade.points:
        return [new_output("stream", name="stdout", text="\n".join(said))]
    name = words(grade.outcome)
    return [new_output("error", ename=name, evalue=said[0] if said else "", traceback=["\n".join([name, *said])])]
