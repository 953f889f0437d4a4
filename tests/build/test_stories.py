"""Commands as stories: a build that fails leaves what was there, a draft stands beside it, verify tells."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator

from jixiao.build.stories import build_package, check_year, verify_output
from jixiao.errors import EnvironmentFailure, UsageError
from jixiao.findings import Finding, is_blocking
from jixiao.paths import Workspace
from jixiao.reporting.outcome import Outcome
from jixiao.reporting.outcome_text import outcome_text
from jixiao.source.nodes import Flawed
from tests.support.docx import W, body, edit_document, grid, members, squeezed, text, text_of
from tests.support.made_unit import copy_made_unit
from tests.support.package import PARTS, TITLE, YEAR, built_package, copy_output, silent
from tests.support.project import copy_project, edit, edit_value

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
BUILDING = "data/2023/projects/01-building.yaml"
DRAFT = f"{TITLE}（草稿）"


def build(workspace: Workspace, *, draft: bool = False, pdf: bool = False) -> Outcome:
    return build_package(workspace, YEAR, step=silent, draft=draft, pdf=pdf)


def content(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def codes(findings: list[Finding]) -> list[str]:
    return [one.code for one in findings]


@pytest.fixture(scope="module")
def output_without_pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    workspace = copy_project(tmp_path_factory.mktemp("built"))
    assert build(workspace).files
    return workspace.output(YEAR)


@pytest.fixture
def workspace(tmp_path: Path, output_without_pdf: Path) -> Workspace:
    """A copy of the real project with its output, which was built without PDF."""
    workspace = copy_project(tmp_path)
    shutil.copytree(output_without_pdf, workspace.output(YEAR))
    return workspace


# a build that fails


def test_an_error_in_the_data_leaves_the_output_as_it_was(workspace: Workspace) -> None:
    before = content(workspace.output(YEAR))
    edit_value(workspace.root / BUILDING, "全年执行数", lambda _: "12.5万")
    outcome = build(workspace)
    assert "M006" in codes(outcome.findings)
    assert (outcome.folder, outcome.files) == (None, [])
    assert content(workspace.output(YEAR)) == before


def test_a_fault_of_a_template_leaves_the_output_as_it_was(workspace: Workspace) -> None:
    before = content(workspace.output(YEAR))
    template = workspace.root / "templates" / "yueyang-2023" / "cover.docx"
    edit_document(template, lambda cover: cover.add_paragraph("{{ 年底 }}"))
    assert codes(build(workspace).findings).count("T002") == 1
    assert content(workspace.output(YEAR)) == before


def test_an_unmatched_override_leaves_the_output_as_it_was(workspace: Workspace) -> None:
    before = content(workspace.output(YEAR))
    edit(workspace.root / "data/2023/overrides.yaml", "引用: 附件1.公用经费.预算", "引用: 附件1.公用经费.预祘")
    outcome = build(workspace)
    assert "O001" in codes(outcome.findings)
    assert content(workspace.output(YEAR)) == before


def test_an_output_that_cannot_be_written_is_a_failure_in_words(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    (tmp_path / "output").write_bytes(b"a file in the way")
    with pytest.raises(EnvironmentFailure, match=r"写不进 .*请检查磁盘空间和写入权限") as failure:
        build(workspace)
    assert failure.value.exit_code == 3


# overrides


def test_a_year_without_overrides_needs_no_file_and_prints_what_the_data_imply(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    (workspace.root / "data/2023/overrides.yaml").unlink()
    (workspace.root / "data/2023/waivers.yaml").unlink(missing_ok=True)
    outcome = build(workspace, draft=True)
    assert outcome.overridden == []
    folder = workspace.output(YEAR, draft=True)
    [annex5] = (folder / PARTS).glob("07-*")
    assert "160" in {squeezed(cell) for row in grid(annex5.read_bytes()) for cell in row}
    assert json.loads((folder / "manifest.json").read_bytes())["按原件列报"] == []


def test_overrides_are_told_in_the_outcome_the_manifest_and_the_build_report() -> None:
    built = built_package()
    told = [(one.where, one.path, one.implied, one.printed) for one in built.outcome.overridden]
    manifest = json.loads((built.folder / "manifest.json").read_bytes())["按原件列报"]
    assert [(one["位置"], one["引用"], one["数据算出"], one["实报"]) for one in manifest] == told
    report = (built.folder / "构建报告.md").read_text(encoding="utf-8")
    assert f"## 按原件列报（{len(told)} 处）" in report
    assert len(told) == 22
    for where, path, *_ in told:
        assert f"| {where} | {path} |" in report


def test_a_needless_override_is_a_warning_and_does_not_stop_the_build(workspace: Workspace) -> None:
    added = (
        "  - 位置: 封面\n    引用: 单位.单位名称\n    实报: 岳阳市档案馆\n    理由: 试验\n    数据算出: 岳阳市档案馆\n"
    )
    path = workspace.root / "data/2023/overrides.yaml"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n" + added, encoding="utf-8")
    outcome = build(workspace)
    assert codes(outcome.findings).count("O002") == 1
    assert outcome.files


# without LibreOffice


@pytest.fixture
def without_office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tools = tmp_path / "bin"
    tools.mkdir()
    for name in ("git", "fc-list"):
        found = shutil.which(name)
        if found:
            (tools / name).symlink_to(found)
    monkeypatch.setenv("PATH", str(tools))


@pytest.mark.usefixtures("without_office")
def test_without_libreoffice_all_but_the_pdf_is_built_and_one_line_says_so(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    outcome = build(workspace, pdf=True)
    assert not is_blocking(outcome.findings)
    [note] = outcome.notes
    assert "LibreOffice" in note
    assert "make setup" in note
    assert "\n" not in note
    kinds = {Path(name).suffix for name in outcome.files}
    assert kinds == {".docx", ".zip"}
    assert (workspace.output(YEAR) / f"{TITLE}.docx").read_bytes() == built_package().whole


@pytest.mark.usefixtures("without_office")
def test_without_libreoffice_what_can_be_made_is_verified(tmp_path: Path) -> None:
    workspace = copy_output(tmp_path)
    outcome = verify_output(workspace, YEAR, step=silent)
    assert not is_blocking(outcome.findings)
    assert len(outcome.notes) == 1


# verify


def test_an_unchanged_output_is_verified_pdf_included(tmp_path: Path) -> None:
    outcome = verify_output(copy_output(tmp_path), YEAR, step=silent)
    assert [one for one in outcome.findings if one.code.startswith("V")] == []
    assert f"{TITLE}.pdf" in outcome.files
    assert outcome.notes == []


def verified(workspace: Workspace) -> list[tuple[str, str]]:
    findings = verify_output(workspace, YEAR, step=silent).findings
    return [(one.code, one.place.file.removeprefix("output/2023/")) for one in findings if one.code.startswith("V")]


def test_a_changed_file_is_found(workspace: Workspace) -> None:
    path = workspace.output(YEAR) / PARTS / "08-封面.docx"
    path.write_bytes(path.read_bytes() + b"x")
    assert verified(workspace) == [("V001", f"{PARTS}/08-封面.docx")]


def test_a_missing_file_is_found(workspace: Workspace) -> None:
    (workspace.output(YEAR) / PARTS / "08-封面.docx").unlink()
    assert verified(workspace) == [("V001", f"{PARTS}/08-封面.docx")]


def test_data_changed_since_the_build_make_the_files_outdated(workspace: Workspace) -> None:
    edit(workspace.root / "data/2023/unit.yaml", "联系电话: 8220674", "联系电话: 8220675")
    found = verified(workspace)
    assert {code for code, _ in found} == {"V002"}
    assert {f"{TITLE}.docx", f"{TITLE}.zip"} <= {name for _, name in found}
    assert f"{PARTS}/08-封面.docx" not in {name for _, name in found}


def test_a_template_changed_since_the_build_makes_the_files_outdated(workspace: Workspace) -> None:
    template = workspace.root / "templates" / "yueyang-2023" / "cover.docx"
    edit_document(template, lambda cover: cover.add_paragraph("又一行"))
    assert ("V002", f"{PARTS}/08-封面.docx") in verified(workspace)


def test_without_an_output_verify_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="请先运行 make report") as refusal:
        verify_output(copy_project(tmp_path), YEAR, step=silent)
    assert refusal.value.exit_code == 2


def test_a_manifest_that_cannot_be_read_says_what_to_run(workspace: Workspace) -> None:
    (workspace.output(YEAR) / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(UsageError, match="请重新运行 make report"):
        verify_output(workspace, YEAR, step=silent)


def test_verify_writes_nothing(workspace: Workspace) -> None:
    before = content(workspace.root)
    verify_output(workspace, YEAR, step=silent)
    assert content(workspace.root) == before


# drafts


@pytest.fixture
def draft(tmp_path: Path) -> tuple[Workspace, Outcome]:
    """A draft of data with two broken values, beside an official output."""
    workspace = copy_output(tmp_path)
    edit_value(workspace.root / BUILDING, "全年执行数", lambda _: "12.5万")
    edit(workspace.root / "data/2023/unit.yaml", "联系电话: 8220674", "联系电话:")
    return workspace, build(workspace, draft=True)


def test_a_draft_is_built_in_spite_of_errors_and_beside_the_official_output(
    draft: tuple[Workspace, Outcome],
) -> None:
    workspace, outcome = draft
    assert is_blocking(outcome.findings)
    assert outcome.folder == workspace.root / "output" / "2023-草稿"
    assert content(workspace.output(YEAR)) == content(built_package().folder)


def test_every_file_of_a_draft_is_named_a_draft(draft: tuple[Workspace, Outcome]) -> None:
    _, outcome = draft
    assert len(outcome.files) == 12
    assert all("（草稿）" in name for name in outcome.files)


def test_what_is_broken_is_marked_in_a_draft(draft: tuple[Workspace, Outcome]) -> None:
    workspace, _ = draft
    folder = workspace.output(YEAR, draft=True)
    [building] = (folder / PARTS).glob("03-*")
    cells = [squeezed(cell) for row in grid(building.read_bytes()) for cell in row]
    assert Flawed.SHOWN in cells
    assert f"联系电话：{Flawed.SHOWN}" in squeezed(text((folder / f"{DRAFT}.docx").read_bytes()))


def test_every_page_of_a_draft_says_so(draft: tuple[Workspace, Outcome]) -> None:
    workspace, outcome = draft
    for name in outcome.files:
        if name.endswith(".docx"):
            assert_marked((workspace.output(YEAR, draft=True) / name).read_bytes())


def assert_marked(package: bytes) -> None:
    """Every kind of page of every section has a header with the words and the mark across the page."""
    held = members(package)
    targets = dict(re.findall(r'Id="([^"]+)"[^>]*?Target="([^"]+)"', rels(held)))
    targets |= {id_: target for target, id_ in re.findall(r'Target="([^"]+)"[^>]*?Id="([^"]+)"', rels(held))}
    even = b"evenAndOddHeaders" in held["word/settings.xml"]
    for section in body(package).iter(f"{W}sectPr"):
        kinds = {one.get(f"{W}type"): one.get(f"{R}id", "") for one in section.findall(f"{W}headerReference")}
        needed = (
            {"default"}
            | ({"even"} if even else set())
            | ({"first"} if section.find(f"{W}titlePg") is not None else set())
        )
        assert needed <= kinds.keys()
        for kind in needed:
            header = etree.fromstring(held["word/" + targets[kinds[kind]].removeprefix("/word/")])
            assert "草稿" in text_of(header)
            assert header.findall(".//{urn:schemas-microsoft-com:vml}textpath[@string='草稿']")


def rels(held: dict[str, bytes]) -> str:
    return held["word/_rels/document.xml.rels"].decode()


def test_a_draft_is_valid_office_open_xml(draft: tuple[Workspace, Outcome]) -> None:
    workspace, outcome = draft
    for name in outcome.files:
        if name.endswith(".docx"):
            path = workspace.output(YEAR, draft=True) / name
            result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(path)
            assert [str(error) for error in result.errors] == []


def test_a_draft_of_sound_data_has_no_errors_and_the_text_of_the_package(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    outcome = build(workspace, draft=True)
    assert not is_blocking(outcome.findings)
    whole = (workspace.output(YEAR, draft=True) / f"{DRAFT}.docx").read_bytes()
    assert text(whole) == text(built_package().whole)
    assert not workspace.output(YEAR).exists()


def test_an_unmatched_override_does_not_keep_a_draft_from_being_built(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    edit(workspace.root / "data/2023/overrides.yaml", "引用: 附件1.公用经费.预算", "引用: 附件1.公用经费.预祘")
    outcome = build(workspace, draft=True)
    assert "O001" in codes(outcome.findings)
    assert outcome.files


def test_a_broken_template_keeps_even_a_draft_from_being_built(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    (workspace.root / "templates" / "yueyang-2023" / "cover.docx").write_bytes(b"")
    outcome = build(workspace, draft=True)
    assert "T007" in codes(outcome.findings)
    assert outcome.files == []


BREAKS = [
    ("data/2023/unit.yaml", "填报日期: 2024-06-27", "填报日期: 明天"),
    ("data/2023/unit.yaml", "单位名称: 岳阳市档案馆", "单位名称:"),
    ("data/2023/unit.yaml", "单位名称: 岳阳市档案馆", "单位名: 岳阳市档案馆"),
    ("data/2023/unit.yaml", "年度: 2023", "年度: 2024"),
    ("data/2023/unit.yaml", "表单集: yueyang-2023", "表单集: 没有"),
    (BUILDING, "名称: 大楼运行维护费", "名称:"),
    (BUILDING, "支出类别: 运行维护经费", "支出类别: 别的"),
    (BUILDING, "  产出指标:", "  产出指示:"),
    (BUILDING, "  当年财政拨款:", "  当年财政拨款: 5\n  未知:"),
    (BUILDING, "绩效指标:\n", "绩效指标: [\n"),
    ("data/2023/annex1.yaml", "编制数: 21", "编制数: 两"),
    ("data/2023/overrides.yaml", "按原件列报:", "按原件列报: 无\n别的:"),
]


@pytest.mark.parametrize(("file", "old", "new"), BREAKS, ids=range(len(BREAKS)))
def test_a_draft_of_any_broken_data_is_built_or_its_findings_told(
    file: str, old: str, new: str, tmp_path: Path
) -> None:
    workspace = copy_project(tmp_path)
    edit(workspace.root / file, old, new)
    outcome = build(workspace, draft=True)
    assert is_blocking(outcome.findings)
    assert bool(outcome.files) == (workspace.output(YEAR, draft=True) / "manifest.json").exists()


# nothing but the project's own folders is touched


def test_a_build_leaves_nothing_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = copy_project(tmp_path / "project")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "tmp").mkdir()
    assert build(workspace).files
    assert os.listdir(tmp_path / "tmp") == []  # noqa: PTH208 - names are enough


def test_a_message_quotes_the_line_that_was_read_whatever_the_file_says_by_then(tmp_path: Path) -> None:
    workspace = copy_made_unit(tmp_path)
    path = workspace.year(YEAR) / "basic.yaml"
    edit_value(path, "年中追加", lambda _: "八十")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    outcome = check_year(workspace, YEAR)
    path.write_text("别的\n" * 50, "utf-8")
    assert "│ 年中追加: 八十\n" in outcome_text(outcome, workspace)
