"""Slips: what finance officers mistype, one at a time, in a made year that checks clean.

``cases/slips/data`` is the year (示例市档案馆, 2022–2024), the ``*.yaml`` beside it the table, a file a kind. An entry
says what she did (``slip``) and how the files of 2024 change: ``file`` with ``old`` and ``new`` (the first occurrence,
or the one given), or ``edits``, a list of such; instead of ``old`` and ``new`` also ``remove``, ``copy`` (of another
file), ``encoding``. ``expect`` is told (an error or a warning), accepted (right as it is) or undecidable (the data
cannot know). ``code`` and ``at`` are what must be said first; ``at`` is the first changed line unless given, a list
where either line may be the one mistyped.

``not-yet.txt`` lists the slips of which another line, or nothing, is said first. ``python -m tests.support.slips``
prints what is said of each slip, and writes the codes and that list anew; read the difference before keeping it.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from jixiao.build.stories import check_year
from jixiao.findings import Finding, Severity
from jixiao.paths import Workspace
from tests.support.project import ROOT

FOLDER = ROOT / "tests/cases/slips"
NOT_YET = FOLDER / "not-yet.txt"
YEAR = 2024
_DATA = f"data/{YEAR}"
_OF_NEW_USERS = "tried"
SHARES = {"told": 0.95, "first": 0.90, "first without control totals": 0.80}


class Expected(StrEnum):
    """What becomes of a slip."""

    TOLD = "told"
    ACCEPTED = "accepted"
    UNDECIDABLE = "undecidable"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change of one file: ``old`` gives way to ``new``, or the file is removed, copied or encoded otherwise."""

    file: str
    old: str = ""
    new: str = ""
    occurrence: int = 1
    remove: bool = False
    copy: str = ""
    encoding: str = "utf-8"

    def makes_sense_in(self, folder: Path) -> bool:
        """Return whether there is a file to change: a year need not have control totals."""
        return bool(self.copy) or (folder / self.file).exists()

    def apply(self, folder: Path) -> None:
        """Change the file below ``folder``."""
        path = folder / self.file
        if self.remove:
            path.unlink()
            return
        text = (folder / (self.copy or self.file)).read_text("utf-8")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.changed(text).encode(self.encoding))

    def changed(self, text: str) -> str:
        """Return the text of the file as changed."""
        if not self.old:
            return text + self.new
        pieces = text.split(self.old)
        assert len(pieces) > self.occurrence, f"{self.file}: no {self.old!r}"
        before, after = self.old.join(pieces[: self.occurrence]), self.old.join(pieces[self.occurrence :])
        return before + self.new + after

    @property
    def line(self) -> int:
        """The first line that is not as it was."""
        if self.remove or self.copy or self.encoding != "utf-8":
            return 1
        before = (FOLDER / _DATA / self.file).read_text("utf-8").split("\n")
        after = self.changed("\n".join(before)).split("\n")
        pairs = enumerate(zip(before, after, strict=False), start=1)
        return next((number for number, (one, other) in pairs if one != other), len(before))


