"""Labels lead to one cell, wherever it stands, or it is said why not."""

from typing import Any

import pytest

from jixiao.accounts.cell_reference import CellReference, parse_reference
from jixiao.accounts.find_cell import CellTrouble, find_cell, find_sheet
from jixiao.accounts.sheet_tables import cell_name
from tests.support.accounts import RUNNING, TOTALS, Change, grid, set_cells


def found(sheet: str, labels: str, *changes: Change) -> str:
    return cell_name(find_cell(grid(sheet, *changes), asked(labels)).spot)


def asked(labels: str) -> CellReference:
    reference = parse_reference(f"决算.甲{labels}")
    assert reference
    return reference


def trouble(sheet: str, labels: str, *changes: Change) -> tuple[str, str, str]:
    with pytest.raises(CellTrouble) as caught:
        find_cell(grid(sheet, *changes), asked(labels))
    code, words, _, remedy = caught.value.message
    return code, words, remedy


def insert_row(book: Any) -> None:
    book[RUNNING].insert_rows(6)
    book[RUNNING]["A6"] = "  0．新的一行"


def test_a_cell_is_found_by_its_row_and_its_column() -> None:
    assert found(RUNNING, "['3．公务接待费'].决算数") == "D8"
    assert found(RUNNING, "['3．公务接待费'].全年预算数") == "C8"


def test_a_row_that_moved_is_found_where_it_is_now() -> None:
    assert found(RUNNING, "['3．公务接待费'].决算数", insert_row) == "D9"


def test_a_row_with_another_number_before_it_is_found() -> None:
    assert found(RUNNING, "['3．公务接待费'].决算数", set_cells(RUNNING, A8="  4．公务接待费")) == "D8"


def test_groups_side_by_side_do_not_mix() -> None:
    assert found(TOTALS, "['一、财政拨款收入'].决算数") == "D7"
    assert found(TOTALS, "['一、基本支出'].决算数") == "H7"


def test_a_label_that_stands_twice_is_told_until_it_is_said_which() -> None:
    code, words, _ = trouble(TOTALS, "['总计'].决算数")
    assert code == "N006"
    assert "D9" in words
    assert "H9" in words
    assert found(TOTALS, "['支出', '总计'].决算数") == "H9"


def test_a_label_that_is_gone_is_told_with_the_nearest() -> None:
    code, words, remedy = trouble(RUNNING, "['3．公务招待费'].决算数")
    assert code == "N005"
    assert "3．公务招待费" in words
    assert "是否应为“3．公务接待费”" in remedy


def test_a_column_that_is_gone_is_told_with_the_nearest() -> None:
    code, _, remedy = trouble(RUNNING, "['3．公务接待费'].决算")
    assert (code, "是否应为“决算数”" in remedy) == ("N005", True)


def test_a_sheet_goes_by_its_code_its_number_and_its_title() -> None:
    grids = [grid(RUNNING), grid(TOTALS)]
    for name in ("F03", "f03", "财决附03表", "附03", "机构运行信息表", RUNNING):
        assert find_sheet(grids, name, []).sheet.name == RUNNING
    with pytest.raises(CellTrouble, match="没有工作表"):
        find_sheet(grids, "Z99", [])
    with pytest.raises(CellTrouble, match="隐藏"):
        find_sheet(grids[1:], "F03", [RUNNING])
