"""T201–T204: the same thing stated twice, ties of the form set, control totals."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.build.stories import check_year
from jixiao.derive.balance import derive_balance
from jixiao.figures import MONEY, RATE, Figure
from jixiao.findings import Place
from jixiao.model.controls import Control
from jixiao.rules.ties import balances, control_met
from tests.diagnosis.made_year import spoilt
from tests.support.accounts import drawing_year, replace_once, set_cells
from tests.support.book import clean_book, found, printed_otherwise
from tests.support.slips import Edit

HERE = Place("data/2023/control.yaml", 3)


def figure(amount: str, unit: str = MONEY) -> Figure:
    return Figure(Decimal(amount), unit, HERE, "附件1.三公经费.决算")


def control(amount: str) -> Control:
    return Control.model_construct(reference="附件1.三公经费.决算", amount=figure(amount), source="部门决算报表")


def test_one_figure_has_one_value() -> None:
    assert found("T201", clean_book()) == []
    [one] = found("T201", printed_otherwise(clean_book(), "附件2.资金.执行率", "95%"))
    assert one.subject == "附件2.资金.执行率"
    assert one.seen == ("0.95", "0.98")


@pytest.mark.parametrize(("printed", "holds"), [("30", True), ("31", False)])
def test_a_tie_holds_between_what_is_printed(printed: str, *, holds: bool) -> None:
    book = printed_otherwise(clean_book(), "附件1.财政供养人员.编制数", printed)
    assert (found("T203", book) == []) is holds


@pytest.mark.parametrize(("stated", "met"), [("6.55", True), ("6.550", True), ("6.6", False), ("6.56", False)])
def test_a_control_total_is_met_to_the_decimals_written_two_at_least(stated: str, *, met: bool) -> None:
    assert control_met(figure("6.55"), control(stated)) is met


def test_a_rate_is_controlled_in_per_cent() -> None:
    assert control_met(figure("0.98154", RATE), control("98.15"))


def test_every_tie_weighs_its_two_sides() -> None:
    found_here = list(balances(clean_book()))
    assert len(found_here) >= len(clean_book().dossier.form_set.checks.ties) - 2
    assert derive_balance([figure("1")], [], Decimal(1)).gap == 1


def test_a_total_drawn_from_a_workbook_is_mended_there(tmp_path: Path) -> None:
    workspace = drawing_year(tmp_path, set_cells("F03 机构运行信息表(财决附03表)", D5=29200))
    [one] = [each for each in check_year(workspace, 2023).findings if each.code == "T204"]
    assert "部门决算.xlsx 工作表“F03 机构运行信息表(财决附03表)”D5：29200 元；" in one.remedy
    assert "D8：13600.004 元" in one.remedy
    assert "control.yaml" not in one.remedy


def test_data_drawn_from_a_workbook_are_mended_there_and_a_total_typed_in_its_file(tmp_path: Path) -> None:
    workspace = drawing_year(tmp_path)
    replace_once(workspace.year(2023) / "control.yaml", "数额: 决算.F03['一、“三公”经费支出'].决算数", "数额: 2.92")
    [one] = [each for each in check_year(workspace, 2023).findings if each.code == "T204"]
    assert "D8：13600.004 元" in one.remedy
    assert "核对数抄错的改 control.yaml" in one.remedy


@pytest.mark.parametrize(
    ("third", "told"), [("示列市委办公室", True), ("示例市委办公厅", True), ("示例县委办公室", False)]
)
def test_a_supervisor_one_character_off_from_several_others_is_misspelt(
    tmp_path: Path, third: str, *, told: bool
) -> None:
    names = {1: "示例市委办公室", 2: "示例市委办公室", 3: third}
    files = {1: "01-building", 2: "02-custody", 3: "03-digital"}
    edits = [Edit(f"projects/{files[at]}.yaml", "主管部门:", f"主管部门: {name}") for at, name in names.items()]
    said = [one.seen for one in found("T202", spoilt(tmp_path, *edits).book)]
    assert said == [(third, "示例市委办公室")] * told
