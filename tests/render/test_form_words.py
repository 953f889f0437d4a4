"""A template's own words: what nobody would fill in and what only looks like something else, at its cell."""

from __future__ import annotations

import pytest

from jixiao.findings import Finding, Severity
from jixiao.render.form_words import judge_form_words
from jixiao.render.scan import scan_template
from tests.support.docx import form

SHOWN = "templates/试验/表.docx"


def judged(*cells: str) -> list[Finding]:
    return judge_form_words(scan_template(form("表", cells=[cells]), SHOWN).words, SHOWN)


@pytest.mark.parametrize(
    "words", ["{ 附件1.三公经费.决算 }", "｛附件1.决算｝", "<!-- 此处填数 -->", "TODO", "【待补充】", "待填"]
)
def test_markup_that_nobody_fills_in_is_named_at_its_cell(words: str) -> None:
    [found] = judged("名称", words)
    assert (found.code, found.severity) == ("T018", Severity.ERROR)
    assert found.found.startswith("表1 第1行第2格留有")
    assert words in found.found


def test_tags_and_half_tags_have_findings_of_their_own() -> None:
    assert judged("{{ 年度 }}年", "{# TODO #}", "｛｛ 年度 ｝｝", "（万元）", "《甲》｜乙") == []


@pytest.mark.parametrize(
    ("words", "code_point"), [("\u2f08员", "U+2F08"), ("甲\u200b乙", "U+200B"), ("\uf0fe是", "U+F0FE")]
)
def test_odd_characters_are_named_at_their_cell(words: str, code_point: str) -> None:
    [found] = judged("名称", words)
    assert (found.code, found.severity, found.seen) == ("T019", Severity.WARNING, (code_point,))
    assert found.found.startswith("表1 第1行第2格")
    assert code_point in found.found


def test_one_character_is_named_once() -> None:
    assert len(judged("\u2f08员", "\u2f08才", "\u2f08事")) == 1
