"""What the data hold is shown by GitHub and GitLab as it is, at whatever place in a line."""

from __future__ import annotations

import html
import re

import pypandoc
import pytest

from jixiao.publish.host_markdown import as_code, escape_for_host

JOINER = "\u2060"


@pytest.mark.parametrize(
    "words",
    [":100:", "annex2.yaml:100:12", ":tada:", ":+1:", ":1234:", ":8ball:", "@octocat", "#12", "www.x.cn", "{+ 甲 +}"],
)
def test_nothing_becomes_an_emoji_a_link_or_a_mark(words: str) -> None:
    assert words not in escape_for_host(words).replace("\\", "")
    assert escape_for_host(words).replace("\\", "").replace(JOINER, "") == words


BEGINNINGS = [
    "# 甲",
    "## 甲",
    "1. 甲",
    "2) 甲",
    "- 甲",
    "+ 甲",
    "> 甲",
    "---",
    "===",
    "* 甲",
    "```",
    "| 甲 | 乙 |",
    "<b>甲</b>",
]


def shown(markdown: str) -> str:
    """Return the text of the one paragraph a host makes of Markdown."""
    page = pypandoc.convert_text(markdown, "html", format="gfm", extra_args=["--wrap=none"])
    found = re.fullmatch(r"\s*<p>(.*)</p>\s*", page, re.DOTALL)
    assert found, page
    return html.unescape(found[1]).replace(JOINER, "")


def test_no_line_begins_with_markup() -> None:
    assert [shown(escape_for_host(words)) for words in BEGINNINGS] == BEGINNINGS


def test_a_number_and_a_command_of_gitlab_stay_words() -> None:
    assert escape_for_host("-1.36") == "-1.36"
    assert escape_for_host("/close").startswith("\\/")


def test_control_and_direction_characters_are_shown_as_unprintable() -> None:
    assert escape_for_host("甲\x1b[31m\u202e乙") == "甲�\\[31m�乙"


@pytest.mark.parametrize("words", ["data/2023/annex2.yaml:100:12", "a`b", "`", "``a``", "甲 乙"])
def test_a_span_of_code_holds_its_words_as_they_are(words: str) -> None:
    page = pypandoc.convert_text(as_code(words), "html", format="gfm")
    assert html.unescape(re.sub(r"<[^>]*>", "", page)).strip() == words
    assert page.startswith("<p><code>")
