"""A kernel that nobody uses is ended by a real Jupyter server: what was saved and what was done stay."""

import itertools
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

import nbformat
import pytest

from amhelpers import record

websocket = pytest.importorskip("websocket", reason="websocket-client is not installed")

ROOT = Path(__file__).parents[2]
CELL = """
from amhelpers import record
record.add("guess", "1.p1", guess=50)
record.add("answer", "1.a", text="of a student")
kept_nowhere_else = 1
"""


class Server:
    """A Jupyter server with the settings for a hub, but less patience."""

    def __init__(self, home):
        """Start it, and wait until it answers."""
        environment = {**os.environ, "HOME": str(home), "AMHELPERS_HOME": str(home / "record"), "PYTHONPATH": str(ROOT)}
        environment |= {"JUPYTER_CONFIG_PATH": str(ROOT / "tools"), "JUPYTER_CONFIG_DIR": str(home / "config")}
        environment |= {"JUPYTER_RUNTIME_DIR": str(home / "run")}
        settings = ["--port=0", "--ip=127.0.0.1", f"--ServerApp.root_dir={home}", "--allow-root", "--no-browser"]
        settings += ["--IdentityProvider.token=key", "--ServerApp.jpserver_extensions={}"]
        settings += ["--MappingKernelManager.cull_idle_timeout=5", "--MappingKernelManager.cull_interval=1"]
        with open(home / "log.txt", "w", encoding="utf-8") as log:
            command = [sys.executable, "-m", "jupyter_server", *settings]
            self.process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        while not (files := list((home / "run").glob("jpserver-*.json"))):
            assert self.process.poll() is None, (home / "log.txt").read_text()
            time.sleep(0.2)
        self.address = f"127.0.0.1:{json.loads(files[0].read_text())['port']}"

    def ask(self, path, method="GET", **content):
        """What the server answers."""
        asked = urllib.request.Request(f"http://{self.address}/api/{path}", method=method)
        asked.add_header("Authorization", "token key")
        data = json.dumps(content).encode() if content else None
        with urllib.request.urlopen(asked, data) as answer:
            return json.loads(answer.read() or "null")

    def kernel(self):
        """A kernel, and a connection to it, which keeps it from being ended."""
        while True:
            number = self.ask("kernels", "POST", name="python3")["id"]
            try:
                return number, websocket.create_connection(
                    f"ws://{self.address}/api/kernels/{number}/channels?token=key"
                )
            except websocket.WebSocketBadStatusException:  # ended before: this machine is busy
                continue


@pytest.fixture
def server(tmp_path):
    one = Server(tmp_path)
    yield one
    one.process.terminate()
    one.process.wait()


def run(connection, code):
    """Run a cell, and give the messages that came of it."""
    number = uuid.uuid4().hex
    header = {
        "msg_id": number,
        "msg_type": "execute_request",
        "session": "s",
        "username": "",
        "version": "5.3",
        "date": "",
    }
    content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
    connection.send(json.dumps(message))
    messages = []
    while True:
        found = json.loads(connection.recv())
        if found["parent_header"].get("msg_id") == number:
            messages.append(found)
            if found["content"].get("execution_state") == "idle":
                return messages


def test_of_a_kernel_that_is_culled_the_notebook_and_the_record_stay(server, tmp_path):
    kernel, connection = server.kernel()
    assert not [one for one in run(connection, CELL) if one["msg_type"] == "error"]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CELL)])
    server.ask("contents/one.ipynb", "PUT", type="notebook", format="json", content=notebook)
    before = record.read(path=tmp_path / "record" / "progress.jsonl")
    assert [entry.number for entry in before] == ["1.p1", "1.a"]

    connection.close()
    for _ in itertools.count():  # without an end: how long it takes is not what is tried here
        if kernel not in [one["id"] for one in server.ask("kernels")]:
            break
        time.sleep(0.5)

    assert f"Culling 'idle' kernel 'python3' ({kernel})" in (tmp_path / "log.txt").read_text()
    assert nbformat.read(tmp_path / "one.ipynb", 4).cells[0].source == CELL
    _, connection = server.kernel()
    errors = [one["content"] for one in run(connection, "kept_nowhere_else") if one["msg_type"] == "error"]
    assert [one["ename"] for one in errors] == ["NameError"]
    run(connection, "from amhelpers import record\nrecord.add('check', '1.1', outcome='PASSED')")
    after = record.read(path=tmp_path / "record" / "progress.jsonl")
    assert after[:2] == before and after[2].number == "1.1"
    connection.close()
