"""The review as Markdown: harmless, within limits, whole entries only."""

from __future__ import annotations

import html
import re

import pypandoc
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from jixiao.publish.host_markdown import escape_for_host
from jixiao.review.pull_request import review_markdown
from tests.support.reviews import NASTY, figure, full, move, paragraph, reference, review, text

JOINER = "\u2060"


def test_nothing_to_tell_is_told() -> None:
    assert review_markdown(review()) == "### 变动对照：原版 → 现版\n\n两边完全相同。\n"


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
        " ".join(shown(f"甲：{escape_for_host(words)}：乙").split()).removeprefix("甲：").removesuffix("：乙").strip()
        == expected
    )


def test_a_cell_keeps_its_table_whole() -> None:
    found = review(entered=(figure(NASTY),))
    page = pypandoc.convert_text(review_markdown(found), "html", format="gfm")
    assert page.count("<tr>") == 2
    assert page.count("<td") == 6


@pytest.mark.parametrize(
    "words", ["@octocat", "#12", "GH-12", "!12", "~bug", "&7", "x:tada:", "http://x.cn", "www.x.cn", ":100:"]
)
def test_nothing_becomes_a_link_or_a_mention(words: str) -> None:
    assert words not in escape_for_host(words).replace("\\", "").replace("&amp;", "&")


@pytest.mark.parametrize("limit", [2_000, 5_000, 65_536])
def test_a_long_review_is_cut_between_entries_and_says_what_is_left_out(limit: int) -> None:
    text = review_markdown(full(400, f"很长的文字{NASTY}"), limit=limit)
    assert len(text) <= limit
    assert text.count("<details>") == text.count("</details>")
    assert "> 篇幅所限，没有列出：" in text
    told = sum(map(int, re.findall(r" ([0-9]+) 条", text.rpartition("篇幅所限")[2])))
    listed = (
        len(re.findall(r"^(?:\| (?!项目|:--)|- )", text[text.find("<details>") :], re.MULTILINE))
        if "<det" in text
        else 0
    )
    assert listed + told == 7 * 400


def test_a_short_review_is_told_whole() -> None:
    text = review_markdown(full(3))
    assert "篇幅所限" not in text
    assert re.findall(r"<summary>(.*)</summary>", text) == [
        "填报的数（3）", "算出的数（3）", "项目和指标（3）", "表内文字（3）", "报告正文（3）",
        "核验新出现的问题（3）", "按原件列报、豁免、核对数等（3）",
    ]  # fmt: skip


def test_references_that_point_elsewhere_are_not_folded_and_come_first() -> None:
    words = escape_for_host("附件2.甲[1] 所指的名称：编书 → 办展（data/2023/report/06.md:3）")
    assert words in review_markdown(replace(full(50), references=(reference(),))).partition("<details>")[0]


def test_words_are_struck_out_and_underlined_and_long_kept_runs_cut() -> None:
    found = review_markdown(review(texts=(text(f"{'甲' * 99}一{'乙' * 99}", f"{'甲' * 99}二{'乙' * 99}"),)))
    assert f"- 文：……{'甲' * 40}<del>一</del><ins>二</ins>{'乙' * 40}……" in found


def test_paragraphs_that_follow_the_data_stand_apart_and_details_below_a_move() -> None:
    both = (paragraph("甲"), replace(paragraph("乙"), followed=True))
    found = review_markdown(review(paragraphs=both, moves=(move(None, "丙", details=("一", "二")),)))
    assert "<summary>报告正文（1）</summary>\n\n- 报告 一 第1段 新增：甲\n" in found
    assert "<summary>报告中随数据变动的段落（1）</summary>" in found
    assert "- 新增项目：丙<br>一；二\n" in found


def test_of_many_changes_the_first_are_told_above_the_folds() -> None:
    top = review_markdown(full(10)).partition("<details>")[0]
    assert top.count("- 另有 2 处，见下") == 2
