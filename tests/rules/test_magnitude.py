"""Magnitude: a number is suspected where what it can be measured by agrees that it is many times too large or small."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.figures import Figure
from jixiao.findings import Place, Severity
from jixiao.rules.magnitude import Suspect, find_suspect
from jixiao.rules.yardsticks import Kind, MeasuredNumber, Yardstick
from tests.support.book import book_of, found
from tests.support.cases import clean_project
from tests.support.project import edit

FACTOR = 7
BUDGET, LAST, LIMIT, WHOLE = Kind.PARTNER, Kind.LAST_YEAR, Kind.LIMIT, Kind.WHOLE


def judged(amount: str, *yardsticks: tuple[Kind, str], unit: str = "万元") -> Suspect | None:
    figure = Figure(Decimal(amount), unit, Place("data/2024/annex1.yaml", 1), "附件1.某项.决算")
    held = (Yardstick(kind, f"{kind}的数", Decimal(number)) for kind, number in yardsticks)
    return find_suspect(MeasuredNumber(figure, tuple(held)), FACTOR)


@pytest.mark.parametrize(
    ("amount", "yardsticks", "meant"),
    [
        ("11500", [(BUDGET, "2"), (LAST, "1.36"), (LIMIT, "5")], "1.15"),
        ("3201500", [(LIMIT, "447.7"), (LAST, "310.5")], "320.15"),
        ("32015", [(LIMIT, "447.7")], "320.15"),
        ("118.5", [(BUDGET, "12"), (LIMIT, "12")], "11.85"),
        ("36", [(BUDGET, "4"), (LAST, "3.8")], "3.6"),
        ("10.42", [(BUDGET, "105"), (LAST, "102.9")], "104.2"),
        ("315", [(BUDGET, "31.5"), (LAST, "65.4")], "31.5"),
        ("20000", [(BUDGET, "1.15"), (WHOLE, "907.92")], "2"),
        ("-315", [(LIMIT, "31.5"), (BUDGET, "31.5")], "31.5"),
    ],
)
def test_a_point_out_of_place_is_told_with_the_number_meant(
    amount: str, yardsticks: list[tuple[Kind, str]], meant: str
) -> None:
    found = judged(amount, *yardsticks)
    assert found is not None
    assert (found.meant, found.severity) == (Decimal(meant), Severity.ERROR)


@pytest.mark.parametrize(
    ("amount", "yardsticks"),
    [
        ("31.2", [(BUDGET, "6.5"), (LAST, "35.33")]),  # far over its budget, as last year
        ("52.4", [(BUDGET, "80")]),  # a new project
        ("500", [(BUDGET, "520"), (LAST, "2.5")]),  # a large project once
        ("0.5", [(BUDGET, "60")]),  # begun in December
        ("2.1", [(BUDGET, "100"), (LAST, "95")]),  # stopped
        ("300", [(BUDGET, "290"), (WHOLE, "40")]),  # a building paid over years
        ("96.5", []),
    ],
)
def test_what_may_be_right_is_left_alone(amount: str, yardsticks: list[tuple[Kind, str]]) -> None:
    assert judged(amount, *yardsticks) is None


def test_one_word_of_last_year_about_people_is_a_warning() -> None:
    told = judged("222", (LAST, "21"), unit="人")
    assert told is not None
    assert (told.meant, told.severity) == (Decimal(22), Severity.WARNING)
    assert judged("33", (LAST, "3"), unit="人") is None


@pytest.mark.parametrize(
    ("amount", "posts", "meant", "severity"),
    [("220000", "20", "22", Severity.ERROR), ("130", "12", "13", Severity.HINT), ("99", "4", None, None)],
)
def test_more_people_than_all_posts_many_times_are_told(
    amount: str, posts: str, meant: str | None, severity: Severity | None
) -> None:
    told = judged(amount, (WHOLE, posts), unit="人")
    assert (told and told.severity) == severity
    assert (told and told.meant) == (meant and Decimal(meant))


@given(
    st.decimals("0.5", 1000, places=2),
    st.integers(80, 100).map(lambda share: Decimal(share) / 100),
    st.sampled_from([10, 100, 1000, 10_000]),
)
def test_the_number_meant_is_found_again(budget: Decimal, share: Decimal, times: int) -> None:
    final = (budget * share).quantize(Decimal("0.01"))
    assert judged(str(final), (BUDGET, str(budget)), (LIMIT, str(budget)), (LAST, str(budget))) is None
    told = judged(str(final * times), (BUDGET, str(budget)), (LIMIT, str(budget)), (LAST, str(budget)))
    assert told is not None
    assert told.meant == final


# in a year


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("annex1.yaml", "决算: 1.35", "决算: 13500", "1.35？（13500 元等于 1.35 万元）"),
        ("annex1.yaml", "编制数: 30", "编制数: 300", "30？"),
        ("annex1.yaml", "在职人数: 27", "在职人数: 270", "27？"),
    ],
)
def test_the_line_typed_is_named(tmp_path: Path, file: str, old: str, new: str, expected: str) -> None:
    workspace = clean_project(tmp_path)
    edit(tmp_path / "data/2023" / file, old, new)
    [one] = found("A106", book_of(workspace))
    lines = (tmp_path / "data/2023" / file).read_text("utf-8").split("\n")
    assert new in lines[one.place.line - 1]
    assert one.expected == expected


def test_the_form_set_may_ask_for_nothing(tmp_path: Path) -> None:
    workspace = clean_project(tmp_path)
    edit(tmp_path / "data/2023/annex1.yaml", "决算: 1.35", "决算: 13500")
    edit(tmp_path / "templates/yueyang-2023/forms.yaml", "    倍数: 7", "    倍数:")
    assert found("A106", book_of(workspace)) == []
