"""Described forms are looked through and filled in by their templates."""

from datetime import UTC, datetime
from pathlib import Path

from jixiao.derive.described_dossier import DescribedDossier
from jixiao.paths import Workspace
from jixiao.render.described_parts import inspect_described, render_described
from jixiao.render.parts import RenderFolders
from tests.support.described import NAME, changed_cells, write_set
from tests.support.described_year import derive_sample, described
from tests.support.docx import grid


def folders(root: Path) -> RenderFolders:
    workspace = Workspace(root)
    return RenderFolders(workspace.form_set(NAME), f"templates/{NAME}", "")


def dossier_of(root: Path) -> DescribedDossier:
    return derive_sample(root)


def test_every_value_is_printed_with_its_path(tmp_path: Path) -> None:
    inspection = inspect_described(dossier_of(tmp_path), folders(tmp_path))
    printed = {one.path: one.printed for one in inspection.prints}
    assert printed["项目表.资金.合计.执行率"] == "75.00%"
    assert printed["项目表.指标[2].得分"] == "28"
    assert not inspection.unfillable


def test_amounts_print_the_decimals_of_the_set(tmp_path: Path) -> None:
    dossier = derive_sample(tmp_path, text=described("各表:\n", "金额小数位: 2\n各表:\n"))
    printed = {one.path: one.printed for one in inspect_described(dossier, folders(tmp_path)).prints}
    assert (printed["项目表.资金.财政.预算"], printed["项目表.资金.合计.预算"]) == ("80.00", "100.00")


def test_a_tag_that_names_nothing_is_found_before_anything_is_made(tmp_path: Path) -> None:
    dossier = dossier_of(tmp_path)
    write_set(tmp_path, cells=changed_cells("{{ 总分 }}", "{{ 总分数 }}"))
    inspection = inspect_described(dossier, folders(tmp_path))
    assert [one.code for one in inspection.findings] == ["T002"]
    assert inspection.unfillable


def test_levels_are_merged_and_rows_repeated(tmp_path: Path) -> None:
    rendering = render_described(dossier_of(tmp_path), folders(tmp_path), datetime(2031, 1, 1, tzinfo=UTC))
    (part,) = rendering.parts
    rows = grid(part.docx)
    assert (part.label, part.title) == ("项目表", "项目自评表")
    assert [row[0] for row in rows[-2:]] == ["产出指标", "效益指标"]
    assert [row[1] for row in rows[-2:]] == ["甲", "乙"]
