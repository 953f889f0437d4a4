"""待填 loads, prints 〔待填〕 in a draft with all that rests on it, and blocks the package."""

from decimal import Decimal
from pathlib import Path

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from jixiao.build.stories import build_package, check_year
from jixiao.derive.derivation import derive
from jixiao.figures import RATE, TO_FILL_IN, TO_MEND, Figure, total
from jixiao.findings import Place, Severity
from jixiao.model.scalars import Day
from jixiao.paths import Workspace
from jixiao.render.printing import format_value
from jixiao.submission.read import read_year
from tests.rollforward.started import YEAR, draft_of, started
from tests.support.figures import entered, figures_in
from tests.support.project import copy_project, edit_value

OPEN = Figure(Decimal(0), "万元", Place(""), literal=TO_FILL_IN)
FLAWED = Figure(Decimal(0), "万元", Place(""), literal=TO_MEND)
BLANK = Figure(Decimal(0), "万元", Place(""), literal="")
FIVE = entered("5")
RATE_OF_ONE = Figure(Decimal(1), RATE, Place(""))


@pytest.mark.parametrize(
    "result",
    [
        FIVE + OPEN,
        OPEN - FIVE,
        FIVE / OPEN,
        OPEN / FIVE,
        OPEN / entered("0"),
        entered("0") / OPEN,
        OPEN * RATE_OF_ONE,
        total([FIVE, BLANK, OPEN]),
        OPEN.rounded(2),
        FIVE.capped(OPEN),
        (OPEN / FIVE).if_missing(0),
        OPEN.linked("附件1.三公经费.决算"),
        OPEN.shown_with(2),
        (total([FIVE, OPEN]) / FIVE).if_missing(0).rounded(4) * entered("10", unit="分"),
    ],
)
def test_what_rests_on_an_open_figure_is_open(result: Figure) -> None:
    assert result.unknown
    assert format_value(result) == "〔待填〕"


def test_what_rests_on_a_flawed_figure_is_to_be_mended() -> None:
    assert format_value(FIVE + FLAWED) == "〔待改〕"
    assert format_value(total([FLAWED, OPEN])) == "〔待改〕"
    assert format_value(total([OPEN, FLAWED])) == "〔待填〕"


def test_blanks_and_missing_rates_are_known() -> None:
    assert format_value(total([FIVE, BLANK])) == "5"
    missing = FIVE / entered("0")
    assert not missing.unknown
    assert format_value(missing.if_missing(0)) == "0%"


@given(st.lists(st.sampled_from(["5", "0", "-3.2", "blank", "open"]), max_size=6))
def test_a_total_is_open_exactly_if_a_part_is(parts: list[str]) -> None:
    kinds = {"blank": BLANK, "open": OPEN}
    assert total(kinds.get(part) or entered(part) for part in parts).unknown == ("open" in parts)


# in the data


@pytest.mark.parametrize(
    ("file", "key", "words", "found"),
    [
        ("basic.yaml", "人员经费", "待填", "年初预算 › 人员经费：尚未填写"),
        ("basic.yaml", "人员经费", "'〔待填〕'", "年初预算 › 人员经费：尚未填写"),
        ("unit.yaml", "填报日期", "待填", "填报日期：尚未填写"),
        ("unit.yaml", "联系电话", "待填", "联系电话：尚未填写"),
        ("annex1.yaml", "编制数", "待填", "财政供养人员 › 编制数：尚未填写"),
        ("annex2.yaml", "总分偏差原因", "待填", "总分偏差原因：尚未填写"),
    ],
)
def test_each_place_has_its_finding(tmp_path: Path, file: str, key: str, words: str, found: str) -> None:
    workspace = copy_project(tmp_path)
    path = workspace.year(2023) / file
    edit_value(path, key, lambda _: words)
    written = f"{key}: {words}"
    line = next(number for number, text in enumerate(path.read_text("utf-8").split("\n"), start=1) if written in text)
    assert [(one.code, one.place.file, one.place.line, one.found) for one in read_year(workspace, 2023).findings] == [
        ("M022", f"data/2023/{file}", line, found)
    ]


def test_an_open_date_prints_as_open(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    edit_value(workspace.year(2023) / "unit.yaml", "填报日期", lambda _: "待填")
    submission = read_year(workspace, 2023).repaired
    assert submission is not None
    assert isinstance(submission.unit.filled_on, Day)
    assert format_value(submission.unit.filled_on) == "〔待填〕"


# a year just begun


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    return started(tmp_path_factory.mktemp("started"))


def test_a_year_just_begun_has_no_other_fault_than_what_is_left_to_fill_in(workspace: Workspace) -> None:
    findings = check_year(workspace, YEAR).findings
    in_files = sum(path.read_text("utf-8").count(": 待填\n") for path in workspace.year(YEAR).rglob("*.yaml"))
    errors = [one for one in findings if one.severity is Severity.ERROR and not one.waived]
    assert {one.code for one in errors} == {"M022"}
    assert len(errors) == in_files > 100
    assert all(one.place.file.startswith("data/2024/") for one in errors)


def test_a_year_just_begun_makes_no_package(workspace: Workspace) -> None:
    outcome = build_package(workspace, YEAR, step=lambda _: None, pdf=False)
    assert outcome.folder is None
    assert not workspace.output(YEAR).exists()


def test_all_figures_but_points_and_last_years_are_open(workspace: Workspace) -> None:
    submission = read_year(workspace, YEAR).repaired
    assert submission is not None
    dossier = derive(submission)
    assert _known((dossier.annex1.three_public, dossier.annex1.public_funds)) == {"上年决算"}
    assert _known(dossier.annex1.project_outlay) <= {"上年决算", "分值", "执行率分值"}
    assert _known((dossier.annex1.supported_staff, dossier.annex1.buildings, dossier.basic_outlay)) == set()
    assert _known((dossier.annex2, dossier.projects)) <= {"分值", "执行率分值"}


def _known(value: object) -> set[str]:
    """Return what the known figures are called in their cells."""
    return {one.path.rpartition(".")[2] for one in figures_in(value) if not one.unknown}


def test_a_draft_prints_open_cells_and_last_years_column(workspace: Workspace) -> None:
    parts = sorted((draft_of(workspace) / "分件").iterdir())
    assert len(parts) == 10
    rows = [[cell.text.strip() for cell in row.cells] for row in Document(str(parts[0])).tables[0].rows]
    shown = [list(dict.fromkeys(row)) for row in rows]
    assert ["三公经费", "1.92", "〔待填〕"] in shown
    assert ["档案保护开发和档案资源建设项目", "160", "〔待填〕"] in shown
    assert ["公用经费", "67.86", "〔待填〕"] in shown
    assert ["政府采购金额", "——", "〔待填〕"] in shown
    cover = "".join(paragraph.text for paragraph in Document(str(parts[7])).paragraphs)
    assert "〔待填〕" in cover
    text = "".join(paragraph.text for paragraph in Document(str(parts[8])).paragraphs)
    assert "2024年档案馆部门决算整体支出〔待填〕万元" in text
    assert "0%" not in text
