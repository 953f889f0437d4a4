"""What a text in described forms may speak of."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_words import Column
from jixiao.rules.described_subjects import SubjectFinder, list_figures, project_name, total_paths
from jixiao.rules.held_numbers import Subject
from jixiao.rules.prose_numerals import find_numerals
from tests.support.told import PROJECT, UNIT, form_of, made_case, printed_forms

FORM = "部门预算项目支出绩效自评表（1）"


def finder(name: str) -> SubjectFinder:
    """Return the finder of a made year."""
    package = printed_forms(name)
    return SubjectFinder(package.dossier, list_figures(package.dossier, package.prints))


def subject(name: str, of: tuple[Subject, ...]) -> Subject:
    """Return the matter of a name."""
    return next(one for one in of if one.name == name)


@pytest.mark.parametrize(
    ("name", "column", "amount"),
    [
        ("三公经费", Column.FINAL, 32_000),
        ("三公经费", Column.PRIOR, 35_000),
        ("三公经费", Column.BUDGET, 40_000),
        ("公务接待费", Column.INITIAL, 15_000),
        ("馆藏档案扫描", Column.BUDGET, 1_030_000),
        ("编制数", Column.FINAL, 22),
        ("人员支出", Column.FINAL, 2_927_000),
        ("接待查档", Column.ACTUAL, 3010),
    ],
)
def test_lines_projects_and_indicators_are_found_by_roles_and_labels(name: str, column: Column, amount: int) -> None:
    assert amount in {one.exact for one in subject(name, finder(UNIT).of_unit()).columns[column]}


def test_a_project_speaks_of_itself_and_not_of_the_units_lines() -> None:
    subjects = finder(UNIT).of_project(form_of(UNIT, "附件3（2）"))
    assert subject("项目支出", subjects).columns[Column.FINAL][0].exact == 420_000
    assert "三公经费" not in {one.name for one in subjects}


def test_a_source_of_money_is_a_line_of_a_projects_form() -> None:
    subjects = finder(PROJECT).of_project(form_of(PROJECT, FORM))
    assert subject("财政资金", subjects).columns[Column.FINAL][0].exact == 784_000


def test_what_nothing_is_said_of_is_all_that_a_form_is_about() -> None:
    implied = finder(PROJECT).implied(form_of(PROJECT, FORM))
    assert implied is not None
    assert implied.columns[Column.INITIAL][0].exact == 950_000


def test_a_name_is_without_its_code() -> None:
    form = form_of(PROJECT, FORM)
    assert project_name(form) == "古籍修复"
    assert total_paths(form)[Column.SCORE] == [f"{form.form.name}.repair.总分.得分"]


def test_a_rate_may_be_said_as_printed_or_with_more_decimals() -> None:
    [rate, *_] = subject("部门整体支出", finder(UNIT).of_unit()).columns[Column.RATE]
    fits = {words: rate.fits(find_numerals(words)[0]) for words in ("99%", "98.64%", "98.6%", "98.46%")}
    assert fits == {"99%": True, "98.64%": True, "98.6%": True, "98.46%": False}


def test_a_number_says_where_it_is_printed() -> None:
    package = printed_forms(UNIT)
    held = list_figures(package.dossier, package.prints).hold("附件1.三公经费.决算")
    assert held is not None
    assert held.spoken.startswith("3.2万元（附件1 第")
    assert made_case(UNIT).findings == ()
