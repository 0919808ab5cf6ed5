"""Refusals: what a student asked for in a way that cannot be answered -> one line in a notebook."""

__all__ = ["RefusedError"]


class RefusedError(ValueError):
    """A number that there is not, or an argument that cannot be: a notebook shows its text without a traceback.

    For what asks and answers by a number (`am.check`, `am.predict`, `am.answer` …), whose call is a cell's only line.
    """

    def _render_traceback_(self):
        return str(self).splitlines()
