"""The review on a terminal: aligned, on single lines, harmless."""

import pytest
from msgspec.structs import replace

from jixiao.review.change import Change, ChangeKind
from jixiao.review.review_types import REFERENCES
from jixiao.review.terminal import display_width, review_text
from tests.support.reviews import figure, finding, full, record, reference, review, text


def test_nothing_to_tell_is_told() -> None:
    assert review_text(review()) == "变动对照：原版 → 现版\n  两边完全相同。\n"


def test_columns_stay_aligned_beside_chinese() -> None:
    labels = ("公务接待 决算", "水费、电费、差旅费 决算", "Wi-Fi 决算", "“三公” 决算")
    lines = review_text(review(entered=tuple(map(figure, labels)))).split("填报的数\n")[1].splitlines()
    assert len({display_width(line) for line in lines}) == 1
    assert all(line.endswith(("幅度", "+25.00%")) for line in lines)


@pytest.mark.parametrize(("text", "width"), [("甲", 2), ("a", 1), ("（", 2), ("é", 1), ("e\u0301", 1), ("", 0)])
def test_widths_are_those_of_a_terminal(text: str, width: int) -> None:
    assert display_width(text) == width


def test_below_a_figure_stand_what_follows_its_places_and_its_reason() -> None:
    one = figure(consequences=(figure("三公经费 决算"),), places=("附件1 第4行", "报告 二"), reason="承办会议")
    lines = review_text(review(entered=(one, figure("办公经费 决算")))).splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("  公务接待"))
    assert [line.strip() for line in lines[start + 1 : start + 4]] == [
        "随之：三公经费 2 → 2.5",
        "印在：附件1 第4行，报告 二",
        "原因：承办会议",
    ]
    assert lines[start + 4].startswith("  办公经费 决算")


def test_a_computed_figure_named_as_a_consequence_is_not_listed_again() -> None:
    following = figure("三公经费 决算")
    found = review(entered=(figure(consequences=(following,)),), derived=(following, figure("控制率")))
    assert review_text(found).partition("其他算出的数")[2].count("三公经费") == 0
    assert "控制率" in review_text(found).partition("其他算出的数")[2]


def test_texts_are_marked_and_stay_on_one_line() -> None:
    found = review_text(review(texts=(text("甲一\n乙", "甲二\n乙"),)))
    assert "  文：甲［-一-］｛+二+｝ 乙\n" in found


def test_a_section_for_every_kind_and_references_first() -> None:
    template = Change(ChangeKind.TEMPLATE, "a.docx", "1", "2", details=("表1",))
    everything = replace(
        full(1), references=(reference(),), settings=(record("是", "核验", "表样设置"),), templates=(template,),
        resolved=(finding(),),
    )  # fmt: skip
    headings = [block.partition("\n")[0] for block in review_text(everything).split("\n\n")[1:]]
    assert headings == [
        REFERENCES, "填报的数", "其他算出的数", "项目和指标", "表内文字", "报告正文", "按原件列报、豁免、核对数等",
        "表样设置", "模板", "核验新出现", "核验已消除",
    ]  # fmt: skip


def test_control_characters_do_not_reach_the_terminal() -> None:
    assert "\x1b" not in review_text(full(1, "\x1b[31m"))
