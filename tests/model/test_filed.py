"""The record of a filing and what was put right since."""

from datetime import date

from jixiao.model.filed import Filed, Restatements
from tests.model.entered import entered, found

TEXT = """记录日期: 2024-07-01
修订:
数据摘要: abc
组成:
  - 标签: 附件1
    内容摘要: abc
    文件摘要: def
决算数:
  - 引用: 附件1.x
    实报:
"""


def test_a_filing_names_day_parts_and_figures_blank_ones_too() -> None:
    filed = entered(Filed, TEXT)
    assert filed.recorded_on.value == date(2024, 7, 1)
    assert [str(part.label) for part in filed.parts] == ["附件1"]
    assert filed.final_figures[0].as_filed == ""


def test_a_restatement_gives_its_reason() -> None:
    assert found(Restatements, "更正:\n  - 位置: 附件1\n    更正内容: 由 1 更正为 2\n    理由:\n") == ["M010:4"]
