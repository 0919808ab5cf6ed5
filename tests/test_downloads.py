"""Downloads: each thing that can go wrong has its own message, and the checksum is blamed for none of the others."""

import contextlib
import hashlib
import http.server
import importlib.util
import logging
import threading

import pooch
import pytest

from amhelpers import downloads

CONTENT = b"the content of a file"
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class Server(http.server.BaseHTTPRequestHandler):
    """Sends the content, or what else its address asks for."""

    def do_GET(self):
        answers = {
            "/other": (200, b"<html>please log in</html>", 0),
            "/half": (200, CONTENT, 10),
            "/gone": (404, b"", 0),
        }
        status, content, missing = answers.get(self.path, (200, CONTENT, 0))
        self.send_response(status)
        self.send_header("Content-Length", str(len(content) + missing))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args):
        pass


@pytest.fixture
def url(monkeypatch, tmp_path):
    """The address of a server; Keras' cache is empty at the start."""
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def left_over():
    folder = downloads.cache_folder()
    return sorted(file.name for file in folder.iterdir()) if folder.is_dir() else []


@pytest.mark.parametrize("checksum", [SHA256, f"sha256:{SHA256}", f"md5:{hashlib.md5(CONTENT).hexdigest()}"])
def test_a_file_arrives_whole(url, checksum):
    file = downloads.fetch(f"{url}/file", "file", checksum)
    assert file == downloads.cache_folder() / "file"
    assert file.read_bytes() == CONTENT


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/other", r"sent something else than file: its checksum is not"),
        ("/half", r"file is not on this machine, and it cannot be downloaded"),
        ("/gone", r"file is not on this machine, and it cannot be downloaded.*404"),
    ],
)
def test_what_goes_wrong_is_named_and_nothing_kept(url, path, words):
    with pytest.raises(OSError, match=words):
        downloads.fetch(url + path, "file", SHA256)
    assert left_over() == []


@pytest.mark.parametrize("address", ["gopher://127.0.0.1/file", "127.0.0.1/file", "http://", "file", ""])
def test_an_address_that_is_none_is_not_the_checksums_fault(url, address):
    with pytest.raises(ValueError, match=r"Expected an address that begins with http:// or https://") as raised:
        downloads.fetch(address, "file", SHA256)
    assert "checksum" not in str(raised.value)


def test_an_unknown_kind_of_checksum_is_not_the_files_fault(url):
    with pytest.raises(ValueError, match="crc77"):
        downloads.fetch(f"{url}/file", "file", "crc77:12")
    assert left_over() == []


def test_an_error_of_another_kind_is_not_the_checksums_fault(url, monkeypatch):
    def failing(*arguments, **settings):
        raise ValueError("something else")

    monkeypatch.setattr(pooch.HTTPDownloader, "__call__", failing)
    with pytest.raises(ValueError, match="something else"):
        downloads.fetch(f"{url}/file", "file", SHA256)


def test_without_the_package_of_the_bar_there_is_a_download_without_a_bar(url, monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "tqdm" else find(name))
    monkeypatch.setattr(pooch.downloaders, "tqdm", None)
    assert downloads.fetch(f"{url}/file", "file", SHA256).read_bytes() == CONTENT


def test_poochs_log_is_silent_meanwhile_and_as_it_was_afterwards(url, monkeypatch, caplog):
    logger = pooch.get_logger()
    caplog.set_level(logging.DEBUG)
    for level in (logging.DEBUG, logging.ERROR):
        monkeypatch.setattr(logger, "level", level)
        for path in ("/file", "/other"):
            with contextlib.suppress(OSError):
                downloads.fetch(url + path, path[1:], SHA256)
            assert logger.level == level
    assert not [one for one in caplog.records if one.name == logger.name]
