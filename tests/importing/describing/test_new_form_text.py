"""What the command says it made, and what is to be looked through."""

from jixiao.importing.describing.new_form_text import format_new_form, format_new_form_json
from tests.support.drafted import draft_drawn

FORM = draft_drawn("示例表\n| 项目名称 | 甲 | 不知何物 | |")


def test_the_count_of_fields_and_of_those_to_look_through_is_told() -> None:
    text = format_new_form(FORM, everything=False)
    assert "认出 2 项，其中 1 项请核对，1 项有把握。" in text
    assert "不知何物：" in text


def test_programs_get_the_same() -> None:
    told = format_new_form_json(FORM)
    assert (told["fields"], told["left"]) == (2, [])
    assert len(FORM.questions) == 1
