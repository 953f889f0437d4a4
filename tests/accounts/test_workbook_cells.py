"""The program that reads workbooks: what it writes for one, and why it refuses another."""

import json
import subprocess
import sys

import pytest

from jixiao.accounts import workbook_cells
from jixiao.accounts.workbook_cells import read_cells
from tests.support.workbooks import change_sheet, fill, make_workbook


def test_a_sheet_is_its_cells_from_the_first_to_the_last() -> None:
    data = make_workbook(fill({"B2": "甲", "C3": 1.5}), lambda sheet: sheet.merge_cells("B2:C2"))
    (sheet,) = read_cells(data)["sheets"]
    assert sheet["rows"] == [["甲", None], [None, 1.5]]
    assert (sheet["name"], tuple(sheet["first"]), sheet["merged"]) == ("表", (1, 1), [(1, 1, 1, 2)])


def test_it_runs_by_itself() -> None:
    command = [sys.executable, "-I", str(workbook_cells.__file__)]
    done = subprocess.run(command, input=make_workbook(fill({"A1": "甲"})), capture_output=True, check=True)
    assert json.loads(done.stdout)["sheets"][0]["rows"] == [["甲"]]


def test_what_is_no_workbook_is_refused() -> None:
    assert "不是 Excel 文件" in read_cells(b"PK\x03\x04")["refused"]


@pytest.mark.parametrize(
    ("limit", "words"), [("MAX_CELLS", "单元格"), ("MAX_SHEETS", "工作表"), ("MAX_CHARACTERS", "字")]
)
def test_more_than_forms_have_is_refused(limit: str, words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook_cells, limit, 0)
    assert words in read_cells(make_workbook(fill({"A1": "甲"})))["refused"]


@pytest.mark.parametrize("number", ["1e999", "-1e999", "NaN"])
def test_what_is_no_number_that_can_be_reckoned_with_is_text(number: str) -> None:
    data = change_sheet(make_workbook(fill({"A1": 1.5})), "<v>1.5</v>", f"<v>{number}</v>")
    ((cell,),) = read_cells(data)["sheets"][0]["rows"]
    assert isinstance(cell, str)


def test_merged_ranges_that_lie_over_one_another_are_refused() -> None:
    data = make_workbook(fill({"A1": "甲"}), lambda sheet: sheet.merge_cells("A1:B2"))
    whole = '<mergeCell ref="A1:XFD1048576"/>'
    assert read_cells(change_sheet(data, '<mergeCell ref="A1:B2"/>', whole))["sheets"]
    assert "互相重叠" in read_cells(change_sheet(data, '<mergeCell ref="A1:B2"/>', whole * 9))["refused"]
