"""A class that starts at once: N kernels, each with a home of its own, on a read-only checkout -> memory and seconds.

    .venv/bin/python benchmarks/hub.py

Needs Linux, the course's own environment, and memory: twenty kernels took 6 GB. `--kernels 1 2` measures fewer, and
`--lesson 05` runs a whole lesson in each of them.  With bubblewrap the checkout and the environment are mounted
read-only; where root calls this, every kernel has a user of its own besides.
"""

import argparse
import contextlib
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import nbformat
import report
from jupyter_client import KernelManager

ROOT = Path(__file__).resolve().parents[1]
IMPORT = "import amhelpers as am\nimport keras\nimport matplotlib.pyplot as plt\nimport tensorflow as tf"
ASCENT = """
model = am.models.mnist_cnn()
starts = am.images.noise(64, size=28, channels=1, seed=0)
result = am.ascend(am.objectives.channel(model, "conv4", range(64)), starts, steps=50, step_size=0.05, progress=False)
am.show(result.images, columns=8)
"""
FORKS = """
import os, sys
count, source, ascent = int(sys.argv[1]), sys.argv[2], sys.argv[3]
exec(source)
for _ in range(count):
    if os.fork() == 0:
        plt.switch_backend("agg")
        exec(ascent)
        print(os.getpid(), flush=True)
        sys.stdin.read()
        os._exit(0)
sys.stdin.read()
"""
USERS = 20_001  # the first of the numbers of users that have no name here
MB = 1024  # of what Linux calls kB


