"""A change beside values is placed in the report or the data, or the reason is given why it is not."""

from __future__ import annotations

import pytest

from jixiao.findings import Place
from jixiao.reconcile.edits import EditSpan, Returned
from jixiao.reconcile.remarks import spans_of
from jixiao.reconcile.report_text import ReportWords

FILE = "report/01.md"


def written(words: str, column: int = 1) -> ReportWords:
    """Return words that stand in line 1 from a column on."""
    letters = tuple((sign, Place(FILE, 1, column + number)) for number, sign in enumerate(words))
    return ReportWords(letters, Place(FILE, 1, column))


def span(start: int, end: int, words: str) -> EditSpan:
    return EditSpan(Place(FILE, 1, start), Place(FILE, 1, end), words)


@pytest.mark.parametrize(
    ("code", "place", "words"),
    [
        ("H002", "templates/yueyang-2023/annex1.docx:1:1", "固定文字由“厉行节约保障措施”改为“厉行节约措施”"),
        (
            "H005",
            "data/2023/report/02-general-budget.md:9:1",
            "“万元，其中工资福利性支出312.59”改为",
        ),
        ("H006", "templates/yueyang-2023/annex3.docx:1:1", "新增一行：“新增的指标”"),
        ("H007", "data/2023/annex1.yaml:19:9", "删去一行：“2、出国经费｜0｜0｜0”"),
        ("H008", "templates/yueyang-2023/annex1.docx:1:1", "新增一段“表前加的一句”"),
        ("H011", "data/2023/report/09-use-and-disclosure.md:1:1", "由“（一）结果应用情况。”改为“（三）结果应用情况。”"),
    ],
)
def test_what_cannot_be_placed_has_its_reason(returned: Returned, code: str, place: str, words: str) -> None:
    those = [one for one in returned.findings if one.code == code]
    assert any(str(one.place).startswith(place) and words in one.found for one in those)


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
