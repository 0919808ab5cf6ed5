"""Notes: what a check says where nothing must be mended, and it is not all well either."""

__all__ = ["Note"]


class Note(str):
    """What cannot be found out from here, or what holds for one account only."""

    __slots__ = ()
