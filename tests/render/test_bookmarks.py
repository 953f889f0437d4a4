"""Marks: a hidden bookmark round every value from the data, and pages that look as they did without."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from jixiao.docx.package import read_package, write_package
from jixiao.paths import Workspace
from jixiao.render.bookmarks import MARK, NAME, place_marks, with_loose_rows, without_bookmarks
from jixiao.render.environment import (
    BETWEEN,
    CLOSE,
    LINE,
    LINE_END,
    OPEN,
    context_of,
    form_environment,
    marking_form_environment,
)
from jixiao.render.filling import render_form
from jixiao.render.narrative import fill_sections, report_markdown
from jixiao.render.pandoc import PandocReport, members_of
from jixiao.render.printing import Printer
from tests.support.docx import W, body, members
from tests.support.marks import spans
from tests.support.opened import inspected
from tests.support.package import built_package, entry, folders, real_dossier, with_narrative, with_unit
from tests.support.project import ROOT

STORY = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'


def story(xml: str) -> etree._Element:
    """Return a body in which the marks of ``xml`` were placed; ‹name|words› stands for a value, ¶name⁋ for a line."""
    written = xml.replace("‹", OPEN).replace("|", BETWEEN).replace("›", CLOSE).replace("¶", LINE).replace("⁋", LINE_END)
    held = {"word/document.xml": STORY.format(written).encode()}
    place_marks(held)
    return etree.fromstring(held["word/document.xml"])


def shape(root: etree._Element) -> list[str]:
    """Return the tags of a body's first paragraph, in order, without namespaces."""
    return [etree.QName(child).localname for child in next(root.iter(f"{W}p"))]


def test_a_value_that_is_all_there_is_in_a_run_gets_a_bookmark_round_the_run() -> None:
    root = story("<w:p><w:r><w:t>‹_JX1|12.5›</w:t></w:r></w:p>")
    assert shape(root) == ["bookmarkStart", "r", "bookmarkEnd"]
    assert spans(root) == {"_JX1": "12.5"}


def test_a_run_is_cut_round_the_values_in_it_and_every_piece_looks_like_it() -> None:
    root = story("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>共‹_JX1|12› 元，‹_JX2|3›人</w:t></w:r></w:p>")
    assert spans(root) == {"_JX1": "12", "_JX2": "3"}
    assert [run.findtext(f"{W}t") for run in root.iter(f"{W}r")] == ["共", "12", " 元，", "3", "人"]
    assert all(run.find(f"{W}rPr/{W}b") is not None for run in root.iter(f"{W}r"))


def test_a_value_of_several_lines_is_one_bookmark() -> None:
    root = story("<w:p><w:r><w:t>‹_JX1|甲</w:t><w:br/><w:t>乙›完</w:t></w:r></w:p>")
    assert spans(root) == {"_JX1": "甲\n乙"}


def test_a_value_that_runs_on_into_another_run_is_one_bookmark() -> None:
    root = story("<w:p><w:r><w:t>‹_JX1|甲</w:t></w:r><w:r><w:br/></w:r><w:r><w:t>乙›完</w:t></w:r></w:p>")
    assert spans(root) == {"_JX1": "甲\n乙"}


def test_an_empty_value_keeps_its_bookmark_and_the_look_of_what_may_be_typed_there() -> None:
    root = story("<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>‹_JX1|›</w:t></w:r></w:p>")
    assert shape(root) == ["bookmarkStart", "r", "bookmarkEnd"]
    assert root.find(f".//{W}b") is not None


def test_a_paragraph_of_the_report_is_marked_from_its_beginning_to_its_end() -> None:
    root = story(
        "<w:p><w:r><w:t>¶_JXPa⁋共</w:t></w:r><w:r><w:t>‹_JX1|12›元</w:t></w:r></w:p><w:p><w:r><w:t>别</w:t></w:r></w:p>"
    )
    assert spans(root) == {"_JXPa": "共12元", "_JX1": "12"}


def test_ids_begin_after_those_in_use() -> None:
    held = {
        "word/document.xml": STORY.format(f"<w:p><w:r><w:t>{OPEN}_JX1{BETWEEN}1{CLOSE}</w:t></w:r></w:p>").encode(),
        "word/header1.xml": b'<w:hdr><w:bookmarkStart w:name="A" w:id="41"/><w:bookmarkEnd w:id="41"/></w:hdr>',
    }
    place_marks(held)
    assert b'<w:bookmarkStart w:id="42" w:name="_JX1"/>' in held["word/document.xml"]


words = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn", "Co")), max_size=8)


@given(st.lists(st.tuples(words, st.booleans()), min_size=1, max_size=6))
def test_placing_marks_changes_no_text_and_loses_no_value(pieces: list[tuple[str, bool]]) -> None:
    texts = [
        f"‹_JX{number}|{_escaped(text)}›" if marked else _escaped(text) for number, (text, marked) in enumerate(pieces)
    ]
    root = story(f"<w:p><w:r><w:t>{''.join(texts)}</w:t></w:r></w:p>")
    assert "".join(node.text or "" for node in root.iter(f"{W}t")) == "".join(text for text, _ in pieces)
    assert spans(root) == {f"_JX{number}": text for number, (text, marked) in enumerate(pieces) if marked}


def _escaped(text: str) -> str:
    """Return text for XML, without the characters that stand for marks in these tests."""
    return "".join(f"&#{ord(char)};" for char in text)


@cache
def printed() -> dict[str, str]:
    case = inspected(Workspace(ROOT))
    return {one.mark: one.printed for one in case.inspection.prints}


def test_every_value_of_the_real_package_stands_between_its_marks() -> None:
    found = spans(body(built_package().whole))
    values = {name: text for name, text in found.items() if not name.startswith("_JXP")}
    assert {name: "".join(text.split()) for name, text in values.items()} == {
        name: "".join(text.split()) for name, text in printed().items()
    }


def test_every_paragraph_of_the_report_is_marked() -> None:
    case = inspected(Workspace(ROOT))
    found = Counter(name[:4] for name in spans(body(built_package().part("报告"))))
    assert found["_JXP"] == len(case.inspection.paragraphs)


def test_the_parts_carry_the_same_marks_as_the_whole() -> None:
    parts = [name for part in built_package().parts for name in spans(body(part))]
    assert sorted(parts) == sorted(spans(body(built_package().whole)))
    assert all(NAME.fullmatch(name) for name in parts)


def looks(root: etree._Element) -> Iterator[tuple[str, bytes]]:
    """Yield every character of a body with the look of its run; a paragraph's beginning with its properties."""
    for element in root.iter(f"{W}p", f"{W}t", f"{W}br", f"{W}tab", f"{W}tcPr", f"{W}trPr"):
        run = element.getparent()
        stated = element.find(f"{W}pPr") if element.tag == f"{W}p" else None if run is None else run.find(f"{W}rPr")
        look = b"" if stated is None else etree.tostring(stated)
        for char in (element.text or "") if element.tag == f"{W}t" else etree.QName(element).localname:
            yield char, look


FORMS = ("annex1", "annex2", "annex5", "cover", "report")


@pytest.mark.parametrize("form", FORMS)
def test_a_form_looks_as_it_does_without_marks(form: str) -> None:
    template = folders(Workspace(ROOT)).templates / f"{form}.docx"
    plain, marked = (
        render_form(template, context_of(real_dossier()), Printer(form, ()), environment)
        for environment in (form_environment(), marking_form_environment())
    )
    assert list(looks(body(plain))) == list(looks(body(with_marks_placed(marked))))


def with_marks_placed(docx: bytes) -> bytes:
    held = read_package(docx)
    place_marks(held)
    return write_package(held)


def report_from(markdown: str) -> bytes:
    """Return the report that pandoc makes of some Markdown."""
    reference = (folders(Workspace(ROOT)).templates / "report.docx").read_bytes()
    return with_marks_placed(write_package(members_of(PandocReport(markdown, reference))))


NARRATIVE = """\
编制**{{ 单位.单位名称 }}**和**“{{ 单位.单位名称 }}”** {{ 单位.单位名称 }}{{ 单位.单位名称 }}：**注**

## {{ 单位.单位名称 }}的情况

| 甲 | {{ 单位.单位名称 }} |
| --- | --- |
| **{{ 单位.单位名称 }}** | 总额**{{ 单位.单位名称 }}**元 |
"""


