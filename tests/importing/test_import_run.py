"""Where an import is written: whole or not at all, never over a year that is there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from jixiao.cli import main
from jixiao.errors import EnvironmentFailure, UsageError
from jixiao.importing.import_run import ImportOptions, plan_import, write_import
from jixiao.paths import Workspace
from jixiao.submission.read import read_year
from tests.support.imported import REFERENCE, YEAR, empty_project, imported, scalars, stored
from tests.support.package import silent
from tests.support.project import ROOT, copy_project

ACCOUNTS = "final-accounts.yaml"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return empty_project(tmp_path / "project")


def test_last_years_accounts_are_kept_where_there_is_nothing_of_last_year(workspace: Workspace) -> None:
    imported(workspace, REFERENCE)
    ours = scalars(workspace.year(YEAR - 1) / ACCOUNTS)
    theirs = scalars(ROOT / "data" / str(YEAR - 1) / ACCOUNTS)
    identifiers = {f"项目支出[{n}].标识": f"p{3 - n}" for n in (1, 2)}
    assert ours == {**theirs, **identifiers}
    assert read_year(workspace, YEAR).findings == []


def test_an_existing_year_is_never_overwritten_not_even_by_force(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    before = {path: path.read_bytes() for path in sorted(workspace.year(YEAR).rglob("*")) if path.is_file()}
    for options in (ImportOptions(), ImportOptions(force=True)):
        with pytest.raises(UsageError, match=f"data/{YEAR}/ 已经有了，不会覆盖"):
            imported(workspace, REFERENCE, options=options)
    assert {path: path.read_bytes() for path in before} == before


def test_bare_accounts_give_way_to_the_whole_year_when_asked(workspace: Workspace) -> None:
    stored(workspace.year(YEAR), ACCOUNTS, "年度: 2023\n")
    with pytest.raises(UsageError, match=r"只有决算数.*--force"):
        imported(workspace, REFERENCE)
    imported(workspace, REFERENCE, options=ImportOptions(force=True))
    assert not (workspace.year(YEAR) / ACCOUNTS).exists()
    assert (workspace.year(YEAR) / "unit.yaml").exists()


def test_a_year_that_someone_began_meanwhile_is_kept(workspace: Workspace) -> None:
    plan = plan_import(workspace, YEAR, [REFERENCE], ImportOptions(), step=silent)
    stored(workspace.year(YEAR), "unit.yaml", "年度: 2023\n")
    with pytest.raises(UsageError, match="已经有了"):
        write_import(workspace, plan)
    assert [path.name for path in workspace.year(YEAR).iterdir()] == ["unit.yaml"]
    assert workspace.years() == [YEAR]


def test_where_nothing_can_be_written_nothing_is(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_import(workspace, YEAR, [REFERENCE], ImportOptions(), step=silent)
    plan.files["长" * 300] = b""  # no file can be called so
    with pytest.raises(EnvironmentFailure, match="写不进"):
        write_import(workspace, plan)
    assert workspace.years() == []


def test_projects_keep_the_identifiers_of_other_years(tmp_path: Path) -> None:
    workspace = empty_project(tmp_path / "project", prior=True)
    plan = imported(workspace, REFERENCE)
    assert [name for name in plan.files if name.startswith("projects/")][:3] == [
        "projects/01-building.yaml",
        "projects/02-custody.yaml",
        "projects/03-p3.yaml",
    ]


def test_the_unit_may_be_named_otherwise(workspace: Workspace) -> None:
    plan = imported(workspace, REFERENCE, options=ImportOptions(unit="某市档案馆"))
    assert scalars(workspace.year(YEAR) / "unit.yaml")["单位名称"] == "某市档案馆"
    assert ("附件2", "单位.单位名称") in [(one.filed.where, one.filed.path) for one in plan.overridden]


def test_a_form_set_that_is_not_there_is_named(workspace: Workspace) -> None:
    with pytest.raises(UsageError, match=r"没有表单集“别处”。已有：.*yueyang-2023"):
        imported(workspace, REFERENCE, options=ImportOptions(form_set="别处"))


def test_the_command_reports_what_it_did(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(workspace.root)
    assert main(["import", str(REFERENCE), "--year", str(YEAR), "--all"]) == 0
    shown = capsys.readouterr().out
    assert re.search(rf"^已导入 {YEAR} 年度：data/{YEAR}/ 共 [0-9]+ 个文件（项目 [0-9]+ 个）", shown)
    assert re.search(rf"{REFERENCE.name} 附件1 第\d+行第\d+格  附件1\.\S+：原件 “[0-9.]+”，数据 “[0-9.]+”", shown)
    assert re.search(
        rf"附件1 第\d+行第\d+格 → data/{YEAR}/annex1\.yaml:\d+  三公经费\.公务接待\.决算  “[0-9.]+”", shown
    )
    assert main(["import", str(REFERENCE), "--year", str(YEAR)]) == 2


def test_programs_get_the_same_as_json(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(workspace.root)
    assert main(["import", "--year", str(YEAR), str(REFERENCE), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert (result["year"], result["form_set"], result["open"]) == (YEAR, "yueyang-2023", [])
    assert {"from", "text", "file", "line", "path", "value"} <= result["took"][0].keys()


def test_the_same_files_give_the_same_bytes(workspace: Workspace) -> None:
    one, other = (plan_import(workspace, YEAR, [REFERENCE], ImportOptions(), step=silent) for _ in range(2))
    assert one.files == other.files
