"""What is kept of each unit between runs: one SQLite file, to which workers add a unit once its output is in place.

A run that was stopped, by whatever, goes on from there: a unit whose entry says it is as it was is passed over. An
entry is written in one transaction with a rollback journal, which a killed process or a power cut leaves to the next
one to undo. A damaged file counts as none: it is made anew, and the units are done again.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

import msgspec
from msgspec import Struct

from jixiao.errors import EnvironmentFailure, name_fault
from jixiao.findings import Finding, Severity
from jixiao.fleet.unit_changes import UnitChanges
from jixiao.fleet.unit_records import Status, UnitRow

T = TypeVar("T", bound=Struct)
Item = TypeVar("Item", covariant=True)

STORE = ".state.sqlite"
_FORMAT = 1
_PATIENCE = 60  # seconds that a worker waits for others to finish writing
_COLUMNS = "digest, kind, sizes, status, until, row, findings"
_INSERT = "INSERT OR REPLACE INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
_FAULTS = {
    sqlite3.SQLITE_FULL: "磁盘已满",
    sqlite3.SQLITE_READONLY: "文件或磁盘是只读的",
    sqlite3.SQLITE_IOERR: "磁盘读写出错",
    sqlite3.SQLITE_CANTOPEN: "文件打不开",
    sqlite3.SQLITE_BUSY: "正被别的程序使用",
    sqlite3.SQLITE_LOCKED: "正被别的程序使用",
    sqlite3.SQLITE_CORRUPT: "文件已损坏",
    sqlite3.SQLITE_NOTADB: "文件已损坏",
}
_TABLE = f"CREATE TABLE entry (comparison, unit, {_COLUMNS}, PRIMARY KEY (comparison, unit))"


class UnitRecord(Struct, frozen=True):
    """All that is kept of a unit: its row, errors and warnings as ``Finding.as_json``, the last day they hold."""

    row: UnitRow | UnitChanges
    findings: tuple[dict[str, object], ...] = ()
    until: date | None = None


class Made(Struct, frozen=True):
    """How a unit was made: the digest of all it was made from, the kind of output, the sizes of its files."""

    digest: str
    kind: str
    sizes: Mapping[str, int]


class Many(Sized, Iterable[Item], Protocol[Item]):
    """What can be read more than once, in the same order each time; a tuple will do where there are few."""


class UnitStore(Struct, frozen=True):
    """The file; a ``comparison`` of years keeps something else of a unit than a check or a build."""

    path: Path
    comparison: bool = False

    def prepare(self) -> None:
        """Make the file if there is none that can be read; nobody else may use it. EnvironmentFailure as below."""
        if self._is_sound():
            return
        try:
            for path in (self.path, self.path.with_name(f"{self.path.name}-journal")):
                path.unlink(missing_ok=True)
        except OSError as error:
            raise _unusable(self.path, name_fault(error)) from error
        with self._open() as db:
            db.execute(_TABLE)
            db.execute(f"PRAGMA user_version={_FORMAT}")

    def keep(self, *entries: tuple[UnitRecord, Made]) -> None:
        """Store what became of units, all or none; EnvironmentFailure where that cannot be written."""
        with self._open() as db:
            db.executemany(_INSERT, (_entry(self.comparison, *entry) for entry in entries))

    def current_status(self, unit: str, made: Made, output: Path | None, *, today: date) -> Status | None:
        """Return what became of a unit if it is as ``made``: same inputs, its files below ``output``; else None.

        ``output`` is None where no files are asked for. A unit that failed is never current.
        """
        for digest, kind, sizes, status, until, row, findings in self.select([unit], _COLUMNS):
            try:
                files: dict[str, int] = json.loads(sizes)
                msgspec.json.decode(row, type=UnitChanges if self.comparison else UnitRow)
                json.loads(findings)
            except ValueError:  # damaged: as if it were not there
                return None
            holds = digest == made.digest and status != Status.FAILED and (until is None or today.isoformat() <= until)
            there = output is None or (
                kind == made.kind and all(_size(output / unit / name) == size for name, size in files.items())
            )
            return Status(status) if holds and there else None
        return None

    def list_others(self, units: Iterable[str]) -> list[str]:
        """Return the units that something is kept of and that are none of these."""
        with self._open() as db:
            return sorted({unit for (unit,) in db.execute("SELECT unit FROM entry")} - set(units))

    def forget(self, unit: str) -> None:
        """Keep nothing of a unit any more."""
        with self._open() as db:
            db.execute("DELETE FROM entry WHERE unit = ?", (unit,))

    def read_rows(self, kind: type[T], units: Sequence[str]) -> Many[T]:
        """Return the rows kept of units, in the order given; those of which nothing is kept are left out."""
        return _StoredRows(self, kind, [unit for (unit,) in self.select(units, "unit")])

    def read_findings(self, units: Iterable[str]) -> Iterator[tuple[UnitRow, list[dict[str, Any]]]]:
        """Yield each unit's row and its errors and warnings, as ``Finding.as_json`` has them."""
        decoder = msgspec.json.Decoder(UnitRow)
        for row, findings in self.select(units, "row, findings"):
            yield decoder.decode(row), json.loads(findings)

    def select(self, units: Iterable[str], columns: str) -> Iterator[tuple[Any, ...]]:
        """Yield these columns of the units of which something is kept."""
        query = f"SELECT {columns} FROM entry WHERE comparison = ? AND unit = ?"  # noqa: S608 - columns named here
        with self._open() as db:
            for unit in units:
                yield from db.execute(query, (self.comparison, unit))

    def _is_sound(self) -> bool:
        try:
            with closing(sqlite3.connect(self.path, timeout=_PATIENCE)) as db:
                found = [db.execute(f"PRAGMA {name}").fetchone()[0] for name in ("user_version", "quick_check")]
        except sqlite3.Error:
            return False
        return found == [_FORMAT, "ok"]

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Yield a connection; what is written through it is written whole or not at all."""
        try:
            with closing(sqlite3.connect(self.path, timeout=_PATIENCE)) as db, db:
                db.executescript("PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL;")
                yield db
        except sqlite3.Error as error:
            raise _unusable(self.path, _name_fault(error)) from error


class _StoredRows(Struct, Generic[T], frozen=True):
    """Rows read one at a time, as often as they are asked for; none is held."""

    store: UnitStore
    kind: type[T]
    units: Sequence[str]

    def __len__(self) -> int:
        return len(self.units)

    def __iter__(self) -> Iterator[T]:
        decoder = msgspec.json.Decoder(self.kind)
        return (decoder.decode(row) for (row,) in self.store.select(self.units, "row"))


def list_findings(findings: Iterable[Finding]) -> tuple[dict[str, object], ...]:
    """Return what is kept of findings: all but hints, as plain values."""
    return tuple(finding.as_json() for finding in findings if finding.severity is not Severity.HINT)


def _entry(comparison: bool, record: UnitRecord, made: Made) -> tuple[object, ...]:
    row, until = record.row, record.until.isoformat() if record.until else None
    head = (comparison, row.unit, made.digest, made.kind, _json(made.sizes), row.status.value, until)
    return *head, _json(row), _json(record.findings)


def _json(value: object) -> bytes:
    return json.dumps(msgspec.to_builtins(value, enc_hook=_plain_text), ensure_ascii=False).encode("utf-8", "replace")


def _plain_text(value: object) -> str:
    """Return the words of a text that knows its place too; msgspec takes none but plain ones."""
    if isinstance(value, str):
        return str(value)
    raise NotImplementedError(type(value).__name__)


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None


def _name_fault(error: sqlite3.Error) -> str:
    """Return in Chinese what SQLite says stands in the way."""
    code: int = getattr(error, "sqlite_errorcode", 0)  # the module's own complaints have none
    return _FAULTS.get(code & 0xFF, "读写不成")


def _unusable(path: Path, why: str) -> EnvironmentFailure:
    return EnvironmentFailure(f"写不进 {path}（{why}）。请检查磁盘空间和写入权限。")
