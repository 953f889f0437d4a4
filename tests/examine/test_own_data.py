"""A paper held against the unit's own data: figures that differ, numbers the data lack, sentences of direction."""

from pathlib import Path

import pytest

from jixiao.examine.examined_paper import ExaminedPaper
from jixiao.examine.handed_in import read_handed_in
from tests.support.examined import YEAR, copied_project, examined, handed_in_parts, rewritten_part


def held(folder: Path, name: str, data: bytes) -> ExaminedPaper:
    return examined(read_handed_in(name, data), year=YEAR, workspace=copied_project(folder / "made"))


def codes(paper: ExaminedPaper) -> set[str]:
    return {one.finding.code for one in paper.placed if one.finding.weighty}


@pytest.mark.parametrize("label", ["附件1", "报告"])
def test_what_the_data_print_is_not_accused(label: str, tmp_path: Path) -> None:
    paper = held(tmp_path, "甲.docx", handed_in_parts()[label])
    assert (paper.held_against, codes(paper)) == (True, set())
    assert "Q002" not in {one.finding.code for one in paper.placed}


def test_a_figure_that_differs_is_told_with_both_values(tmp_path: Path) -> None:
    paper = held(tmp_path, "附件1.docx", rewritten_part("附件1", "142.3", "143.2"))
    [found] = [one.finding for one in paper.placed if one.finding.code == "Q001"]
    assert found.seen == ("143.2", "142.3")


def test_a_report_that_somebody_else_wrote_is_held_against_the_data(tmp_path: Path) -> None:
    words = "2024年度部门整体支出绩效自评报告\n\n公务接待费较上年增加。全年接待查档群众99999人次。\n"
    paper = held(tmp_path, "报告.txt", words.encode())
    found = {one.finding.code: one.finding for one in paper.placed}
    assert "公务接待费较上年增加" in found["P505"].found
    assert found["Q002"].seen == ("99999人次",)


def test_a_year_without_data_is_held_against_nothing(tmp_path: Path) -> None:
    workspace = copied_project(tmp_path / "made")
    paper = examined(
        read_handed_in("甲.txt", "2021年度部门整体支出绩效自评报告\n\n没有。\n".encode()),
        year=2021,
        workspace=workspace,
    )
    assert not paper.held_against
