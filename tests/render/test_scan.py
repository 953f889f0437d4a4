"""Templates read without docxtpl: tags where none is filled in, files that are no templates."""

import io
import zipfile
from pathlib import Path

import pytest

from jixiao.findings import Finding
from jixiao.glossary import term
from jixiao.render.environment import context_of, form_environment
from jixiao.render.parts import inspect
from jixiao.render.scan import check_form, scan_template
from tests.support.docx import form, rewritten
from tests.support.package import folders, real_dossier
from tests.support.project import copy_project
from tests.support.wml import document, paragraph, run

ANNEX1 = "templates/yueyang-2023/annex1.docx"


def faults_of(template: bytes, folder: Path) -> list[Finding]:
    path = folder / "试验.docx"
    path.write_bytes(template)
    dossier = real_dossier()
    context = context_of(dossier) | {term("this_project"): dossier.projects.in_order[0]}
    return check_form(path, "templates/试验.docx", context, form_environment())


@pytest.mark.parametrize(
    "hidden",
    [
        "<w:del><w:r><w:delText>{{ 年度 }}</w:delText></w:r></w:del>",
        '<w:bookmarkStart w:id="7" w:name="{{ 年度 }}"/><w:bookmarkEnd w:id="7"/>',
        "<w:r><w:instrText>{% if 年度 %}</w:instrText></w:r>",
    ],
    ids=["deleted", "bookmark", "field"],
)
def test_a_tag_where_none_is_filled_in_is_refused(hidden: str, tmp_path: Path) -> None:
    template = rewritten(
        form("正文"), "word/document.xml", lambda xml: xml.replace("<w:r><w:t>正文", f"{hidden}<w:r><w:t>正文")
    )
    [finding] = [one for one in faults_of(template, tmp_path) if one.code == "T010"]
    assert "不会填" in finding.found


def zip_bomb() -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 40_000_000)
    return written.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "不是 .docx"),
        ("就是一段文字".encode(), "不是 .docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "旧版 .doc"),
        (zip_bomb(), "压缩炸弹"),
        (form("正文")[:-40], "不是 .docx"),
        (rewritten(form("正文"), "word/document.xml", lambda xml: xml.replace("<w:body>", "")), "XML 有语法错误"),
        (
            rewritten(
                form("正文"),
                "word/document.xml",
                lambda xml: xml.replace(
                    "<w:document", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document', 1
                ),
            ),
            "DOCTYPE",
        ),
        (rewritten(form("正文"), "_rels/.rels", lambda xml: xml.replace('officeDocument"', 'other"')), "找不到正文"),
    ],
    ids=["empty", "text", "old doc", "bomb", "torn", "bad XML", "entity", "no body"],
)
def test_a_file_that_is_no_docx_is_a_finding_with_the_remedy(content: bytes, words: str, tmp_path: Path) -> None:
    [finding] = faults_of(content, tmp_path)
    assert finding.code == "T007"
    assert words in finding.found
    assert "另存为 .docx" in finding.remedy


def test_a_missing_template_is_a_finding(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    (workspace.root / ANNEX1).unlink()
    [finding] = inspect(real_dossier(), folders(workspace)).findings
    assert (finding.code, str(finding.place)) == ("T007", f"{ANNEX1}:1:1")
    assert "文件不存在" in finding.found


def test_a_folder_in_place_of_a_template_is_a_finding(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    (workspace.root / ANNEX1).unlink()
    (workspace.root / ANNEX1).mkdir()
    [finding] = inspect(real_dossier(), folders(workspace)).findings
    assert finding.code == "T007"


def test_a_template_of_another_kind_is_named_as_such(tmp_path: Path) -> None:
    template = rewritten(
        form("正文"),
        "[Content_Types].xml",
        lambda xml: xml.replace("wordprocessingml.document.main", "wordprocessingml.template.main"),
    )
    [finding] = faults_of(template, tmp_path)
    assert (finding.code, ".dotx" in finding.found) == ("T007", True)


def test_a_template_with_hidden_words_is_refused(tmp_path: Path) -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>内部说明</w:t></w:r>"
    template = rewritten(
        form("正文"), "word/document.xml", lambda xml: xml.replace("<w:r><w:t>正文", f"{hidden}<w:r><w:t>正文")
    )
    assert [one.code for one in faults_of(template, tmp_path)] == ["T013"]


def test_a_cell_outside_of_any_row_is_none_of_the_tables_cells() -> None:
    stray = f"<w:tbl><w:tc>{paragraph(run('{{ 甲 }}'))}</w:tc></w:tbl>"
    assert scan_template(document(stray), "模板").cells == ()
