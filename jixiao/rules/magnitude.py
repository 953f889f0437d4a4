"""A106: amounts, head counts and sizes of the wrong magnitude: 元 typed for 万元, a point or a zero too many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import takewhile
from math import log10

from msgspec import Struct

from jixiao.figures import round_half_up
from jixiao.findings import Severity
from jixiao.glossary import term
from jixiao.rules.printed_package import PrintedPackage, plain
from jixiao.rules.printed_statement import entered_place
from jixiao.rules.registry import Breach, rule
from jixiao.rules.yardsticks import Kind, MeasuredNumber, Yardstick, list_measured_numbers

_COUNTED = ("人", "个")
# How far a mended number may be from last year's or its budget where nothing else speaks against the number typed.
_ALIKE = Decimal("1.5")
# A lone word of last year's is only listened to about so many people.
_MANY = 10
_TELLING_DIGITS = 3
_FAR = 1000
# So many times all posts no unit has of anybody, even of its retired.
_BEYOND_POSTS = 10


class Suspect(Struct, frozen=True):
    """A number of the wrong magnitude: what it is held against, and the number probably meant."""

    measured: MeasuredNumber
    against: tuple[Yardstick, ...]
    meant: Decimal
    severity: Severity


@rule("A106")
def magnitudes_are_believable(package: PrintedPackage) -> Iterator[Breach]:
    """Yield entered numbers that are many times, or a small part of, all they can be measured by."""
    factor = package.dossier.form_set.checks.magnitude.factor
    if factor:
        found = (find_suspect(measured, factor) for measured in list_measured_numbers(package))
        yield from (_breach(package, suspect) for suspect in found if suspect is not None)


def find_suspect(measured: MeasuredNumber, factor: int) -> Suspect | None:
    """Return what is wrong with a number by its yardsticks; None where it may well be right.

    It is suspected where a limit is exceeded ``factor`` times, or two yardsticks agree that it is off by so much, and
    no budget and no last year agrees with it; and only if moving its point makes it agree with all of them. While a
    budget or last year's is open it may be right; a limit that is open may forbid more, not less.
    """
    if Kind.PARTNER in measured.open or Kind.LAST_YEAR in measured.open:
        return None
    above = [each for each in measured.yardsticks if each.times(measured.amount) >= factor]
    below = [each for each in measured.yardsticks if _is_peer(each) and each.times(measured.amount) * factor <= 1]
    if (above and below) or (below and Kind.LIMIT in measured.open) or _is_believed(measured, [*above, *below]):
        return None
    severity = _weight(measured, above, below)
    meant = _meant(measured, factor, below) if severity is not None else None
    return None if severity is None or meant is None else Suspect(measured, (*above, *below), meant, severity)


def _is_believed(measured: MeasuredNumber, against: list[Yardstick]) -> bool:
    """Return whether a budget speaks for a number, or last year does and its digits are not just another's moved."""
    speaking = {each.kind for each in measured.yardsticks if _is_peer(each) and each not in against}
    return Kind.PARTNER in speaking or (Kind.LAST_YEAR in speaking and not _is_moved(measured, against))


def _is_peer(yardstick: Yardstick) -> bool:
    return yardstick.kind in (Kind.PARTNER, Kind.LAST_YEAR)


def _weight(measured: MeasuredNumber, above: list[Yardstick], below: list[Yardstick]) -> Severity | None:
    """Return how sure it is that a number is wrong; None if it may be right."""
    if Kind.LIMIT in {each.kind for each in above} or _is_beyond_all(measured, above):
        return Severity.ERROR
    beyond = any(each.kind is Kind.LIMIT and each.amount < measured.amount for each in measured.yardsticks) and bool(
        above
    )
    if (
        len({each.kind for each in (*above, *below) if _is_peer(each)}) + beyond + _is_moved(measured, (*above, *below))
        > 1
    ):
        return Severity.ERROR
    if measured.figure.unit not in _COUNTED:
        return None
    if any(each.kind is Kind.LAST_YEAR and each.amount >= _MANY for each in above):
        return Severity.WARNING
    return _beyond_posts(measured, above)


def _beyond_posts(measured: MeasuredNumber, above: list[Yardstick]) -> Severity | None:
    """Return how sure it is that more are counted than a unit of so many posts has; None if it may have them."""
    times = max((each.times(measured.amount) for each in above if each.kind is Kind.WHOLE), default=Decimal(0))
    if measured.amount < _MANY * _BEYOND_POSTS or times < _BEYOND_POSTS:
        return None
    return Severity.ERROR if times >= _FAR else Severity.HINT


def _is_beyond_all(measured: MeasuredNumber, above: list[Yardstick]) -> bool:
    """Return whether a number is above all the unit has and far above the other column of its row: 元 for 万元."""
    far = any(each.kind is Kind.PARTNER and each.times(measured.amount) >= _FAR for each in above)
    return far and any(each.kind is Kind.WHOLE for each in above)


