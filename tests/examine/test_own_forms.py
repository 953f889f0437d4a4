"""Described forms held against the unit's own data: values in their cells, rows and projects by their names."""

import shutil
from pathlib import Path

import pytest

from jixiao.errors import UsageError
from jixiao.examine.examined_paper import ExaminedPaper
from jixiao.examine.handed_in import read_handed_in
from jixiao.paths import Workspace
from jixiao.render.environment import form_environment
from jixiao.render.filling import render_form
from jixiao.render.printing import Printer
from tests.support.docx import rewritten
from tests.support.examined import codes_of, examined
from tests.support.filled_forms import MADE_YEARS, made_dossier, made_year
from tests.support.project import ROOT

NAME = "national-2020"
YEAR = int(made_year(NAME).name)
OWN = Workspace(MADE_YEARS / NAME, ROOT / "templates")
BODY = "word/document.xml"
WAIVER = """\
豁免:
  - 规则: S306
    对象: 项目支出绩效自评表.reading.绩效指标[5].得分
    所见: [≤0.3万元, 0.38万元, "5", "5"]
    理由: 按单项核定
    责任人: 填表人甲
    有效期至: 2099-12-31
"""


def filed(number: int = 0) -> bytes:
    """Return a form of the made year, filled in."""
    dossier = made_dossier(NAME)
    form = dossier.forms[number]
    template = ROOT / "templates" / NAME / str(form.form.description.template)
    printer = Printer(form.label, (), dossier.described.description.amount_places)
    return render_form(template, dossier.context_of(form), printer, form_environment())


def held(data: bytes, *, workspace: Workspace = OWN) -> ExaminedPaper:
    """Return what a form comes to, held against the unit's own data."""
    return examined(read_handed_in("表.docx", data), year=YEAR, workspace=workspace)


def differences(paper: ExaminedPaper) -> list[tuple[str, ...]]:
    return [one.finding.seen for one in paper.placed if one.finding.code == "Q001"]


def changed(old: str, new: str) -> bytes:
    """Return the first form with one text of it changed once."""
    return rewritten(filed(), BODY, lambda xml: xml.replace(f">{old}<", f">{new}<", 1))


@pytest.mark.parametrize("number", range(len(made_dossier(NAME).forms)))
def test_what_the_data_print_is_not_accused(number: int) -> None:
    paper = held(filed(number))
    assert (paper.held_against, paper.placed, paper.notes) == (True, (), ())


@pytest.mark.parametrize(("ours", "theirs"), [("62场", "61场"), ("8620人次", "8260人次")])
def test_a_value_that_differs_is_told_with_both(ours: str, theirs: str) -> None:
    assert differences(held(changed(ours, theirs))) == [(theirs, ours)]


def test_an_amount_that_differs_is_told_in_its_own_cell_only() -> None:
    assert differences(held(changed("46.075", "46.57"))) == [("46.57", "46.075")]


def test_rows_are_laid_beside_by_their_names() -> None:
    told = held(changed("长期阅读小组", "常设阅读小组"))
    assert differences(told) == []
    assert [note.partition("：")[2].partition("。")[0] for note in told.notes] == [
        "数据里没有绩效指标“常设阅读小组”",
        "表上没有数据里的绩效指标“长期阅读小组”",
    ]


def test_a_project_that_the_data_do_not_have_is_said_not_to_be_compared() -> None:
    paper = held(changed("全民阅读推广", "全民健身推广"))
    assert differences(paper) == []
    assert "本单位数据里没有这张表，没有与数据核对" in "".join(paper.notes)


def test_a_year_without_data_is_held_against_nothing(tmp_path: Path) -> None:
    paper = held(filed(), workspace=Workspace(tmp_path, OWN.templates))
    assert not paper.held_against


def test_a_waiver_of_the_unit_holds_for_the_paper(tmp_path: Path) -> None:
    shutil.copytree(OWN.root, tmp_path / "unit")
    own = Workspace(tmp_path / "unit", OWN.templates)
    slipped = changed("0.28万元", "0.38万元")
    assert codes_of(held(slipped, workspace=own)) == ["Q001", "S306"]
    (own.year(YEAR) / "waivers.yaml").write_text(WAIVER, "utf-8")
    assert codes_of(held(slipped, workspace=own)) == ["Q001"]


@pytest.mark.parametrize("unit", [f"年度: [\n表单集: {NAME}\n", f"年度: {YEAR}\n表单集: yueyang-2023\n"])
def test_data_that_cannot_be_used_are_said_so(unit: str, tmp_path: Path) -> None:
    folder = tmp_path / "data" / str(YEAR)
    folder.mkdir(parents=True)
    (folder / "unit.yaml").write_text(unit, "utf-8")
    with pytest.raises(UsageError, match="不能用来核对"):
        held(filed(), workspace=Workspace(tmp_path, OWN.templates))
