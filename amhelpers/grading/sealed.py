"""Sealed: a process for students' code that sees the package, the data and an empty folder, and nothing else.

On Linux `bwrap` (bubblewrap) makes it so: no network, no home, no other submission, no solutions, no gradebook; no file
that it could change but in a folder that is emptied after every answer.  Where there is none, it is said.
"""

import functools
import os
import pickle
import shutil
import struct
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

import amhelpers

__all__ = ["Apart", "is_sealed"]

PACKAGE = Path(amhelpers.__file__).resolve().parent
SYSTEM = (
    "/usr",
    "/lib",
    "/lib64",
    "/bin",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/localtime",
    "/sys/devices/system",
)
SIZE = 512 * 2**20  # of all that an answer writes
PATIENCE = 30  # seconds, beyond what a job may take, after which the process itself is ended


@functools.cache
def is_sealed() -> bool:
    """Can answers be run where they see nothing that is none of theirs?"""
    command = shutil.which("bwrap")
    if command is None:
        return False
    tried = subprocess.run([*_seal(command), "/bin/true"], capture_output=True, check=False)
    return tried.returncode == 0


class Apart:
    """The process of `apart`, started when it is first needed, and anew where an answer ended it.

    Attributes:
        seconds: of processor time that answers have taken.
    """

    def __init__(self) -> None:
        """Start nothing yet."""
        self._process: subprocess.Popen | None = None
        self._folder: str | None = None
        self.seconds = self._before = 0.0

    def ask(self, job: dict[str, Any]) -> bytes:
        """Let a job be done.

        Args:
            job: as `apart` takes it.

        Returns:
            What the answer did, as `wire` packs it; b"time", b"size" or b"crowd", which `comparing` puts into words; or
            b"" where it ended its own process or this.
        """
        for _ in range(2):  # an earlier answer may have ended it
            process = self._started()
            try:
                return self._exchange(process, job)
            except (OSError, EOFError):
                self.close()
        return b""

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def _started(self):
        if self._process is None or self._process.poll() is not None:
            self.close()
            self._folder = tempfile.mkdtemp(prefix="amhelpers-")
            command = shutil.which("bwrap") if is_sealed() else None
            seal = _seal(command) if command else []
            settings = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(PACKAGE.parent), "TF_CPP_MIN_LOG_LEVEL": "3"}
            settings |= {"AMHELPERS_HOME": "/answer", "HOME": "/answer", "KERAS_HOME": "/answer", "MPLBACKEND": "agg"}
            settings |= {"CUDA_VISIBLE_DEVICES": "", "OMP_NUM_THREADS": "1"} | (
                {"AMHELPERS_SEALED": "1"} if seal else {}
            )
            homes = ("AMHELPERS_HOME", "HOME", "KERAS_HOME")
            settings |= {} if seal else dict.fromkeys(homes, self._folder)
            self._process = subprocess.Popen(
                [*seal, sys.executable, "-P", "-m", "amhelpers.grading.apart"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=settings,
                cwd="/",
            )
            self._before = 0.0
            if self._read(self._process) != b"ready":
                raise RuntimeError("The process for students' answers did not start.")
        return self._process

    def _exchange(self, process, job):
        watch = threading.Timer(job["seconds"] + PATIENCE, process.kill)
        watch.start()
        try:
            data = pickle.dumps({**job, "folder": self._folder})
            process.stdin.write(struct.pack("<q", len(data)) + data)
            process.stdin.flush()
            return self._read(process)
        finally:
            watch.cancel()

    def _read(self, process):
        """One answer of the process."""
        header = process.stdout.read(16)
        if len(header) < 16:
            raise EOFError
        length, used = struct.unpack("<qd", header)
        data = process.stdout.read(length)
        if len(data) < length:
            raise EOFError
        self.seconds, self._before = self.seconds + used - self._before, used
        return data


def _seal(command: str) -> list[str]:
    """What stands before the command that is to be run apart."""
    words = [command, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"]
    words += ["--proc", "/proc", "--dev", "/dev", "--size", str(SIZE), "--tmpfs", "/tmp"]
    words += ["--size", str(SIZE), "--tmpfs", "/answer"]
    for path in filter(os.path.lexists, SYSTEM):
        words += (
            ["--symlink", str(Path(path).readlink()), path] if Path(path).is_symlink() else ["--ro-bind", path, path]
        )
    prefixes = {str(Path(prefix).resolve()) for prefix in (sys.base_prefix, sys.prefix)} | {sys.prefix}
    for prefix in sorted(one for one in prefixes if not one.startswith("/usr")):
        words += ["--ro-bind", prefix, prefix]
    words += ["--ro-bind", str(PACKAGE), str(PACKAGE)]
    for hidden in ("exercises", "lessons"):
        words += ["--size", "65536", "--tmpfs", str(PACKAGE / hidden), "--remount-ro", str(PACKAGE / hidden)]
    return words
