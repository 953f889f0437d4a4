"""Read-back: finished files that say something else than the data are found out, and nothing is written."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from functools import cache
from io import BytesIO
from pathlib import Path

import pytest
from msgspec.structs import replace

from jixiao.build import stories
from jixiao.build.packing import expectation_of
from jixiao.build.steps import Judged
from jixiao.build.stories import build_package
from jixiao.docx.package import BadPackage, read_package
from jixiao.docx.wml import W_NS
from jixiao.findings import Finding
from jixiao.paths import Workspace
from jixiao.publish.pdf_text import page_texts
from jixiao.readback.docx_passages import found
from jixiao.readback.package_check import (
    Expectation,
    archive_findings,
    document_findings,
    marks_in,
    pdf_findings,
)
from jixiao.readback.passage import marks_told, passages
from jixiao.readback.pdf_passages import missing_from
from jixiao.render.environment import BETWEEN, CLOSE, OPEN
from jixiao.render.scan import CELL
from tests.support.docx import rewritten
from tests.support.opened import cell_of, inspected, judged, rendered
from tests.support.package import TITLE, YEAR, built_package, silent
from tests.support.project import ROOT, copy_project

WHOLE = f"{TITLE}.docx"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'


@cache
def case() -> Judged:
    return judged(Workspace(ROOT))


@cache
def expected() -> Expectation:
    return expectation_of(case())


def told(docx: bytes, label: str = "") -> list[Finding]:
    return list(document_findings(docx, expected(), label, WHOLE))


def edited(old: str, new: str) -> bytes:
    """Return the whole with the first ``old`` in its XML replaced."""
    return rewritten(built_package().whole, "word/document.xml", lambda xml: xml.replace(old, new, 1))


def test_the_package_says_what_it_has_to_say() -> None:
    assert told(built_package().whole) == []
    assert found(read_package(built_package().whole)["word/document.xml"]) == expected().whole.told
    for label, part in zip(expected().parts, built_package().parts, strict=True):
        assert told(part, label) == []


def test_what_a_plan_says_as_one_text_is_what_its_passages_say() -> None:
    for plan in (expected().whole, *expected().parts.values()):
        assert list(passages(plan.told)) == plan.passages


def test_marks_that_stand_in_a_documents_text_are_not_taken_for_bookmarks() -> None:
    mark = marks_told(expected().whole.told)[0]
    start, end = f'<w:bookmarkStart w:id="7" w:name="{mark}"/>', '<w:bookmarkEnd w:id="7"/>'
    forged = f"<w:r><w:t>{OPEN}{mark}{BETWEEN}2023{CLOSE}</w:t></w:r>"
    real = f"{start}<w:r><w:t>2023</w:t></w:r>{end}"
    said = [found(f'{HEAD}<w:p xmlns:w="{W_NS}">{runs}</w:p>'.encode()) for runs in (real, forged)]
    assert said[0] == f"{OPEN}{mark}{BETWEEN}2023{CLOSE}"
    assert marks_told(said[1]) == []


BODY = (
    "<w:p><w:r><w:t>甲&amp;lt;乙</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>一</w:t></w:r></w:p>"
    "<w:p/><w:tbl><w:tr><w:tc><w:p><w:r><w:t>二</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:tc>"
    '<w:tc w:x="1"><w:p><w:bookmarkStart w:id="7" w:name="_JX0123456789ab"/><w:r><w:t xml:space="preserve">三 </w:t>'
    '<w:t/></w:r><w:bookmarkEnd w:id="7"/></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>四</w:t></w:r></w:p>'
)


@pytest.mark.parametrize(
    "written",
    [
        lambda xml: xml,
        lambda xml: xml.replace("/>", " />").replace("w:tc>", "w:tc\n>"),
        lambda xml: xml.replace('w:id="7" w:name="_JX0123456789ab"', "w:name='_JX0123456789ab' w:id='7'"),
        lambda xml: (
            xml.replace("<w:", "<x:").replace("</w:", "</x:").replace(" w:", " x:").replace("xmlns:w", "xmlns:x")
        ),
        lambda xml: xml.replace("三", "<!-- <w:t>九</w:t> -->&#x4e09;").replace("<w:p/>", "<?九?><w:p/>"),
        lambda xml: xml.replace("甲&amp;lt;乙", "<![CDATA[甲&lt;乙]]>"),
        lambda xml: xml.replace("UTF-8", "UTF-16").encode("utf-16"),
    ],
)
def test_a_story_says_the_same_however_its_xml_is_written(written: Callable[[str], str | bytes]) -> None:
    xml = written(f'{HEAD}<w:document xmlns:w="{W_NS}">{BODY}</w:document>')
    said = found(xml if isinstance(xml, bytes) else xml.encode())
    assert said.split(CELL) == ["甲&lt;乙", "一二", f"{OPEN}_JX0123456789ab{BETWEEN}三{CLOSE}", "四"]


def test_a_story_that_is_no_xml_is_refused() -> None:
    with pytest.raises(BadPackage):
        found(f'{HEAD}<w:document xmlns:w="{W_NS}"><w:p></w:document>'.encode())


def test_a_figure_changed_in_the_document_is_found_with_both_values_its_line_and_its_cell() -> None:
    [one] = told(edited(">1.92</w:t>", ">1.29</w:t>"))
    assert one.code == "V003"
    assert "“1.29”" in one.found
    assert "“1.92”（附件1.三公经费.决算）" in one.expected
    assert (one.place.file, one.printed) == ("data/2023/annex1.yaml", (cell_of("附件1.三公经费.决算"),))


def test_a_text_changed_in_the_document_is_found_with_the_line_it_was_typed_in() -> None:
    [one] = told(edited(">2.编纂书籍<", ">2.编写书籍<"))
    assert (one.code, one.place.file) == ("V003", "data/2023/annex2.yaml")
    assert "2.编写书籍" in one.found


def test_a_fixed_label_changed_in_the_document_is_found_with_its_template() -> None:
    [one] = told(edited(">控制率<", ">控制比例<"))
    assert (one.code, one.place.file) == ("V004", "templates/yueyang-2023/annex1.docx")
    assert ("“控制比例”" in one.found, one.expected) == (True, "“控制率”")


def test_prose_changed_in_the_document_is_found_with_its_line_of_markdown() -> None:
    [one] = told(edited("年终结余", "年末剩余"))
    assert (one.code, one.place.file) == ("V004", "data/2023/report/02-general-budget.md")
    assert one.place.line > 1


def test_a_value_printed_as_filed_is_held_against_what_was_filed() -> None:
    overridden = case().overridden[0]
    start = f'w:name="{overridden.mark}"/>'
    whole = rewritten(
        built_package().whole,
        "word/document.xml",
        lambda xml: re.sub(rf"({re.escape(start)}.*?<w:t[^>]*>)[^<]*", r"\g<1>9999", xml, count=1, flags=re.DOTALL),
    )
    [one] = told(whole)
    assert one.place.file.endswith("overrides.yaml")
    assert "按原件列报" in one.expected


def without_row(xml: str) -> str:
    row = next(
        row for row in re.findall(r"<w:tr>.*?</w:tr>|<w:tr .*?</w:tr>", xml, re.DOTALL) if "会议费、培训费" in row
    )
    return xml.replace(row, "", 1)


def test_a_row_taken_out_is_found_cell_by_cell() -> None:
    found = told(rewritten(built_package().whole, "word/document.xml", without_row))
    assert {one.code for one in found} == {"V004"}
    assert len(found) == 4
    assert all("缺少" in one.found for one in found)


def test_a_paragraph_put_in_is_found_and_where() -> None:
    added = "<w:p><w:r><w:t>另加一段</w:t></w:r></w:p></w:body>"
    [one] = told(
        rewritten(built_package().part("附件1"), "word/document.xml", lambda xml: re.sub("</w:body>", added, xml)),
        "附件1",
    )
    assert (one.code, "多出“另加一段”" in one.found) == ("V004", True)


def without_bookmarks(docx: bytes) -> bytes:
    return rewritten(docx, "word/document.xml", lambda xml: re.sub("<w:bookmark[^>]*/>", "", xml))


def test_a_document_that_lost_its_marks_but_says_the_same_is_a_difference_only_right_after_the_build() -> None:
    whole = without_bookmarks(built_package().whole)
    assert told(whole) == []
    strict = list(document_findings(whole, expected(), "", WHOLE, strict=True))
    assert len(strict) == sum(bool(one.values) for one in expected().whole.passages)


def test_a_document_that_lost_its_marks_is_held_against_the_data_cell_by_cell() -> None:
    [one] = told(without_bookmarks(edited(">1.92</w:t>", ">1.29</w:t>")))
    assert (one.code, one.place.file, one.printed) == (
        "V004",
        "data/2023/annex1.yaml",
        (cell_of("附件1.三公经费.决算"),),
    )


def test_another_document_is_one_finding() -> None:
    many = "<w:p><w:r><w:t>甲</w:t></w:r></w:p>" * 9000 + "</w:body>"
    [one] = told(rewritten(built_package().whole, "word/document.xml", lambda xml: xml.replace("</w:body>", many)))
    assert one.code == "V004"


def test_a_document_tells_by_its_marks_which_part_it_is() -> None:
    assert expected().label_of(marks_in(built_package().part("附件3（2）"))) == "附件3（2）"
    assert expected().label_of(marks_in(built_package().whole)) == ""
    assert expected().label_of({"_JX000000000000"}) is None


@cache
def pages() -> list[str]:
    return page_texts(built_package().pdf.read_bytes())


def printed(change: Callable[[str], str]) -> list[Finding]:
    return list(
        missing_from([change(page) for page in pages()], expected().whole.passages, expected().prints, "整套.pdf")
    )


def test_the_pdf_says_all_that_the_document_says() -> None:
    assert list(pdf_findings(built_package().pdf.read_bytes(), expected(), "整套.pdf")) == []


@pytest.mark.parametrize(
    ("old", "new", "path"),
    [("103.86", "103.68", "附件1.项目支出.building.决算"), ("控制率", "控制", ""), ("公务接待", "", "")],
)
def test_what_the_pdf_does_not_say_is_found(old: str, new: str, path: str) -> None:
    found = printed(lambda page: page.replace(old, new))
    assert found
    assert all(one.code == "V006" for one in found)
    where = cell_of(path) if path else "附件1"
    assert any(where in one.printed[0] for one in found)


def test_one_of_two_like_paragraphs_missing_from_the_pdf_is_found() -> None:
    first = "备注：一个一级项目支出一张表"
    left = [0]

    def change(page: str) -> str:
        left[0] += first in page
        return page.replace(first, "") if left[0] == 2 else page

    assert printed(change)


def test_a_file_that_is_no_pdf_is_a_finding() -> None:
    [one] = pdf_findings(b"%PDF-1.7 nothing", expected(), "整套.pdf")
    assert one.code == "V006"


def zipped(**members: bytes) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return held.getvalue()


def test_a_zip_holds_exactly_the_files_made() -> None:
    assert list(archive_findings(zipped(a=b"1"), {"a": b"1"}, "整套.zip")) == []
    found = list(archive_findings(zipped(a=b"2", c=b""), {"a": b"1", "b": b""}, "整套.zip"))
    assert [one.code for one in found] == ["V005"] * 3
    assert next(archive_findings(b"PK", {}, "整套.zip")).code == "V005"


def test_a_build_that_does_not_say_what_the_data_says_fails_and_leaves_the_old_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = copy_project(tmp_path)
    workspace.output(YEAR).mkdir(parents=True)
    (workspace.output(YEAR) / "old").touch()
    spoilt = replace(rendered(inspected(workspace)), whole=edited(">1.92</w:t>", ">1.29</w:t>"))
    monkeypatch.setattr(stories, "render_documents", lambda *_, **__: spoilt)
    outcome = build_package(workspace, YEAR, step=silent, pdf=False)
    assert outcome.folder is None
    assert [one.code for one in outcome.findings if one.code.startswith("V")] == ["V003"]
    assert [path.name for path in workspace.output(YEAR).iterdir()] == ["old"]
