"""Data are printed as they are, whatever they look like; templates reach nothing but official terms."""

import unicodedata
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from jixiao.render.environment import context_of, form_environment
from jixiao.render.filling import render_form
from jixiao.render.printing import Printer
from tests.support.docx import W, body, form, grid, members, paragraphs, saved, squeezed, stories
from tests.support.package import entry, real_dossier, with_narrative, with_unit
from tests.support.report import report_of, section_three

NASTY = [
    "{{ 7*7 }}",
    "{% for 项 in 各项目 %}{{ 项 }}{% endfor %}",
    "{# 不印 #}",
    "{_{ 单位 }_} {_% if %_}",
    "{{ ''.__class__.__mro__ }}",
    "a < b && c > d \"e\" 'f'",
    "<w:p><w:r><w:t>假</w:t></w:r></w:p>",
    "</w:t></w:r></w:p>",
    "&amp; &#20013; &nbsp; &xxe;",
    "]]> <![CDATA[x]]> <!-- 注 --> <?php ?>",
    "# 标题 ## 又一个",
    "1. 一\n2) 二\n- 三\n* 四\n+ 五\n> 六",
    "**粗** _斜_ `码` ~~删~~ ^上^ ~下~ $x^2$",
    "<script>alert(1)</script> <b>粗</b> <br/>",
    "![图](file:///etc/passwd) [链接](javascript:alert(1)) <http://例.中国>",
    "@import url(file:///etc/passwd);",
    "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |",
    "--- *** ___ ===",
    '::: {custom-style="Title"}\n:::',
    "```\n代码\n```",
    '[^1] [注]: http://x.y "标题"',
    "C:\\路径\\文件 \\ \\\\",
    "结尾是反斜杠\\\n下一行",
    "😀👨‍👩‍👧 𠮷野家 ﷽ 𝒳",
    "很长的词" * 300 + "W" * 3000,
    "第一行\n\n第三行",
    "%s %(x)s {0} {x!r} ${x}",
    "\u202e反向\u202c \u200b零宽",
    ":smile: (c) -- ... 'quoted' \"quoted\"",
]

# The soft hyphen is refused when data is read (L006): it is invisible, and pandoc takes a lone one for nothing.
printable = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co"), exclude_characters="\xad")
written = st.text(printable | st.sampled_from("\n{}%#<>&\"'\\|*_`[]()-+.!:~$@=_"), min_size=1, max_size=60).map(
    str.strip
)
texts = written.filter(bool)

CELLS = form("前{{ 单位.单位名称 }}后", cells=[["{{ 单位.单位名称 }}", "左{{ 单位.单位名称 }}右"]])


def filled(words: str, template: Path) -> bytes:
    context = context_of(with_unit(real_dossier(), unit_name=entry(words)))
    return render_form(template, context, Printer("封面", ()), form_environment())


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("templates") / "cells.docx"
    path.write_bytes(CELLS)
    return path


def assert_filled_with(words: str, package: bytes) -> None:
    assert grid(package) == [[words, f"左{words}右"]]
    assert paragraphs(package)[0] == f"前{words}后"


@pytest.mark.parametrize("words", NASTY)
def test_text_that_looks_like_markup_arrives_in_a_form_as_it_is(words: str, template: Path) -> None:
    assert_filled_with(words, filled(words, template))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=texts)
def test_any_text_arrives_in_a_form_as_it_is(words: str, template: Path) -> None:
    assert_filled_with(words, filled(words, template))


def in_the_report(words: str) -> list[str]:
    """Return the paragraphs of a section that quotes ``words`` alone, within a sentence, and in a table."""
    lines = (
        "{{ 单位.填表人 }}",
        "前{{ 单位.填表人 }}后",
        "## 目{{ 单位.填表人 }}",
        "| 甲 | 乙 |",
        "| --- | --- |",
        "| {{ 单位.填表人 }} | 尾 |",
    )
    dossier = with_unit(real_dossier(), filled_by=entry(words))
    return [shown for _, shown in section_three(report_of(with_narrative(dossier, "\n".join(lines))))]


def assert_reported(words: str) -> None:
    quoted = squeezed(unicodedata.normalize("NFC", words))  # as pandoc has it
    shown = [squeezed(line) for line in in_the_report(words)]
    assert shown[0] == quoted
    assert shown[1] == f"前{quoted}后"
    assert "甲乙" + quoted + "尾" == "".join(shown[-4:])


@pytest.mark.parametrize("words", NASTY)
def test_text_that_looks_like_markup_arrives_in_the_report_as_it_is(words: str) -> None:
    assert_reported(words)


@settings(max_examples=15, deadline=None)
@given(words=texts)
def test_any_text_arrives_in_the_report_as_it_is(words: str) -> None:
    assert_reported(words)


def test_an_external_file_named_in_data_is_neither_read_nor_linked() -> None:
    words = "![图](file:///etc/passwd) <img src='http://x.y/z'> @import url(file:///etc/hosts)"
    report = report_of(with_unit(real_dossier(), filled_by=entry(words)))
    assert not [name for name in members(report) if "media" in name]
    assert b"External" not in b"".join(content for name, content in members(report).items() if name.endswith(".rels"))


def test_data_in_a_header_arrive_as_they_are(tmp_path: Path) -> None:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{ 单位.单位名称 }}"
    path = tmp_path / "headed.docx"
    path.write_bytes(saved(document))
    assert list(stories(filled("{_{ 7*7 }_} <b> & {{ 8 }}", path), "header").values()) == ["{_{ 7*7 }_} <b> & {{ 8 }}"]


def test_data_never_become_template_and_properties_are_not_taken_over(tmp_path: Path) -> None:
    document = docx.Document()
    document.core_properties.title = "{{ 7*7 }}{{ 不存在 }}"
    document.add_paragraph("{{ 单位.单位名称 }}")
    document.add_section()
    path = tmp_path / "titled.docx"
    path.write_bytes(saved(document))
    filled_in = filled("{{ 9*9 }}", path)
    assert paragraphs(filled_in)[0] == "{{ 9*9 }}"
    assert "docProps/core.xml" not in members(filled_in)


def test_a_line_break_is_a_line_break_in_word(template: Path) -> None:
    package = filled("一\n二", template)
    assert len(list(body(package).iter(f"{W}br"))) == 3


@pytest.mark.parametrize("words", NASTY)
def test_a_built_form_is_sound_xml(words: str, template: Path) -> None:
    for name, content in members(filled(words, template)).items():
        if name.endswith(".xml"):
            etree.fromstring(content)
