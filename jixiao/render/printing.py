"""How values are printed, and what was printed where.

Digits are worded by ``derive.figure_words``; —— stands in the templates, where the official form has no such cell; 无
is a text like any other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.derive.balance import derive_balance
from jixiao.derive.figure_words import format_figure, format_value
from jixiao.figures import Figure, Text
from jixiao.findings import Balance, Finding, Severity
from jixiao.model.overrides import Override
from jixiao.model.scalars import Day
from jixiao.patterns import compile_late

__all__ = [
    "Print",
    "Printer",
    "format_figure",
    "format_value",
    "override_findings",
    "same_number",
    "value_mark",
    "within",
]

_NUMBER = compile_late(r"[+-]?[0-9]{1,20}(?:\.[0-9]{1,20})?")
_HELD = (Figure, Text, Day)


def same_number(one: str, other: str) -> bool:
    """Return whether two texts are the same plain number, perhaps with zeros behind it: 5, 5.00."""
    numbers = [Decimal(text.strip()) for text in (one, other) if _NUMBER.fullmatch(text.strip())]
    return len(numbers) == 2 and numbers[0] == numbers[1]


class Print(Struct, frozen=True):
    """One printed value: where, which path, its ordinal there, what the data implies, what was printed.

    ``row`` and ``cell`` count as a reader does, from 1 through all tables of the part; 0 outside tables.
    ``paragraph`` is the place in the report: （一）第3段.
    """

    where: str
    path: str
    occurrence: int
    implied: str
    printed: str
    override: Override | None = None
    value: Figure | Text | Day | None = None
    row: int = 0
    cell: int = 0
    paragraph: str = ""

    @property
    def mark(self) -> str:
        """The name of the bookmark round it in the DOCX; stays the same as long as the value stays where it is."""
        return value_mark(self.where, self.path, self.occurrence)

    @property
    def unknown(self) -> bool:
        """Whether nobody knows yet what is to be printed: the value, or what was filed in its place, if anything."""
        if self.override is None:
            return _is_unknown(self.value)
        return self.override.is_unplaced or self.override.as_filed.unknown

    @property
    def spoken(self) -> str:
        """Where it is printed, as people say it: 附件2 第3行第5格, 报告 二（一）第3段."""
        if self.row:
            return f"{self.where} 第{self.row}行第{self.cell}格"
        if self.paragraph:
            return within(self.where, self.paragraph)
        return f"{self.where} 第{self.occurrence}处" if self.occurrence > 1 else self.where


def _is_unknown(value: Figure | Text | Day | None) -> bool:
    return value is not None and value.unknown


@lru_cache(maxsize=4096)  # a check asks two thousand times, and the next one the same again: 2 ms
def value_mark(where: str, path: str, occurrence: int) -> str:
    """Return the name of the bookmark round a print of a value, by its ordinal among those in a place."""
    return f"_JX{_fingerprint(where, path, occurrence)}"


def paragraph_mark(where: str, line: str, occurrence: int) -> str:
    """Return the name of the bookmark round a report's paragraph, by its ordinal among those that ``line`` makes."""
    return f"_JXP{_fingerprint(where, line, occurrence)}"


def _fingerprint(where: str, what: str, occurrence: int) -> str:
    return hashlib.sha256(f"{where}\n{what}\n{occurrence}".encode()).hexdigest()[:12]


def within(where: str, paragraph: str) -> str:
    """Return a place in a section as people say it: 报告 二（一）第3段, 报告 三 第1段."""
    return f"{where}{paragraph}" if paragraph.startswith("（") else f"{where} {paragraph}"


