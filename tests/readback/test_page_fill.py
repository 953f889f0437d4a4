"""Pages that hold next to nothing, and cells that run down a narrow column, are told with their page and the reason."""

from __future__ import annotations

import pytest

from jixiao.readback.page_fill import list_page_notes
from jixiao.render.passages import Passage

SIGNED = "填表人：甲填报日期：2024年6月27日"
REASON = "因示例原因未能按期完成" * 12
PASSAGES = [
    Passage("部门整体支出绩效自评表", (), "附件2"),
    Passage("年度目标完成情况良好，各项工作按计划推进。", (), "附件2", "第3行第2格"),
    Passage(SIGNED, (), "附件2"),
    Passage("项目支出绩效自评表", (), "附件3（1）"),
    Passage(REASON, (), "附件3（1）", "第9行第8格"),
    Passage(SIGNED, (), "附件3（1）"),
    Passage("部门（单位）名称：示例市档案馆", (), "封面"),
    Passage("一、基本情况，全年工作总结如下。", (), "报告 一", "第1段"),
    Passage("7.示例项目支出绩效自评表", (), "报告 附件清单", "第7段"),
]
FIRST = "部门整体支出绩效自评表\n年度目标完成情况良好，\n各项工作按计划推进。\n另一行文字\n— 1 —"


def notes(*pages: str) -> list[str]:
    return list(list_page_notes(pages, PASSAGES))


def test_a_line_alone_on_a_page_is_told_with_its_page_and_what_runs_over() -> None:
    [note] = notes(FIRST, "填表人：甲  填报日期：2024 年 6 月 27 日\n— 2 —")
    assert note.startswith("PDF 第 2 页只有 1 行字：附件2末尾的“填表人：甲填报日期：2024年6月27日”没有排进第 1 页。")


def test_which_part_a_signature_belongs_to_is_told_by_the_page_before() -> None:
    [note] = notes(FIRST, "项目支出绩效自评表\n因示例原因未能按期完成因示例原因\n甲\n乙", SIGNED)
    assert "附件3（1）末尾" in note


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_a_part_that_is_short_is_no_fault(lines: int) -> None:
    assert notes(FIRST, "\n".join(["部门（单位）名称：示例市档案馆", "", *["（此页为封面）"] * (lines - 1)])) == []


def test_a_page_with_more_lines_is_none() -> None:
    assert notes(FIRST, "\n".join(["各项工作按计划推进。"] * 4)) == []


def test_an_empty_page_is_none() -> None:
    assert notes(FIRST, "— 2 —", "") == []


def test_a_list_that_ends_alone_is_told() -> None:
    [note] = notes("一、基本情况，全年工作总结如下。\n甲\n乙\n丙", "7.示例项目支出绩效自评表\n— 11 —")
    assert "PDF 第 2 页只有 1 行字：报告末尾的“7.示例项目支出绩效自评表”没有排进第 1 页" in note


def test_a_reason_in_a_narrow_column_is_told_with_its_cell() -> None:
    column = [REASON[start : start + 4] for start in range(0, len(REASON), 4)]
    [note] = notes(FIRST, "\n".join(["项目支出绩效自评表", *column]))
    assert note.startswith("PDF 第 2 页：附件3（1） 第9行第8格的“因示例原因")
    assert f"在窄栏里占了 {len(column)} 行" in note


def test_the_same_reason_in_a_wide_column_is_none() -> None:
    wide = [REASON[start : start + 30] for start in range(0, len(REASON), 30)]
    assert notes(FIRST, "\n".join(["项目支出绩效自评表", *wide])) == []
