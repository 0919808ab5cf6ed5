"""Downloads: address, checksum -> a verified file in Keras' own cache, whole or not there at all."""

import contextlib
import importlib.util
import os
from pathlib import Path

__all__ = ["cache_folder", "fetch"]


class _OtherContentError(Exception):
    """What was downloaded has another checksum than the file."""


def cache_folder(kind: str = "datasets") -> Path:
    """Where Keras keeps its data sets, or its models.

    Args:
        kind: "datasets" or "models".

    Returns:
        `$KERAS_HOME/datasets`, by default in `~/.keras`; it need not be there.
    """
    return Path(os.environ.get("KERAS_HOME") or Path.home() / ".keras") / kind


def fetch(url: str, name: str, checksum: str, kind: str = "datasets", seconds: float = 20) -> Path:
    """Download a file into the cache folder, with a progress bar, unless it is there and whole.

    The download goes to a temporary file, which is renamed once its checksum is right: no half file stays.

    Args:
        url: its address, http or https.
        name: the file's name in the cache.
        checksum: the file's SHA-256; or "md5:…", which is what Keras publishes of its weights.
        kind: "datasets" or "models", the folder of the cache.
        seconds: how long to wait for the server to answer.

    Returns:
        The file's path.

    Raises:
        OSError: it cannot be had; the message says why and what to do without it.
        ValueError: the address is none that can be downloaded from, or the checksum is of an unknown kind.
    """
    import pooch
    import requests

    folder = cache_folder(kind)
    where = f"Or put the file there yourself: {folder / name}"
    # Without tqdm there is no bar, and a download all the same.
    download = pooch.HTTPDownloader(progressbar=importlib.util.find_spec("tqdm") is not None, timeout=seconds)

    def downloader(*arguments):
        """Download, and compare the checksum here: of a ValueError from elsewhere nobody could tell what it is."""
        download(*arguments)
        algorithm, _, digest = checksum.rpartition(":")
        if pooch.file_hash(arguments[1], alg=algorithm or "sha256").lower() != digest.lower():
            raise _OtherContentError

    try:
        with _no_log(pooch.get_logger()):
            return Path(pooch.retrieve(url, checksum, fname=name, path=folder, downloader=downloader))
    except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema, requests.exceptions.MissingSchema):
        raise ValueError(
            f"{name} cannot be downloaded from {url!r}. Expected an address that begins with http:// or https://."
        ) from None
    except requests.RequestException as error:
        # A file that is there is a damaged one, or it would not have been asked for; a failed download leaves it.
        state = "on this machine is damaged" if (folder / name).is_file() else "is not on this machine"
        raise OSError(
            f"{name} {state}, and it cannot be downloaded from {url}: {_reason(error)}. "
            f"Try again with a network. {where}"
        ) from None
    except _OtherContentError:
        raise OSError(
            f"{url} sent something else than {name}: its checksum is not {checksum[:16]}…. Nothing was kept. "
            f"A proxy or a login page may have answered instead: open the address in a browser. {where}"
        ) from None
    except OSError as error:
        raise OSError(
            f"{name} cannot be written to {folder}: {error.strerror or error}. Nothing was kept. "
            "Make room there, or set the environment variable KERAS_HOME to a folder that you can write to."
        ) from None


@contextlib.contextmanager
def _no_log(logger):
    """Let a logger say nothing but warnings meanwhile."""
    before = logger.level
    logger.setLevel("WARNING")
    try:
        yield
    finally:
        logger.setLevel(before)


def _reason(error):
    import requests

    if isinstance(error, requests.exceptions.SSLError | requests.exceptions.ProxyError):
        return f"a proxy or a certificate is in the way ({error})"
    if isinstance(error, requests.Timeout):
        return "the server does not answer"
    if isinstance(error, requests.ConnectionError):
        return "no connection"
    return str(error)
