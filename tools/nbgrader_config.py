"""For instructors who grade with nbgrader: copy this into the course folder, and solutions/NN_….ipynb into source/NN/.

`nbgrader generate_assignment NN` then gives the students' notebook, without the cells that are for instructors.
"""

from nbconvert.preprocessors import TagRemovePreprocessor
from nbgrader.converters.generate_assignment import GenerateAssignment
from nbgrader.preprocessors import AssignLatePenalties, CheckCellMetadata, ClearOutput, SaveAutoGrades

from amhelpers.grading.autograding import Graded

c = get_config()  # noqa: F821 - nbgrader provides it
c.CourseDirectory.course_id = "seeing-cnns"
c.GenerateAssignment.preprocessors = [TagRemovePreprocessor, *GenerateAssignment.preprocessors.default()]
c.TagRemovePreprocessor.enabled = True
c.TagRemovePreprocessor.remove_cell_tags = {"solution-only"}
# `nbgrader autograde` gives the grades of `python -m amhelpers grade`: sealed, and without running the notebook.
c.Autograde.sanitize_preprocessors = [ClearOutput, Graded, CheckCellMetadata]
c.Autograde.autograde_preprocessors = [SaveAutoGrades, AssignLatePenalties, CheckCellMetadata]
# Without these two lines it runs the whole notebook, as you. A lesson's longest cell takes 35 s on two idle cores;
# nbgrader's own limit of 30 s would interrupt right answers.
