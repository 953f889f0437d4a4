"""How references into the accounts are written, and what is none."""

import pytest

from jixiao.accounts.cell_reference import CellReference, names_source, parse_reference, write_labels


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("决算.Z01['一、收入'].决算数", CellReference("决算", "Z01", ("一、收入",), ("决算数",))),
        ('决算.Z01["一、收入"].决算数', CellReference("决算", "Z01", ("一、收入",), ("决算数",))),
        ("决算.Z01[‘一、收入’].决算数", CellReference("决算", "Z01", ("一、收入",), ("决算数",))),
        ("决算.F03['一、“三公”经费支出'].决算数", CellReference("决算", "F03", ("一、“三公”经费支出",), ("决算数",))),
        ("决算['Z05-1 明细表']['201'].合计", CellReference("决算", "Z05-1 明细表", ("201",), ("合计",))),
        ("决算.Z01['支出', '总计'].决算数", CellReference("决算", "Z01", ("支出", "总计"), ("决算数",))),
        ("决算.Z05['合计']['工资','小计']", CellReference("决算", "Z05", ("合计",), ("工资", "小计"))),
    ],
)
def test_a_reference_is_a_source_a_sheet_a_row_and_a_column(text: str, reference: CellReference) -> None:
    assert parse_reference(text) == reference


@pytest.mark.parametrize(
    "text",
    ["附件1.三公经费.公务接待.决算", "1.36", "决算.Z01['一'].", "决算.Z01['一'].甲.乙.丙", "见决算。", "['甲'].乙", ""],
)
def test_paths_numbers_and_sentences_are_none(text: str) -> None:
    assert parse_reference(text) is None


def test_the_source_of_what_is_not_written_rightly_is_known() -> None:
    assert names_source("决算.Z01['一'") == "决算"
    assert names_source("全年完成。") == ""


def test_labels_are_written_as_they_are_read() -> None:
    step = write_labels(("支出", "总计"))
    assert parse_reference(f"决算.Z01{step}.决算数") == CellReference("决算", "Z01", ("支出", "总计"), ("决算数",))
