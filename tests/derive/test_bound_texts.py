"""Texts that refer to values of the year."""

from __future__ import annotations

from decimal import Decimal

from jixiao.derive.bound_texts import bind_text, find_by_path, holds_references, list_references
from jixiao.derive.figure_words import format_value
from jixiao.figures import MONEY, Figure, Text
from jixiao.findings import Place
from jixiao.model.described_record import Value

HERE = Place("report.yaml", 9, 3)
VALUES: dict[str, Value] = {
    "附件1.决算": Figure(Decimal("3.2"), MONEY, HERE, "附件1.决算"),
    "报告.人数": Text("20人", HERE, "报告.人数"),
}


def bound(words: str) -> tuple[Text, list[str], tuple[int, ...]]:
    """Return a text with its references filled in, what they became, and the lines it came from."""
    text, made = bind_text(Text(words, HERE, "报告.情况"), find_by_path(VALUES, "报告"), format_value)
    return text, [text[one.start : one.end] for one in made.spans], made.lines


def test_a_reference_is_what_is_printed_there_and_a_path_of_the_form_needs_no_form() -> None:
    text, spans, _ = bound("支出{{ 附件1.决算 }}万元，在职{{人数}}。")
    assert (text, spans) == ("支出3.2万元，在职20人。", ["3.2", "20人"])
    assert not text.entered


def test_declarations_do_not_print_and_lines_are_kept_apart() -> None:
    text, _, lines = bound("修缮12处。\n{# 事实数字：12处 #}\n支出{{ 附件1.决算 }}万元。")
    assert (text, lines) == ("修缮12处。\n支出3.2万元。", (1, 3))


def test_what_leads_nowhere_stays_as_typed() -> None:
    text, spans, _ = bound("支出{{ 附件1.没有 }}万元。")
    assert (text, spans, list_references(text)) == ("支出{{ 附件1.没有 }}万元。", [], ["附件1.没有"])
    assert text.entered


def test_a_text_without_braces_holds_no_references() -> None:
    assert [holds_references(one) for one in ("支出3.2万元", "{{ 甲 }}", "{# 事实数字：1 #}")] == [False, True, True]
