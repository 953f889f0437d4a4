"""Whatever somebody types prints as typed once it stands in the report's Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.render.bookmarks import without_marks
from jixiao.render.environment import context_of, report_environment
from jixiao.render.narrative import check_narrative, fill_sections, report_markdown
from jixiao.source.markdown import as_markdown
from tests.support.package import real_dossier, with_narrative

SIGNS = "甲1 {}%#*\\|!][_`:<>-（）。~$\"'&"


def printed(markdown: str) -> str:
    """Return how pandoc is told a section that holds this paragraph, without its own escapes."""
    dossier = with_narrative(real_dossier(), f"{markdown}\n")
    faults, _ = check_narrative(dossier, "report", context_of(dossier), report_environment())
    assert faults == []
    blocks = without_marks(report_markdown(dossier, fill_sections(dossier))).split("\n\n")
    section = blocks.index(next(one for one in blocks if one.startswith("# 三、")))
    return _unescaped(blocks[section + 1])


def _unescaped(block: str) -> str:
    letters, escaped = [], False
    for letter in block:
        if letter == "\\" and not escaped:
            escaped = True
            continue
        assert escaped or letter not in "*#|`<", f"“{block}” holds markup"
        letters.append(letter)
        escaped = False
    return "".join(letters)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("平稳运转，占比43%。", "平稳运转，占比43%。"),
        ("（1）甲#乙", "（1）甲#乙"),
        ("# 标题", "\\# 标题"),
        ("{{ 年度 }}", "\\{\\{ 年度 \\}\\}"),
        ("{% if %}{# #}", "\\{\\% if \\%\\}\\{\\# \\#\\}"),
        ("甲{ {乙} }", "甲\\{ \\{乙\\} \\}"),
        ("**粗**", "\\*\\*粗\\*\\*"),
        ("|一|二|", "\\|一\\|二\\|"),
        ("C:\\甲", "C:\\\\甲"),
        ("![图](甲.png)", "\\![图](甲.png)"),
    ],
)
def test_only_what_has_a_meaning_is_escaped(typed: str, written: str) -> None:
    assert as_markdown(typed, begins_line=True) == written
    assert printed(written) == typed


@settings(max_examples=40)
@given(st.text(SIGNS, min_size=1, max_size=12).map(lambda text: f"甲{text}乙"))
def test_a_paragraph_prints_as_typed(typed: str) -> None:
    assert printed(as_markdown(typed, begins_line=True)) == typed
