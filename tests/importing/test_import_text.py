"""An import in words and as JSON: how much was taken over, what differs, what is left to people."""

from __future__ import annotations

from jixiao.importing.field_values import FieldValue
from jixiao.importing.import_result import ImportResult
from jixiao.importing.import_text import format_import_json, format_import_text
from jixiao.importing.table_reader import FiledValue
from jixiao.rollforward.todo import Todo


def filled() -> ImportResult:
    plan = ImportResult(2024, "yueyang-2023", notes=["报告没有“甲”，留作待填"])
    seen = FiledValue("附件1.甲", "5万元", "报送件 附件1 第3行第2格")
    plan.store("annex1.yaml", {"甲": FieldValue("5", seen, "“5万元”写作 5")}, "题目。")
    plan.unread += [FiledValue("", f"第{n}个\x1b格", "报送件 附件1 第4行第1格") for n in range(12)]
    return plan


def nothing_open() -> Todo:
    return Todo(2024, [], 0, [])


def test_the_text_counts_and_lists_and_is_safe_to_show() -> None:
    text = format_import_text(filled(), nothing_open(), everything=False)
    assert "已导入 2024 年度：data/2024/ 共 1 个文件（项目 0 个），读入 1 处。" in text
    assert "整理了写法（1 处）：\n  报送件 附件1 第3行第2格  “5万元”写作 5\n" in text
    assert "没有读入，请人工核对（12 处）：" in text
    assert "另有 4 处" in text
    assert "\x1b" not in text


def test_everything_lists_each_value_with_its_two_places() -> None:
    text = format_import_text(filled(), nothing_open(), everything=True)
    assert "另有" not in text
    assert "报送件 附件1 第3行第2格 → data/2024/annex1.yaml:3  甲  “5”" in text


def test_programs_get_the_same() -> None:
    result = format_import_json(filled(), nothing_open())
    assert result["normalised"] == [{"from": "报送件 附件1 第3行第2格", "what": "“5万元”写作 5"}]
    assert result["notes"] == ["报告没有“甲”，留作待填"]
