"""For instructors who grade with nbgrader: copy this into the course's folder, and solutions/NN_name.ipynb into source/NN/.

`nbgrader generate_assignment NN` then gives the students' notebook of this repository, without what is for instructors.
"""

from nbconvert.preprocessors import TagRemovePreprocessor
from nbgrader.converters.generate_assignment import GenerateAssignment

c = get_config()  # noqa: F821 - nbgrader provides it
c.CourseDirectory.course_id = "seeing-cnns"
c.GenerateAssignment.preprocessors = [TagRemovePreprocessor, *GenerateAssignment.preprocessors.default()]
c.TagRemovePreprocessor.enabled = True
c.TagRemovePreprocessor.remove_cell_tags = {"solution-only"}
