"""One package against another as tracked changes: taken they give the new text, turned down the old one."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from jixiao.build.stories import build_package
from jixiao.docx.package import BadPackage, relationships, write_package
from jixiao.review.redline import tracked_changes
from tests.support import tracked
from tests.support.cases import clean_project
from tests.support.docx import W, body, form, grid, members, outside_tables, rewritten, squeezed, squeezed_rows, text_of
from tests.support.office import settled
from tests.support.project import edit
from tests.support.sides import YEAR, exchange

MOMENT = datetime(2024, 3, 1, 8, 30, tzinfo=timezone(timedelta(hours=8)))
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


TRAINING, VISITS, GUIDES = "组织业务培训", "受理来访和咨询", "编印办事指南"
ROW = """\
      - 三级指标: {}
        年度指标值: {}
        实际完成值: {}
        分值: {}
        得分: {}
        偏差原因: 无
"""


@cache
def built(*edits: Callable[[Path], None]) -> bytes:
    """Return the whole package built from the clean year, with a third indicator of quantity, after the edits."""
    with TemporaryDirectory() as name:
        workspace = clean_project(Path(name))
        visits = ROW.format(VISITS, "≥2500人次", "2600人次", 8, 8)
        both = visits.replace(" 8\n", " 5\n") + ROW.format(GUIDES, "500册", "500册", 3, 3)
        for change in (lambda year: edit(year / "annex2.yaml", visits, both), *edits):
            change(workspace.year(YEAR))
        # A draft: what an edited figure contradicts does not matter here.
        outcome = build_package(workspace, YEAR, step=lambda _: None, draft=True, pdf=False)
        assert outcome.folder is not None, [finding.found for finding in outcome.findings]
        [whole] = outcome.folder.glob("*.docx")
        return whole.read_bytes()


def change_a_figure(year: Path) -> None:
    edit(year / "projects/01-operation.yaml", "全年执行数: 35.2", "全年执行数: 35.4")


def reword_a_paragraph(year: Path) -> None:
    old = "编制预算时同步论证目标值，突出核心指标。"
    edit(year / "report/08-improvements.md", old, "编制预算时逐项论证指标值，突出重点指标，并按季度检查。")


def rename_a_project(year: Path) -> None:
    edit(year / "projects/02-upkeep.yaml", "名称: 办公楼运行维护费", "名称: 办公大楼运行维护费")


def reorder_the_first_two_indicators(year: Path) -> None:
    exchange(year / "annex2.yaml", TRAINING, VISITS)


def reorder_two_indicators(year: Path) -> None:
    exchange(year / "annex2.yaml", VISITS, GUIDES)


def add_a_project(year: Path) -> None:
    added = year / "projects/04-branch.yaml"
    shutil.copy(year / "projects/03-service.yaml", added)
    edit(added, "名称: 公共服务能力提升专项", "名称: 服务网点延伸专项")


SIDES: dict[str, tuple[tuple[Callable[[Path], None], ...], tuple[Callable[[Path], None], ...]]] = {
    "四处改动": ((), (change_a_figure, reword_a_paragraph, rename_a_project, reorder_two_indicators)),
    "合并单元格首行调换": ((), (reorder_the_first_two_indicators,)),
    "增加项目": ((), (add_a_project,)),
    "减少项目": ((add_a_project,), ()),
}


@cache
def old_and_new(name: str) -> tuple[bytes, bytes]:
    before, after = SIDES[name]
    return built(*before), built(*after)


@cache
def redline(name: str) -> bytes:
    return tracked_changes(*old_and_new(name), moment=MOMENT)


def shape(root: etree._Element) -> list[object]:
    """Return paragraphs as texts and table rows as cells with their paragraphs and merges."""
    return [
        _block(block) for block in root.iter(f"{W}p", f"{W}tr") if next(block.iterancestors(f"{W}tr"), None) is None
    ]


def _block(block: etree._Element) -> object:
    if block.tag == f"{W}p":
        return text_of(block)
    return [
        (
            [text_of(paragraph) for paragraph in cell.iter(f"{W}p")],
            [_merge(cell, name) for name in ("vMerge", "gridSpan")],
        )
        for cell in block.findall(f"{W}tc")
    ]


def _merge(cell: etree._Element, name: str) -> str | None:
    found = cell.find(f"{W}tcPr/{W}{name}")
    return None if found is None else found.get(f"{W}val", "continue")


def sections(package: bytes, root: etree._Element) -> list[object]:
    """Return every section's page with the texts of its headers and footers; ``root`` is the main part."""
    held = members(package)
    named = {one.id: held[one.target] for one in relationships(held, "word/document.xml") if one.target in held}
    return [
        (
            [sorted(child.attrib.items()) for child in section.iter(f"{W}pgSz", f"{W}pgMar", f"{W}pgNumType")],
            sorted(
                (
                    str(child.tag),
                    child.get(f"{W}type"),
                    "".join(map(str, etree.fromstring(named[child.get(f"{R}id", "")]).itertext())),
                )
                for child in section.iter(f"{W}headerReference", f"{W}footerReference")
            ),
        )
        for section in root.iter(f"{W}sectPr")
    ]


def changes(package: bytes) -> list[tuple[str, str]]:
    """Return what was taken out and put in, run by run, in document order."""
    found = tracked.marks(package)
    worded = [(etree.QName(mark).localname, "".join(map(str, mark.itertext()))) for mark in found]  # deleted text too
    return [(kind, words) for kind, words in worded if words.strip()]


