"""Outcomes: the words with which a check answers."""

import enum

__all__ = ["REFUSED", "Outcome"]


class Outcome(enum.StrEnum):
    """What came of a check. A box shows the words, the record keeps the name: words may change, names may not."""

    PASSED = "passed"
    NOT_ATTEMPTED = "not attempted"
    NOT_YET = "not yet"
    STOPPED = "stopped with an error"
    COURSE = "the course's own version"
    UNCHECKED = "could not be checked"  # something went wrong in the check itself


REFUSED = (Outcome.NOT_YET.name, Outcome.STOPPED.name)  # as a record has them: an answer was tried, and is not right
