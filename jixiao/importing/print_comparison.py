"""What was filed against what the data print in the same place: equal, equal but for its writing, or another value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import Enum

from msgspec import Struct

from jixiao.figures import RATE, TO_FILL_IN, TO_MEND, Figure, round_half_up
from jixiao.glossary import term
from jixiao.importing.amounts import amount, day, number_of, places_of
from jixiao.importing.field_values import Leaf, Tree, prose
from jixiao.importing.label_text import same
from jixiao.importing.table_reader import SeenValue
from jixiao.importing.texts import squeezed
from jixiao.model.scalars import Day
from jixiao.render.printing import Print

REASON = "待核：原件此处与数据不同，导入时照原件列报；请核对哪一个对，写明原因"


class Verdict(Enum):
    """How a filed value stands to the printed one."""

    EQUAL = "相同"
    REWRITTEN = "写法不同"
    OTHER = "不同"
    UNKNOWN = "待填"


class FiledPrint(Struct, frozen=True):
    """A value filed in one place of the package: the part or section, the path printed there, its how-manieth print."""

    where: str
    path: str
    occurrence: int
    seen: SeenValue


class PrintComparison(Struct, frozen=True):
    """A filed value and what the data print there."""

    filed: FiledPrint
    print: Print
    verdict: Verdict


def compared(filed: Iterable[FiledPrint], prints: Iterable[Print]) -> Iterator[PrintComparison]:
    """Yield the filed values that the package prints, with the verdict on each."""
    found = {(one.where, one.path, one.occurrence): one for one in prints}
    for one in filed:
        printed = found.get((one.where, one.path, one.occurrence))
        if printed is not None:
            yield PrintComparison(one, printed, verdict(printed, one.seen))


def verdict(printed: Print, seen: SeenValue) -> Verdict:
    """Return how a filed value stands to a printed one."""
    shown, filed = printed.printed, seen.text
    if TO_FILL_IN in shown or TO_MEND in shown:
        return Verdict.UNKNOWN
    if squeezed(shown) == squeezed(filed):
        return Verdict.EQUAL
    if isinstance(printed.value, Figure):
        return Verdict.REWRITTEN if _same_number(printed, printed.value, seen) else Verdict.OTHER
    if isinstance(printed.value, Day):
        return Verdict.REWRITTEN if day(filed) == printed.value.value.isoformat() else Verdict.OTHER
    return Verdict.REWRITTEN if same(shown) == same(filed) else Verdict.OTHER


def _same_number(printed: Print, figure: Figure, seen: SeenValue) -> bool:
    """Return whether a filed number is the printed one, or the data's at no fewer decimals than printed."""
    filed, shown = _number(seen, figure), number_of(printed.printed)
    if filed is None or shown is None or printed.override is not None:
        return filed is not None and filed == shown
    places = places_of(seen.text)
    exact = figure.amount * 100 if figure.unit == RATE else figure.amount
    return filed == shown or (places >= places_of(printed.printed) and round_half_up(exact, places) == filed)


def _number(seen: SeenValue, figure: Figure) -> Decimal | None:
    if figure.unit == "万元":
        found = amount(seen.text, "万元", seen.unit) if seen.text.strip() else None
        return Decimal(found.digits) if found and not found.done.endswith("按 0") else None
    return number_of(seen.text)


def overrides(found: Sequence[PrintComparison]) -> list[Tree]:
    """Return the entries of overrides.yaml for the places where the filed package says something else."""
    often: dict[tuple[str, str], int] = {}
    for one in found:
        where = one.filed.where, one.filed.path
        often[where] = max(often.get(where, 0), one.filed.occurrence)
    return [_entry(one, often) for one in found if one.verdict is Verdict.OTHER]


def _entry(one: PrintComparison, often: dict[tuple[str, str], int]) -> Tree:
    filed = one.filed
    entry: Tree = {term("where"): Leaf(filed.where), term("reference"): Leaf(filed.path)}
    if often[filed.where, filed.path] > 1:
        entry[term("occurrence")] = Leaf(str(filed.occurrence))
    if implied := " ".join(one.print.implied.split()):
        entry[term("implied")] = Leaf(implied)
    entry[term("as_filed")] = Leaf(prose(filed.seen.text) or None, filed.seen)
    entry[term("reason")] = Leaf(REASON)
    return entry