@pytest.mark.parametrize("name", SIDES)
def test_taking_all_changes_gives_the_new_text_and_turning_them_down_the_old_one(name: str) -> None:
    old, new = old_and_new(name)
    assert old != new
    assert tracked.marks(redline(name))
    assert shape(tracked.accepted(redline(name))) == shape(body(new))
    assert shape(tracked.rejected(redline(name))) == shape(body(old))


@pytest.mark.parametrize("name", SIDES)
def test_every_section_keeps_its_page_its_headers_and_its_footers(name: str) -> None:
    old, new = old_and_new(name)
    assert sections(redline(name), tracked.accepted(redline(name))) == sections(new, body(new))
    assert sections(redline(name), tracked.rejected(redline(name))) == sections(old, body(old))


def test_libreoffice_takes_the_changes_to_the_new_text_and_turns_them_down_to_the_old_one() -> None:
    names = ("合并单元格首行调换", "增加项目")  # two of the sides: each takes LibreOffice half a dozen seconds
    for name, (accepted, rejected) in zip(names, settled(redline(name) for name in names), strict=True):
        old, new = old_and_new(name)
        for stored, wanted in ((accepted, new), (rejected, old)):
            assert not tracked.marks(stored), name
            assert squeezed_rows(grid(stored)) == squeezed_rows(grid(wanted)), name
            assert list(map(squeezed, outside_tables(stored))) == list(map(squeezed, outside_tables(wanted))), name


def test_equal_packages_give_no_mark() -> None:
    old, _ = old_and_new("四处改动")
    same = tracked_changes(old, old, moment=MOMENT)
    assert tracked.marks(same) == []
    assert shape(body(same)) == shape(body(old))


def test_each_edit_shows_as_words_and_figures() -> None:
    found = changes(redline("四处改动"))
    assert ("del", "35.2") in found
    assert ("ins", "35.4") in found
    assert found.count(("ins", "大")) >= 4
    assert ("ins", "逐项") in found
    rows = [row for row in body(redline("四处改动")).iter(f"{W}tr") if row.find(f"{W}trPr/{W}ins") is not None]
    assert [text_of(row.findall(f"{W}tc")[3]) for row in rows] == [VISITS]


def test_a_sentence_written_anew_is_no_comb_of_shared_characters() -> None:
    old = form("财政拨款支出总体控制较好，圆满完成了当年的任务目标。")
    new = form("年初确定的各项任务按期完成，财政资金的使用合规、有序。")
    assert [kind for kind, _ in changes(tracked_changes(old, new, moment=MOMENT))] == ["del", "ins"]


def test_a_part_of_a_paragraph_in_another_format_keeps_its_format_on_either_side() -> None:
    bold = "<w:r><w:rPr><w:b/></w:rPr><w:t>{}</w:t></w:r>"
    plain, sentence = form("预算1048.7万元，执行良好。"), "<w:r><w:t>预算1048.7万元，执行良好。</w:t></w:r>"
    old = rewritten(plain, "word/document.xml", lambda xml: xml.replace(sentence, bold.format("预算") + sentence))
    new = rewritten(
        plain,
        "word/document.xml",
        lambda xml: xml.replace(sentence, bold.format("决算") + sentence.replace("1048.7", "1050.6")),
    )
    found = tracked_changes(old, new, moment=MOMENT)
    assert changes(found) == [("del", "预"), ("ins", "决"), ("del", "1048.7"), ("ins", "1050.6")]
    for settled_root, words in ((tracked.accepted(found), "决算"), (tracked.rejected(found), "预算")):
        runs = [run for run in settled_root.iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None]
        assert "".join(map(text_of, runs)) == words


def test_the_changes_name_the_moment_and_no_person() -> None:
    marks = tracked.marks(redline("四处改动"))
    assert {mark.get(f"{W}author") for mark in marks} == {"比对"}
    assert {mark.get(f"{W}date") for mark in marks} == {"2024-03-01T00:30:00Z"}
    assert len({mark.get(f"{W}id") for mark in marks}) == len(marks)
    assert "lastModifiedBy" not in members(redline("四处改动"))["docProps/core.xml"].decode()


def test_the_same_two_packages_give_the_same_bytes_whatever_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    first = redline("增加项目")
    for variable, value in (("TZ", "America/New_York"), ("LC_ALL", "tr_TR.UTF-8"), ("LANG", "C"), ("HOME", "/nowhere")):
        monkeypatch.setenv(variable, value)
    assert tracked_changes(*old_and_new("增加项目"), moment=MOMENT.astimezone(UTC)) == first


@pytest.mark.parametrize("name", SIDES)
def test_the_marked_package_is_valid_office_open_xml(name: str, tmp_path: Path) -> None:
    (tmp_path / "marked.docx").write_bytes(redline(name))
    result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(tmp_path / "marked.docx")
    assert [str(error) for error in result.errors] == []


@pytest.mark.parametrize("broken", [b"", b"PK\x03\x04", write_package({"a.xml": b"<a/>"})])
def test_a_file_that_is_no_docx_is_refused(broken: bytes) -> None:
    with pytest.raises(BadPackage):
        tracked_changes(broken, form("乙"), moment=MOMENT)
    with pytest.raises(BadPackage):
        tracked_changes(form("甲"), broken, moment=MOMENT)
