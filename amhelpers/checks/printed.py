"""What an answer prints: a stream that keeps the beginning of it."""

import io
from typing import TextIO

__all__ = ["PRINTED", "Printed"]

PRINTED = 10_000  # characters that are kept of what an answer prints


class Printed(io.TextIOBase):
    """Stands for sys.stdout and keeps the beginning of what is printed.

    After `hand_on` it writes to the stream behind it: a call that was left behind may hold on to it.
    """

    text = ""
    behind = None

    def write(self, text: str) -> int:
        """Keep a text, or what there is room for.

        Args:
            text: what is printed.

        Returns:
            Its number of characters, as every stream says.
        """
        if self.behind is not None:
            return self.behind.write(text)
        self.text += text[: PRINTED - len(self.text)]
        return len(text)

    def close(self) -> None:
        """Stay open: an answer may close sys.stdout."""

    def hand_on(self, behind: TextIO) -> None:
        """From now on write to another stream.

        Args:
            behind: the stream that sys.stdout was.
        """
        self.behind = behind
