"""The review on a terminal, as Markdown and as JSON: aligned, harmless, within limits."""

from __future__ import annotations

import html
import json
import re
from decimal import Decimal
from typing import Any

import pypandoc
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from jixiao.findings import Finding, Place
from jixiao.review.fact_changes import FactComparison, Move
from jixiao.review.pull_request import escaped, review_markdown
from jixiao.review.review_json import review_json
from jixiao.review.review_types import (
    EnteredChange,
    Fate,
    FigureChange,
    MoveChange,
    ParagraphChange,
    PartChange,
    ReferenceChange,
    Review,
    SideName,
    TextChange,
    signed,
)
from jixiao.review.terminal import display_width, review_text
from jixiao.review.text_pieces import pieces

JOINER = "\u2060"
NASTY = "甲|乙 <b>@octocat</b> `码` [链](http://x.cn) #12 !3 ~标 &4 $x^2$ **粗** _斜_ :tada: www.x.cn \\ \x1b[31m"


def figure(number: int = 1, label: str = "公务接待 决算") -> FigureChange:
    return FigureChange(
        f"数{number}", label, "万元", "1.36", "1.63", Decimal("0.27"), Decimal("0.27") / Decimal("1.36"),
        printed=(f"附件1 第{number}行第4格",),
    )  # fmt: skip


def review(**parts: Any) -> Review:
    return replace(
        Review(SideName("原版", 2023), SideName("现版", 2023), FactComparison(2023, 2023)),
        **parts,
    )


def full(entries: int, words: str = "文字") -> Review:
    """Return a review with so many entries of each kind."""
    many = range(entries)
    return review(
        entered=tuple(EnteredChange(figure(n, f"{words}{n}"), (figure(n, "三公经费 决算"),)) for n in many),
        derived=tuple(figure(n, f"{words}{n}") for n in many),
        texts=tuple(TextChange(f"文{n}", words, "旧", words, tuple(pieces("旧", words))) for n in many),
        paragraphs=tuple(ParagraphChange(Fate.ADDED, f"报告 一 第{n}段", None, words) for n in many),
        moves=tuple(MoveChange("项目", f"p{n}", None, words, words, (words,)) for n in many),
        records=tuple(Move("豁免", words, None, words) for _ in many),
        came=tuple(Finding("T204", Place("a.yaml", n + 1), words, "", "", subject=f"数{n}") for n in many),
        parts=(PartChange("附件1", "a", "b"),),
    )


def test_nothing_to_tell_is_told() -> None:
    assert review_text(review()) == "变动对照：原版 → 现版\n  两边完全相同。\n"
    assert review_markdown(review()) == "### 变动对照：原版 → 现版\n\n两边完全相同。\n"


def test_equal_pages_are_told_as_proved() -> None:
    found = review(parts=(PartChange("附件1", "a", "a"),), records=(Move("豁免", "T204 数", None, "理由"),))
    assert found.differs
    assert not found.visible
    assert "纸面没有变化：各部件的内容与原来逐字相同。" in review_text(found)
    assert "纸面没有变化" in review_markdown(found)


def test_columns_stay_aligned_beside_chinese() -> None:
    changes = tuple(
        EnteredChange(figure(1, label))
        for label in ("公务接待 决算", "水费、电费、差旅费 决算", "Wi-Fi 决算", "“三公” 决算")
    )
    lines = review_text(review(entered=changes)).split("填报的数\n")[1].splitlines()
    assert len({display_width(line) for line in lines}) == 1
    assert all(line.endswith(("幅度", "+19.85%")) for line in lines)


@pytest.mark.parametrize(("text", "width"), [("甲", 2), ("a", 1), ("（", 2), ("é", 1), ("e\u0301", 1), ("", 0)])
def test_widths_are_those_of_a_terminal(text: str, width: int) -> None:
    assert display_width(text) == width


@pytest.mark.parametrize(
    ("amount", "places", "words"),
    [
        ("0.27", None, "+0.27"), ("-1.10", None, "-1.1"), ("100", None, "+100"), ("0.00", None, "0"),
        ("19.855", 2, "+19.86"), ("-19.855", 2, "-19.86"), ("-0.001", 2, "0.00"), ("0", 2, "0.00"),
    ],
)  # fmt: skip
def test_differences_carry_their_sign_and_halves_go_up(amount: str, places: int | None, words: str) -> None:
    assert signed(Decimal(amount), places) == words


