"""K117, K118: one indicator told several times: up to mid-year and for the year, for a year and for several."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby

from jixiao.findings import Finding, Severity
from jixiao.glossary import term
from jixiao.model.form_roles import Role
from jixiao.rules.described_package import DescribedPackage
from jixiao.rules.measured_cells import MeasuredCell, list_measured_cells
from jixiao.source.punctuation import bones
from jixiao.targets import Quantity, Sign

# Further than so many times apart two values of one indicator are hardly meant (A106).
_FACTOR = 7
_UPPER_BOUNDS = (Sign.AT_MOST, Sign.LESS)


def find_contradicting_terms(package: DescribedPackage) -> Iterator[Finding]:
    """Yield values of one indicator that cannot both be: more so far than in all, or many times apart."""
    cells = [cell for cell in list_measured_cells(package) if isinstance(cell.read, Quantity)]
    for _, group in groupby(cells, key=lambda cell: cell.row):
        by_role = {cell.role: cell for cell in group}
        expected, target = by_role.get(Role.EXPECTED_ACTUAL), by_role.get(Role.TARGET)
        if expected is not None:
            yield from _of_one_year(by_role.get(Role.ACTUAL), expected, target)
    yield from _of_two_lists(package)


def _of_one_year(actual: MeasuredCell | None, expected: MeasuredCell, target: MeasuredCell | None) -> Iterator[Finding]:
    if actual is not None and _are_alike(actual, expected):
        is_more = _amount(actual) > _amount(expected) and _adds_up(actual, expected, target)
        if is_more or (not _adds_up(actual, expected) and _is_far(actual, expected)):
            yield _finding("K117", actual, expected, "到监控时的数不多于全年预计的，比率相当")
    if target is not None and _are_alike(expected, target) and _is_far(expected, target):
        yield _finding("K117", expected, target, "全年预计的与指标值相当")


def _of_two_lists(package: DescribedPackage) -> Iterator[Finding]:
    """Yield targets that another list of the same form has many times over, or as a small part."""
    for form in package.dossier.forms:
        if len(form.rows) < 2:
            continue
        seen: dict[str, MeasuredCell] = {}
        for cell in list_measured_cells(package):
            if cell.role is not Role.TARGET or not cell.row.startswith(f"{form.label} "):
                continue
            first = seen.setdefault(bones(cell.name), cell)
            if first.listed == cell.listed or not _are_alike(first, cell):
                continue
            if _is_far(first, cell) or _is_none_of_some(first, cell):
                yield _finding("K118", cell, first, "同一个指标的两个目标相差不到七倍")
            elif _is_more_in_a_year(first, cell) or _is_more_in_a_year(cell, first):
                yield _finding("K118", cell, first, "年度的目标不多于长期的")


def _amount(cell: MeasuredCell) -> Decimal:
    assert isinstance(cell.read, Quantity)  # noqa: S101 - selected by the caller
    return cell.read.amount


def _are_alike(one: MeasuredCell, other: MeasuredCell) -> bool:
    both = one.read, other.read
    return isinstance(both[0], Quantity) and isinstance(both[1], Quantity) and both[0].unit == both[1].unit


def _adds_up(*cells: MeasuredCell | None) -> bool:
    """Return whether what cells say adds up over time: counts do, rates and what is to be kept low do not."""
    read = [cell.read for cell in cells if cell is not None]
    return all(isinstance(one, Quantity) and one.unit != "%" and one.comparison not in _UPPER_BOUNDS for one in read)


def _is_none_of_some(one: MeasuredCell, other: MeasuredCell) -> bool:
    """Return whether one of two targets that add up over time is 0."""
    return _adds_up(one, other) and (_amount(one) == 0) != (_amount(other) == 0)


def _is_more_in_a_year(one: MeasuredCell, other: MeasuredCell) -> bool:
    """Return whether a target for the year, as its list is called, is more than one that is not for the year alone."""
    of_year, longer = (term("year") in cell.listed for cell in (one, other))
    return of_year and not longer and _adds_up(one, other) and _amount(one) > _amount(other)


def _is_far(one: MeasuredCell, other: MeasuredCell) -> bool:
    assert isinstance(one.read, Quantity)  # noqa: S101 - selected by the caller
    assert isinstance(other.read, Quantity)  # noqa: S101 - selected by the caller
    low, high = sorted((abs(one.read.amount), abs(other.read.amount)))
    return low > 0 and high >= _FACTOR * low


def _finding(code: str, cell: MeasuredCell, other: MeasuredCell, expected: str) -> Finding:
    return Finding(
        code,
        place=cell.spot.place,
        found=f"{next(iter(cell.spot.printed), '')}“{cell.name}”{cell.role.value}“{cell.words}”，"
        f"{other.listed if code == 'K118' else other.role.value}“{other.words}”",
        expected=expected,
        remedy="核对两处的数和单位；确实如此的在 waivers.yaml 写明理由。",
        severity=Severity.WARNING,
        subject=cell.spot.subject,
        seen=(cell.words, other.words),
        printed=tuple(cell.spot.printed),
        waivable=True,
    )