def _is_moved(measured: MeasuredNumber, against: Iterable[Yardstick]) -> bool:
    return any(_same_digits(measured.amount, each.amount) for each in against)


def _same_digits(one: Decimal, other: Decimal) -> bool:
    digits = [plain(amount).replace(".", "").strip("0") for amount in (one, other)]
    return digits[0] == digits[1] and len(digits[0]) >= _TELLING_DIGITS


# the number meant


def _meant(measured: MeasuredNumber, factor: int, below: list[Yardstick]) -> Decimal | None:
    """Return the number with its point moved that agrees best with all yardsticks; None where none agrees."""
    loose = (Kind.WHOLE,) if measured.figure.unit in _COUNTED else ()
    binding = [each for each in measured.yardsticks if each.kind not in loose]
    fitting = [each for each in _candidates(measured) if _agrees(each, binding, factor)]
    if below:
        fitting = [each for each in fitting if any(1 / _ALIKE <= mark.times(each) <= _ALIKE for mark in below)]
    return min(fitting, key=lambda each: _distance(each, measured.yardsticks), default=None)


def _candidates(measured: MeasuredNumber) -> Iterator[Decimal]:
    typed = measured.amount
    moved = [typed.scaleb(places) for places in (-1, -2, -3, -4, 1, 2, 3, 4)]
    if measured.figure.unit not in _COUNTED:
        yield from moved
        return
    yield from (each for each in moved if each == each.to_integral_value())
    digits = plain(typed)
    yield from (Decimal(digits[:at] + digits[at + 1 :]) for at in range(len(digits)) if len(digits) > 1)


def _agrees(amount: Decimal, yardsticks: Iterable[Yardstick], factor: int) -> bool:
    for each in yardsticks:
        times = each.times(amount)
        if times > (factor if _is_peer(each) else 1) or (_is_peer(each) and times * factor < 1):
            return False
    return amount > 0


def _distance(amount: Decimal, yardsticks: Iterable[Yardstick]) -> float:
    return sum(abs(log10(each.times(amount))) for each in yardsticks)


# in words


def _breach(package: PrintedPackage, suspect: Suspect) -> Breach:
    figure = suspect.measured.figure
    unit = "" if figure.unit == "万元" else figure.unit
    against = "、".join(_compared(figure.path, suspect.measured.amount, each) for each in _nearest(suspect))
    found = f"“{figure.path}”填 {plain(figure.amount)}{unit}，{against}"
    printed = package.printed_in(figure.path)
    seen = (plain(figure.amount), *(plain(each.amount) for each in _nearest(suspect)))
    return Breach(
        figure.path,
        entered_place(figure),
        found,
        _expected(suspect),
        printed=printed,
        seen=seen,
        severity=suspect.severity,
    )


def _nearest(suspect: Suspect) -> list[Yardstick]:
    """Return of each kind of yardstick the one that stands nearest in the data, what says the same again left out."""
    near = sorted(suspect.against, key=lambda each: -_shared(suspect.measured.figure.path, each.name))
    of_name = {each.name: each for each in reversed(near)}
    of_kind = {each.kind: each for each in reversed(near) if of_name[each.name] is each}
    if Kind.LIMIT in of_kind:
        of_kind.pop(Kind.WHOLE, None)
    return [each for each in near if of_kind.get(each.kind) is each]


def _shared(path: str, other: str) -> int:
    """Return how many steps two paths begin with alike."""
    steps = zip(path.split("."), other.removeprefix(f"{term('prior')}.").split("."), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], steps))


def _compared(path: str, amount: Decimal, by: Yardstick) -> str:
    times, what = by.times(amount), f"{_called(path, by)} {plain(by.amount)}"
    if times < 1:
        return f"只有{what} 的 {plain(round_half_up(times * 100, 2))}%"
    return f"是{what} 的 {plain(round_half_up(times, 0 if times >= _MANY else 1))} 倍"


def _called(path: str, by: Yardstick) -> str:
    """Return what a yardstick is called beside a number: its column in the same row, last year's, else its path."""
    row, _, column = by.name.rpartition(".")
    if by.kind is Kind.LAST_YEAR:
        return term("prior")
    return column if row == path.rpartition(".")[0] else f"“{by.name}”"


def _expected(suspect: Suspect) -> str:
    typed, meant = suspect.measured.figure, suspect.meant.copy_sign(suspect.measured.figure.amount)
    if typed.unit == "万元" and typed.amount == meant.scaleb(4):
        return f"{plain(meant)}？（{plain(typed.amount)} 元等于 {plain(meant)} 万元）"
    return f"{plain(meant)}？"
