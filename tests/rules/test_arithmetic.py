"""A101–A104: derived figures as printed against their operands as printed."""

from __future__ import annotations

import pytest

from jixiao.findings import Severity
from tests.support.book import clean_book, found, printed_otherwise

ARITHMETIC = ("A101", "A102", "A103", "A104")


def test_nothing_is_wrong_with_a_clean_year() -> None:
    assert [one for code in ARITHMETIC for one in found(code, clean_book())] == []


@pytest.mark.parametrize(
    ("code", "path", "printed", "expected"),
    [
        ("A101", "附件1.三公经费.决算", "6.45", "6.55"),
        ("A101", "附件2.总分.得分", "99", "99.8"),
        ("A102", "附件2.资金.执行率", "95%", "98.15%"),
        ("A103", "各项目.operation.资金.得分", "10", "9.8"),
    ],
)
def test_what_is_printed_otherwise_is_told_with_what_it_should_be(
    code: str, path: str, printed: str, expected: str
) -> None:
    [one] = found(code, printed_otherwise(clean_book(), path, printed))
    assert (one.subject, one.expected, one.severity) == (path, expected, Severity.ERROR)
    assert one.operands


def test_a_cent_that_rounding_may_explain_is_a_hint_that_says_so() -> None:
    [one] = found("A101", printed_otherwise(clean_book(), "附件1.三公经费.决算", "6.56"))
    assert one.severity is Severity.HINT
    assert "在四舍五入范围内" in one.found


def test_words_in_place_of_a_number_are_not_compared() -> None:
    assert found("A102", printed_otherwise(clean_book(), "附件2.资金.执行率", "不适用")) == []


def test_parts_may_be_less_than_their_whole_but_not_more() -> None:
    path = "附件1.公用经费.办公经费.决算"
    assert found("A104", printed_otherwise(clean_book(), path, "35.6")) == []
    [one] = found("A104", printed_otherwise(clean_book(), path, "35.61"))
    assert one.subject == "附件1.公用经费.决算"
    assert "“其中”各行合计 58.41，超过合计" in one.found
