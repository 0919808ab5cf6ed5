"""Downloads: address, checksum -> a verified file in Keras' own cache, whole or not there at all."""

import os
from pathlib import Path

__all__ = ["cache_folder", "fetch"]


def cache_folder(kind="datasets"):
    """Where Keras keeps its data sets, or its models: `$KERAS_HOME/datasets`, by default in `~/.keras`."""
    return Path(os.environ.get("KERAS_HOME") or Path.home() / ".keras") / kind


def fetch(url, name, checksum, kind="datasets", seconds=20):
    """Path of a file in the cache folder; it is downloaded, with a progress bar, unless it is there and whole.

    The download goes to a temporary file, which is renamed once its checksum is right: no half file stays.

    Args:
        checksum: the file's SHA-256; or "md5:…", which is what Keras publishes of its weights.
        kind: "datasets" or "models", the folder of the cache.
        seconds: how long to wait for the server to answer.

    Raises:
        OSError: it cannot be had; the message says why and what to do without it.
    """
    import pooch
    import requests

    pooch.get_logger().setLevel("WARNING")
    folder = cache_folder(kind)
    where = f"Or put the file there yourself: {folder / name}"
    try:
        downloader = pooch.HTTPDownloader(progressbar=True, timeout=seconds)
        return Path(pooch.retrieve(url, checksum, fname=name, path=folder, downloader=downloader))
    except requests.RequestException as error:
        # A file that is there is a damaged one, or it would not have been asked for; a failed download leaves it.
        state = "on this machine is damaged" if (folder / name).is_file() else "is not on this machine"
        raise OSError(
            f"{name} {state}, and it cannot be downloaded from {url}: {_reason(error)}. "
            f"Try again with a network. {where}"
        ) from None
    except ValueError:
        raise OSError(
            f"{url} sent something else than {name}: its checksum is not {checksum[:16]}…. Nothing was kept. "
            f"A proxy or a login page may have answered instead: open the address in a browser. {where}"
        ) from None
    except OSError as error:
        raise OSError(
            f"{name} cannot be written to {folder}: {error.strerror or error}. Nothing was kept. "
            "Make room there, or set the environment variable KERAS_HOME to a folder that you can write to."
        ) from None


def _reason(error):
    import requests

    if isinstance(error, requests.exceptions.SSLError | requests.exceptions.ProxyError):
        return f"a proxy or a certificate is in the way ({error})"
    if isinstance(error, requests.Timeout):
        return "the server does not answer"
    if isinstance(error, requests.ConnectionError):
        return "no connection"
    return str(error)
