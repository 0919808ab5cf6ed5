"""Access: folders -> what in them other users of the machine cannot read, and what they could change.

Judged by owners and modes, as they are for users who neither own a file nor belong to its group.  Access lists, which
some file systems have besides, are not read.
"""

import os
import stat
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

__all__ = ["Access", "is_mounted_read_only", "look"]

ROOT = Path("/")


class Access(NamedTuple):
    """What is in some folders.

    Attributes:
        files: how many files and folders were looked at.
        closed: what others cannot read, or cannot go through.
        changeable: what others could write to, or put another thing in the place of.
        of_group: what a group other than root's could write to.
        owners: numbers of the users whom it belongs to, the folders on the way included.
    """

    files: int
    closed: list[Path]
    changeable: list[Path]
    of_group: list[Path]
    owners: set[int]


def look(places: Iterable[Path], root: Path = ROOT) -> Access:
    """Look at files, at folders with all that is in them, and at every folder on the way to them.

    Args:
        places: files and folders; of a link its target is looked at as well.
        root: the folder that the way begins in, itself not looked at.

    Returns:
        What was found, in the order of the paths.
    """
    found = Access(0, [], [], [], set())
    ways, seen = set(), set()
    for place in places:
        for path in {place.absolute(), place.resolve()}:
            ways |= {parent for parent in path.parents if parent != root and parent.is_relative_to(root)}
            seen.add(path)
    for path in sorted(ways):
        found = _noted(found, path, on_the_way=True)
    for place in sorted(seen):
        if place.is_relative_to(root) and not any(other in place.parents for other in seen):
            for path in _inside(place):
                found = _noted(found, path)
    return found


def is_mounted_read_only(place: Path) -> bool:
    """Is the file system that a file is in one that nobody can write to from here?

    Args:
        place: a file or folder.

    Returns:
        Whether it is; False where this system does not say.
    """
    return hasattr(os, "statvfs") and bool(os.statvfs(place).f_flag & os.ST_RDONLY)


def _inside(place):
    """A file; or a folder and all that is in it, as far as this user can read."""
    yield place
    if place.is_symlink():  # its target is looked at by its own name
        return
    for folder, names, files in os.walk(place):
        names.sort()
        for name in sorted([*names, *files]):
            yield Path(folder, name)


def _noted(found, path, on_the_way=False):
    """What was found, and a path more."""
    try:
        status = path.lstat()
    except OSError:
        return found
    if stat.S_ISLNK(status.st_mode):  # whoever can change the folder that it is in can change it; that is looked at
        return found
    mode, is_folder = status.st_mode, stat.S_ISDIR(status.st_mode)
    needed = (stat.S_IXOTH if is_folder else 0) | (0 if on_the_way else stat.S_IROTH)
    if mode & needed != needed:
        found.closed.append(path)
    # In a folder with the sticky bit, such as /tmp, nobody takes away what is another's.
    safe = on_the_way and mode & stat.S_ISVTX
    if mode & stat.S_IWOTH and not safe:
        found.changeable.append(path)
    elif mode & stat.S_IWGRP and status.st_gid and not safe:
        found.of_group.append(path)
    found.owners.add(status.st_uid)
    return found._replace(files=found.files + 1)
