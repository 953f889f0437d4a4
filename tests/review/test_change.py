"""One change in words: every sentence that an output says of it."""

from decimal import Decimal

import pytest
from msgspec.structs import replace

from jixiao.review.change import Change, ChangeKind, Fate, MoveKind, format_signed, format_value, names_of
from jixiao.review.text_pieces import PieceKind, TextPiece
from tests.support.reviews import figure, move, paragraph, record, reference, text


@pytest.mark.parametrize(
    ("amount", "places", "words"),
    [
        ("0.27", None, "+0.27"), ("-1.10", None, "-1.1"), ("100", None, "+100"), ("0.00", None, "0"),
        ("19.855", 2, "+19.86"), ("-19.855", 2, "-19.86"), ("-0.001", 2, "0.00"), ("0", 2, "0.00"),
    ],
)  # fmt: skip
def test_differences_carry_their_sign_and_halves_go_up(amount: str, places: int | None, words: str) -> None:
    assert format_signed(Decimal(amount), places) == words


@pytest.mark.parametrize(("words", "cell"), [(None, "（无）"), (" ", "（空白）"), ("", "（空白）"), (" 甲 ", "甲")])
def test_what_is_missing_and_what_is_blank_say_so(words: str | None, cell: str) -> None:
    assert format_value(words) == cell


def test_a_figure_is_a_line_with_its_difference_and_ratio() -> None:
    assert figure().words == "公务接待 决算 2 → 2.5（+0.5，+25.00%）"
    assert figure(old=None).words == "公务接待 决算 （无） → 2.5"
    assert figure(old="0").words == "公务接待 决算 0 → 2.5（+2.5）"
    assert figure().figure_cells == ("公务接待 决算", "2", "2.5", "+0.5", "+25.00%")


def test_rates_differ_by_points() -> None:
    one = replace(figure(), unit="比率", difference=Decimal("0.0552"), ratio=Decimal("0.09"))
    assert (one.difference_words, one.ratio_words) == ("+5.52 个百分点", "")


def test_what_moved_with_a_figure_is_told_once_without_the_column_they_share() -> None:
    following = [figure("三公经费 决算", "5", "5.5"), figure("三公经费 决算", "5", "5.5"), figure("控制率", "1", "2")]
    assert figure(consequences=tuple(following)).followed_by() == ["三公经费 5 → 5.5", "控制率 1 → 2"]


def test_of_many_consequences_the_first_are_told_and_all_counted() -> None:
    many = figure(consequences=tuple(figure(f"数{n}") for n in range(6)))
    assert many.followed_by()[-1] == "等 6 个数"
    assert len(many.followed_by()) == 5
    assert len(many.followed_by(most=12)) == 6
    assert names_of([many]) == {f"数{n}" for n in range(6)}


def test_the_headline_has_places_reason_and_what_stays_as_filed() -> None:
    one = figure(places=("附件1 第4行",), reason="承办会议", held=("附件2 第3行第3格印作 2",))
    assert one.headline == f"{one.words}：附件1 第4行。原因：承办会议。按原件列报，不随之变动：附件2 第3行第3格印作 2"
    assert figure().headline == figure().words


@pytest.mark.parametrize(
    ("change", "words", "fate"),
    [
        (text("甲", "乙", printed=("附件1",)), "文（附件1）", ""),
        (paragraph("甲"), "报告 一 第1段 新增", "新增"),
        (replace(paragraph("甲"), what=Fate.REWORDED, followed=True), "报告 一 第1段 随数据变动", "随数据变动"),
        (reference(), "附件2.甲[1] 所指的名称：编书 → 办展（data/2023/report/06.md:3）", "名称"),
        (record("理由"), "豁免 T204 数：（无） → 理由", "新增豁免"),
        (move(None, "甲"), "新增项目：甲", "新增项目"),
        (move("甲", None), "取消项目：甲", "取消项目"),
        (
            move(None, "甲", MoveKind.INDICATOR, label="附件2 数量指标「甲」"),
            "新增指标：甲（附件2 数量指标）",
            "新增指标",
        ),
        (move("甲", "乙", MoveKind.PROJECT_RENAMED), "项目改名：甲 → 乙", "项目改名"),
        (move("1", "2", MoveKind.PROJECT_RENUMBERED), "项目序号：p 第1个 → 第2个", "项目序号"),
        (move("甲、乙", "乙、甲", MoveKind.INDICATORS_REORDERED), "指标顺序（p）：甲、乙 → 乙、甲", "指标顺序"),
        (Change(ChangeKind.TEMPLATE, "a.docx", "1", "2", details=("一", "二")), "a.docx：一；二", "改动"),
        (Change(ChangeKind.TEMPLATE, "a.docx", "1", None, details=("删去",)), "a.docx：删去", "删去"),
    ],
)
def test_every_kind_has_its_words(change: Change, words: str, fate: str) -> None:
    assert (change.words, change.fate) == (words, fate)


def test_a_move_says_what_moved_with_it_and_where_it_is_printed() -> None:
    one = move(None, "甲", consequences=(figure("项目支出 决算", "1", "2"),), places=("附件1 第4行",))
    assert one.words == "新增项目：甲：项目支出 决算 1 → 2，附件1 第4行"


def test_a_text_that_one_side_lacks_is_one_piece() -> None:
    assert paragraph("甲").marked == (TextPiece(PieceKind.INSERTED, "甲"),)
    assert text("甲", None).marked == (TextPiece(PieceKind.DELETED, "甲"),)


def test_which_moves_are_of_projects_and_on_one_side_only() -> None:
    assert [kind for kind in MoveKind if kind.of_project] == list(MoveKind)[:3]
    assert [kind for kind in MoveKind if kind.one_sided] == [MoveKind.PROJECT, MoveKind.INDICATOR]
