"""Rows of a filed list: levels go down into merged cells, placeholders are no rows."""

from __future__ import annotations

import pytest

from jixiao.forms.described_set import expand_lists
from jixiao.importing.described_rows import fill_rows
from jixiao.importing.field_values import NOT_FILED
from jixiao.importing.paper_cells import CellFate, CellReading, PaperPlace, PaperReading
from tests.support.paper import describe, layout_of

FIELDS = """
    各项: {总分: 得分}
    列表:
      指标:
        角色: 绩效指标
        各项:
          一级指标: {类型: 文字, 角色: 一级指标}
          二级指标: {类型: 文字, 角色: 二级指标}
          三级指标: {类型: 文字, 角色: 三级指标}
          得分: {类型: 得分, 角色: 指标得分}
          备注: {类型: 文字, 填写要求: 可空}
"""


def rows(*lines: str, computed: frozenset[str] = frozenset()) -> list[list[str]]:
    """Return the rows that these read ones become; a line has its cells between |, - for one that was not read."""
    columns = ("一级指标", "二级指标", "三级指标", "得分", "备注")
    reading = PaperReading(layout_of("| 总分 | {{ 总分 }} |", FIELDS), 2030)
    for number, line in enumerate(lines, start=1):
        for column, text in zip(columns, line.split("|"), strict=True):
            if text != "-":
                path = f"指标[{number}].{column}"
                reading.cells.append(CellReading(PaperPlace(table=1), text, CellFate.READ, path, text))
    described = expand_lists(describe(FIELDS).forms[0].lists)["指标"]
    filled = fill_rows(described, reading, computed)
    return [[str(leaf.text) for leaf in row.values()] for row in filled]


def test_a_level_holds_until_another_is_written() -> None:
    assert rows("产出|数量|甲|1|-", "-|-|乙|2|-", "-|质量|丙|3|-", "效益|社会|丁|4|-") == [
        ["产出", "数量", "甲", "1"],
        ["产出", "数量", "乙", "2"],
        ["产出", "质量", "丙", "3"],
        ["效益", "社会", "丁", "4"],
    ]


def test_a_new_first_level_ends_the_second() -> None:
    assert rows("产出|数量|甲|1|-", "效益|-|乙|2|-")[1] == ["效益", str(NOT_FILED.text), "乙", "2"]


@pytest.mark.parametrize("line", ["产出|数量|-|-|-", "-|数量|指标2：|-|-", "-|-|……|-|-"])
def test_levels_alone_and_placeholders_are_no_rows(line: str) -> None:
    assert rows("产出|数量|甲|1|-", line) == [["产出", "数量", "甲", "1"]]


def test_what_is_missing_is_to_be_filled_in_unless_it_may_be_left_or_is_computed() -> None:
    assert rows("产出|数量|甲|-|-") == [["产出", "数量", "甲", str(NOT_FILED.text)]]
    assert rows("产出|数量|甲|-|-", computed=frozenset(["指标.得分"])) == [["产出", "数量", "甲"]]


def test_a_column_of_a_group_stands_in_its_group() -> None:
    fields = FIELDS.replace("          备注:", "          可能性.确定能: {类型: 文字, 填写要求: 可空}\n          备注:")
    reading = PaperReading(layout_of("| 总分 | {{ 总分 }} |", FIELDS), 2030)
    for column in ("三级指标", "可能性.确定能"):
        reading.cells.append(CellReading(PaperPlace(table=1), "√", CellFate.READ, f"指标[1].{column}", "√"))
    described = expand_lists(describe(fields).forms[0].lists)["指标"]
    (row,) = fill_rows(described, reading, frozenset())
    assert str(row["可能性"]["确定能"].text) == "√"
