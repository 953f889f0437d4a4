"""What a run is to do and where it puts it: which units need work, and how what is made of them is stored."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from functools import cache
from pathlib import Path

from msgspec import Struct

from jixiao import __file__ as program
from jixiao import edition
from jixiao.build.packing import list_versions, write_folder
from jixiao.errors import EnvironmentFailure
from jixiao.fleet.batch import Action, Done, Order, fail_unit
from jixiao.fleet.budget_units import FleetUnit, digest_of, list_inputs
from jixiao.fleet.unit_records import Status
from jixiao.fleet.unit_store import STORE, Made, UnitStore

PACKAGES = "units"


class UnitProgress(Struct, frozen=True):
    """One unit is finished; ``kept`` says that it was as it was before, and passed over."""

    unit: str
    status: Status
    kept: bool = False


class Task(Struct, frozen=True):
    """A unit to be done, and the digest of all that it is made from."""

    unit: FleetUnit
    digest: str


class FleetPlan(Struct, frozen=True):
    """One run: what is asked for, and the folder that receives it.

    ``base`` is the digest of what all units are made from: templates, program, libraries, the moment stated.
    ``kind`` names what a unit's output is, the version of LibreOffice included.
    """

    order: Order
    output: Path
    base: str
    kind: str
    today: date
    force: bool = False

    @property
    def store(self) -> UnitStore:
        """What is kept of each unit."""
        return UnitStore(self.output / STORE, self.order.action is Action.DIFF)

    @property
    def packages(self) -> Path:
        """The folder that holds one folder per unit."""
        return self.output / PACKAGES

    def task_of(self, unit: FleetUnit) -> Task | UnitProgress:
        """Return a unit as a task; as finished if it is as it was, or if something is wrong with its folder."""
        try:
            digest = hashlib.sha256(f"{self.base} {digest_of(list_inputs(unit, self.order.year))}".encode()).hexdigest()
        except Exception as error:  # whatever it is, the other units go on
            return self.keep(fail_unit(unit.name, error))
        output = self.packages if self.order.action is Action.REPORT else None
        made = Made(digest, self.kind, {})
        status = None if self.force else self.store.current_status(unit.name, made, output, today=self.today)
        return UnitProgress(unit.name, status, kept=True) if status else Task(unit, digest)

    def keep(self, done: Done, digest: str = "") -> UnitProgress:
        """Store what came of a unit: its package whole, then its record. EnvironmentFailure where nothing can be."""
        try:
            if done.files:
                write_folder(self.packages / done.unit, done.files)
        except EnvironmentFailure as error:
            done = fail_unit(done.unit, error)
        made = Made(digest, self.kind, {name: len(content) for name, content in done.files.items()})
        try:
            self.store.keep((done.record, made))
        except EnvironmentFailure:
            raise
        except Exception as error:  # whatever it is, the other units go on
            done = fail_unit(done.unit, error)
            self.store.keep((done.record, made))
        return UnitProgress(done.unit, done.record.row.status)


def base_digest(templates: str) -> str:
    """Return the digest of what makes packages differ but is not theirs: templates, program, libraries, moment."""
    moment = edition.stated_moment()
    parts = [templates, program_digest(), list_versions(pdf=False), moment.isoformat() if moment else None]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


@cache
def program_digest() -> str:
    """Return the digest of this program's own files: two machines with the same one make the same bytes."""
    root = Path(program).parent
    paths = (path for path in sorted(root.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    return digest_of({path.relative_to(root).as_posix(): path.resolve() for path in paths})
