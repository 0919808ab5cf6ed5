"""Exercise 3.5, `choose_weights`: the course's own version, and other right answers."""

__all__ = ["ALTERNATIVES", "choose_weights"]


def choose_weights():
    """Settings for am.recipes.digits with which the judges read all ten digits, as a dict."""
    return {"total_variation": 0.02, "l1": 0.02, "jitter": 2, "rotate": 10, "scale": 0.1}


ALTERNATIVES = (
    lambda: {"total_variation": 0.05, "l1": 0.02, "jitter": 2, "rotate": 20, "noise": 0.15},
    lambda: {**choose_weights(), "step_size": [0.06, 0.003]},
    lambda: {"total_variation": 0.02, "l1": 0.03, "jitter": 3, "rotate": 20, "scale": 0.2, "noise": 0.1},
)
