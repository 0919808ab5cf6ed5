"""The exercises of the course: for each a reference, probes, hints, and the wrong answers that students give.

`checks` judges answers by them and knows none of them by name. `probes`, `nets`, `outputs` and `drawings` hold what
several exercises share.
"""
