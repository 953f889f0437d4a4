"""Texts on paper as values of their kind."""

import pytest

from jixiao.importing.printed_values import Value, is_mark, read_printed
from jixiao.model.form_description import FieldDescription
from jixiao.model.form_roles import FieldKind, Role


def field(kind: str, role: Role | None = None, *choices: str) -> FieldDescription:
    return FieldDescription.model_construct(kind=FieldKind(kind), role=role, choices=list(choices))


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("金额", "52.60", "52.60"),
        ("金额", "1,206.75万元", "1206.75"),
        ("金额", "￥3.50", "3.50"),
        ("金额", "１２．５", "12.5"),
        ("金额", "16.50.", "16.50"),
        ("金额", "约3", None),
        ("金额", "45.42%", None),
        ("金额", "3人", None),
        ("百分数", "95元", None),
        ("得分", "3万元", None),
        ("金额", "1.5.2", None),
        ("百分数", "95.10%", "95.10"),
        ("百分数", "９５％", "95"),
        ("百分数", "不适用", "不适用"),
        ("金额", "不适用", None),
        ("得分", "9.8分", "9.8"),
        ("数", "21人", "21"),
        ("日期", "2023年4月18日", "2023-04-18"),
        ("日期", "四月", None),
        ("年月", "2020年3月", "2020-3"),
        ("起止年月", "2020年3月—2022年12月", {"起": "2020-03", "止": "2022-12"}),
        ("起止年月", "2020年3月", None),
        ("代码和名称", "301-示例局", {"代码": "301", "名称": "示例局"}),
        ("代码和名称", "示例局 [512]", {"代码": "512", "名称": "示例局"}),
        ("代码和名称", "示例-局", "示例-局"),
        ("年份", "2030年度", "2030"),
        ("文字", "产\n出\n指\n标", "产出指标"),
        ("文字", "第一件事\n第二件事", "第一件事\n第二件事"),
    ],
)
def test_a_text_is_read_as_its_kind(kind: str, text: str, value: Value | None) -> None:
    assert read_printed(text, field(kind)) == value


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("1、甲类☑  2、乙类□", "甲类"),
        ("甲类□  乙类√", "乙类"),
        ("□甲类  ☑乙类", "乙类"),
        ("乙类", "乙类"),
        ("甲类☑  乙类☑", None),
        ("甲类□  乙类□", None),
        ("丙类☑  乙类□", None),
    ],
)
def test_the_option_that_is_ticked_is_the_value(text: str, chosen: str | None) -> None:
    assert read_printed(text, field("单选", None, "甲类", "乙类")) == chosen


@pytest.mark.parametrize(
    ("text", "chosen"),
    [("☑甲类 □乙类", "甲类"), ("1、甲类☑  2、乙类☑", "甲类、乙类"), ("□甲类 □乙类", None), ("丙类☑", None)],
)
def test_of_ticks_there_may_be_several(text: str, chosen: str | None) -> None:
    assert read_printed(text, field("勾选", None, "甲类", "乙类")) == chosen


@pytest.mark.parametrize("role", [Role.LEVEL1, Role.LEVEL2, Role.LEVEL3])
def test_points_behind_the_name_of_an_indicator_are_no_part_of_it(role: Role) -> None:
    assert read_printed("产出指标\n（50分）", field("文字", role)) == "产出指标"
    assert read_printed("成活率（10分）", field("文字", role)) == "成活率"


def test_marks_say_that_there_is_no_value() -> None:
    assert [is_mark(text) for text in ("-", " —— ", "/", "无", "0", "")] == [True, True, True, False, False, False]


def test_a_numeral_that_belongs_to_an_option_is_not_its_number() -> None:
    options = field("勾选", None, "一级项目", "二级项目")
    assert read_printed("一级项目□ 二级项目☑", options) == "二级项目"
    assert read_printed("一、一级项目☑ 二、二级项目□", options) == "一级项目"