@pytest.mark.parametrize("name", ["岳阳市档案馆", "甲“乙”_丙_*丁", "甲\n乙"])
def test_the_report_looks_as_it_does_without_marks(name: str) -> None:
    unit = {"unit_name": entry(name, "单位.单位名称")}
    dossier = with_unit(with_narrative(real_dossier(), NARRATIVE), **unit)
    marked = report_markdown(dossier, fill_sections(dossier))
    plain = MARK.sub("", marked)
    assert list(looks(body(report_from(plain)))) == list(looks(body(report_from(marked))))


@pytest.mark.parametrize(
    "line", ["**合计：**{{ 单位.单位名称 }}", "总额**{{ 单位.单位名称 }}**元", "{{ 单位.单位名称 }}**（注）**"]
)
def test_bold_beside_a_value_is_bold_whatever_the_value_begins_or_ends_with(line: str) -> None:
    for name in ("《甲》", "甲"):
        dossier = with_unit(with_narrative(real_dossier(), line), unit_name=entry(name, "单位.单位名称"))
        report = body(report_from(report_markdown(dossier, fill_sections(dossier))))
        assert report.find(f".//{W}b") is not None
        assert "*" not in "".join(node.text or "" for node in report.iter(f"{W}t"))


@pytest.mark.parametrize("line", ["**合计：**共 12 元", "总额**（万元）**为 12", "**“甲”**和**乙。**丙"])
def test_bold_is_bold_whatever_stands_beside_it(line: str) -> None:
    report = body(report_from(report_markdown_of(line)))
    assert report.find(f".//{W}b") is not None
    said = "".join(node.text or "" for node in report.iter(f"{W}t"))
    assert line.replace("*", "") in said


def report_markdown_of(line: str) -> str:
    dossier = with_narrative(real_dossier(), line)
    return report_markdown(dossier, fill_sections(dossier))


def test_bookmarks_of_ours_and_no_others_can_be_taken_out_again() -> None:
    whole = members(built_package().whole)
    stripped = without_bookmarks(whole)
    assert b"_JX" in whole["word/document.xml"]
    assert b"_JX" not in stripped["word/document.xml"]
    assert stripped["word/document.xml"].count(b"<w:bookmark") == whole["word/document.xml"].count(
        b"<w:bookmark"
    ) - 2 * len(spans(body(built_package().whole)))


KEPT = "<w:p><w:pPr><w:keepNext/></w:pPr></w:p>"


def loosened(*rows: str, head: str = "<w:tblPr/>") -> str:
    table = f"<w:tbl>{head}{''.join(f'<w:tr><w:tc>{row}</w:tc></w:tr>' for row in rows)}</w:tbl>"
    return with_loose_rows({"word/document.xml": f"前{table}后".encode()})["word/document.xml"].decode()


def test_a_last_row_kept_with_the_notes_is_a_table_of_its_own_for_libreoffice() -> None:
    free, kept = KEPT.replace("<w:keepNext/>", ""), KEPT
    first, second = f"<w:tr><w:tc>{free}</w:tc></w:tr>", f"<w:tr><w:tc>{kept}</w:tc></w:tr>"
    assert loosened(KEPT, KEPT) == f"前<w:tbl><w:tblPr/>{first}</w:tbl><w:tbl><w:tblPr/>{second}</w:tbl>后"


@pytest.mark.parametrize(
    "rows",
    [
        (KEPT,),
        (KEPT, "<w:p/>"),
        (KEPT, f"<w:tcPr><w:vMerge/></w:tcPr>{KEPT}"),
        (KEPT, f'<w:tcPr><w:vMerge w:val="continue"/></w:tcPr>{KEPT}'),
        (KEPT, f"<w:tbl><w:tr><w:tc>{KEPT}</w:tc></w:tr></w:tbl>"),
    ],
    ids=["one row", "not kept", "merged with above", "merged with above, said", "a table inside"],
)
def test_other_tables_stay_whole_and_their_rows_are_free(rows: tuple[str, ...]) -> None:
    assert loosened(*rows).count("<w:tblPr/>") == 1


def test_a_cell_that_begins_a_merge_does_not_hold_the_last_row() -> None:
    assert loosened(KEPT, f'<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{KEPT}').count("<w:tblPr/>") == 2
