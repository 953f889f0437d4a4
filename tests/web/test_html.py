import base64
import hashlib
import json
import re

import lxml.html

from jixiao.web.html import data_block, element, joined, page


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
