"""What a value is: by the sets, by the ending of its label, by what stands there."""

import pytest

from jixiao.importing.describing.field_kinds import guess_field
from jixiao.importing.describing.vocabulary import Meaning
from jixiao.model.form_roles import FieldKind, Presence


@pytest.mark.parametrize(
    ("label", "text", "kind"),
    [
        ("控制率", "", FieldKind.PERCENT),
        ("填报日期", "", FieldKind.DATE),
        ("省级拨款", "12", FieldKind.AMOUNT),
        ("在职人数", "", FieldKind.NUMBER),
        ("自评总分", "98", FieldKind.SCORE),
        ("负责人", "", FieldKind.TEXT),
        ("任意", "95.1%", FieldKind.PERCENT),
        ("任意", "2030年3月—2031年12月", FieldKind.PERIOD),
        ("任意", "301-示例局", FieldKind.CODED_NAME),
        ("是否核心", "", FieldKind.CHOICE),
        ("省级拨款", "见说明", FieldKind.TEXT),
    ],
)
def test_a_label_that_no_set_has(label: str, text: str, kind: FieldKind) -> None:
    guess = guess_field(label, [text], None)
    assert (guess.kind, guess.question) == (kind, "")


def test_options_are_read_off_the_boxes() -> None:
    guess = guess_field("任意", ["1、甲类☑  2、乙类□"], None)
    assert (guess.kind, guess.choices) == (FieldKind.TICK, ("甲类", "乙类"))
    assert guess_field("任意", ["□一级项目 ☑二级项目"], None).choices == ("一级项目", "二级项目")


def test_what_says_nothing_is_a_question() -> None:
    assert guess_field("任意", [""], None).question
    assert guess_field("任意", ["甲乙丙"], None).question
    assert not guess_field("任意", [""], None, wide=True).question


def test_what_some_rows_leave_empty_may_be_empty() -> None:
    assert guess_field("原因", ["迟到。", ""], None).presence is Presence.OPTIONAL


def test_a_meaning_goes_before_the_ending_unless_the_value_is_none_of_it() -> None:
    meaning = Meaning("执行数", FieldKind.AMOUNT)
    assert guess_field("执行情况", ["12"], meaning).kind is FieldKind.AMOUNT
    assert guess_field("执行情况", ["甲乙"], meaning).question


def test_choices_of_the_form_are_added_to_those_known() -> None:
    meaning = Meaning("性质", FieldKind.CHOICE, choices=("≥", "≤"))
    assert guess_field("性质", ["﹦"], meaning).choices == ("≥", "≤", "﹦")


def test_no_such_number_is_no_value() -> None:
    assert guess_field("控制率", ["不适用"], None).kind is FieldKind.PERCENT
