"""What the store gives back is what it was given, whoever was killed over it; a damaged one is made anew."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.errors import EnvironmentFailure
from jixiao.figures import Text
from jixiao.findings import Finding, Place
from jixiao.fleet.unit_changes import MovedFigure, UnitChanges
from jixiao.fleet.unit_records import Status, UnitRow
from jixiao.fleet.unit_store import STORE, Made, UnitRecord, UnitStore, list_findings
from tests.fleet.bureaus import a_finding
from tests.fleet.rows import drawn_rows, keep_rows, row

TODAY = date(2024, 4, 1)
MADE = Made("abc", "docx", {"a.txt": 3})
amounts = st.decimals(-(10**9), 10**9, places=3)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
moves = st.builds(MovedFigure, words, words, words, amounts, st.none() | amounts)
figures = st.lists(moves, max_size=3).map(tuple)
changes = st.builds(UnitChanges, words, words, st.sampled_from(Status), *[st.integers(0, 99)] * 5, figures)


@pytest.fixture
def store(tmp_path: Path) -> UnitStore:
    made = UnitStore(tmp_path / STORE)
    made.prepare()
    return made


@settings(max_examples=15)
@given(drawn_rows(6))
def test_rows_come_back_as_they_were_each_time(rows: list[UnitRow]) -> None:
    with TemporaryDirectory() as folder:
        kept = keep_rows(Path(folder), rows)
        assert len(kept) == len(rows)
        assert list(kept) == rows
        assert list(zip(kept, kept, strict=True)) == list(zip(rows, rows, strict=True))


@settings(max_examples=15)
@given(st.lists(changes, max_size=4, unique_by=lambda one: one.unit))
def test_changes_come_back_as_they_were(values: list[UnitChanges]) -> None:
    with TemporaryDirectory() as folder:
        assert list(keep_rows(Path(folder), values)) == values


def test_a_unit_that_failed_is_a_shift_without_counts(store: UnitStore) -> None:
    store.keep((UnitRecord(UnitRow("甲", "", Status.FAILED, first="U002 没有上年")), MADE))
    assert list(store.read_rows(UnitChanges, ["甲"])) == [UnitChanges("甲", "", Status.FAILED, first="U002 没有上年")]


def test_rows_come_in_the_order_asked_for_and_what_is_not_kept_is_left_out(store: UnitStore) -> None:
    keep_rows(store.path.parent, [row(1), row(2), row(3)])
    found = store.read_rows(UnitRow, ["unit-00003", "没有", "unit-00001"])
    assert [one.unit for one in found] == ["unit-00003", "unit-00001"]


def test_words_that_know_where_they_were_typed_are_kept_as_words(store: UnitStore) -> None:
    typed = Text("档案馆", Place("data/2023/unit.yaml", 2), "基础数据.单位名称")
    found = Finding("C610", Place("a.yaml"), found=typed, expected=typed, remedy="改", subject=typed, seen=(typed,))
    store.keep((UnitRecord(UnitRow("甲", typed, Status.FLAWED, first=typed), list_findings([found])), MADE))
    [(kept, findings)] = store.read_findings(["甲"])
    assert (kept.name, findings[0]["seen"]) == ("档案馆", ["档案馆"])


def test_findings_come_back_without_hints(store: UnitStore) -> None:
    store.keep((UnitRecord(row(1), list_findings([a_finding("U002", "没有数据")])), MADE))
    ((kept, (finding,)),) = store.read_findings(["unit-00001"])
    assert (kept, finding["code"], finding["found"]) == (row(1), "U002", "没有数据")


def test_a_character_that_no_file_can_hold_is_a_question_mark(store: UnitStore) -> None:
    store.keep((UnitRecord(UnitRow("甲", "\udcff", Status.PASSED)), MADE))
    assert [one.name for one in store.read_rows(UnitRow, ["甲"])] == ["?"]


def is_current(store: UnitStore, *, digest: str = "abc", kind: str = "docx", files: bool = True) -> bool:
    output = store.path.parent if files else None
    return store.current_status("unit-00001", Made(digest, kind, {}), output, today=TODAY) is not None


def kept_with_output(store: UnitStore, status: Status = Status.BUILT, until: date | None = None) -> None:
    output = store.path.parent / "unit-00001"
    output.mkdir()
    (output / "a.txt").write_text("abc")
    store.keep((UnitRecord(row(1, status=status), until=until), MADE))


def test_a_unit_is_current_until_something_differs(store: UnitStore) -> None:
    assert not is_current(store)
    kept_with_output(store)
    assert is_current(store)
    assert not is_current(store, digest="xyz")
    assert not is_current(store, kind="pdf")
    assert is_current(store, kind="check", files=False)
    (store.path.parent / "unit-00001" / "a.txt").unlink()
    assert not is_current(store)
    assert is_current(store, files=False)


@pytest.mark.parametrize(("until", "current"), [(TODAY, True), (date(2024, 3, 31), False), (None, True)])
def test_a_unit_is_current_up_to_its_last_day(store: UnitStore, until: date | None, current: bool) -> None:
    kept_with_output(store, until=until)
    assert is_current(store) is current


def test_a_unit_that_failed_is_never_current(store: UnitStore) -> None:
    kept_with_output(store, Status.FAILED)
    assert not is_current(store)


def test_a_comparison_is_kept_apart_and_forgotten_with_the_rest(store: UnitStore) -> None:
    other = UnitStore(store.path, comparison=True)
    store.keep((UnitRecord(row(1)), MADE))
    other.keep((UnitRecord(UnitChanges("unit-00001", "甲", Status.PASSED)), MADE))
    assert [one.name for one in other.read_rows(UnitChanges, ["unit-00001"])] == ["甲"]
    assert store.list_others(["unit-00002"]) == ["unit-00001"]
    store.forget("unit-00001")
    assert other.list_others([]) == []


def zeroed(content: bytes) -> bytes:
    return content[:100] + bytes(len(content) - 100)


@pytest.mark.parametrize("harm", [lambda _: b"", lambda _: b"not a database", lambda c: c[:4096], zeroed])
def test_a_damaged_file_is_made_anew(store: UnitStore, harm: Callable[[bytes], bytes]) -> None:
    kept_with_output(store)
    store.path.write_bytes(harm(store.path.read_bytes()))
    store.prepare()
    assert not is_current(store)
    store.keep((UnitRecord(row(1)), MADE))
    assert is_current(store)


def test_a_file_of_another_format_is_made_anew(store: UnitStore) -> None:
    store.keep((UnitRecord(row(1)), MADE))
    with sqlite3.connect(store.path) as db:
        db.execute("PRAGMA user_version=99")
    db.close()
    store.prepare()
    assert store.list_others([]) == []


@pytest.mark.parametrize("column", ["row", "findings", "sizes"])
def test_a_damaged_entry_counts_as_none(store: UnitStore, column: str) -> None:
    kept_with_output(store)
    with sqlite3.connect(store.path) as db:
        db.execute(f"UPDATE entry SET {column} = ?", (b"{",))  # noqa: S608
    db.close()
    assert not is_current(store)


def test_where_nothing_can_be_written_the_message_says_where(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFailure, match=r"写不进 .*没有"):
        UnitStore(tmp_path / "没有" / STORE).prepare()
    (tmp_path / STORE).mkdir()
    with pytest.raises(EnvironmentFailure, match="写不进"):
        UnitStore(tmp_path / STORE).prepare()


WRITER = """
import sys
from pathlib import Path
from jixiao.fleet.unit_store import Made, UnitRecord, UnitStore
from tests.fleet.rows import row
store = UnitStore(Path(sys.argv[1]))
for number in range(100_000):
    store.keep((UnitRecord(row(number)), Made("abc", "docx", {})))
    print(number, flush=True)
"""


def test_a_writer_that_is_killed_leaves_whole_entries(store: UnitStore) -> None:
    command = [sys.executable, "-c", WRITER, str(store.path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2]) as process:
        assert process.stdout is not None
        written = [process.stdout.readline() for _ in range(8)]
        os.kill(process.pid, signal.SIGKILL)
    store.prepare()
    kept = [one.unit for one in store.read_rows(UnitRow, store.list_others([]))]
    assert len(kept) >= len(written)
    assert kept == [f"unit-{number:05d}" for number in range(len(kept))]
