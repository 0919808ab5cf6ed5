"""The exercises of the course: for each a reference, probes, hints, and the wrong answers that students give.

An exercise is a folder of its lesson with the name of its function. `right.py` has the reference, which is the text of
the lesson's solution, and other right answers; `wrong.py` each wrong answer beside its hint; `exercise.py` the probes
and all that is said of the exercise. An open exercise has `properties.py` too, one that draws has `picture.py`.

What the exercises of a lesson share stands in its `shared.py`; `probes`, `nets`, `outputs` and `drawings` hold
what several lessons share. `checks` judges answers by all of them and knows none by name.
"""
