"""The start: quick, quiet, and refusing what it cannot run on."""

import os
import re
import subprocess
import sys

import pytest

from amhelpers import startup


def run(code, **environment):
    """Run Python code in a process of its own."""
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, env={**os.environ, **environment}, check=False)


def test_importing_the_package_imports_neither_tensorflow_nor_matplotlib():
    code = "import sys, amhelpers; print(sorted({'tensorflow', 'keras', 'matplotlib', 'numpy'} & set(sys.modules)))"
    assert run(code).stdout.strip() == "[]"


def test_tensorflow_starts_without_a_message():
    code = """
import amhelpers
import keras
import tensorflow as tf
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(2)])
print(model(tf.zeros((1, 4))).shape)
"""
    result = run(code)
    assert result.stdout.strip() == "(1, 2)"
    assert result.stderr == ""


def test_messages_held_back_are_printed_when_tensorflow_cannot_be_imported(tmp_path):
    (tmp_path / "tensorflow.py").write_text("import os\nos.write(2, b'a library is missing')\nraise ImportError('no')")
    result = run("import amhelpers, tensorflow", PYTHONPATH=str(tmp_path))
    assert result.returncode == 1
    assert "a library is missing" in result.stderr
    assert "ImportError: no" in result.stderr


@pytest.mark.parametrize(
    "end", ["os.abort()", "import faulthandler; faulthandler._sigsegv()", "os._exit(3)", "os.kill(os.getpid(), 9)"]
)
def test_messages_held_back_are_printed_when_tensorflow_ends_the_process(tmp_path, end):
    if end == "os.kill(os.getpid(), 9)" and sys.platform == "win32":
        pytest.skip("there is no such signal")
    (tmp_path / "tensorflow.py").write_text(f"import os\nos.write(2, b'no AVX' + 100_000 * b'.' + b'the end')\n{end}")
    result = run("import amhelpers, tensorflow", PYTHONPATH=f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    assert result.returncode != 0
    assert "no AVX" in result.stderr
    assert "the end" in result.stderr


@pytest.mark.parametrize(
    ("end", "words"),
    [
        ("os.abort()", r"TensorFlow ends Python when it is imported \(.+\)\. .*use a hub(.|\n)*no AVX"),
        ("raise ImportError('a library')", r"TensorFlow cannot be imported: ImportError: a library\. Install what"),
    ],
)
def test_the_doctor_outlives_a_tensorflow_that_does_not_start_and_says_why(tmp_path, end, words):
    (tmp_path / "tensorflow.py").write_text(f"import os\nos.write(2, b'no AVX')\n{end}")
    code = "from amhelpers import doctor; print(doctor._tensorflow())"
    result = run(code, PYTHONPATH=f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    assert re.search(words, result.stderr)
    assert "Traceback" in result.stderr  # of the doctor's own ImportError, which its list catches


def test_where_no_further_process_can_be_had_the_messages_appear(tmp_path):
    (tmp_path / "tensorflow.py").write_text(
        "import os\nclass config: list_physical_devices = print\nos.write(2, b'a message')"
    )
    code = "import amhelpers, sys; sys.executable = 'no such program'; import tensorflow"
    result = run(code, PYTHONPATH=f"{tmp_path}{os.pathsep}{os.environ.get('PYTHONPATH', '')}")
    assert (result.returncode, result.stderr) == (0, "a message")


def test_a_search_that_fails_does_not_end_the_quiet_start(monkeypatch):
    def failing(name):
        raise RuntimeError("no")

    finder = startup._QuietStart()
    monkeypatch.setattr(startup.importlib.util, "find_spec", failing)
    for _ in range(2):  # the second time it would say None, and let the messages through
        with pytest.raises(RuntimeError):
            finder.find_spec("tensorflow")


def test_another_keras_backend_is_refused_with_the_line_that_mends_it():
    result = run("import amhelpers", KERAS_BACKEND="jax")
    assert 'os.environ["KERAS_BACKEND"] = "tensorflow"' in result.stderr
    assert '"jax"' in result.stderr


@pytest.mark.parametrize(
    ("name", "value"), [("image_data_format", "channels_first"), ("floatx", "float16"), ("floatx", "float64")]
)
def test_settings_of_keras_that_change_every_net_are_refused_with_where_they_stand(name, value, tmp_path):
    (tmp_path / "keras.json").write_text(f'{{"{name}": "{value}"}}', encoding="utf-8")
    result = run("import amhelpers", KERAS_HOME=str(tmp_path))
    assert f'{name} = "{value}"' in result.stderr and "keras.json" in result.stderr
    result = run(f"import keras; keras.config.set_{name}('{value}'); import amhelpers")
    assert f"keras.config.set_{name}" in result.stderr


def test_a_file_of_keras_that_cannot_be_read_is_left_to_keras(tmp_path):
    (tmp_path / "keras.json").write_text("{", encoding="utf-8")
    assert "ImportError" not in run("import amhelpers", KERAS_HOME=str(tmp_path)).stderr


@pytest.mark.parametrize("python", [(3, 9), (3, 10), (3, 14)])
def test_another_python_is_refused(python):
    with pytest.raises(ImportError, match=rf"3\.11, 3\.12 or 3\.13\. This is Python {python[0]}\.{python[1]}"):
        startup.check_versions(python=python)


@pytest.mark.parametrize("python", [(3, 11), (3, 12), (3, 13)])
def test_every_python_of_the_course_is_accepted(python):
    startup.check_versions(python=python, keras="3.15.1")


def test_keras_2_is_refused():
    with pytest.raises(ImportError, match=r"needs Keras 3\. This is Keras 2\.15\.0"):
        startup.check_versions(keras="2.15.0")
