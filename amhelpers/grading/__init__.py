"""Grading: a class's notebooks -> points with reasons, feedback for each student, and a page on the class.

`submission` reads a notebook and runs nothing; `judging` has its answers run `apart`, in a process that is `sealed` and
knows no right answer, and compares what comes back over the `wire`; `running` hands the notebooks to the workers of a
Dask cluster and keeps what is done; `results` writes it down, and `gradebook` puts it into nbgrader's.

Nothing is imported here: the process that runs answers is started from this package too, and has no lessons.
"""
