"""What headers and footers say: fixed words, and the places of fields."""

from __future__ import annotations

import pytest

from jixiao.docx.package import read_package
from jixiao.docx.running_words import FIELD, list_running_lines, list_running_words
from tests.support.wml import document, paragraph, run
from tests.support.word_elements import field


@pytest.mark.parametrize("page", [field(" PAGE ", "7"), f'<w:fldSimple w:instr="PAGE">{run("7")}</w:fldSimple>'])
def test_words_are_read_without_what_a_field_prints(page: str) -> None:
    held = read_package(document(paragraph(run("一段")), header=paragraph(run("第") + page + run(" 页"))))
    assert (list_running_words(held), list_running_lines(held)) == ({"第页"}, {f"第{FIELD}页"})


def test_a_field_within_a_field_is_one() -> None:
    page = field(" IF ", "7", field(" PAGE ", "7"))
    assert list_running_lines(read_package(document("", footer=paragraph(page)))) == {FIELD}