class Printer(Struct):
    """Prints the values of one place (a part, or a section of the report) and applies its overrides.

    ``amount_places`` are the form set's; ``prints`` is what was printed, in order: the values that have a path.
    """

    where: str
    overrides: tuple[Override, ...]
    amount_places: int | None = None
    prints: list[Print] = field(default_factory=list)
    _here: dict[str, list[Override]] = field(default_factory=dict)
    _unplaced: list[Override] = field(default_factory=list)
    _counts: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for override in self.overrides:
            if override.is_unplaced:
                self._unplaced.append(override)
            elif override.where == self.where:
                self._here.setdefault(override.reference, []).append(override)

    def show(self, value: Figure | Text | Day | str | int) -> str:
        """Return what stands on the page for ``value``."""
        implied = format_value(value, self.amount_places)
        path = getattr(value, "path", "")
        if not path:
            return implied
        occurrence = self._counts[path] = self._counts.get(path, 0) + 1
        override = self._override(path, occurrence) if path in self._here else None
        printed = implied if override is None else str(override.as_filed)
        if override is None and self._unplaced:
            override = self._maybe(path, implied)
        held = value if isinstance(value, _HELD) else None
        self.prints.append(Print(self.where, path, occurrence, implied, printed=printed, override=override, value=held))
        return printed

    def put(self, number: int, row: int, cell: int) -> None:
        """Say in which cell a value stands that was shown, counted from 0."""
        self.prints[number] = replace(self.prints[number], row=row, cell=cell)

    def _maybe(self, path: str, implied: str) -> Override | None:
        return next((override for override in self._unplaced if override.may_replace(self.where, path, implied)), None)

    def _override(self, path: str, occurrence: int) -> Override | None:
        here = self._here[path]
        exact = next((override for override in here if override.occurrence == occurrence), None)
        return exact or next((override for override in here if override.occurrence is None), None)


def override_findings(overrides: Iterable[Override], prints: Iterable[Print]) -> list[Finding]:
    """Return findings for overrides that meet no printed place, and for those that change nothing."""
    if not (overrides := tuple(overrides)):
        return []
    applied: dict[int, list[Print]] = {}
    places: dict[str, set[str]] = {}
    for printed in prints:
        places.setdefault(printed.path, set()).add(printed.where)
        if printed.override is not None:
            applied.setdefault(id(printed.override), []).append(printed)
    findings = []
    for override in overrides:
        hits = applied.get(id(override), [])
        if override.is_unplaced or _is_open(override) or any(_is_unknown(hit.value) for hit in hits):
            continue
        if not hits:
            findings.append(_unmatched(override, places.get(str(override.reference), set())))
        elif all(hit.implied == hit.printed for hit in hits):
            findings.append(_needless(override))
        elif override.implied is not None and not all(_says(override.implied, hit.implied) for hit in hits):
            findings.append(_outdated(override, hits[0]))
    return findings


def _says(one: str, other: str) -> bool:
    return one.split() == other.split() or same_number(one, other)


def _is_open(override: Override) -> bool:
    """Return whether what an override changes is not known yet."""
    return override.as_filed.unknown or _is_unknown(override.implied)


def _unmatched(override: Override, printed_in: set[str]) -> Finding:
    where = f"{override.where} 里" + (f"第 {override.occurrence} 处" if override.occurrence else "")
    known = "、".join(sorted(printed_in))
    return Finding(
        "O001",
        place=override.reference.place,
        found=f"按原件列报对不上：{where}没有印出“{override.reference}”",
        expected=f"印有这个值的位置：{known}" if known else "数据里有、又印在该位置的一个值",
        remedy="改正“位置”“引用”或“第几处”；不再需要的删去这一条。",
        subject=_subject(override),
        seen=(str(override.as_filed),),
    )


def _outdated(override: Override, hit: Print) -> Finding:
    implied = hit.implied
    return Finding(
        "O003",
        place=(override.implied or override.reference).place,
        found=f"“{override.where}”的“{override.reference}”现在由数据得 {implied}，写这一条时是 {override.implied}",
        expected=f"数据算出: {implied}，或改回原来的数据",
        remedy="核对数据的改动；改动属实的，核对实报值后改“数据算出”。",
        subject=_subject(override),
        seen=(implied, str(override.implied)),
        balance=_weighed(hit, str(override.implied)),
    )


def _weighed(hit: Print, before: str) -> Balance | None:
    """Return the figures that a printed value rests on, and what they miss by that it implied before."""
    if not isinstance(hit.value, Figure):
        return None
    numbers = all(_NUMBER.fullmatch(one.strip()) for one in (hit.implied, before))
    return derive_balance([hit.value], [], Decimal(before) - Decimal(hit.implied) if numbers else None)


def _needless(override: Override) -> Finding:
    return Finding(
        "O002",
        place=override.as_filed.place,
        found=f"“{override.where}”的“{override.reference}”实报值与数据算出的相同（{override.as_filed}）",
        expected="实报值与数据不同才需要列报",
        remedy="删去这一条。",
        severity=Severity.WARNING,
        subject=_subject(override),
        seen=(str(override.as_filed),),
    )


def _subject(override: Override) -> str:
    return f"{override.where}：{override.reference}"
