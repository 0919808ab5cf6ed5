"""Files: a path and what belongs there -> a file that is there whole, or as it was before."""

import os
from pathlib import Path

__all__ = ["write_whole"]


def write_whole(path: str | Path, data: bytes | str) -> Path:
    """Write a file so that nobody ever sees a part of it, and a failure leaves what was there.

    Args:
        path: of the file; its folder is made if it is not there.
        data: bytes, or a text, which is written in UTF-8.

    Returns:
        The path.

    Raises:
        OSError: it cannot be written there.
        ValueError: the text has what UTF-8 has no place for.
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path