@dataclass(frozen=True, slots=True)
class Slip:
    """One slip, what becomes of it, and the code and the line that must come first."""

    name: str
    slip: str
    edits: tuple[Edit, ...]
    expected: Expected
    code: str
    at: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What the check says of a slip: errors and warnings in the order they are told, nothing waived."""

    findings: tuple[Finding, ...]

    @property
    def code(self) -> str:
        """The code of what is said first; "" for nothing."""
        return self.findings[0].code if self.findings else ""

    @property
    def at(self) -> str:
        """The line named first; "" for none."""
        return f"{self.findings[0].place.file}:{self.findings[0].place.line}" if self.findings else ""


@cache
def table() -> tuple[Slip, ...]:
    """Return all slips in the order of the files."""
    return tuple(slip for path in files() for slip in _slips(path))


@cache
def _slips(path: Path) -> tuple[Slip, ...]:
    entries: list[dict[str, object]] = YAML(typ="safe").load(path.read_text("utf-8"))
    return tuple(map(_slip, entries))


def suite() -> tuple[Slip, ...]:
    """Return what the tests try: all slips of new users, of the others every second; ``make torture`` tries all."""
    return tuple(
        slip
        for path in files()
        for number, slip in enumerate(_slips(path))
        if path.stem == _OF_NEW_USERS or number % 2 == 0
    )


def files() -> list[Path]:
    """Return the files of the table."""
    return sorted(FOLDER.glob("*.yaml"))


def _slip(entry: dict[str, Any]) -> Slip:
    changes = entry.get("edits") or [{key: entry[key] for key in Edit.__slots__ if key in entry}]
    assert isinstance(changes, list)
    edits = tuple(Edit(**change) for change in changes)
    at = entry.get("at") or f"{edits[0].file}:{edits[0].line}"
    places = tuple(f"{_DATA}/{one}" for one in ([at] if isinstance(at, str) else at))
    expected, code = Expected(str(entry["expect"])), str(entry.get("code") or "")
    return Slip(str(entry["name"]), str(entry["slip"]), edits, expected, code, places)


def not_yet() -> frozenset[str]:
    """Return the slips that are not told as they should be yet."""
    return frozenset(NOT_YET.read_text("utf-8").split())


class Desk:
    """The made year in a folder of its own, to be spoilt and mended; ``controls`` says whether control totals lie by.

    What is not changed is not parsed again: the program keeps what it read, by its text.
    """

    def __init__(self, folder: Path, *, controls: bool = True) -> None:
        shutil.copytree(FOLDER / "data", folder / "data")
        (folder / "templates").symlink_to(ROOT / "templates")
        self.project, self.folder = Workspace(folder), folder / _DATA
        if not controls:
            (self.folder / "control.yaml").unlink()

    def said(self, edits: Iterable[Edit] = ()) -> Said:
        """Return what is said once the edits are made; afterwards all is as before."""
        kept: dict[Path, bytes | None] = {}
        try:
            for edit in (one for one in edits if one.makes_sense_in(self.folder)):
                path = self.folder / edit.file
                kept.setdefault(path, path.read_bytes() if path.exists() else None)
                edit.apply(self.folder)
            return weighty(check_year(self.project, YEAR).findings)
        finally:
            for path, content in kept.items():
                path.unlink(missing_ok=True) if content is None else path.write_bytes(content)


def weighty(findings: Iterable[Finding]) -> Said:
    """Return the errors and warnings that no waiver covers, as the terminal tells them."""
    return Said(tuple(one for one in findings if one.severity is not Severity.HINT and not one.waived))


def as_should_be(slip: Slip, said: Said) -> bool:
    """Return whether what is said of a slip is what should be: the line mistyped first, or nothing at all."""
    return bool(slip.expected is Expected.UNDECIDABLE or (said.at in slip.at if is_told(slip) else not said.findings))


def is_told(slip: Slip) -> bool:
    """Return whether an error or a warning must be said."""
    return slip.expected is Expected.TOLD


@dataclass(frozen=True, slots=True)
class Heard:
    """A slip and what is said of it, with control totals lying by and without."""

    slip: Slip
    said: Said
    bare: Said


def hear(slips: Iterable[Slip]) -> list[Heard]:
    """Return what is said of slips; where control totals have no say, nothing is judged twice."""
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        desk, bare = Desk(Path(one)), Desk(Path(other), controls=False)
        heard = []
        for slip in slips:
            said = desk.said(slip.edits)
            heard.append(Heard(slip, said, bare.said(slip.edits) if _hangs_on_controls(said) else said))
        return heard


def _hangs_on_controls(said: Said) -> bool:
    return any(one.code == "T204" or one.place.file.endswith("control.yaml") for one in said.findings)


def shares(heard: Iterable[Heard]) -> dict[str, float]:
    """Return how many of the slips that can be told are told, the line mistyped first, and so without controls."""
    can = [one for one in heard if is_told(one.slip)]
    counts = {
        "told": sum(bool(one.said.findings) for one in can),
        "first": sum(one.said.at in one.slip.at for one in can),
        "first without control totals": sum(one.bare.at in one.slip.at for one in can),
    }
    return {name: count / len(can) for name, count in counts.items()}


def main() -> None:
    """Print what is said of each slip, and write the codes and the list of those not told yet."""
    heard = {one.slip.name: (one.slip, one.said, one.bare) for one in hear(table())}
    for slip, said, bare in heard.values():
        sys.stdout.write(f"{_mark(slip, said)}{_mark(slip, bare)} {slip.name} {slip.slip}\n   {' '.join(slip.at)}\n")
        sys.stdout.writelines(f"   {one.code} {one.place} {one.found}\n" for one in said.findings[:3])
    for share, reached in shares(Heard(*one) for one in heard.values()).items():
        sys.stdout.write(f"{share}: {reached:.1%} (at least {SHARES[share]:.0%})\n")
    late = [name for name, (slip, said, _) in heard.items() if not as_should_be(slip, said)]
    NOT_YET.write_text("".join(f"{name}\n" for name in late), "utf-8")
    for path in files():
        path.write_text("".join(_with_codes(path.read_text("utf-8"), {k: v[1] for k, v in heard.items()}, late)))


def _mark(slip: Slip, said: Said) -> str:
    return "+" if as_should_be(slip, said) else "o" if said.findings else "-"


def _with_codes(text: str, heard: dict[str, Said], late: list[str]) -> Iterator[str]:
    """Yield the entries of a file with the code that is said first where it is said of the right line."""
    for entry in re.split(r"(?m)^(?=- name: )", text):
        name = re.match(r"- name: (\S+)", entry)
        if name and "expect: told" in entry and name[1] not in late:
            bare = re.sub(r"(?m)^  code: .*\n", "", entry)
            entry = re.sub(r"(?m)^(  expect: told\n)", rf"\1  code: {heard[name[1]].code}\n", bare)
        yield entry


if __name__ == "__main__":
    main()
