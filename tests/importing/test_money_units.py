"""Amounts of a filed form come in the unit of its template, whatever unit the paper has."""

import pytest

from jixiao.importing.documents import Document
from jixiao.importing.paper_cells import CellFate
from jixiao.importing.template_layout import lay_out
from tests.importing.test_form_layout import FUNDS, TEMPLATE
from tests.importing.test_paper_reading import FILED
from tests.support.paper import describe, draw_blocks, read_drawing, values_of

DESCRIPTION = describe(FUNDS)
LAYOUT = lay_out("示例", DESCRIPTION.forms[0], DESCRIPTION, Document("模板", draw_blocks(TEMPLATE)))


def amounts(filed: str) -> list[object]:
    found = values_of(read_drawing(LAYOUT, filed).read)
    return [value for path, value in found.items() if path.startswith("资金.")]


def test_a_number_with_a_unit_of_its_own_is_converted_and_told() -> None:
    filed = FILED.replace("| 1.50 |", "| 15000元 |")
    assert amounts(filed) == ["1.5", "2"]
    (changed,) = [cell for cell in read_drawing(LAYOUT, filed).read if cell.change]
    assert changed.change == "元折成万元，写作 1.5"


@pytest.mark.parametrize("heading", ["项目资金（元）", "项目资金(单位：元)"])
def test_a_heading_in_another_unit_is_of_all_amounts(heading: str) -> None:
    filed = FILED.replace("项目资金（万元）", heading).replace("1.50", "12345.67").replace("| 2 |", "| 8.8万元 |")
    assert amounts(filed) == ["1.234567", "8.8"]


def test_a_line_that_says_the_unit_counts_too() -> None:
    assert amounts(FILED.replace("项目资金（万元）", "项目资金").replace("（2030年度）", "（2030年度）\n单位：元")) == [
        "0.00015",
        "0.0002",
    ]


def test_of_two_units_that_contradict_each_other_no_amount_is_read() -> None:
    reading = read_drawing(LAYOUT, FILED.replace("（2030年度）", "（2030年度）\n单位：元"))
    assert [cell.text for cell in reading.cells if cell.fate is CellFate.LEFT and "资金." in cell.path] == ["1.50", "2"]


@pytest.mark.parametrize("words", ["（2030年度）", "（2030年度）\n金额单位：万元"])
def test_the_same_unit_changes_nothing(words: str) -> None:
    assert amounts(FILED.replace("（2030年度）", words)) == ["1.50", "2"]


def test_units_of_indicators_are_none_of_the_form() -> None:
    assert amounts(FILED.replace("| 甲 |", "| 单次成本（元） |")) == ["1.50", "2"]
