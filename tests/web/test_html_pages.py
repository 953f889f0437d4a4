"""Pages from templates: every text escaped, only their own style and scripts allowed, written row by row."""

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

import lxml.html
import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from jixiao.web.html_pages import NUMBER, PageColumn, _environment, render_page, stream_page

ROLLUP: dict[str, Any] = {"title": "题", "cards": (), "notes": (), "charts": (), "drawings": [], "sections": ()}


class Section:
    """A section of a roll-up with rows made as they are asked for."""

    def __init__(self, rows: Iterator[list[str]] | list[list[str]]) -> None:
        self.title, self.count, self.note = "表", 3, ""
        self.columns = [PageColumn("名称"), PageColumn("数", NUMBER)]
        self.rows = rows


def rendered(source: str, **values: object) -> str:
    """Return a template written here, filled in as ours are."""
    return _environment().from_string(source).render(**values)


def rollup(**values: Any) -> str:
    return render_page("rollup.html", **{**ROLLUP, **values})


def policy(document: str) -> dict[str, list[str]]:
    """Return the sources the page allows, by kind."""
    [meta] = lxml.html.fromstring(document).iterfind(".//meta[@http-equiv='Content-Security-Policy']")
    content = meta.get("content", "")
    return {rule.split()[0]: rule.split()[1:] for rule in content.split(";")}


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_a_page_allows_its_own_style_and_scripts_and_nothing_else() -> None:
    document = rollup()
    [style] = re.findall("<style>(.*?)</style>", document, re.DOTALL)
    scripts = re.findall("<script>(.*?)</script>", document, re.DOTALL)
    assert len(scripts) == 3
    assert policy(document) == {
        "default-src": ["'none'"],
        "style-src": [digest(style)],
        "script-src": [digest(script) for script in scripts],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }


def test_a_page_without_scripts_allows_none() -> None:
    assert policy(render_page("page.html", title="题"))["script-src"] == ["'none'"]


def test_the_policy_stands_before_what_it_governs() -> None:
    document = rollup()
    assert document.index("Content-Security-Policy") < document.index("<style>") < document.index("<script>")


@pytest.mark.parametrize(
    ("text", "content", "attribute"),
    [
        ("1 < 2 & 3", "1 &lt; 2 &amp; 3", "1 &lt; 2 &amp; 3"),
        ("\"甲\" '乙'", "&quot;甲&quot; &#x27;乙&#x27;", "&quot;甲&quot; &#x27;乙&#x27;"),
        ("一\n二", "一<br>二", "一\n二"),
        ("\x00\x1b[31m", "��[31m", "��[31m"),
        ("{{ 题 }}", "{{ 题 }}", "{{ 题 }}"),
        ("", "", ""),
    ],
)
def test_texts_are_escaped_where_they_stand(text: str, content: str, attribute: str) -> None:
    assert rendered("{{ text }}", text=text) == content
    assert rendered("{{ text|attribute }}", text=text) == attribute


def test_markup_is_not_escaped_twice_and_numbers_need_no_care() -> None:
    assert rendered("{{ markup }}{{ number }}", markup=Markup("<b>"), number=3) == "<b>3"


@pytest.mark.parametrize("value", [None, 1.5, ("甲",)])
def test_what_is_no_text_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        rendered("{{ value }}", value=value)


def test_a_name_that_is_not_given_is_refused() -> None:
    with pytest.raises(UndefinedError, match="没有"):
        rendered("{{ 没有 }}")


def test_no_text_ends_a_block_of_data() -> None:
    data = ["</script><!--<script>", "&amp;", "\u2028"]
    block = rendered("{{ data|script_data }}", data=data)
    assert not set("<>&") & set(block)
    assert json.loads(block) == data


def test_indented_lines_of_a_template_are_one_line_of_the_page() -> None:
    assert render_page("page.html", title="题").startswith('<!DOCTYPE html>\n<html lang="zh-CN">\n<head><meta charset')


def test_a_page_is_made_one_row_at_a_time() -> None:
    asked: list[int] = []

    def rows() -> Iterator[list[str]]:
        for number in range(3):
            asked.append(number)
            yield ["<甲>", f"−{number}.50"]

    pieces = stream_page("rollup.html", **{**ROLLUP, "sections": [Section(rows())]})
    assert next(piece for piece in pieces if "0.50" in piece)
    assert asked == [0]
    whole = rollup(sections=[Section(rows())])
    assert '\n<tr><td class="">&lt;甲&gt;</td><td class="number" data-value="-1.50">−1.50</td></tr>' in whole


@pytest.mark.parametrize(
    ("text", "value"),
    [("12.5 万元", "12.5"), ("−3", "-3"), ("+0.34", "+0.34"), ("—", None), ("", None), ("约 3", None)],
)
def test_a_column_of_numbers_sorts_by_the_number_its_cells_begin_with(text: str, value: str | None) -> None:
    _, cell, *_ = lxml.html.fromstring(rollup(sections=[Section([["甲", text]])])).iter("td")
    assert cell.get("data-value") == value
    assert (cell.text or "") == text
