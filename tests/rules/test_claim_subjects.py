"""What the report may speak of."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_subjects import list_project_names, list_subjects
from jixiao.rules.claim_words import Column
from jixiao.rules.held_numbers import Subject
from tests.support.book import clean_book


def subject(name: str) -> Subject:
    """Return the matter of a name in the clean unit."""
    return next(one for one in list_subjects(clean_book()) if one.name == name)


@pytest.mark.parametrize(
    ("name", "column", "amount"),
    [
        ("三公经费", Column.FINAL, 65_500),
        ("三公经费", Column.PRIOR, 68_000),
        ("公用经费", Column.BUDGET, 600_000),
        ("办公楼运行维护费", Column.INITIAL, 800_000),
        ("工资福利支出", Column.FINAL, 3_302_000),
        ("编制数", Column.FINAL, 30),
        ("组织业务培训", Column.ACTUAL, 12),
        ("培训合格率", Column.TARGET, 95),
    ],
)
def test_a_line_a_project_and_an_indicator_have_their_columns(name: str, column: Column, amount: int) -> None:
    assert subject(name).columns[column][0].exact == amount


def test_what_has_no_number_of_its_own_is_no_subject() -> None:
    names = {one.name for one in list_subjects(clean_book())}
    assert not {"合计", "决算", "年度资金总额"} & names


def test_a_short_name_of_a_rate_is_told_by_what_it_is_of() -> None:
    assert subject("财政供养人员控制率").columns[Column.RATE][0].exact == 90


def test_a_project_is_first_called_by_its_own_name_and_then_with_its_kind() -> None:
    assert list_project_names("办公楼运行维护费") == ("办公楼运行维护费", "办公楼运行维护费项目")
    assert list_project_names("档案整理项目") == ("档案整理项目",)
    names = [one.name for one in list_subjects(clean_book())]
    assert names.index("办公楼运行维护费") < names.index("办公楼运行维护费项目")
