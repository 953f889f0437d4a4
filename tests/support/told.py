"""Made years on described forms, opened once, and what is said of another text in them."""

from __future__ import annotations

from functools import cache

from msgspec.structs import replace

from jixiao.build.described_case import DescribedCase, open_described_year
from jixiao.derive.described_dossier import FilledForm
from jixiao.findings import Place
from jixiao.paths import Workspace
from jixiao.render.passages import PrintedPassage
from jixiao.rules.claim_reading import read_claims
from jixiao.rules.described_filing import PrintedForms
from jixiao.rules.described_report import ToldYear, list_told_years
from tests.support.project import ROOT

UNIT, PROJECT = "yueyang-2024", "sichuan-2023"
HERE = Place("report.yaml", 9, 3)


@cache
def made_case(name: str) -> DescribedCase:
    """Return the made year of a shipped set."""
    workspace = Workspace(ROOT / "tests/data/described" / name, ROOT / "templates")
    (year,) = workspace.years()
    (case,) = open_described_year(workspace, year, draft=False).cases
    return case


def printed_forms(name: str) -> PrintedForms:
    """Return a made year with all that it prints."""
    case = made_case(name)
    return PrintedForms(case.dossier, case.inspection.prints, case.inspection.pages)


def form_of(name: str, label: str) -> FilledForm:
    """Return a form of a made year by its label."""
    return next(form for form in made_case(name).dossier.forms if form.label == label)


@cache
def told_year(name: str) -> ToldYear:
    """Return the first group of forms of a made year: those of the whole unit, or the first project's."""
    return list_told_years(printed_forms(name))[0]


def held(name: str, text: str) -> list[bool]:
    """Return for each claim of a text in a made year whether it holds."""
    reported = told_year(name).reported
    implied = {HERE: next(iter(reported.implied.values()))}
    passage = PrintedPassage(text, (), "报告", "第1段", HERE)
    return [one.holds for one in read_claims(replace(reported, paragraphs=(passage,), implied=implied))]
