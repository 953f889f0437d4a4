"""A107: two values of one group, each standing where last year the other stood: sums do not show that."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from jixiao.figures import Figure
from jixiao.findings import Place, Severity
from jixiao.glossary import term
from jixiao.plain import format_plain
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.registry import Breach, rule

_PRIOR = f"{term('prior')}."
_GROUPED_UNITS = ("万元", "人", "个")
# So many times apart are two values that are told from each other, so near is one to what stood there last year.
_APART, _NEAR = Decimal(2), Decimal("1.5")
_FEWEST = 5


@rule("A107", Severity.WARNING)
def values_keep_their_lines(package: PrintedPackage) -> Iterator[Breach]:
    """Yield pairs of one group that agree with last year only if they change places."""
    last_year = {figure.path.removeprefix(_PRIOR): figure for figure in _typed(package.entered.get("prior", ()))}
    groups: dict[tuple[str, str], list[Figure]] = {}
    for name, values in package.entered.items():
        for figure in _typed(values) if name not in ("prior", "controls") else ():
            if figure.path in last_year:
                groups.setdefault((figure.path.rpartition(".")[0], figure.unit), []).append(figure)
    for members in groups.values():
        for figure, other in combinations(members, 2):
            if _changed_places(figure, other, last_year):
                yield _breach(package, figure, other, last_year)


def _typed(values: object) -> Iterator[Figure]:
    assert isinstance(values, list | tuple)  # noqa: S101 - what was entered is listed
    for one in values:
        if isinstance(one, Figure) and one.literal is None and one.unit in _GROUPED_UNITS and one.amount > 0:
            yield one


def _changed_places(figure: Figure, other: Figure, last_year: dict[str, Figure]) -> bool:
    before, beside = last_year[figure.path].amount, last_year[other.path].amount
    if max(figure.amount, other.amount) < _FEWEST:
        return False
    moved = min(_times(figure.amount, before), _times(other.amount, beside))
    crossed = max(_times(figure.amount, beside), _times(other.amount, before))
    return moved >= _APART and crossed <= _NEAR


def _times(amount: Decimal, other: Decimal) -> Decimal:
    return max(amount, other) / min(amount, other)


def _breach(package: PrintedPackage, figure: Figure, other: Figure, last_year: dict[str, Figure]) -> Breach:
    then = [format_plain(last_year[each.path].amount) for each in (figure, other)]
    now = [format_plain(each.amount) for each in (figure, other)]
    assert isinstance(figure.origin, Place)  # noqa: S101 - it is entered
    found = f"“{figure.path}”{now[0]}、“{other.path}”{now[1]}，上年是 {then[0]}、{then[1]}，像是填反了"
    printed, seen = (*package.printed_in(figure.path), *package.printed_in(other.path)), (*now, *then)
    return Breach(
        f"{figure.path} {other.path}", figure.origin, found, f"{now[1]}、{now[0]}？", printed=printed, seen=seen
    )
