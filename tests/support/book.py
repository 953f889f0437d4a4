"""Books for rules: of a project, and with forms written out in a test."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec.structs import replace

from jixiao.derive.derivation import derive
from jixiao.figures import POINTS, Figure
from jixiao.findings import Finding, Place
from jixiao.model.formset import FormSet
from jixiao.paths import Workspace
from jixiao.render.parts import RenderFolders, inspect
from jixiao.render.passages import PrintedPassage
from jixiao.rules.catalogue import all_rules
from jixiao.rules.form_tables import EvaluationForm, FormCell, FormRow, Number, list_evaluation_forms
from jixiao.rules.printed_package import PrintedPackage
from jixiao.submission.read import read_year
from tests.support.cases import clean_project
from tests.support.project import ROOT

YEAR = 2023
WHERE = "附件3（1）"
HERE = Place("data/2023/projects/01-sample.yaml")


def book_of(workspace: Workspace) -> PrintedPackage:
    """Return the Book of a project's year, whatever its narrative says."""
    submission = read_year(workspace, YEAR).submission
    assert submission is not None
    dossier = derive(submission)
    templates = workspace.form_set(str(dossier.unit.form_set))
    inspection = inspect(dossier, RenderFolders(templates, "templates", "report"))
    return PrintedPackage(submission, dossier, tuple(inspection.prints), inspection.paragraphs, pages=inspection.pages)


@cache
def clean_book() -> PrintedPackage:
    """Return the Book of the clean made-up year."""
    with TemporaryDirectory() as folder:
        return book_of(clean_project(Path(folder)))


def printed_otherwise(book: PrintedPackage, path: str, words: str) -> PrintedPackage:
    """Return a Book in which the first print of what stands at a path shows other words."""
    first = next(one for one in book.prints if one.path == path)
    return replace(book, prints=tuple(replace(one, printed=words) if one is first else one for one in book.prints))


@cache
def real_form_set() -> FormSet:
    """Return the form set of the real project."""
    submission = read_year(Workspace(ROOT), YEAR).repaired
    assert submission is not None
    return submission.form_set


def book_with(*sheets: EvaluationForm, form_set: FormSet | None = None, said: str = "") -> PrintedPackage:
    """Return a Book that holds these forms, and one paragraph if something is ``said``; nothing else can be asked."""
    submission = read_once()
    dossier = replace(derive_once(), form_set=form_set or real_form_set())
    paragraph = PrintedPassage(said, where="报告 六", position="第1段", number=1, place=Place("report/06.md", 1))
    book = PrintedPackage(submission, dossier, (), (paragraph,) if said else ())
    book.__dict__["_kept"] = {list_evaluation_forms.__wrapped__: sheets}  # type: ignore[attr-defined]
    return book


@cache
def read_once() -> Any:
    """Return the real submission."""
    return read_year(Workspace(ROOT), YEAR).repaired


@cache
def derive_once() -> Any:
    """Return the real dossier."""
    return derive(read_once())


def found(code: str, book: PrintedPackage) -> list[Finding]:
    """Return what one rule finds."""
    [rule] = [rule for rule in all_rules() if rule.code == code]
    return list(rule.findings(book))


def sheet(
    *rows: FormRow,
    budget: str = "100",
    outturn: str = "100",
    points: str = "10",
    score: str = "10",
    deviation: str = "无",
    rate: str | None = None,
) -> EvaluationForm:
    """Return a form with these rows; its total is what its parts give."""
    number = {"budget": budget, "outturn": outturn, "points": points, "score": score}
    read = {name: _number(value, f"各项目.sample.资金.{name}") for name, value in number.items()}
    whole = sum((row.points.amount or Decimal(0) for row in rows), Decimal(points))
    scored = sum((row.score.amount or Decimal(0) for row in rows), Decimal(score))
    printed = rate or str(round(Decimal(outturn) / Decimal(budget), 2) if Decimal(budget) else "0")
    return EvaluationForm(
        where=WHERE,
        path="各项目.sample",
        initial=read["budget"],
        budget=read["budget"],
        outturn=read["outturn"],
        rate=_number(printed, "各项目.sample.资金.执行率"),
        points=read["points"],
        score=read["score"],
        rows=rows,
        total_points=_number(str(whole), "各项目.sample.总分.分值"),
        total_score=_number(str(scored), "各项目.sample.总分.得分"),
        total_deviation=_cell(deviation, "各项目.sample.总分.偏差原因"),
    )


def row(
    target: str = "有所提升",
    actual: str = "有所提升",
    points: str = "10",
    score: str = "10",
    deviation: str = "无",
    *,
    level1: str = "产出指标",
    level2: str = "数量指标",
    level3: str = "甲",
) -> FormRow:
    """Return one indicator."""
    path = f"各项目.sample.绩效指标.{level1}.{level2}[1]"
    texts = {"三级指标": level3, "年度指标值": target, "实际完成值": actual, "偏差原因": deviation}
    cells = {name: _cell(words, f"{path}.{name}") for name, words in texts.items()}
    return FormRow(
        WHERE,
        path,
        level1,
        level2,
        cells["三级指标"],
        cells["年度指标值"],
        cells["实际完成值"],
        _number(points, f"{path}.分值"),
        _number(score, f"{path}.得分"),
        cells["偏差原因"],
    )


def _number(digits: str, path: str) -> Number:
    return Number(Decimal(digits), Figure(Decimal(digits), POINTS, HERE, path), where=WHERE)


def _cell(words: str, path: str) -> FormCell:
    return FormCell(words, HERE, path, where=WHERE)