def memory(process):
    """What a process has of memory, in MB: name -> value, of /proc/PID/smaps_rollup."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()[1:]
    found = {line.split(":")[0]: int(line.split()[1]) / MB for line in lines}
    shared = found["Shared_Clean"] + found["Shared_Dirty"]
    return {
        "RSS": found["Rss"],
        "PSS": found["Pss"],
        "shared": shared,
        "private": found["Private_Clean"] + found["Private_Dirty"],
        "of files": found["Rss"] - found["Anonymous"],
    }


def available():
    """What the machine has to give, in MB."""
    lines = Path("/proc/meminfo").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("MemAvailable")) / MB


def sealed(home, user):
    """The words before a command that let it change nothing but its home."""
    command = shutil.which("bwrap")
    if command is None:
        return []
    words = [command, "--die-with-parent", "--dev-bind", "/", "/"]
    needed = sorted({ROOT, Path(sys.prefix).resolve(), Path(sys.base_prefix).resolve()})
    if user:
        for path in needed:
            words += opened(path)
    for path in needed:
        words += ["--ro-bind", str(path), str(path)]
    words += ["--bind", str(home), str(home)]
    if user:
        words += ["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--"]
        words += ["setpriv", "--reuid", str(user), "--regid", str(user), "--clear-groups"]
    return [*words, "--"]


def opened(path):
    """An empty folder in the place of one on the way to a path that is closed to others, and the way through it."""
    parents = list(reversed(path.parents))
    closed = next((index for index, parent in enumerate(parents) if not parent.stat().st_mode & 1), None)
    if closed is None:
        return []
    words = ["--perms", "0755", "--tmpfs", str(parents[closed])]
    for parent in parents[closed + 1 :]:
        words += ["--perms", "0755", "--dir", str(parent)]
    return words


class Kernel:
    """A kernel with a home, and what is asked of it."""

    def __init__(self, folder, number):
        """Make its home, and start nothing."""
        self.home = Path(folder) / str(number)
        self.home.mkdir(mode=0o700)
        user = USERS + number if os.geteuid() == 0 and shutil.which("bwrap") else None
        self.manager = KernelManager(
            transport="ipc", ip=str(self.home / "s"), connection_file=str(self.home / "k.json")
        )
        self.manager.kernel_spec.argv = [*sealed(self.home, user), sys.executable, "-m", "ipykernel_launcher"]
        self.manager.kernel_spec.argv += ["-f", "{connection_file}"]
        self.manager.write_connection_file()
        if user:
            os.chown(self.home, user, user)
            os.chown(self.manager.connection_file, user, user)

    def start(self):
        """Start it, in its home."""
        own = ("JUPYTER_", "XDG_", "IPYTHON", "AMHELPERS_", "KERAS_HOME", "MPL")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(own)}
        environment |= {"HOME": str(self.home), "PYTHONPATH": str(ROOT)}
        self.manager.start_kernel(env=environment, cwd=str(self.home), stdout=subprocess.DEVNULL)
        self.client = self.manager.client()
        self.client.start_channels()

    def run(self, code):
        """Run a cell, and wait for its end.

        Returns:
            What it printed.

        Raises:
            RuntimeError: it stopped with an error, or the kernel is at its end.
        """
        asked, printed = self.client.execute(code), ""
        while True:
            try:
                message = self.client.get_iopub_msg(timeout=1)
            except queue.Empty:
                if not self.manager.is_alive():
                    raise RuntimeError("A kernel is at its end.") from None
                continue
            if message["parent_header"].get("msg_id") != asked:
                continue
            content = message["content"]
            if message["msg_type"] == "error":
                raise RuntimeError("\n".join(content["traceback"]))
            printed += content.get("text", "") if message["msg_type"] == "stream" else ""
            if content.get("execution_state") == "idle":
                return printed

    def close(self):
        """End it."""
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)


def class_of(count, cells):
    """Start kernels at once, and let each run the cells.

    Returns:
        A row of the table, and what is known of the first kernel besides: its threads and open files.
    """
    before, begin, ends, imported, problems = available(), time.monotonic(), [], [], []
    with tempfile.TemporaryDirectory(prefix="hub") as folder, contextlib.ExitStack() as stack:
        Path(folder).chmod(0o755)
        kernels = [Kernel(folder, number) for number in range(count)]

        def work(kernel):
            try:
                kernel.client.wait_for_ready(timeout=None)
                kernel.process = int(kernel.run(f"{IMPORT}\nimport os\nprint(os.getpid())").split()[-1])
                imported.append(time.monotonic() - begin)
                for cell in cells:
                    kernel.run(cell)
                ends.append(time.monotonic() - begin)
            except Exception as error:  # of a thread: told by the one that waits
                problems.append(error)

        for kernel in kernels:
            kernel.start()
            stack.callback(kernel.close)
        threads = [threading.Thread(target=work, args=[kernel]) for kernel in kernels]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if problems:
            raise problems[0]
        found = [memory(kernel.process) for kernel in kernels]
        mean = {name: sum(one[name] for one in found) / count for name in found[0]}
        less = before - available()
        first = Path(f"/proc/{kernels[0].process}")
        besides = f"threads {len(list((first / 'task').iterdir()))}, open files {len(list((first / 'fd').iterdir()))}, "
        besides += (
            f"seen in it: {kernels[0].run('import os; print(os.getuid(), os.access(am.__file__, os.W_OK))').strip()}"
        )
    row = [count, *(round(value) for value in mean.values()), round(mean["PSS"] * count), round(less)]
    return [*row, round(max(imported)), round(max(ends))], besides


def forks_of(count):
    """The same picture in processes that were forked from one that had imported everything: the mean of each, in MB."""
    command = [sys.executable, "-c", FORKS, str(count), IMPORT, ASCENT]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "MPLBACKEND": "agg"}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as parent:
        numbers = [line.split()[-1] for line in (parent.stdout.readline() for _ in range(count)) if line]
        if len(numbers) < count:
            raise RuntimeError("A forked process is at its end.")
        found = [memory(number) for number in numbers]
        whole = memory(parent.pid)
        parent.stdin.close()
    mean = {name: sum(one[name] for one in found) / count for name in found[0]}
    return [count, *(round(value) for value in mean.values()), round(mean["PSS"] * count + whole["PSS"])]


def server():
    """What a user's JupyterLab takes besides the kernels, in MB."""
    with tempfile.TemporaryDirectory() as home:
        command = [
            sys.executable,
            "-m",
            "jupyterlab",
            "--no-browser",
            "--allow-root",
            "--port=0",
            f"--notebook-dir={home}",
        ]
        environment = {**os.environ, "HOME": home, "JUPYTER_RUNTIME_DIR": home, "JUPYTER_CONFIG_DIR": home}
        process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            while process.poll() is None and not list(Path(home).glob("jpserver-*.json")):
                time.sleep(0.2)
            return memory(process.pid)
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()


def main():
    """Measure, print the tables, and put them in README.md."""
    parser = argparse.ArgumentParser(description="The memory of a class that starts at once")
    parser.add_argument("--kernels", type=int, nargs="+", default=[1, 2, 5, 10, 20])
    parser.add_argument("--lesson", help="two digits: run all of its cells, and write nothing into README.md")
    given = parser.parse_args()
    cells = [ASCENT]
    if given.lesson:
        (file,) = (ROOT / "solutions").glob(f"{given.lesson}_*.ipynb")
        cells = [cell.source for cell in nbformat.read(file, 4).cells if cell.cell_type == "code"]
    what = ["RSS", "PSS", "shared", "private", "of files"]
    class_of(1, cells)  # once before it counts, so that all files lie in the system's cache
    rows = []
    for count in given.kernels:
        row, besides = class_of(count, cells)
        rows.append(row)
        print(row, besides, flush=True)
    table = report.table(["kernels", *what, "PSS of all", "less available", "imported, s", "picture, s"], rows)
    if given.lesson:
        print(table)
        return
    head = ["forked", *what, "PSS of all, with the first"]
    forked = report.table(head, [forks_of(count) for count in given.kernels])
    lab = report.table(["a user's JupyterLab", *what], [["", *(round(value) for value in server().values())]])
    report.write("hub", f"{table}\n\n{forked}\n\n{lab}")


if __name__ == "__main__":
    main()
