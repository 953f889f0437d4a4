"""What a command changes comes to be whole or not at all, wherever it is killed, and the old is kept one step back."""

import errno
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from jixiao.source import exchange, journal
from jixiao.source.exchange import ChangedMeanwhile, Obstructed
from jixiao.source.journal import (
    InterruptedWriting,
    JournalEntry,
    JournalRecord,
    finish_interrupted,
    read_last,
    write_recorded,
)
from tests.support.killed import killed_at

OLD = {"data/2023/a": b"old a", "data/2023/report/b": b"old b", "data/2023/c": b"untouched"}
NEW = {"data/2023/a": b"new a", "data/2023/report/b": b"new b", "data/2023/c": b"untouched", "data/2023/d": b"made"}
RECORD = JournalRecord(
    "make fmt",
    (
        JournalEntry("data/2023/a", b"old a", b"new a"),
        JournalEntry("data/2023/report/b", b"old b", b"new b"),
        JournalEntry("data/2023/d", None, b"made"),
    ),
)


def lay(root: Path) -> Path:
    for name, content in OLD.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(content)
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay(tmp_path)


def data(root: Path) -> dict[str, bytes]:
    return {one.relative_to(root).as_posix(): one.read_bytes() for one in (root / "data").rglob("*") if one.is_file()}


def kept(root: Path) -> list[str]:
    return sorted(one.name for one in (root / ".journal").iterdir())


def test_all_files_are_changed_and_the_old_ones_kept(root: Path) -> None:
    write_recorded(root, RECORD)
    assert data(root) == NEW
    assert read_last(root) == RECORD
    assert kept(root) == [".gitignore", "last", "lock"]


def test_git_sees_nothing_of_it(root: Path) -> None:
    write_recorded(root, RECORD)
    assert (root / ".journal/.gitignore").read_text() == "*\n"


def test_nothing_is_written_over_what_somebody_changed(root: Path) -> None:
    (root / "data/2023/a").write_bytes(b"by hand")
    with pytest.raises(ChangedMeanwhile):
        write_recorded(root, RECORD)
    assert data(root) == OLD | {"data/2023/a": b"by hand"}
    assert read_last(root) is None
    assert finish_interrupted(root) is None


@pytest.mark.parametrize("name", ["lock", "pending", "last"])
def test_a_link_among_its_files_is_named_before_anything_is_written(root: Path, name: str) -> None:
    (root / ".journal").mkdir()
    (root / ".journal" / name).symlink_to(root / "elsewhere")
    with pytest.raises(Obstructed) as refused:
        write_recorded(root, RECORD)
    assert (refused.value.filename, refused.value.strerror) == (f".journal/{name}", "这里不是普通文件")
    assert data(root) == OLD
    assert not (root / "elsewhere").exists()


# killed


def _write(root: Path, *, exchangeable: bool) -> None:
    if not exchangeable:
        exchange.exchange_names = lambda *_: False  # type: ignore[attr-defined]
    write_recorded(root, RECORD)


def kills(tmp_path: Path, *, exchangeable: bool) -> Iterator[Path]:
    """Yield the project after a kill at each change that is made, one after the other."""
    for number in range(1, 100):
        root = lay(tmp_path / str(number))
        if not killed_at(number, partial(_write, root, exchangeable=exchangeable)):
            assert number > 10
            return
        yield root


@pytest.mark.parametrize("exchangeable", [True, False])
def test_wherever_it_is_killed_the_next_run_settles_it(tmp_path: Path, *, exchangeable: bool) -> None:
    seen = []
    for root in kills(tmp_path, exchangeable=exchangeable):
        seen.append(data(root))
        told = finish_interrupted(root)
        written = data(root) == NEW
        assert written or data(root) == OLD
        assert told is None or told == InterruptedWriting("make fmt", 3, written=written)
        assert (read_last(root) == RECORD) == written
        if (root / ".journal").exists():
            assert set(kept(root)) <= {".gitignore", "last", "lock"}
            assert finish_interrupted(root) is None
    assert OLD in seen
    assert NEW in seen
    # Where folders can be exchanged nobody ever sees old files beside new ones.
    assert not exchangeable or all(found in (OLD, NEW) for found in seen)


def test_what_was_edited_after_the_kill_is_kept(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "_make", lambda *_: os._exit(0))
    if os.fork() == 0:
        write_recorded(root, RECORD)
    os.wait()
    (root / "data/2023/a").write_bytes(b"new a")
    (root / "data/2023/report/b").write_bytes(b"by hand")
    assert finish_interrupted(root) == InterruptedWriting("make fmt", 3, written=True)
    assert data(root) == NEW | {"data/2023/report/b": b"by hand"}


def test_a_record_that_cannot_be_read_is_dropped(root: Path) -> None:
    write_recorded(root, RECORD)
    (root / ".journal/pending").write_bytes(b"\xc1 torn")
    assert finish_interrupted(root) is None
    assert kept(root) == [".gitignore", "last", "lock"]


# failures


@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "full"), KeyboardInterrupt()], ids=["full", "stopped"])
@pytest.mark.parametrize("call", ["write_durably", "_put"])
def test_a_failure_half_way_leaves_every_file_as_it_was(
    root: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException, call: str
) -> None:
    real, calls = getattr(journal, call), iter(range(100))

    def failing(path: Path, *given: object) -> object:
        if path.name != ".gitignore" and next(calls) == 1:
            raise error
        return real(path, *given)

    monkeypatch.setattr(exchange, "exchange_names", lambda *_: False)
    monkeypatch.setattr(journal, call, failing)
    with pytest.raises(type(error)):
        write_recorded(root, RECORD)
    assert data(root) == OLD
    assert read_last(root) is None
    assert set(kept(root)) <= {".gitignore", "lock"}


def test_a_journal_that_is_a_link_is_not_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / ".journal").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Obstructed, match="这里是链接，不是文件夹本身"):
        write_recorded(root, RECORD)
    with pytest.raises(Obstructed, match="这里是链接，不是文件夹本身"):
        read_last(root)
    assert data(root) == OLD
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_nothing_is_written_behind_a_link(root: Path, tmp_path: Path) -> None:
    (root / "data/2023/report").rename(tmp_path / "elsewhere")
    (root / "data/2023/report").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Obstructed, match="这里是链接，不是文件夹本身"):
        write_recorded(root, RECORD)
    assert (tmp_path / "elsewhere/b").read_bytes() == b"old b"


def test_a_name_that_is_no_text_is_refused_in_words(root: Path) -> None:
    odd = JournalRecord("make fmt", (JournalEntry(os.fsdecode(b"data/2023/\xff.md"), None, b"made"),))
    with pytest.raises(Obstructed, match="文件名里有认不出的字符"):
        write_recorded(root, odd)
    assert read_last(root) is None
