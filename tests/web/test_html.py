import base64
import hashlib
import json
import re
from collections.abc import Iterator

import lxml.html

from jixiao.web.grid import Column, grid, streamed_grid
from jixiao.web.html import Markup, data_block, element, joined, page, streamed, streamed_page


def policy(document: str) -> dict[str, list[str]]:
    """Return the sources the page allows, by kind."""
    [content] = lxml.html.fromstring(document).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    return {rule.split()[0]: rule.split()[1:] for rule in content.split(";")}


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_a_page_allows_its_own_style_and_scripts_and_nothing_else() -> None:
    document = page("题", "p { color: red }", scripts=("let 甲 = 1;", "let b = 2;"))
    [style] = re.findall("<style>(.*?)</style>", document, re.DOTALL)
    scripts = re.findall("<script>(.*?)</script>", document, re.DOTALL)
    assert policy(document) == {
        "default-src": ["'none'"],
        "style-src": [digest(style)],
        "script-src": [digest(script) for script in scripts],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
    }


def test_a_page_without_scripts_allows_none() -> None:
    assert policy(page("题", ""))["script-src"] == ["'none'"]


def test_the_policy_stands_before_what_it_governs() -> None:
    document = page("题", "p {}", scripts=("1;",))
    assert document.index("Content-Security-Policy") < document.index("<style>") < document.index("<script>")


def test_names_of_attributes_are_spelt_as_html_has_them() -> None:
    assert element("td", "1 < 2", class_="number", data_value='"1"') == (
        '<td class="number" data-value="&quot;1&quot;">1 &lt; 2</td>'
    )


def test_texts_are_escaped_when_they_join_and_markup_is_not_escaped_twice() -> None:
    assert joined([element("b", "&"), "\n<i>\x00"]) == "<b>&amp;</b><br>&lt;i&gt;�"


def test_no_text_ends_a_block_of_data() -> None:
    data = ["</script><!--<script>", "&amp;", "\u2028"]
    block = data_block("数", data)
    inner = block.removeprefix('<script type="application/json" id="数">').removesuffix("</script>")
    assert not set("<>&") & set(inner)
    assert json.loads(inner) == data


def test_what_is_streamed_is_what_is_built_at_once() -> None:
    cells = ["<甲>", element("b", "&"), "一\n二"]
    assert "".join(streamed("td", iter(cells), class_="a", data_value="<")) == element(
        "td", *cells, class_="a", data_value="<"
    )
    whole = page("题", "p {}", *cells, scripts=("1;",))
    body = [cells[0], Markup("\n"), cells[1], Markup("\n"), cells[2]]
    assert "".join(streamed_page("题", "p {}", iter(body), scripts=("1;",))) == whole


def test_a_table_is_made_one_row_at_a_time() -> None:
    asked: list[int] = []

    def rows() -> Iterator[list[str]]:
        for number in range(3):
            asked.append(number)
            yield ["<甲>", f"−{number}.50"]

    columns = [Column("名称"), Column("数", number=True)]
    pieces = streamed_grid("表", columns, rows())
    made = [next(piece for piece in pieces if f"{number}.50" in piece) for number in range(2)]
    assert asked == [0, 1]
    assert made[1] == '\n<tr><td class="">&lt;甲&gt;</td><td class="number" data-value="-1.50">−1.50</td></tr>'
    assert "".join(streamed_grid("表", columns, rows())) == grid("表", columns, list(rows()))