def test_rates_differ_by_points() -> None:
    one = replace(figure(), unit="比率", difference=Decimal("0.0552"), ratio=Decimal("0.09"))
    assert (one.difference_words, one.ratio_words) == ("+5.52 个百分点", "")


# Markdown


def shown(markdown: str) -> str:
    """Return the text that a host shows for Markdown, invisible joiners left out."""
    page = pypandoc.convert_text(markdown, "html", format="gfm", extra_args=["--wrap=none"])
    assert not re.search(r"<(a|code|strong|em|b|math|span)\b", page), page
    return html.unescape(re.sub(r"<[^>]*>", "", page)).replace(JOINER, "").strip()


@settings(max_examples=12, deadline=None)
@given(words=st.text(st.sampled_from("甲乙 1a|<>&@#!~$^*_`[]()\\:/.-+={}\"'\n"), min_size=1, max_size=60))
@example(words=NASTY)
@example(words="- 一\n# 二\n> 三")
def test_whatever_the_data_hold_is_shown_as_it_is(words: str) -> None:
    expected = " ".join(words.replace("\x1b", "\ufffd").split())
    assert (
        " ".join(shown(f"甲：{escaped(words)}：乙").split()).removeprefix("甲：").removesuffix("：乙").strip()
        == expected
    )


def test_a_cell_keeps_its_table_whole() -> None:
    found = review(entered=(EnteredChange(figure(1, NASTY)),))
    page = pypandoc.convert_text(review_markdown(found), "html", format="gfm")
    assert page.count("<tr>") == 2
    assert page.count("<td") == 6


@pytest.mark.parametrize(
    "words", ["@octocat", "#12", "GH-12", "!12", "~bug", "&7", "x:tada:", "http://x.cn", "www.x.cn"]
)
def test_nothing_becomes_a_link_or_a_mention(words: str) -> None:
    assert words not in escaped(words).replace("\\", "").replace("&amp;", "&")


@pytest.mark.parametrize("limit", [2_000, 5_000, 65_536, 1_000_000])
def test_a_long_review_is_cut_between_entries_and_says_what_is_left_out(limit: int) -> None:
    text = review_markdown(full(2_000, f"很长的文字{NASTY}"), limit=limit)
    assert len(text) <= limit
    assert text.count("<details>") == text.count("</details>")
    assert "> 篇幅所限，没有列出：" in text
    told = sum(map(int, re.findall(r" ([0-9]+) 条", text.rpartition("篇幅所限")[2])))
    listed = (
        len(re.findall(r"^(?:\| (?!项目|:--)|- )", text[text.find("<details>") :], re.MULTILINE))
        if "<det" in text
        else 0
    )
    assert listed + told == 7 * 2_000


def test_a_short_review_is_told_whole() -> None:
    text = review_markdown(full(3))
    assert "篇幅所限" not in text
    assert re.findall(r"<summary>(.*)</summary>", text) == [
        "填报的数（3）", "算出的数（3）", "项目和指标（3）", "表内文字（3）", "报告正文（3）",
        "核验新出现的问题（3）", "按原件列报、豁免、核对数等（3）",
    ]  # fmt: skip


# JSON


def test_json_holds_everything_with_amounts_as_text() -> None:
    found = json.loads(review_json(full(1)))
    assert (found["differs"], found["visible"]) == (True, True)
    assert found["entered"][0]["figure"]["difference"] == "0.27"
    assert found["entered"][0]["figure"]["ratio_words"] == "+19.85%"
    assert found["came"][0]["code"] == "T204"
    assert found["texts"][0]["pieces"] == [{"kind": "gone", "text": "旧"}, {"kind": "new", "text": "文字"}]
    assert "comparison" not in found


def test_references_that_point_elsewhere_are_not_folded_and_come_first() -> None:
    one = ReferenceChange("附件2.甲[1]", "名称", "编书", "办展", "data/2023/report/06.md", 3)
    changed = replace(full(50), references=(one,))
    told = escaped("附件2.甲[1] 所指的名称：编书 → 办展（data/2023/report/06.md:3）")
    assert told in review_markdown(changed).partition("<details>")[0]
    assert review_text(changed).split("\n\n")[1].startswith("报告的引用换了所指")
    assert json.loads(review_json(changed))["references"][0]["old"] == "编书"
