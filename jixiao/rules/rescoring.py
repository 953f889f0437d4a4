"""What judging reckons over again for people to look through: scores step by step, control totals, the bureau's sheet.

All of it is made once, with the findings; whoever shows it only words it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from enum import StrEnum

from msgspec import Struct

from jixiao.derive.dossier import Annex2Form, IndicatorRow, ProjectForm
from jixiao.figures import POINTS, Figure, total
from jixiao.findings import Finding, Severity
from jixiao.glossary import term
from jixiao.lineage import derivation_words
from jixiao.model.controls import Control
from jixiao.model.scalars import OPEN
from jixiao.patterns import compile_late
from jixiao.rules.earning import JudgedRow, list_judged_rows
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.scoring_sheet import SelfScores, score_self_check
from jixiao.rules.ties import is_about_control
from jixiao.submission.earned_points import score_missed
from jixiao.targets import Met, Missed
from jixiao.targets.outcomes import Incomparable, NoActual, Unsettled

_DOT = compile_late(r"\.")


class Line(Struct, frozen=True):
    """A figure of a form that something is scored by; ``printed`` are the places that print it and what they print."""

    name: str
    figure: Figure
    printed: tuple[tuple[str, str], ...] = ()


class RowScore(Struct, frozen=True):
    """An indicator with what it earns by the form set's rules, in words, and the findings about it."""

    judged: JudgedRow
    reckoned: str
    findings: tuple[Finding, ...]


class FormScores(Struct, frozen=True):
    """The scores of one form: of the whole unit or of one project."""

    name: str
    lines: tuple[Line, ...]
    rows: tuple[RowScore, ...]


class Agreement(StrEnum):
    """How a control total stands to the figure the data give."""

    AGREES = "相符"
    WITHIN = "相差在四舍五入范围内"
    DIFFERS = "不符"
    WAIVED = "不符（已豁免）"
    OPEN = "待填"


class ControlResult(Struct, frozen=True):
    """A control total beside the figure the data give; ``figure`` is None where its reference names none."""

    control: Control
    figure: Figure | None
    agreement: Agreement


class Rescored(Struct, frozen=True):
    """All that was reckoned over again."""

    forms: tuple[FormScores, ...]
    self_check: SelfScores
    controls: tuple[ControlResult, ...]


def rescore(package: PrintedPackage, findings: Sequence[Finding]) -> Rescored:
    """Return what there is to look through beside the findings of a package, waivers applied."""
    return Rescored(tuple(_forms(package, findings)), score_self_check(package), tuple(_controls(package, findings)))


def _forms(package: PrintedPackage, findings: Sequence[Finding]) -> Iterator[FormScores]:
    dossier = package.dossier
    forms: list[tuple[str, str, Annex2Form | ProjectForm]] = [("部门整体支出", term("annex2"), dossier.annex2)]
    forms += [(str(project.name), f"{term('projects')}.{project.identifier}", project) for project in dossier.projects]
    rows: dict[str, list[JudgedRow]] = {}
    for judged in list_judged_rows(package):
        rows.setdefault(judged.sheet.path, []).append(judged)
    about = _by_row(findings, {one.row.path for those in rows.values() for one in those})
    for name, path, form in forms:
        scored = (RowScore(one, _told(package, one), tuple(about[one.row.path])) for one in rows.get(path, ()))
        yield FormScores(name, tuple(_lines(package, form)), tuple(scored))


def _lines(package: PrintedPackage, form: Annex2Form | ProjectForm) -> Iterator[Line]:
    funds = form.funds
    levels: dict[str, list[IndicatorRow]] = {}
    for row in form.indicator_rows:
        levels.setdefault("".join(row.level1.split()), []).append(row)
    yield _printed(package, "执行率", funds.execution_rate)
    yield _printed(package, "执行率得分", funds.score)
    for level, inside in levels.items():
        yield Line(f"{level}得分", total((row.score for row in inside), POINTS))
    yield _printed(package, "总分", form.total_score.score)


def _printed(package: PrintedPackage, name: str, figure: Figure) -> Line:
    prints = ((statement.spoken, statement.print.printed) for statement in package.stated(figure.path))
    return Line(name, figure, tuple(dict.fromkeys(prints)))


def _told(package: PrintedPackage, judged: JudgedRow) -> str:
    """Return what the row earns in words, and whether its score was left out and follows from that."""
    reckoned, figure = _reckoned(package, judged), judged.row.score.figure
    return f"{reckoned}（得分没有填，由此推出）" if derivation_words(figure) and not figure.unknown else reckoned


def _reckoned(package: PrintedPackage, judged: JudgedRow) -> str:
    """Return what the row earns by the form set's rules, in words."""
    points = judged.row.points.amount
    match judged.outcome:
        case Met():
            return f"达到，得满分 {judged.row.points.words}"
        case Missed(measured) if measured is not None and points is not None:
            reckoned = score_missed(measured, points, package.scoring)
            return reckoned[1] if reckoned else "没有达到"
        case Missed():
            return "没有达到"
        case Incomparable(reason):
            return f"不能比较：{reason}"
        case NoActual(reason):
            return reason
        case Unsettled():
            return OPEN


def _by_row(findings: Iterable[Finding], paths: Set[str]) -> Mapping[str, list[Finding]]:
    """Return the findings on each row or one of its cells by the row's path, for there may be as many as rows."""
    found: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        for end in (*(dot.start() for dot in _DOT.finditer(finding.subject)), len(finding.subject)):
            if (path := finding.subject[:end]) in paths:
                found[path].append(finding)
    return found


def _controls(package: PrintedPackage, findings: Sequence[Finding]) -> Iterator[ControlResult]:
    for control in package.submission.controls:
        figure = package.figures.get(str(control.reference))
        unknown = control.amount.unknown or control.reference.unknown or (figure is not None and figure.unknown)
        yield ControlResult(control, figure, Agreement.OPEN if unknown else _agreement(control, findings))


def _agreement(control: Control, findings: Iterable[Finding]) -> Agreement:
    told = [finding for finding in findings if is_about_control(finding, control)]
    if not told:
        return Agreement.AGREES
    if all(finding.severity is Severity.HINT for finding in told):
        return Agreement.WITHIN
    return Agreement.WAIVED if all(finding.waived for finding in told) else Agreement.DIFFERS
