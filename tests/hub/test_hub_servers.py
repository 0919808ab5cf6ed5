"""What Jupyter is set up to do, asked of a Jupyter whose settings and kernels are made here."""

import json
import shutil
import sys
from pathlib import Path

import pytest

from amhelpers import downloads
from amhelpers.hub import Note, servers

ROOT = Path(__file__).parents[2]
TOOLS = ROOT / "tools"


@pytest.fixture
def jupyter(tmp_path, monkeypatch):
    """A Jupyter without settings of its own, the same Python as here; gives the folder for kernels."""
    monkeypatch.setattr(servers, "python_of_server", lambda: sys.executable)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))  # the environment may have another copy of the course
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(tmp_path / "none"))
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path / "share"))
    monkeypatch.setenv("JUPYTER_PREFER_ENV_PATH", "0")
    monkeypatch.delenv("JUPYTERHUB_USER", raising=False)
    return tmp_path / "share" / "kernels"


def write_kernel(folder, *words, **environment):
    (folder / "python3").mkdir(parents=True)
    spec = {"argv": [*words, "-f", "{connection_file}"], "display_name": "3", "language": "python", "env": environment}
    (folder / "python3" / "kernel.json").write_text(json.dumps(spec))


def test_without_a_cull_there_is_something_to_mend(jupyter):
    with pytest.raises(RuntimeError, match=r"tools/jupyter_server_config\.py"):
        servers.cull()


def test_the_settings_for_a_hub_have_a_cull(jupyter, monkeypatch):
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(TOOLS))
    assert servers.cull() == "kernels are ended after 30 idle minutes, not those with an open page, never busy ones"


def test_they_are_taken_by_one_line(jupyter, tmp_path):
    (tmp_path / "config").mkdir()
    line = f'load_subconfig("{TOOLS / "jupyter_server_config.py"}")'
    (tmp_path / "config" / "jupyter_server_config.py").write_text(line)
    assert "30 idle minutes" in servers.cull()


def test_a_kernel_with_this_package_is_as_it_must_be(jupyter):
    write_kernel(jupyter, "python", "-m", "ipykernel_launcher")
    assert servers.kernel() == f"kernel python3: {sys.executable}, which has this package"


def test_a_kernel_of_another_python_is_to_mend(jupyter):
    write_kernel(jupyter, sys.executable, "-m", "ipykernel_launcher", PYTHONPATH="", PYTHONHOME="/nowhere")
    with pytest.raises(ImportError, match="cannot import amhelpers"):
        servers.kernel()


def test_a_kernel_with_another_copy_of_the_course_is_to_mend(jupyter, tmp_path):
    (tmp_path / "other" / "amhelpers").mkdir(parents=True)
    (tmp_path / "other" / "amhelpers" / "__init__.py").write_text("")
    write_kernel(jupyter, sys.executable, "-m", "ipykernel_launcher", PYTHONPATH=str(tmp_path / "other"))
    with pytest.raises(ImportError, match="takes the course from"):
        servers.kernel()


def test_a_python_without_jupyter_is_not_asked(monkeypatch):
    monkeypatch.setattr(servers, "python_of_server", lambda: "/no/python")
    assert isinstance(servers.kernel(), Note)
    assert isinstance(servers.cull(), Note)


@pytest.mark.parametrize("first", ["#!{python}", "#!/bin/sh"])
def test_the_server_in_the_search_path_has_the_python_of_its_first_line_or_beside_it(tmp_path, monkeypatch, first):
    python = tmp_path / "python"
    (tmp_path / "jupyterhub-singleuser").write_text(first.format(python=python) + "\n")
    for path in (python, tmp_path / "jupyterhub-singleuser"):
        path.touch()
        path.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert servers.python_of_server() == str(python)
    shutil.rmtree(tmp_path)
    assert servers.python_of_server() == sys.executable


def test_weights_are_shared_if_all_can_read_them(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("KERAS_HOME", raising=False)
    assert isinstance(servers.weights(), Note)
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    with pytest.raises(OSError, match="there is no vgg16"):
        servers.weights()
    downloads.cache_folder("models").mkdir(parents=True)
    for name in servers.WEIGHTS:
        (downloads.cache_folder("models") / name).touch(0o644)
    assert servers.weights() == f"Keras' weights are shared in {tmp_path / 'keras' / 'models'}"
    (downloads.cache_folder("models") / name).chmod(0o600)
    with pytest.raises(OSError, match="others cannot read resnet50"):
        servers.weights()


def test_the_weights_are_those_that_the_nets_ask_for():
    from amhelpers.models import imagenet

    assert tuple(Path(url).name for url in (imagenet.VGG16_URL, imagenet.RESNET50_URL)) == servers.WEIGHTS


@pytest.mark.parametrize("can", [True, False])
def test_sealing_is_what_the_grader_says_of_it(monkeypatch, can):
    monkeypatch.setattr("amhelpers.grading.sealed.is_sealed", lambda: can)
    assert isinstance(servers.sealing(), Note) is not can
