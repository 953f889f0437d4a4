"""What was filed against what the data print in the same place: equal, equal but for its writing, or another value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import Enum

from msgspec import Struct

from jixiao.figures import RATE, TO_FILL_IN, TO_MEND, Figure, round_half_up
from jixiao.glossary import term
from jixiao.importing.amounts import number_of, places_of, read_amount, read_day
from jixiao.importing.field_values import FieldValue, Tree, join_items
from jixiao.importing.label_text import narrow, squeeze
from jixiao.importing.table_reader import FiledValue
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
    """A value filed in one place of the package: part or section, path, ordinal among the prints of that path."""

    where: str
    path: str
    occurrence: int
    value: FiledValue


class PrintComparison(Struct, frozen=True):
    """A filed value and what the data print there."""

    filed: FiledPrint
    print: Print
    verdict: Verdict


def compare_prints(filed: Iterable[FiledPrint], prints: Iterable[Print]) -> list[PrintComparison]:
    """Return the filed values that the package prints, with the verdict on each."""
    found = {(one.where, one.path, one.occurrence): one for one in prints}
    pairs = ((one, found.get((one.where, one.path, one.occurrence))) for one in filed)
    return [PrintComparison(one, printed, judge_print(printed, one.value)) for one, printed in pairs if printed]


def judge_print(printed: Print, filed: FiledValue) -> Verdict:
    """Return how a filed value stands to a printed one."""
    shown = printed.printed
    if TO_FILL_IN in shown or TO_MEND in shown:
        return Verdict.UNKNOWN
    if squeeze(shown) == squeeze(filed.text):
        return Verdict.EQUAL
    if isinstance(printed.value, Figure):
        same = _is_same_number(printed, printed.value, filed)
    elif isinstance(printed.value, Day):
        same = read_day(filed.text) == printed.value.value.isoformat()
    else:
        same = narrow(shown) == narrow(filed.text)
    return Verdict.REWRITTEN if same else Verdict.OTHER


def _is_same_number(printed: Print, figure: Figure, filed: FiledValue) -> bool:
    """Return whether a filed number is the printed one, or the data's at no fewer decimals than printed."""
    number, shown = _number(filed, figure), number_of(printed.printed)
    if number is None or number == shown:
        return number is not None
    places = places_of(filed.text)
    exact = figure.amount * 100 if figure.unit == RATE else figure.amount
    as_precise = shown is not None and printed.override is None and places >= places_of(printed.printed)
    return as_precise and round_half_up(exact, places) == number


def _number(filed: FiledValue, figure: Figure) -> Decimal | None:
    """Return a filed number in the figure's unit; None for words and for what stands for nothing, such as a dash."""
    if figure.unit != "万元" or number_of(filed.text) is None:
        return number_of(filed.text)
    amount = read_amount(filed.text, "万元", filed.unit)
    return Decimal(amount.digits) if amount else None


def list_overrides(comparisons: Sequence[PrintComparison], *, unknown: bool = False) -> list[Tree]:
    """Return the entries of overrides.yaml for the places where the filed package says something else.

    With ``unknown`` also for those where it says what the data cannot derive.
    """
    last = {(comparison.filed.where, comparison.filed.path): comparison.filed.occurrence for comparison in comparisons}
    other = (one for one in comparisons if one.verdict is Verdict.OTHER or (unknown and _is_underived(one)))
    return [_entry(comparison, last) for comparison in other]


def _is_underived(one: PrintComparison) -> bool:
    """Return whether the data cannot derive a figure that the paper states."""
    value = one.print.value
    derived = isinstance(value, Figure) and not value.entered
    return one.verdict is Verdict.UNKNOWN and derived and number_of(one.filed.value.text) is not None


def _entry(comparison: PrintComparison, last: Mapping[tuple[str, str], int]) -> Tree:
    filed = comparison.filed
    entry: Tree = {term("where"): FieldValue(filed.where), term("reference"): FieldValue(filed.path)}
    if last[filed.where, filed.path] > 1:
        entry[term("occurrence")] = FieldValue(str(filed.occurrence))
    implied = " ".join(comparison.print.implied.split())
    if implied and comparison.verdict is not Verdict.UNKNOWN:
        entry[term("implied")] = FieldValue(implied)
    entry[term("as_filed")] = FieldValue(join_items(filed.value.text) or None, filed.value)
    entry[term("reason")] = FieldValue(REASON)
    return entry
