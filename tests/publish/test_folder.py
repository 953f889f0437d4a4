"""The output folder is replaced whole or not at all, whatever happens in between."""

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from jixiao.publish.folder import replace_folder

OLD = {"a.txt": b"old", "旧/b.txt": b"old"}
NEW = {f"分件/{number}.txt": b"new" for number in range(4)}

KILLED_WHILE_WRITING = """
import os, signal, sys
from pathlib import Path
from jixiao.publish.folder import replace_folder

class Files(dict):
    def items(self):
        for number, item in enumerate(super().items()):
            if number == int(sys.argv[2]):
                os.kill(os.getpid(), signal.SIGKILL)
            yield item

replace_folder(Path(sys.argv[1]), Files({f"分件/{number}.txt": b"new" for number in range(4)}))
"""

# A file system that cannot exchange two names at once, and a kill between the two steps taken instead.
KILLED_BETWEEN_TWO_STEPS = """
import os, signal, sys
from pathlib import Path
from jixiao.publish import folder

rename = Path.rename
def renamed_then_killed(self, target):
    rename(self, target)
    if Path(target).name.startswith("旧-"):
        os.kill(os.getpid(), signal.SIGKILL)

Path.rename = renamed_then_killed
folder.exchange_names = lambda *_: False
folder.replace_folder(Path(sys.argv[1]), {"c.txt": b"new"})
"""

MANY_TIMES = """
import sys
from pathlib import Path
from jixiao.publish.folder import replace_folder

for round in range(40):
    replace_folder(Path(sys.argv[1]), {f"{number}.txt": sys.argv[2].encode() for number in range(20)})
"""


def script(source: str, *arguments: object) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", source, *map(str, arguments)], stderr=subprocess.PIPE)


def content(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    output = tmp_path / "output" / "2023"
    replace_folder(output, OLD)
    return output


def left_over(folder: Path) -> list[Path]:
    return [path for path in folder.parent.iterdir() if path != folder]


def test_a_folder_is_made_where_there_was_none(folder: Path) -> None:
    assert content(folder) == OLD
    assert left_over(folder) == []


def test_nothing_of_the_old_content_remains(folder: Path) -> None:
    (folder / "stray.txt").write_text("x")
    replace_folder(folder, NEW)
    assert content(folder) == NEW
    assert left_over(folder) == []


def test_without_a_swap_in_one_step_the_folder_is_replaced_all_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jixiao.publish.folder.exchange_names", lambda *_: False)
    replace_folder(folder, NEW)
    assert content(folder) == NEW
    assert left_over(folder) == []


@pytest.mark.parametrize("written", [0, 1, 3])
def test_killed_while_writing_the_old_folder_stays_and_the_next_build_tidies_up(folder: Path, written: int) -> None:
    assert script(KILLED_WHILE_WRITING, folder, written).wait() == -signal.SIGKILL
    assert content(folder) == OLD
    assert len(left_over(folder)) == 1
    replace_folder(folder, NEW)
    assert content(folder) == NEW
    assert left_over(folder) == []


def test_killed_between_two_steps_the_next_build_has_the_old_folder_to_replace(folder: Path) -> None:
    assert script(KILLED_BETWEEN_TWO_STEPS, folder).wait() == -signal.SIGKILL
    assert not folder.exists()
    replace_folder(folder.parent / "2022", NEW)
    assert content(folder) == OLD
    assert sorted(path.name for path in folder.parent.iterdir()) == ["2022", "2023"]


def test_builds_at_the_same_time_all_end_well_and_leave_one_of_them(folder: Path) -> None:
    builds = [script(MANY_TIMES, folder, name) for name in ("甲", "乙", "丙")]
    assert [(build.wait(), build.communicate()[1]) for build in builds] == [(0, b"")] * 3
    found = content(folder)
    assert len(found) == 20
    assert len(set(found.values())) == 1
    assert left_over(folder) == []


@pytest.fixture
def builder_at_work(folder: Path) -> Iterator[Path]:
    staging = folder.parent / ".正在生成-x"
    staging.mkdir()
    (staging / "half.docx").write_bytes(b"half")
    handle = os.open(staging, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    yield staging
    os.close(handle)


def test_what_another_build_is_writing_is_left_alone(folder: Path, builder_at_work: Path) -> None:
    replace_folder(folder, NEW)
    assert content(folder) == NEW
    assert content(builder_at_work) == {"half.docx": b"half"}


def test_what_a_dead_build_left_is_cleared_away(folder: Path) -> None:
    abandoned = folder.parent / ".正在生成-y"
    abandoned.mkdir()
    (abandoned / "half.docx").write_bytes(b"half")
    replace_folder(folder, NEW)
    assert left_over(folder) == []


def test_other_files_beside_the_output_are_left_alone(folder: Path) -> None:
    (folder.parent / ".正在生成-说明.txt").write_text("用户的文件", encoding="utf-8")
    (folder.parent / "2023-备份").mkdir()
    replace_folder(folder, NEW)
    assert sorted(path.name for path in left_over(folder)) == [".正在生成-说明.txt", "2023-备份"]


def test_an_error_while_writing_leaves_the_old_folder_and_nothing_else(folder: Path) -> None:
    with pytest.raises(OSError, match="File name too long"):
        replace_folder(folder, {**NEW, "长" * 300: b"x"})
    assert content(folder) == OLD
    assert left_over(folder) == []


def test_a_file_may_be_written_by_what_is_given_its_path(folder: Path) -> None:
    def written(path: Path) -> None:
        path.write_bytes(b"12")

    replace_folder(folder, {"a/甲.txt": written, "b/乙.txt": b"3"})
    assert content(folder) == {"a/甲.txt": b"12", "b/乙.txt": b"3"}


@pytest.mark.parametrize("error", [OSError("full"), KeyboardInterrupt()], ids=["full", "stopped"])
def test_a_file_that_does_not_come_to_its_end_leaves_the_old_folder_and_nothing_else(
    folder: Path, error: BaseException
) -> None:
    def half(path: Path) -> None:
        path.write_bytes(b"half")
        raise error

    with pytest.raises(type(error)):
        replace_folder(folder, {"a.txt": b"new", "b.txt": half})
    assert content(folder) == OLD
    assert left_over(folder) == []


def test_a_parent_that_cannot_hold_folders_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "output").write_bytes(b"a file")
    with pytest.raises(OSError, match=r"File exists|Not a directory"):
        replace_folder(tmp_path / "output" / "2023", NEW)
    assert (tmp_path / "output").read_bytes() == b"a file"


@pytest.mark.parametrize("mask", [0o022, 0o077, 0o002])
def test_files_and_folders_get_the_permissions_the_user_gives_new_files(tmp_path: Path, mask: int) -> None:
    previous = os.umask(mask)
    try:
        replace_folder(tmp_path / "2023", OLD)
    finally:
        os.umask(previous)
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "2023", tmp_path / "2023" / "旧")}
    assert modes == {0o777 & ~mask}
    assert (tmp_path / "2023" / "a.txt").stat().st_mode & 0o777 == 0o666 & ~mask
