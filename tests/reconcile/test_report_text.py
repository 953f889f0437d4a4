"""Every letter of the report is known by the line and column where it is locate_paragraphs."""

from __future__ import annotations

import pytest

from jixiao.findings import Place
from jixiao.reconcile.compared_case import render_report_body
from jixiao.reconcile.edit_pieces import pieces_of
from jixiao.reconcile.expected import paragraph_of, values_of
from jixiao.reconcile.report_text import EditSpan, ReportWords, WrittenText, locate_paragraphs, places_of, spans_of
from jixiao.reconcile.word_passages import WordPassage
from tests.support.made_unit import MADE
from tests.support.package import real_dossier, with_narrative
from tests.support.returned import made_case

FILE = "report/01.md"


def written(words: str, column: int = 1) -> ReportWords:
    """Return words that stand in line 1 from a column on."""
    letters = tuple((sign, Place(FILE, 1, column + number)) for number, sign in enumerate(words))
    return ReportWords(letters, Place(FILE, 1, column))


def span(start: int, end: int, words: str) -> EditSpan:
    return EditSpan(Place(FILE, 1, start), Place(FILE, 1, end), words)


def test_the_letters_of_the_real_report_stand_where_they_are_said_to() -> None:
    case = made_case()
    known = locate_paragraphs(case.dossier, case.folders.narrative_shown)
    seen = 0
    for unit in render_report_body(case):
        one = known.get(paragraph_of(unit)) if isinstance(unit, WordPassage) else None
        if one is not None and isinstance(unit, WordPassage):
            pieces = pieces_of(unit.text, values_of(unit), open_ends=True)
            words = [piece.text for piece in pieces if not piece.mark]
            for text, stretch in zip(words, one.words, strict=True):
                places = places_of(text, stretch)
                seen += sum(place is not None for place in places)
                assert all(letter_at(place) == sign for sign, place in zip(text, places, strict=True) if place)
    assert seen > 3500


def letter_at(place: Place) -> str:
    return (MADE.root / place.file).read_text("utf-8").split("\n")[place.line - 1][place.column - 1]


def paragraphs(markdown: str) -> list[WrittenText]:
    dossier = with_narrative(real_dossier(), markdown)
    return [
        one
        for one in locate_paragraphs(dossier, "report").values()
        if one.place.file == "report/03-government-funds.md"
    ]


def columns(text: str, one: WrittenText, number: int = 0) -> list[int | None]:
    return [place.column if place else None for place in places_of(text, one.words[number])]


def test_marks_of_markdown_are_written_and_not_printed() -> None:
    [heading, bold, escaped] = paragraphs("## 小结\n\n**重点**工作\n\n\\*甲\n")
    assert columns("（一）小结", heading) == [None, None, None, 4, 5]
    assert columns("重点工作", bold) == [3, 4, 7, 8]
    assert columns("*甲", escaped) == [2, 3]


def test_words_between_values_have_a_place_even_where_there_are_none() -> None:
    [one] = paragraphs("{{ 年度 }}{{ 上年度 }}年\n")
    assert [words.place.column if words.place else None for words in one.words] == [1, 9, 18]


def test_what_a_loop_prints_is_written_once_and_has_no_place() -> None:
    [first, *_] = paragraphs("{% for 项 in 各项目 %}\n第{{ loop.index }}项{{ 项.名称 }}\n{% endfor %}\n")
    assert first.times == 5
    assert columns("第1项", first) == [None, None, None]


def test_the_number_of_a_loop_is_nobodys_words() -> None:
    [one] = paragraphs("共{% for 项 in 附件5.评分行 %}{% if loop.first %}{{ loop.length }}{% endif %}{% endfor %}项\n")
    assert columns("共12项", one)[0] == 1
    assert columns("共12项", one)[1:3] == [None, None]


@pytest.mark.parametrize(
    ("old", "new", "spans"),
    [
        ("正常运转", "平稳运转", [span(1, 3, "平稳")]),
        ("正常运转", "正常的运转", [span(3, 3, "的")]),
        ("正常运转", "运转", [span(1, 3, "")]),
        ("正常运转", "正常运转良好", [span(5, 5, "良好")]),
        ("正常运转", "很正常运转", [span(1, 1, "很")]),
        ("正常运转", "正常*运转", [span(3, 3, "\\*")]),
        ("", "另写", [span(1, 1, "另写")]),
    ],
)
def test_changed_words_are_edited_where_they_are_written(old: str, new: str, spans: list[EditSpan]) -> None:
    assert spans_of(old, new, written(old)) == tuple(spans)


def test_words_that_nobody_wrote_are_not_edited() -> None:
    assert spans_of("第1项", "第2项", ReportWords((("第", Place(FILE)), ("1", None), ("项", Place(FILE))))) is None
