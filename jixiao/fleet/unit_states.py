"""What is kept of each unit between runs: one small file, written in one step after the unit's output.

A run that was stopped, by whatever, goes on from there: a unit whose file says it is as it was is passed over. Its file
has two lines of JSON: what it was made from and how, and the record. A file that cannot be read counts as none.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from msgspec import Struct

from jixiao.errors import EnvironmentFailure
from jixiao.fleet.unit_records import Status


class Made(Struct, frozen=True):
    """How a unit was made: the digest of all it was made from, the kind of output, the sizes of its files."""

    digest: str
    kind: str
    sizes: Mapping[str, int]


class States(Struct, frozen=True):
    """The files of all units of one kind of run, in a folder of their own."""

    folder: Path

    def keep(self, unit: str, made: Made, record: str) -> None:
        """Store what came of a unit; EnvironmentFailure where that cannot be written."""
        head = json.dumps({"digest": made.digest, "kind": made.kind, "sizes": dict(made.sizes)}, ensure_ascii=False)
        path = self._path(unit)
        fresh = path.with_name(f".{os.getpid()}-{path.name}")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            fresh.write_text(f"{head}\n{record}\n", "utf-8", "replace", "\n")
            fresh.replace(path)
        except OSError as error:
            raise EnvironmentFailure(f"写不进 {path}（{error.strerror}）。请检查磁盘空间和写入权限。") from error

    def holds(self, unit: str, digest: str, kinds: Iterable[str] | None, output: Path, today: date) -> bool:
        """Return whether a unit is as it was: same inputs, one of these kinds of output (None: any), files in place."""
        kept = self._read(unit)
        if kept is None:
            return False
        made, record = kept
        return (
            made.digest == digest
            and (kinds is None or made.kind in kinds)
            and record["row"]["status"] != Status.FAILED
            and (record["until"] is None or today <= date.fromisoformat(record["until"]))
            and (kinds is None or all(_size(output / unit / name) == size for name, size in made.sizes.items()))
        )

    def status(self, unit: str) -> Status:
        """Return what became of a unit that is kept."""
        kept = self._read(unit)
        return Status.FAILED if kept is None else Status(kept[1]["row"]["status"])

    def records(self, units: Iterable[str]) -> Iterator[dict[str, Any]]:
        """Yield the records of units in the order given; those of which nothing is kept are left out."""
        for unit in units:
            kept = self._read(unit)
            if kept is not None:
                yield kept[1]

    def others(self, units: Iterable[str]) -> list[str]:
        """Return the units that something is kept of and that are none of these."""
        names = {path.name.removesuffix(".json") for path in self.folder.glob("*.json") if path.name[0] != "."}
        return sorted(names - set(units))

    def forget(self, unit: str) -> None:
        """Keep nothing of a unit any more."""
        self._path(unit).unlink(missing_ok=True)

    def _path(self, unit: str) -> Path:
        return self.folder / f"{unit}.json"

    def _read(self, unit: str) -> tuple[Made, dict[str, Any]] | None:
        try:
            head, record = (json.loads(line) for line in self._path(unit).read_text("utf-8").split("\n")[:2])
            made = Made(head["digest"], head["kind"], head["sizes"])
            Status(record["row"]["status"])
        except (OSError, ValueError, KeyError, TypeError):
            return None
        return made, record


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
