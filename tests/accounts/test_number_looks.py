"""What a number format shows: decimals, per cents, a unit behind, or other digits than are stored."""

from __future__ import annotations

import pytest

from jixiao.accounts.number_looks import read_look


@pytest.mark.parametrize(
    "code",
    [
        "0.00,",
        "#,##0,",
        "0!.0,",
        "0\\.0000",
        '0"."00',
        ";;;",
        '"无"',
        '0"0000"',
        '[>=10000]0!.0,"万";0',
        '0.00,,"百万"',
    ],
)
def test_other_digits_than_are_stored_are_known(code: str) -> None:
    assert read_look("164", code).distorting


@pytest.mark.parametrize(
    ("code", "suffix", "places"),
    [
        ("General", "", None),
        ("0.00", "", 2),
        ("#,##0.00", "", 2),
        ("#\\ ##0.0", "", 1),
        ('0.00"万元"', "万元", 2),
        ("0.00万元", "万元", 2),
        ('0.0"%"', "%", 1),
        ('"￥"#,##0.00', "", 2),
        ("[$￥-804]#,##0.00;[Red]-#,##0.00", "", 2),
        ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "", 2),
        ("0.00;-0.00;;@", "", 2),
        ("@", "", None),
        ('yyyy"年"m"月"d"日"', "", None),
        ("0.00E+00", "", None),
    ],
)
def test_a_format_that_shows_what_is_stored(code: str, suffix: str, places: int | None) -> None:
    look = read_look("164", code)
    assert (look.distorting, look.suffix, look.places) == (False, suffix, places)


def test_formats_without_a_code_are_known_by_their_number() -> None:
    assert [read_look(number, None).percent for number in ("9", "10", "2", "14")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("code", "stored", "is_rounded"),
    [
        ("0.00", "588.5555", True),
        ("0.00", "320.14999999999998", False),
        ("0%", "0.505", True),
        ("0%", "0.5", False),
        ("General", "1.23456", False),
        ("0.00", "1e999.5", False),
        ("0.00", "一.二", False),
    ],
)
def test_decimals_that_are_not_shown_are_told_from_what_a_float_adds(code: str, stored: str, is_rounded: bool) -> None:
    assert read_look("164", code).rounds(stored) is is_rounded


def test_a_code_of_any_length_is_read() -> None:
    assert not read_look("164", '"' * 50_001 + "0#," * 20_000).percent
