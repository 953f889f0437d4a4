"""The lines of Annex 1 and last year's column."""

from decimal import Decimal
from pathlib import Path

import pytest

from jixiao.derive.dossier import Dossier
from jixiao.figures import Formula, Operator
from jixiao.paths import Workspace
from tests.support.dossiers import at, dossier_of
from tests.support.figures import figures_in
from tests.support.project import ROOT, copy_project, edit, edit_value


@pytest.fixture(scope="module")
def real() -> Dossier:
    return dossier_of(Workspace(ROOT))


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return copy_project(tmp_path)


def lines(dossier: Dossier) -> list[str]:
    return [str(line.name) for line in dossier.annex1.project_outlay.project_lines]


def test_annex_1_lists_classes_and_projects_in_the_order_of_the_form(real: Dossier) -> None:
    assert lines(real) == [
        "1、业务工作经费",
        "    档案保管保护费",
        "2、运行维护经费",
        "    大楼运行维护费",
        "3、市级专项资金（一个专项一行）",
        "    档案保护开发和档案资源建设项目",
        "    市档案馆库房密集架建设",
        "    市档案馆智慧档案一期项目建设",
    ]
    in_order = [form.identifier for form in real.annex1.project_outlay.projects]
    assert in_order == ["custody", "building", "heritage", "shelving", "digital"]
    assert [form.identifier for form in real.projects] == ["building", "custody", "shelving", "digital", "heritage"]


def test_a_year_without_projects_has_classes_of_0(workspace: Workspace) -> None:
    for path in (workspace.year(2023) / "projects").iterdir():
        path.unlink()
    dossier = dossier_of(workspace)
    assert lines(dossier) == ["1、业务工作经费", "2、运行维护经费", "3、市级专项资金（一个专项一行）"]
    assert at(dossier, "附件1.项目支出.决算").amount == 0
    assert at(dossier, "项目支出.年末结余").amount == 0
    assert at(dossier, "整体支出.决算").amount == Decimal("462.88")


def test_fifteen_projects_are_fifteen_lines(workspace: Workspace) -> None:
    folder = workspace.year(2023) / "projects"
    text = (folder / "04-digital.yaml").read_text("utf-8")
    for number in range(6, 16):
        (folder / f"{number:02d}-more{number}.yaml").write_text(text, encoding="utf-8")
    dossier = dossier_of(workspace)
    assert len(lines(dossier)) == 15 + 3
    assert len(dossier.projects) == 15
    assert at(dossier, "附件1.项目支出.more15.决算").amount == Decimal("115.78")
    assert at(dossier, "附件1.项目支出.决算").amount == Decimal("588.56") + 10 * Decimal("115.78")


def test_a_project_new_this_year_had_0_last_year(real: Dossier) -> None:
    figure = at(real, "附件1.项目支出.digital.上年决算")
    assert (figure.amount, figure.literal) == (Decimal(0), None)
    assert figure.origin == Formula(Operator.ABSENT, reason="上年没有这个项目")


def test_without_last_year_its_column_is_blank(workspace: Workspace) -> None:
    (workspace.year(2022) / "final-accounts.yaml").unlink()
    workspace.year(2022).rmdir()
    dossier = dossier_of(workspace)
    column = [figure for figure in figures_in(dossier.annex1) if figure.path.endswith(".上年决算")]
    assert len(column) > 15
    assert all(figure.blank for figure in column)


def test_without_last_year_and_projects_its_column_is_blank_all_the_same(workspace: Workspace) -> None:
    (workspace.year(2022) / "final-accounts.yaml").unlink()
    workspace.year(2022).rmdir()
    for path in (workspace.year(2023) / "projects").iterdir():
        path.unlink()
    column = [figure for figure in figures_in(dossier_of(workspace).annex1) if figure.path.endswith(".上年决算")]
    assert all(figure.blank for figure in column)


def test_last_years_own_submission_gives_its_column(workspace: Workspace) -> None:
    for path in sorted(workspace.year(2023).rglob("*")):
        target = workspace.year(2024) / path.relative_to(workspace.year(2023))
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            target.write_bytes(path.read_bytes())
    edit(workspace.year(2024) / "unit.yaml", "年度: 2023\n", "年度: 2024\n")
    edit_value(workspace.year(2024) / "annex1.yaml", "决算", lambda _: "1.63", under="公务接待")
    old = workspace.year(2024) / "projects" / "04-digital.yaml"
    old.rename(old.with_name("04-digital_two.yaml"))
    (workspace.year(2024) / "overrides.yaml").unlink()
    dossier = dossier_of(workspace, 2024)
    receptions = dossier.annex1.three_public.receptions
    assert (str(receptions.prior_final.amount), str(receptions.final.amount)) == ("1.36", "1.63")
    assert receptions.prior_final.source.path == "上年.附件1.三公经费.公务接待.决算"
    assert at(dossier, "附件1.公用经费.上年决算").amount == Decimal("67.86")
    assert at(dossier, "附件1.项目支出.shelving.上年决算").amount == Decimal("191.21")
    assert at(dossier, "附件1.项目支出.digital_two.上年决算").amount == 0
