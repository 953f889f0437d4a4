"""Paragraphs of the report as written: found by line, found again where they moved, replaced by whole lines."""

import pytest

from jixiao.serve.report_paragraphs import find_paragraph, paragraph_json, read_paragraph, replace_paragraph
from tests.support.served import open_session

TEXT = "## 标题\n\n甲有{{ 附件1.甲 }}件、9个。\n{# 事实数字：9个 #}\n\n乙一行\\\n二行\n"


def test_a_paragraph_has_its_lines_and_the_declarations_below() -> None:
    assert read_paragraph(TEXT, "a.md", 3).source == "甲有{{ 附件1.甲 }}件、9个。\n{# 事实数字：9个 #}"
    assert read_paragraph(TEXT, "a.md", 6).source == "乙一行\\\n二行"


def test_it_is_found_again_where_it_moved() -> None:
    stamp = read_paragraph(TEXT, "a.md", 3).stamp
    moved = find_paragraph(f"新的一段\n\n{TEXT}", "a.md", stamp)
    assert moved is not None
    assert moved.first == 5
    assert find_paragraph(TEXT.replace("甲有", "甲曾有"), "a.md", stamp) is None


@pytest.mark.parametrize(
    ("source", "after"),
    [
        ("丙。", "## 标题\n\n丙。\n\n乙一行\\\n二行\n"),
        ("丙。\n\n丁。", "## 标题\n\n丙。\n\n丁。\n\n乙一行\\\n二行\n"),
        ("", "## 标题\n\n乙一行\\\n二行\n"),
    ],
)
def test_other_markdown_takes_its_place(source: str, after: str) -> None:
    assert replace_paragraph(TEXT, read_paragraph(TEXT, "a.md", 3), source) == after


def test_line_ends_of_windows_stay() -> None:
    text = TEXT.replace("\n", "\r\n")
    assert replace_paragraph(text, read_paragraph(text, "a.md", 1), "## 别的").startswith("## 别的\r\n\r\n甲有")


def test_the_page_gets_texts_references_and_code_in_order(tmp_path_factory: pytest.TempPathFactory) -> None:
    session = open_session(tmp_path_factory.mktemp("served"))
    name, passage = next(one for one in session.year.paragraphs.items() if one[1].marks)
    text = next(one.text for one in session.year.sources if one.file == passage.place.file)
    told = paragraph_json(name, passage, read_paragraph(text, passage.place.file, passage.place.line))
    pieces = [one.get("text") or one.get("tag") or one.get("code") for one in told["pieces"]]
    assert "".join(map(str, pieces)) == told["source"]
    assert any(one.get("shown") for one in told["pieces"] if "path" in one)
