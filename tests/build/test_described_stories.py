"""A year on described forms becomes DOCX, PDF and ZIP by the same commands as any other."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jixiao.build.stories import build_package, check_year, verify_output
from jixiao.commands.verify_package import verify_package
from jixiao.errors import UsageError
from jixiao.paths import Workspace
from jixiao.publish.pdf_text import page_texts
from jixiao.reporting.outcome import Outcome
from tests.support.described import DESCRIPTION, NAME, write_set
from tests.support.described_year import FORM, PROJECT, UNIT, YEAR, copy_described, write_year
from tests.support.docx import grid
from tests.support.project import edit


def build(workspace: Workspace, year: int = YEAR, *, draft: bool = False, pdf: bool = False) -> Outcome:
    return build_package(workspace, year, step=lambda _: None, draft=draft, pdf=pdf)


def codes(outcome: Outcome) -> list[str]:
    return [one.code for one in outcome.findings]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Workspace, Outcome]:
    workspace = copy_described(tmp_path_factory.mktemp("described"))
    return workspace, build(workspace, pdf=True)


def test_the_made_unit_gets_its_package(built: tuple[Workspace, Outcome]) -> None:
    _, outcome = built
    assert codes(outcome) == []
    stem = "示例市图书馆2023年度项目支出绩效自评"
    assert outcome.files[:2] == [f"{stem}.docx", f"{stem}.pdf"]
    assert outcome.files[-1] == f"{stem}.zip"
    assert len([name for name in outcome.files if name.startswith("分件/")]) == 2


def test_the_forms_print_what_was_entered_and_what_was_reckoned(built: tuple[Workspace, Outcome]) -> None:
    workspace, outcome = built
    (docx,) = (workspace.output(YEAR) / name for name in outcome.files if name.startswith("分件/01"))
    rows = [[cell.strip() for cell in row] for row in grid(docx.read_bytes())]
    assert any("全民阅读推广" in row for row in rows)
    assert any(row[-3:] == ["10", "95.25%", "9.53"] for row in rows)
    pdf = (workspace.output(YEAR) / outcome.files[1]).read_bytes()
    assert "98.98" in "".join(page_texts(pdf))


def test_an_unchanged_output_is_verified(built: tuple[Workspace, Outcome]) -> None:
    workspace, _ = built
    assert codes(verify_output(workspace, YEAR, step=lambda _: None)) == []


def test_a_package_from_elsewhere_is_held_against_the_data(built: tuple[Workspace, Outcome]) -> None:
    workspace, outcome = built
    archive = workspace.output(YEAR) / outcome.files[-1]
    assert codes(verify_package(workspace, archive, step=lambda _: None)) == []
    edit(workspace.root / PROJECT, "得分: 9.45", "得分: 9.5")
    assert "V003" in codes(verify_package(workspace, archive, step=lambda _: None))
    edit(workspace.root / PROJECT, "得分: 9.5\n", "得分: 9.45\n")


def test_data_changed_since_the_build_make_the_output_outdated(
    built: tuple[Workspace, Outcome], tmp_path: Path
) -> None:
    shutil.copytree(built[0].root, tmp_path, dirs_exist_ok=True)
    edit(tmp_path / PROJECT, "全年执行数: 46.075", "全年执行数: 47.075")
    for pdf in (tmp_path / "output").rglob("*.pdf"):
        pdf.unlink()
    assert "V002" in codes(verify_output(Workspace(tmp_path), YEAR, step=lambda _: None))


def test_a_slip_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    workspace = copy_described(tmp_path)
    edit(tmp_path / PROJECT, "全年执行数: 46.075", "全年执行数: 46,075")
    outcome = build(workspace)
    assert [(one.code, one.place.file) for one in outcome.findings] == [("M005", PROJECT)]
    assert not workspace.output(YEAR).exists()


def test_a_draft_is_made_in_spite_of_open_places(tmp_path: Path) -> None:
    workspace = copy_described(tmp_path)
    edit(tmp_path / PROJECT, "实际完成值: 62场", "实际完成值: 待填")
    outcome = build(workspace, draft=True)
    assert codes(outcome) == ["M022"]
    assert outcome.progress is not None
    assert outcome.folder == workspace.output(YEAR, draft=True)


def test_several_sets_lie_below_the_first(tmp_path: Path) -> None:
    workspace = write_year(tmp_path, unit=UNIT.replace("表单集: sample", "表单集: [sample, other]"))
    write_set(tmp_path, DESCRIPTION.replace("年度自评表'", "年度附表'"), name="other")
    (workspace.year(2030) / "other").mkdir()
    (workspace.year(2030) / "other" / "project.yaml").write_text(FORM, "utf-8")
    outcome = build(workspace, 2030)
    assert [name for name in outcome.files if name.endswith("位2030年度自评表.docx")] == ["示例单位2030年度自评表.docx"]
    assert "other/示例单位2030年度附表.zip" in outcome.files
    assert codes(verify_output(workspace, 2030, step=lambda _: None)) == codes(outcome)


def test_a_waiver_covers_a_finding_of_a_described_form(tmp_path: Path) -> None:
    workspace = write_year(tmp_path, FORM.replace("得分: 28, 原因: 说明", "得分: 28"))
    assert "K105" in codes(check_year(workspace, 2030))
    (workspace.year(2030) / "waivers.yaml").write_text(
        "豁免:\n  - {规则: K105, 对象: 项目表 指标 “乙”, 所见: ['28', '30'],"
        " 理由: 示例理由, 责任人: 填表人甲, 有效期至: 2099-12-31}\n",
        "utf-8",
    )
    (finding,) = [one for one in check_year(workspace, 2030).findings if one.code == "K105"]
    assert finding.waived == "示例理由"


def test_an_override_prints_what_was_filed(tmp_path: Path) -> None:
    workspace = write_year(tmp_path)
    (workspace.year(2030) / "overrides.yaml").write_text(
        "按原件列报:\n  - {位置: 项目表, 引用: 项目表.总分, 实报: '96', 理由: 示例理由}\n", "utf-8"
    )
    outcome = build(workspace, 2030)
    assert [one.printed for one in outcome.overridden] == ["96"]
    assert NAME in str(workspace.form_set(NAME))


def test_without_an_output_verify_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="make report"):
        verify_output(write_year(tmp_path), 2030, step=lambda _: None)
