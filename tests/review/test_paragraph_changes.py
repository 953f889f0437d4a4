"""Paragraphs of the report: matched, reworded, added, removed, or only carried along by the data."""

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.findings import Place
from jixiao.render.passages import PrintedPassage, PrintedSpan
from jixiao.render.printing import Print
from jixiao.review.change import Fate
from jixiao.review.paragraph_changes import list_paragraph_changes
from jixiao.review.text_pieces import PieceKind
from tests.support.cases import clean_project
from tests.support.project import edit
from tests.support.sides import YEAR, review_after

FILE = "data/2023/report/06.md"


def paragraphs(*texts: str, file: str = FILE) -> list[PrintedPassage]:
    return [
        PrintedPassage(text, (), "报告 六", f"第{number}段", Place(file, number), number=number)
        for number, text in enumerate(texts, start=1)
    ]


def bound(text: str, value: str) -> PrintedPassage:
    start = text.index(value)
    one = PrintedSpan("", start, start + len(value), print=Print("报告 六", "三公经费.决算", 1, value, value))
    return PrintedPassage(text, (one,), "报告 六", "第1段", Place(FILE, 1), number=1)


def told(old: list[PrintedPassage], new: list[PrintedPassage]) -> list[tuple[str, str]]:
    return [(one.what, one.label) for one in list_paragraph_changes(old, new)]


def test_a_reworded_paragraph_is_not_removed_and_added() -> None:
    old = paragraphs("一直不变的段落。", "严格执行资金使用管理规定，专款专用。", "也不变。")
    new = paragraphs("一直不变的段落。", "严格落实资金使用管理规定，专款专用。", "也不变。")
    [one] = list_paragraph_changes(old, new)
    assert (one.what, one.label, one.line) == (Fate.REWORDED, "报告 六 第2段", 2)
    assert [piece.text for piece in one.pieces if piece.kind is not PieceKind.KEPT] == ["执行", "落实"]
    assert not one.followed


def test_a_paragraph_between_others_is_added_and_the_others_stay() -> None:
    old, new = paragraphs("甲。", "乙。"), paragraphs("甲。", "全新的一段话，说别的事情。", "乙。")
    assert told(old, new) == [(Fate.ADDED, "报告 六 第2段")]
    assert told(new, old) == [(Fate.REMOVED, "报告 六 第2段")]


def test_matches_do_not_cross() -> None:
    old = paragraphs("第一件事情已经全部做完。", "第二件事情没有做完。")
    new = paragraphs("第二件事情没有做完！", "第一件事情已经全部做完！")
    assert sorted(fate for fate, _ in told(old, new)) == sorted([Fate.REWORDED, Fate.ADDED, Fate.REMOVED])


def test_a_paragraph_in_which_only_bound_values_moved_follows_the_data() -> None:
    [one] = list_paragraph_changes([bound("支出1.92万元。", "1.92")], [bound("支出2.19万元。", "2.19")])
    assert one.followed
    [other] = list_paragraph_changes([bound("支出1.92万元。", "1.92")], [bound("共支出2.19万元。", "2.19")])
    assert not other.followed


def test_files_of_the_same_name_are_compared_though_the_years_differ() -> None:
    assert not told(paragraphs("甲。"), paragraphs("甲。", file="data/2024/report/06.md"))


def test_the_heading_s_marks_are_not_shown(tmp_path: Path) -> None:
    workspace = clean_project(tmp_path / "项目")
    edit(workspace.year(YEAR) / "report/02-general-budget.md", "## 项目支出情况", "## 项目支出的情况")
    [one] = review_after(workspace).paragraphs
    assert (one.label, one.old, one.new) == ("报告 二（二）标题", "项目支出情况", "项目支出的情况")


texts = st.lists(st.sampled_from(["甲乙丙丁。", "甲乙丙丁戊。", "己庚辛。", "壬癸。", "甲乙。"]), max_size=6)


@settings(max_examples=80, deadline=None)
@given(old=texts, new=texts)
def test_the_changes_lead_from_one_report_to_the_other(old: list[str], new: list[str]) -> None:
    changes = list(list_paragraph_changes(paragraphs(*old), paragraphs(*new)))
    gone = [one.old for one in changes if one.old is not None]
    come = [one.new for one in changes if one.new is not None]
    assert sorted([*old, *come]) == sorted([*new, *gone])
    assert not list(list_paragraph_changes(paragraphs(*old), paragraphs(*old)))
