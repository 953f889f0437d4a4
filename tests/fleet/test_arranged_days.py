"""Working days as the notices arrange them: holidays in the week, Sundays that are worked, years nobody knows yet."""

from datetime import date

import pytest

from jixiao.fleet.arranged_days import ArrangedYear, _arranged, describe_arrangement, is_working_day


@pytest.mark.parametrize(
    ("day", "is_worked"),
    [
        (date(2023, 4, 5), False),
        (date(2023, 4, 23), True),
        (date(2024, 2, 9), True),
        (date(2024, 2, 12), False),
        (date(2024, 4, 7), True),
        (date(2025, 1, 1), False),
        (date(2025, 10, 8), False),
        (date(2025, 9, 28), True),
        (date(2026, 2, 23), False),
        (date(2026, 10, 10), True),
        (date(2026, 10, 11), False),
        (date(2031, 10, 1), True),
        (date(2031, 10, 4), False),
    ],
)
def test_a_day_is_worked_or_not(day: date, is_worked: bool) -> None:
    assert is_working_day(day) is is_worked


@pytest.mark.parametrize(("year", "arranged"), _arranged().items())
def test_a_notice_is_sound(year: str, arranged: ArrangedYear) -> None:
    assert year in arranged.notice
    assert all(day.weekday() >= 5 for day in arranged.worked), "days worked instead are of weekends"
    assert all(first <= last and (last - first).days < 10 for first, last in arranged.off)
    assert not any(first <= day <= last for day in arranged.worked for first, last in arranged.off)


def test_a_year_that_is_not_known_is_named() -> None:
    [said] = describe_arrangement(2024, 2024)
    assert said == "工作日按国务院办公厅关于2024年部分节假日安排的通知（国办发明电〔2023〕7号）"
    assert [*describe_arrangement(2030, 2031)] == ["2030、2031 年的节假日安排程序里没有，工作日是周一至周五"]
