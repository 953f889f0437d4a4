"""A year draws figures from its workbooks; whatever is wrong with one, or with a reference, is a finding."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from jixiao.accounts.ledger import FOLDER
from jixiao.findings import Finding
from jixiao.paths import Workspace
from jixiao.submission.read import read_year
from tests.support.accounts import FILE, RUNNING, Change, drawing_year, put_export, replace_once, set_cells

REFERENCE = "决算.F03['3．公务接待费'].决算数"


def codes(workspace: Workspace) -> list[str]:
    return [finding.code for finding in found(workspace)]


def found(workspace: Workspace) -> list[Finding]:
    return read_year(workspace, 2023).findings


def test_a_figure_is_drawn_in_ten_thousands_and_knows_its_cell(tmp_path: Path) -> None:
    reading = read_year(drawing_year(tmp_path), 2023)
    assert reading.findings == []
    assert reading.submission
    figure = reading.submission.annex1.three_public.receptions.final
    assert (figure.amount, figure.unit) == (Decimal("1.36"), "万元")
    assert figure.drawn
    assert (figure.drawn.ref, figure.drawn.amount) == ("D8", Decimal("13600.004"))
    assert [use.cell.ref for use in reading.ledger.uses if use.cell] == ["D8", "D5"]


def test_a_workbook_is_one_of_the_files_that_a_package_is_made_of(tmp_path: Path) -> None:
    files = {source.file: source.data for source in read_year(drawing_year(tmp_path), 2023).sources}
    assert files[f"data/2023/{FOLDER}/{FILE}"]


def test_another_file_than_the_accepted_one_is_told(tmp_path: Path) -> None:
    workspace = drawing_year(tmp_path)
    put_export(workspace, set_cells(RUNNING, D8=15000), accepted=False)
    assert codes(workspace) == ["N002"]


def test_a_workbook_nobody_accepted_yet_is_told(tmp_path: Path) -> None:
    assert codes(drawing_year(tmp_path, accepted=False)) == ["N002"]


def test_a_file_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    workspace = drawing_year(tmp_path)
    (workspace.year(2023) / FOLDER / FILE).unlink()
    assert codes(workspace) == ["N001"]


def test_what_is_no_workbook_is_told_once(tmp_path: Path) -> None:
    workspace = drawing_year(tmp_path)
    (workspace.year(2023) / FOLDER / FILE).write_bytes(b"<html>")
    (finding,) = found(workspace)
    assert (finding.code, "另存为" in finding.found) == ("N001", True)


@pytest.mark.parametrize(
    ("reference", "code"),
    [
        ("预算.F03['3．公务接待费'].决算数", "N003"),
        ("决算.F03['3．公务接待费']", "N003"),
        ("决算.Z99['3．公务接待费'].决算数", "N004"),
        ("决算.F03['4．公务招待费'].决算数", "N005"),
        ("决算.Z01['总计'].决算数", "N006"),
        ("决算.F03['1．因公出国（境）费'].决算数", "N007"),
        ("决算.F03['三、年末在职人员（人）'].决算数", "N008"),
    ],
)
def test_a_reference_that_draws_nothing_is_told_at_its_line(tmp_path: Path, reference: str, code: str) -> None:
    workspace = drawing_year(tmp_path)
    replace_once(workspace.year(2023) / "annex1.yaml", REFERENCE, reference)
    (finding,) = found(workspace)
    assert (finding.code, finding.place.file, finding.subject) == (
        code,
        "data/2023/annex1.yaml",
        "附件1.三公经费.公务接待.决算",
    )


def test_a_reference_where_words_are_asked_for_is_told(tmp_path: Path) -> None:
    workspace = drawing_year(tmp_path)
    replace_once(workspace.year(2023) / "unit.yaml", "填表人: 填表人甲", f"填表人: {REFERENCE}")
    assert codes(workspace) == ["N003"]


@pytest.mark.parametrize("about", [{"unit": "别的单位"}, {"year": 2022}])
def test_the_export_of_another_unit_or_year_is_told(tmp_path: Path, about: dict[str, Any]) -> None:
    (finding,) = found(drawing_year(tmp_path, **about))
    assert finding.code == "N009"


def several(book: Any) -> None:
    book[RUNNING]["A3"] = "编制单位：另一个单位"


@pytest.mark.parametrize("change", [several])
def test_several_units_in_one_workbook_are_told(tmp_path: Path, change: Change) -> None:
    (finding,) = found(drawing_year(tmp_path, change))
    assert (finding.code, "2 个单位" in finding.found) == ("N009", True)


def test_a_hidden_sheet_is_not_read(tmp_path: Path) -> None:
    def hide(book: Any) -> None:
        book[RUNNING].sheet_state = "hidden"

    assert set(codes(drawing_year(tmp_path, hide))) == {"N004"}
