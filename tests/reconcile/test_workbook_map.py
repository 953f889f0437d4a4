"""What a workbook says of itself."""

import pytest

from jixiao.reconcile.workbook_map import MappedMark, WorkbookMap, read_map

LONG = "字" * 70_000
MAP = WorkbookMap(
    "示例单位",
    2023,
    files={"data/2023/unit.yaml": "ab12"},
    marks={
        "_JX000000000001": MappedMark("1.36", is_whole=True, is_open=True),
        "_JX000000000002": MappedMark(LONG, is_whole=False, is_open=False),
        "_JX000000000003": MappedMark("", is_whole=True, is_open=True),
    },
    tables={"_JXTABLE_1": (0, 2, 5)},
    reckoned=frozenset({"（55分）", "2023年"}),
)


def test_its_rows_are_read_back_as_they_were() -> None:
    rows = [list(row) for row in MAP.as_rows()]
    assert all(len(text) < 32_767 for row in rows for text in row)
    width = max(map(len, rows))
    assert read_map([[*row, *([None] * (width - len(row)))] for row in rows]) == MAP


def test_what_it_printed_is_an_origin() -> None:
    origin = MAP.origin
    assert (origin.year, origin.unit, origin.known, origin.printed["_JX000000000001"]) == (
        2023,
        "示例单位",
        True,
        "1.36",
    )


def test_a_year_that_a_program_made_a_number_is_read() -> None:
    assert read_map([["jixiao-workbook", 1.0], ["year", 2023.0], ["unit", "甲"]]) == WorkbookMap("甲", 2023)


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [[]],
        [["甲", "乙"]],
        [["jixiao-workbook", "1"]],
        [["jixiao-workbook", "1"], ["year", "二"]],
        [["jixiao-workbook", "1"], ["year"]],
        [["jixiao-workbook", "1"], ["year", "2023"], ["file"], ["mark", "a"], ["table"]],
    ],
)
def test_any_other_rows_are_no_map(rows: list[list[object]]) -> None:
    assert read_map(rows) in (None, WorkbookMap("", 2023))
