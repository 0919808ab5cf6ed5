"""The command line."""

import pytest

from amhelpers import assets, cli, datasets, downloads, hub, machine


def test_the_doctor_finds_nothing_to_mend(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    assert cli.main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "Everything is there."
    assert all(line.startswith("ok ") for line in lines[:-1])


def test_the_doctor_names_every_damaged_asset_and_goes_on(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))

    def damaged(name):
        raise OSError(f'"{name}" is damaged')

    monkeypatch.setattr(assets, "path", damaged)
    assert cli.main(["doctor"]) == 1
    output = capsys.readouterr().out
    assert output.count("MEND") == 1
    assert all(f'"{name}" is damaged' in output for name in assets.names())
    assert output.endswith("1 to mend, see above.\n")


def test_the_doctor_names_a_folder_that_cannot_be_written(capsys, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "file"))
    assert cli.main(["doctor"]) == 1
    assert "Set AMHELPERS_HOME" in capsys.readouterr().out


@pytest.mark.parametrize(("size", "status"), [(2, 1), (4, 0)])
def test_the_doctor_looks_at_the_memory_of_a_container(capsys, monkeypatch, tmp_path, size, status):
    limits = [machine.Limit(size * 2**30, "/sys/fs/cgroup/memory.max"), machine.Limit(64 * 2**30, "the machine")]
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.setattr(machine, "memory", lambda: limits)
    assert cli.main(["doctor"]) == status
    line = capsys.readouterr().out.splitlines()[-2]
    assert line.startswith("MEND" if status else "ok ")
    assert "/sys/fs/cgroup/memory.max" in line and f"{size}" in line


def test_the_doctor_of_a_hub_has_lines_of_its_own_and_notes_are_not_to_mend(capsys, monkeypatch, tmp_path):
    def wrong():
        raise OSError("what is wrong")

    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.setattr(hub, "CHECKS", (lambda: "all is well", lambda: hub.Note("not known")))
    assert cli.main(["doctor", "--hub"]) == 0
    assert capsys.readouterr().out.splitlines()[-3:] == ["ok    all is well", "note  not known", "Everything is there."]
    monkeypatch.setattr(hub, "CHECKS", (wrong,))
    assert cli.main(["doctor", "--hub"]) == 1
    assert capsys.readouterr().out.endswith("MEND  what is wrong\n1 to mend, see above.\n")
    assert cli.main(["doctor"]) == 0


def test_fetch_without_a_network_fails_with_one_message_each(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    monkeypatch.setattr(datasets, "MNIST_URL", "http://127.0.0.1:9/mnist.npz")
    monkeypatch.setattr(datasets, "CIFAR10_URL", "http://127.0.0.1:9/cifar-10-binary.tar.gz")
    assert cli.main(["fetch"]) == 1
    assert capsys.readouterr().err.count("no connection") == 2
    assert not list(downloads.cache_folder().glob("*"))


def test_progress_lists_the_exercises(capsys):
    assert cli.main(["progress"]) == 0
    assert "1.1" in capsys.readouterr().out


def test_an_unknown_command_is_refused(capsys):
    with pytest.raises(SystemExit) as stop:
        cli.main(["heal"])
    assert stop.value.code == 2
    assert "doctor" in capsys.readouterr().err
