"""Grading: a class's notebooks -> points with reasons, feedback for each student, and a page on the class.

`submission` reads a notebook and runs nothing; `judging` has its answers run `apart`, in a process that is `sealed` and
knows no right answer, and compares what comes back over the `wire`; `running` hands the notebooks to the workers of a
Dask cluster and keeps what is done; `results` writes it down, and `gradebook` puts it into nbgrader's.
"""

from amhelpers.grading.running import grade

__all__ = ["grade"]
