"""A year on described forms is opened as far as its errors allow."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.build.described_case import open_cases, open_described_year
from jixiao.build.packing import read_evidence_files
from jixiao.findings import Severity
from jixiao.paths import Workspace
from tests.support.described import NAME
from tests.support.described_year import FORM, MADE, YEAR, described, write_year
from tests.support.made_unit import MADE as OURS
from tests.support.project import ROOT


def test_the_made_unit_is_read_inspected_and_judged_without_findings() -> None:
    opened = open_described_year(MADE, YEAR, draft=False)
    (case,) = opened.cases
    assert [one.found for one in opened.findings] == []
    assert case.title == "示例市图书馆2023年度项目支出绩效自评"
    assert case.judged is not None
    assert list(case.inspection.pages) == ["项目支出绩效自评表（1）", "项目支出绩效自评表（2）"]


def test_findings_name_the_cell_that_prints_the_value(tmp_path: Path) -> None:
    workspace = write_year(tmp_path, FORM.replace("得分: 28", "得分: 31"))
    (finding,) = [one for one in open_described_year(workspace, 2030, draft=False).findings if one.code == "K104"]
    assert finding.printed == ("项目表 第6行第6格",)


def test_a_year_with_errors_has_no_case_but_can_be_drafted(tmp_path: Path) -> None:
    workspace = write_year(tmp_path, FORM.replace("预算: 80", "预算: 八十"))
    assert open_described_year(workspace, 2030, draft=False).cases == ()
    opened = open_described_year(workspace, 2030, draft=True)
    assert len(opened.cases) == 1
    assert opened.draftable


def test_a_year_on_an_unsound_set_cannot_be_drafted(tmp_path: Path) -> None:
    workspace = write_year(tmp_path, text=described("÷ 资金.合计.预算", "÷ 资金.合计.预祘"))
    opened = open_described_year(workspace, 2030, draft=True)
    assert (opened.cases, opened.draftable) == ((), False)


@pytest.mark.parametrize(("workspace", "year"), [(MADE, YEAR), (OURS, 2023)])
def test_a_year_of_either_kind_is_opened_as_its_packages(workspace: Workspace, year: int) -> None:
    opened = open_cases(workspace, year)
    (case,) = opened.cases
    assert case.judged is not None
    assert (case.subfolder, case.output) == ("", workspace.output(year))
    assert all(one.waived for one in opened.outcome.findings if one.weighty)
    assert len(opened.waivers) >= len({one.waived for one in opened.outcome.findings if one.waived})


def test_a_year_that_cannot_be_read_has_no_package(tmp_path: Path) -> None:
    workspace = write_year(tmp_path, FORM.replace("预算: 80", "预算: 八十"))
    opened = open_cases(workspace, 2030)
    assert opened.cases == ()
    assert opened.outcome.findings


def test_progress_counts_what_is_filled_in(tmp_path: Path) -> None:
    workspace = write_year(tmp_path, FORM.replace("示例项目", "待填"))
    progress = open_described_year(workspace, 2030, draft=False).outcome.progress
    assert progress is not None
    assert progress.total - progress.filled == 1


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "tests/data/described").iterdir()))
def test_the_made_years_on_the_shipped_sets_have_no_errors(name: str) -> None:
    workspace = Workspace(ROOT / "tests/data/described" / name, ROOT / "templates")
    (year,) = workspace.years()
    opened = open_described_year(workspace, year, draft=False)
    assert [one.found for one in opened.findings if one.severity is Severity.ERROR] == []
    assert opened.cases


@given(st.booleans(), st.integers(0, 200), st.sampled_from(["", "  - ", "*", "公式:", "待填", "{", "-1", "角色: 总分"]))
@settings(max_examples=12, deadline=None)
def test_whatever_a_line_says_the_year_is_opened_or_told_what_is_wrong(of_set: bool, number: int, words: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = write_year(Path(folder))
        path = workspace.form_set(NAME) / "description.yaml" if of_set else workspace.year(2030) / NAME / "project.yaml"
        lines = path.read_text("utf-8").split("\n")
        lines[number % len(lines)] = words
        path.write_text("\n".join(lines), "utf-8")
        opened = open_described_year(workspace, 2030, draft=True)
        assert opened.cases or any(one.severity is Severity.ERROR for one in opened.findings)


def test_papers_of_evidence_go_with_the_years_own_set(tmp_path: Path) -> None:
    workspace = write_year(tmp_path)
    folder = workspace.year(2030) / "evidence"
    folder.mkdir()
    (folder / "通知.pdf").write_bytes(b"%PDF-1.4")
    (folder / "说明.txt").write_text("甲", "utf-8")
    opened = open_described_year(workspace, 2030, draft=True)
    assert [one.found for one in opened.findings if one.code == "L020"] == ["佐证材料用不了：不能用的文件类型“.txt”"]
    (folder / "说明.txt").unlink()
    (case,) = open_described_year(workspace, 2030, draft=False).cases
    assert [one.name for one in case.evidence] == ["通知.pdf"]
    assert read_evidence_files(case) == {"佐证材料/通知.pdf": b"%PDF-1.4"}
