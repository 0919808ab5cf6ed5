"""For instructors who grade with nbgrader: copy this into the course folder, and solutions/NN_….ipynb into source/NN/.

`nbgrader generate_assignment NN` then gives the students' notebook, without the cells that are for instructors.
"""

from nbconvert.preprocessors import TagRemovePreprocessor
from nbgrader.converters.generate_assignment import GenerateAssignment

c = get_config()  # noqa: F821 - nbgrader provides it
c.CourseDirectory.course_id = "seeing-cnns"
c.GenerateAssignment.preprocessors = [TagRemovePreprocessor, *GenerateAssignment.preprocessors.default()]
c.TagRemovePreprocessor.enabled = True
c.TagRemovePreprocessor.remove_cell_tags = {"solution-only"}
# A lesson's longest cell takes 35 s on two idle cores; nbgrader's own limit of 30 s would interrupt right answers.
c.Execute.timeout = 900
