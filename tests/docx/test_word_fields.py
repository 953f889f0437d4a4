"""Fields: what is code, what is a result, and which are more than their result."""

from __future__ import annotations

import pytest

from jixiao.docx.unread import Unread, UnreadThing
from jixiao.docx.word_fields import WordFields, judge_field
from tests.docx.test_fidelity import read
from tests.support.word_elements import field, text

FIELD = UnreadThing(Unread.FIELD, "IF")


@pytest.mark.parametrize("code", [' HYPERLINK "a" ', "hyperlink a", ' TOC \\o "1-3" ', " PAGEREF _T ", " FORMTEXT "])
def test_some_fields_are_nothing_but_their_result(code: str) -> None:
    assert judge_field(code) == ()


@pytest.mark.parametrize(("code", "name"), [(" = 1 ", "="), (" eq \\f(1,2)", "EQ"), ("", ""), ("１", "")])
def test_all_others_are_named(code: str, name: str) -> None:
    assert judge_field(code) == (UnreadThing(Unread.FIELD, name),)


def test_the_code_of_a_field_and_of_those_in_it_is_no_text() -> None:
    inner = field(" =2*3 ", "6") + "<w:r><w:instrText> &gt; 5 </w:instrText></w:r>"
    found = read(text("1.3") + field(" IF ", "6", inner), "cell")
    assert found.text == "1.36"
    assert FIELD in found.unread
    assert UnreadThing(Unread.NESTED_FIELD) in found.unread


def test_a_result_runs_on_to_the_next_paragraph_code_does_not() -> None:
    fields = WordFields()
    fields.mark("begin")
    fields.add_code(" IF ")
    fields.mark("separate")
    assert (fields.end_paragraph(), fields.in_code) == ((FIELD,), False)
    assert fields.mark("end") == (FIELD,)
    fields.mark("begin")
    assert fields.in_code
    assert UnreadThing(Unread.FIELD, "没有结束") in fields.end_paragraph()
    assert not fields.in_code


def test_an_end_without_a_begin_says_nothing() -> None:
    assert WordFields().mark("end") == ()
