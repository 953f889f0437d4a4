"""Days, years and spans of time, read whole and in a text."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.targets import (
    Deadline,
    parse,
)
from jixiao.targets.dates import find_dates, find_spans


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年12月31日前", [(2023, 12, 31)]),
        ("２０２３年度", [(2023, None, None)]),
        ("二〇二三年六月", [(2023, None, None)]),
        ("2023.6.30和2023-07-01", [(2023, 6, 30), (2023, 7, 1)]),
        ("2月30日、13月1日", [(None, 2, 30), (None, 13, 1)]),
        ("20世纪90年代，1990年代", []),
        ("新中国成立70年，共12023年", []),
    ],
)
def test_dates_are_read(text: str, expected: list[tuple[int | None, ...]]) -> None:
    assert [(one.year, one.month, one.day) for one in find_dates(text)] == expected


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_every_day_of_the_calendar_exists(day: date) -> None:
    [one] = find_dates(f"于{day.year}年{day.month}月{day.day}日完成")
    assert (one.year, one.month, one.day) == (day.year, day.month, day.day)
    assert one.exists


@given(st.dates(date(2000, 1, 1), date(2099, 12, 30)), st.integers(0, 2000))
def test_spans_that_run_forward_are_never_turned_round(day: date, days: int) -> None:
    end = date.fromordinal(min(day.toordinal() + days, date(2099, 12, 31).toordinal()))
    text = f"{day.year}年{day.month}月{day.day}日至{end.year}年{end.month}月{end.day}日"
    [span] = find_spans(text)
    assert span.first <= span.last


@pytest.mark.parametrize(
    ("text", "year", "last", "bound"),
    [
        ("2023年12月31日前", 2023, (12, 31), True),
        ("12月31日之前", None, (12, 31), True),
        ("２０２３年６月３０日前", 2023, (6, 30), True),
        ("年底前", None, (12, 31), True),
        ("年底前支付到位", None, (12, 31), True),
        ("2023年年底前", 2023, (12, 31), True),
        ("2023年内", 2023, (12, 31), True),
        ("6月底前", None, (6, 30), True),
        ("2023年12月28日", 2023, (12, 28), False),
        ("2023-12-28", 2023, (12, 28), False),
        ("于12月28日完成", None, (12, 28), False),
        ("2024年2月", 2024, (2, 29), False),
        ("4月中旬前", None, (4, 20), True),
        ("11月初", None, (11, 10), False),
        ("2月下旬", None, (2, 28), False),
        ("上半年", None, (6, 30), False),
        ("第三季度", None, (9, 30), False),
    ],
)
def test_a_date_is_a_limit_or_a_day(text: str, year: int | None, last: tuple[int, int], bound: bool) -> None:
    read = parse(text)
    assert isinstance(read, Deadline)
    assert (read.year, read.last, read.bound) == (year, last, bound)
