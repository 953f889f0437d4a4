"""A run's folder goes with the run, and when that was killed, with the next one."""

import os
import signal
import tempfile
from pathlib import Path

import pytest

from jixiao.errors import EnvironmentFailure
from jixiao.source.work_folder import work_folder


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_it_is_gone_with_all_it_holds(temporary: Path) -> None:
    with work_folder() as folder:
        Path(folder, "a").mkdir()
        assert [str(one) for one in temporary.iterdir()] == [folder]
    assert list(temporary.iterdir()) == []


def test_what_a_killed_run_left_is_cleared_by_the_next(temporary: Path) -> None:
    if (child := os.fork()) == 0:
        with work_folder() as folder:
            Path(folder, "a").touch()
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert len(list(temporary.iterdir())) == 1
    with work_folder() as folder:
        assert [str(one) for one in temporary.iterdir()] == [folder]


def test_a_run_at_work_keeps_its_folder() -> None:
    with work_folder() as one, work_folder() as other:
        assert Path(one).is_dir()
        assert one != other


def test_a_link_with_such_a_name_is_left_alone(temporary: Path) -> None:
    (temporary / "kept").mkdir()
    (temporary / "jixiao-run-link").symlink_to(temporary / "kept")
    with work_folder():
        pass
    assert sorted(one.name for one in temporary.iterdir()) == ["jixiao-run-link", "kept"]


def test_where_there_can_be_none_the_machine_is_to_blame(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(temporary / "nowhere"))
    with pytest.raises(EnvironmentFailure, match=r"临时文件夹 .*nowhere 用不了（没有能写的临时文件夹）"), work_folder():
        pass


def test_what_cannot_be_written_into_it_is_told_and_no_other_fault_is(temporary: Path) -> None:
    with pytest.raises(EnvironmentFailure, match=r"临时文件夹 .* 用不了（名称太长）"), work_folder() as folder:
        Path(folder, "长" * 200).touch()
    with pytest.raises(FileNotFoundError), work_folder():
        (temporary / "missing").read_bytes()
    assert list(temporary.iterdir()) == []
