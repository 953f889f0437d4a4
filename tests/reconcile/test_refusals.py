"""What is not read of a returned file: the cell or paragraph that holds it is refused, and all of it is counted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jixiao.docx.unread import Unread, UnreadThing
from jixiao.reconcile.comparison import Remark, ReturnKind, compare_returned
from jixiao.reconcile.edit_pieces import is_repeated
from jixiao.reconcile.edit_words import returned_text
from jixiao.reconcile.edits import Returned
from jixiao.reconcile.expected import ExpectedForm
from jixiao.reconcile.reconcile_story import reconcile
from jixiao.reconcile.refusals import is_refused, word_refusal
from jixiao.reconcile.word_passages import BlockGrid, BlockLine, WordPassage
from tests.support.docx import W
from tests.support.made_unit import MADE
from tests.support.odd_package import kinds_of, stored_odd
from tests.support.package import silent
from tests.support.returned import Edited, set_text

SHEET = ExpectedForm("附件1", "annex1.docx", ())
STRUCK = UnreadThing(Unread.STRUCK)
SEEN = "看到而没有当作文字读的："


def remark(kind: ReturnKind, old: str, new: str, **more: Any) -> Remark:
    return Remark(kind, SHEET, where="第1行第2格", old=old, new=new, **more)


def come_back(edited: Edited, folder: Path) -> Returned:
    return reconcile(MADE, edited.saved(folder / "返回.docx"), None, step=silent, write=False)


@pytest.mark.parametrize("place", ["cell", "paragraph"])
def test_every_odd_thing_is_refused_in_its_place_and_nothing_is_offered(place: str, tmp_path: Path) -> None:
    path, stood = stored_odd(place, tmp_path)
    returned = reconcile(MADE, path, None, step=silent, write=False)
    assert returned.changes == ()
    refused = [one for one in returned.findings if one.code == "H015"]
    assert len(refused) >= len(stood)
    for kind in kinds_of(stood):
        assert any(kind.value in one.found for one in refused), kind
    assert {one.kind for one in returned.unread} >= kinds_of(stood)


def test_an_untouched_package_says_that_there_was_nothing_else(tmp_path: Path) -> None:
    returned = come_back(Edited.whole(), tmp_path)
    assert (returned.findings, returned.unread) == ((), ())
    assert returned_text(returned, "返回.docx").endswith("没有看到文字以外的内容。\n")


def test_only_what_holds_it_is_refused_and_the_last_line_counts_it(tmp_path: Path) -> None:
    edited = Edited.whole()
    edited.type_over("附件1", "附件1.三公经费.公务接待.决算", "1.46")
    mark = edited.mark("附件1", "附件1.三公经费.公务接待.预算")
    paragraph = next(mark.iterancestors(f"{W}p"))
    note = edited.runs(mark)[0].makeelement(f"{W}sym", {f"{W}font": "Symbol", f"{W}char": "F0B3"})
    symbol = paragraph.makeelement(f"{W}r", {})
    symbol.append(note)
    paragraph.append(symbol)
    returned = come_back(edited, tmp_path)
    assert [one.code for one in returned.findings] == ["H015"]
    assert [one.new for one in returned.changes] == ["1.46"]
    assert returned_text(returned, "返回.docx").endswith(f"{SEEN}符号 1。\n")


def test_a_value_refused_in_one_place_is_not_changed_by_another(tmp_path: Path) -> None:
    edited = Edited.whole()
    edited.type_over("附件2", "单位.单位名称", "市馆")
    start = edited.mark("封面", "单位.单位名称")
    [value] = edited.runs(start)
    properties = value.makeelement(f"{W}rPr", {})
    properties.append(properties.makeelement(f"{W}strike", {}))
    value.insert(0, properties)
    returned = come_back(edited, tmp_path)
    assert returned.changes == ()
    assert "H015" in {one.code for one in returned.findings}


def test_text_repeated_is_no_edit(tmp_path: Path) -> None:
    edited = Edited.whole()
    [value] = edited.runs(edited.mark("附件2", "单位.单位名称"))
    words = "".join(one.text for one in value.iter(f"{W}t"))
    set_text(value, words * 4)
    returned = come_back(edited, tmp_path)
    assert returned.changes == ()
    assert "H016" in {one.code for one in returned.findings}


@pytest.mark.parametrize(
    ("old", "new"),
    [("2本", "2本2本"), ("市档案馆", "市档案馆" * 4), ("共建设成果三项", "共建设成果建设成果三项"), ("甲", "甲甲")],
)
def test_the_same_again_is_a_repetition(old: str, new: str) -> None:
    assert is_repeated(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1", "11"),
        ("1.36", "1.361.36"),
        ("市馆", "市馆的"),
        ("好事", "好好事"),
        ("甲乙", "甲"),
        ("", "甲甲甲甲"),
        ("2本", "3本"),
    ],
)
def test_a_number_or_a_slip_is_none(old: str, new: str) -> None:
    assert not is_repeated(old, new)


def test_what_is_gone_while_something_odd_has_come_is_not_deleted() -> None:
    old = WordPassage("一段文字在这里", position="第1段")
    came = WordPassage("", position="第1段", unread=(UnreadThing(Unread.CHUNK),))
    form = ExpectedForm("报告", "report.docx", (old,))
    found = compare_returned([form], [came])
    assert {one.kind for one in found.remarks if is_refused(one)} == {ReturnKind.UNREAD, ReturnKind.PARAGRAPH_GONE}


def test_what_we_printed_ourselves_is_not_refused() -> None:
    held = WordPassage("甲", position="第1段", unread=(UnreadThing(Unread.NUMBER),))
    assert compare_returned([ExpectedForm("报告", "report.docx", (held,))], [held]).remarks == []


def test_cells_of_a_row_that_leaves_columns_out_are_found_by_their_column() -> None:
    old = tuple(WordPassage(words, column=column) for column, words in enumerate(["", "", "数量", "2本"]))
    new = (WordPassage("数量", column=2), WordPassage("3本", column=3))
    form = ExpectedForm("附件2", "annex2.docx", (BlockGrid((BlockLine(old),), 1),))
    [one] = compare_returned([form], [BlockGrid((BlockLine(new),), 1)]).remarks
    assert (one.old, one.new) == ("2本", "3本")


def test_refusals_say_what_where_and_what_to_do() -> None:
    refusal = word_refusal(remark(ReturnKind.UNREAD, "1本", "1本2本", unread=(STRUCK,)))
    assert refusal.code == "H015"
    assert refusal.found == "第1行第2格里有删除线，文字读作“1本2本”，没有读入"
    new = word_refusal(remark(ReturnKind.UNREAD, "", "", unread=(UnreadThing(Unread.CHUNK),)))
    assert new.found == "新增的第1行第2格里有插入的文件，没有读入"
    assert word_refusal(remark(ReturnKind.REPEATED, "甲", "甲甲")).code == "H016"
    assert "不见了" in word_refusal(remark(ReturnKind.ROW_GONE, "甲", "", doubtful=True)).found
