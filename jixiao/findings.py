"""What the author of the data can mend: plain values, worded in Chinese, printed elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from msgspec import Struct

# A place that is still to be filled in: it blocks the package, and hides nothing else.
NOT_FILLED_IN = "M022"


class Severity(StrEnum):
    """How much a finding weighs; an error blocks the package."""

    ERROR = "错误"
    WARNING = "警告"
    HINT = "提示"


class Place(Struct, frozen=True, order=True):
    """A place in a source file; ``file`` is relative to the project, line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


class _Said(Struct, frozen=True):
    code: str
    place: Place
    found: str
    expected: str
    remedy: str
    severity: Severity = Severity.ERROR


class Finding(_Said, frozen=True, kw_only=True):
    """One problem: ``found`` says what is there, ``expected`` what should be, ``remedy`` how to mend it.

    ``place`` is the line of data; ``printed`` are the places on paper where it shows. Code, ``subject`` (what it
    is about) and ``seen`` (the values met, as data) tell it from others: no position on paper is in them, and no
    line. ``waivable`` findings may stand; ``waived`` is the reason of the waiver that covers it.
    """

    subject: str
    seen: tuple[str, ...] = ()
    printed: tuple[str, ...] = ()
    basis: str = ""
    waivable: bool = False
    waived: str = ""

    def as_json(self) -> dict[str, object]:
        """Return the finding as a flat object for programs."""
        return {
            "code": self.code,
            "severity": self.severity.value,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "found": self.found,
            "expected": self.expected,
            "remedy": self.remedy,
            "subject": self.subject,
            "seen": list(self.seen),
            "printed": list(self.printed),
            "basis": self.basis,
            "waivable": self.waivable,
            "waived": self.waived,
        }


def in_reading_order(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings by file and line, without repetitions."""
    return sorted(dict.fromkeys(findings), key=lambda f: (f.place, f.code, f.found))


def blocks(findings: Iterable[Finding], *, strict: bool = False) -> bool:
    """Return whether any finding is an error (``strict``: or a warning) that no waiver covers."""
    blocking = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(finding.severity in blocking and not finding.waived for finding in findings)


def is_open_place(finding: Finding) -> bool:
    """Return whether a finding says that a place is still to be filled in (待填)."""
    return finding.code == NOT_FILLED_IN


def blocks_draft(findings: Iterable[Finding], *, strict: bool = False) -> bool:
    """Return whether any finding blocks that is no open place: a draft may have those, and rules pass over them."""
    return blocks((one for one in findings if not is_open_place(one)), strict=strict)


def quoted(text: str, *, characters: int = 30) -> str:
    """Return a user's text as messages show it: “…”, on one line, printable, not longer than ``characters``."""
    line = " ".join(text.split())
    line = "".join(char if char.isprintable() else "�" for char in line)
    return f"“{line[:characters]}……”" if len(line) > characters else f"“{line}”"
