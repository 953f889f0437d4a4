"""Which cell of an indicator's row was mistyped where its score does not follow: two witnesses stand against one.

A full score without a reason says that the target was met, a lost point with a reason that it was not; what was done
also stands in 实际完成情况. Where nothing speaks for the score, the score is the one to look at.
"""

from __future__ import annotations

from decimal import Decimal

from jixiao.findings import Place
from jixiao.rules.contents import forms
from jixiao.rules.earning import JudgedRow, unsigned_comparison
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.prose_numerals import numerals
from jixiao.targets import Measured, Quantity, Sign

_HALF_UNIT = Decimal("0.05")
_SHIFTS = (-4, -3, -2, -1, 1, 2, 3, 4)


def likeliest_place(book: PrintedPackage, one: JudgedRow) -> Place:
    """Return where the likeliest of target, actual and score stands, given that they do not agree."""
    row, measured = one.row, one.outcome.measured if hasattr(one.outcome, "measured") else None
    if row.deviation.unknown or row.score.amount is None or not row.points.amount:
        return row.score.place
    if row.full:
        if row.deviation.is_reason:
            return row.score.place
        return row.target.place if _is_turned_round(book, one) else row.actual.place
    if measured is None or not row.deviation.is_reason:
        return row.score.place
    share = row.score.amount / row.points.amount
    if not share or _is_borne_out(book, one):
        return _unmet_target(one, measured, share)
    return row.actual.place if _is_point_moved(one, measured, share) else _unmet_target(one, measured, share)


def _is_turned_round(book: PrintedPackage, one: JudgedRow) -> bool:
    """Return whether the target's sign is not what such an indicator has: 满意度 ≤96%."""
    if not isinstance(one.target, Quantity):
        return False
    usual = unsigned_comparison(one.row, one.target, book.dossier.form_set)
    upper, lower = (Sign.AT_MOST, Sign.LESS), (Sign.AT_LEAST, Sign.MORE)
    return (one.target.comparison in upper and usual in (Sign.AT_LEAST, Sign.EQUAL)) or (
        one.target.comparison in lower and usual is Sign.AT_MOST
    )


def _is_borne_out(book: PrintedPackage, one: JudgedRow) -> bool:
    """Return whether 实际完成情况 says what the actual says."""
    form = next((form for form in forms(book) if form.path == one.sheet.path), None)
    if form is None or not isinstance(one.actual, Quantity):
        return False
    return any(said.amount == one.actual.amount for said in numerals(str(form.goals.achieved)))


def _is_point_moved(one: JudgedRow, measured: Measured, share: Decimal) -> bool:
    """Return whether the score is that of the actual with its point moved."""
    assert one.row.points.amount  # noqa: S101 - seen to before
    near = _HALF_UNIT / one.row.points.amount
    shares = (measured.actual.scaleb(places) / measured.target for places in _SHIFTS if measured.target)
    return measured.comparison is not Sign.AT_MOST and any(abs(each - share) <= near for each in shares)


def _unmet_target(one: JudgedRow, measured: Measured, share: Decimal) -> Place:
    """Return the target's or the actual's place where the target is met though points were lost with a reason.

    The number that the score implies for the one mistyped is the rounder one.
    """
    row = one.row
    assert row.points.amount  # noqa: S101 - seen to before
    is_met = measured.actual >= measured.target
    if not is_met or measured.comparison is Sign.AT_MOST or not share:
        return row.score.place
    near = _HALF_UNIT / row.points.amount
    low, high = share - near, share + near
    if low <= 0:
        return row.score.place
    target = _fewest_digits(measured.actual / high, measured.actual / low)
    actual = _fewest_digits(measured.target * low, measured.target * high)
    return row.target.place if target <= actual else row.actual.place


def _fewest_digits(low: Decimal, high: Decimal) -> int:
    """Return how many digits the roundest number between two takes."""
    for digits in range(1, 12):
        step = Decimal(1).scaleb(high.adjusted() - digits + 1)
        if high // step * step >= low:
            return digits
    return 12
