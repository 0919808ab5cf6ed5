"""Places: the course, its environment, homes -> who can read and change them, or an error that says what mends it."""

import os
import shlex
import stat
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

import amhelpers
from amhelpers import access, record as records
from amhelpers.hub.note import Note

__all__ = ["course", "environment", "home", "judged", "record"]

PACKAGE = Path(amhelpers.__file__).parent
ROOT = Path("/")


def course() -> str:
    """Can other users read the course, and nobody but its owner change it?

    Returns:
        Where it is, and whose.

    Raises:
        OSError: some cannot read it, or could change it.
    """
    lessons = PACKAGE.parent / "notebooks"
    return judged("the course", [PACKAGE, *([lessons] if lessons.is_dir() else [])])


def environment() -> str:
    """Can other users start the Python that runs this, with its packages, and nobody change it?

    Returns:
        Where it is, and whose.

    Raises:
        OSError: some cannot start it, or could change it.
    """
    return judged("Python", [Path(sys.prefix), Path(sys.executable), Path(sysconfig.get_path("stdlib"))])


def judged(what: str, places: Sequence[Path], root: Path = ROOT) -> str:
    """Say who can read and change some folders.

    Args:
        what: what they are, in a sentence.
        places: the folders, the one that is named first.
        root: the folder that the way to them begins in.

    Returns:
        The sentence.

    Raises:
        OSError: other users cannot read something in them, or could change it.
    """
    if not hasattr(os, "geteuid"):
        return Note(f"{what} in {places[0]}: owners and modes are not known on this system")
    found, wrong = access.look(places, root), []
    if found.closed:
        way = [path for path in found.closed if any(path in place.resolve().parents for place in places)]
        cure = "put it below a folder that all may enter, such as /srv or /opt" if way else _cure("a+rX", places)
        wrong.append(f"Other users cannot read {_some(found.closed)}: {cure}.")
    read_only = all(access.is_mounted_read_only(place) for place in places)
    if found.changeable and not read_only:
        wrong.append(f"Every user can change {_some(found.changeable)}: {_cure('o-w', places)}.")
    for group, paths in _groups(found.of_group).items():
        if not read_only and (members := _members(group, found.owners)):
            wrong.append(f"{members} can change {_some(paths)}, by their group: {_cure('g-w', places)}.")
    if wrong:
        raise OSError(f"{what} in {places[0]}: " + "\n      ".join(wrong))
    owners = " and ".join(sorted(_name(user) for user in found.owners))
    whose = "mounted read-only here" if read_only else f"which only {owners} can change, by its modes"
    return f"{what} in {places[0]}: {found.files:,} files that all can read, {whose}"


def home() -> str:
    """Is the home of this account its own, and closed to others?

    Returns:
        Where it is.

    Raises:
        OSError: it cannot be written, is another's, or is open to others.
    """
    place = Path.home()
    if not hasattr(os, "geteuid"):
        return Note(f"home {place}: owners and modes are not known on this system")
    status = place.stat()
    if not os.access(place, os.W_OK | os.X_OK):
        raise OSError(f"The home {place} cannot be written: give every user one of their own.")
    if status.st_uid != os.geteuid():
        raise OSError(f"The home {place} belongs to {_name(status.st_uid)}: give every user one of their own.")
    same = _same_home(place)
    if same:
        raise OSError(f"The home {place} is that of {', '.join(same)} as well: give every user one of their own.")
    if status.st_mode & (stat.S_IRWXO & ~stat.S_IXOTH):
        raise OSError(f"Others can look into the home {place}, and read answers there: chmod 700 {place}")
    said = f"home {place}: written by {_name(status.st_uid)} alone"
    return Note(f"{said}; what students have, this says when one of them runs it") if os.geteuid() == 0 else said


def record() -> str:
    """Is the record of this account its own?

    Returns:
        Where it is.

    Raises:
        OSError: others can write to it.
    """
    folder = records.file().parent
    there = next(place for place in (folder, *folder.parents) if place.exists())
    if not hasattr(os, "geteuid"):
        return Note(f"record in {folder}: owners and modes are not known on this system")
    status = there.stat()
    if status.st_uid not in (0, os.geteuid()) or (there == folder and status.st_mode & (stat.S_IWOTH | stat.S_IWGRP)):
        raise OSError(
            f"{there}, where the record goes, can be written by others: users who share a record have each other's "
            "progress. Leave AMHELPERS_HOME unset, or set it to another folder for each user."
        )
    return f"record in {folder}" + ("" if there == folder else ", which is not there yet")


def _some(paths):
    """A path, and how many there are besides."""
    return f"{paths[0]}" + (f" and {len(paths) - 1} more" if len(paths) > 1 else "")


def _cure(mode, places):
    return f"chmod -R {mode} {' '.join(shlex.quote(str(place.resolve())) for place in places)}"


def _name(user):
    """The name of a user, or the number."""
    try:
        import pwd

        return pwd.getpwuid(user).pw_name
    except (ImportError, KeyError):
        return f"user {user}"


def _same_home(place):
    """Other accounts of this machine with the same home."""
    import pwd

    return [one.pw_name for one in pwd.getpwall() if one.pw_uid != os.geteuid() and Path(one.pw_dir) == place]


def _groups(paths):
    """The groups that can write to paths: number -> paths."""
    groups: dict[int, list[Path]] = {}
    for path in paths:
        groups.setdefault(path.lstat().st_gid, []).append(path)
    return groups


def _members(group, owners):
    """The names of those in a group who own nothing of it, as far as this machine lists accounts."""
    import grp
    import pwd

    try:
        names = set(grp.getgrgid(group).gr_mem)
    except KeyError:
        names = set()
    names |= {one.pw_name for one in pwd.getpwall() if one.pw_gid == group}
    return " and ".join(sorted(names - {_name(owner) for owner in owners}))
