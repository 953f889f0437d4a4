"""The parts of the 核验报告 that are computed again: scores step by step, control totals."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.derive.dossier import Annex2Form, IndicatorRow, ProjectForm
from jixiao.figures import POINTS, RATE, Figure, total
from jixiao.findings import Finding, Severity
from jixiao.glossary import term
from jixiao.lineage import amount_words, plain
from jixiao.model.controls import Control
from jixiao.reporting.steps import steps
from jixiao.rules.book import Book
from jixiao.rules.earning import Judged, earned, judged_rows
from jixiao.rules.scoring_sheet import self_scores
from jixiao.targets import Met, Missed
from jixiao.targets.outcomes import Incomparable, NoActual
from jixiao.web.html import Markup, element, joined, table

_AGREES, _WITHIN, _DIFFERS = "相符", "相差在四舍五入范围内", "不符"


def scores(book: Book, findings: Sequence[Finding]) -> Markup:
    """Return the scores of Annex 2 and of each project, each step with its amounts and what is printed."""
    dossier = book.dossier
    forms: list[tuple[str, str, Annex2Form | ProjectForm]] = [("部门整体支出", term("annex2"), dossier.annex2)]
    forms += [(str(one.name), f"{term('projects')}.{one.identifier}", one) for one in dossier.projects]
    judged: dict[str, list[Judged]] = {}
    for one in judged_rows(book):
        judged.setdefault(one.sheet.path, []).append(one)
    return joined(
        joined([element("h3", name), _steps(book, form), _indicators(book, judged.get(path, []), findings)])
        for name, path, form in forms
    )


def _steps(book: Book, form: Annex2Form | ProjectForm) -> Markup:
    funds, closing = form.funds, form.total_score
    levels: dict[str, list[IndicatorRow]] = {}
    for row in form.indicator_rows:
        levels.setdefault("".join(row.level1.split()), []).append(row)
    rows = [
        ("执行率", steps(funds.execution_rate), _printed(book, funds.execution_rate)),
        ("执行率得分", steps(funds.score), _printed(book, funds.score)),
        *(
            (f"{level}得分", steps(total((row.score for row in inside), POINTS)), "")
            for level, inside in levels.items()
        ),
        ("总分", steps(closing.score), _printed(book, closing.score)),
    ]
    return table(("项目", "计算", "所印"), rows, class_="steps")


def _printed(book: Book, figure: Figure) -> str:
    return "、".join(dict.fromkeys(f"{one.spoken}：{one.print.printed}" for one in book.stated(figure.path)))


def _indicators(book: Book, judged: list[Judged], findings: Sequence[Finding]) -> Markup:
    rows = [
        (
            one.row.level3.words,
            one.row.target.words,
            one.row.actual.words,
            one.row.points.words,
            one.row.score.words,
            _reckoned(book, one),
            "、".join(dict.fromkeys(_mark(finding) for finding in findings if _concerns(finding, one.row.path))),
        )
        for one in judged
    ]
    return table(("三级指标", "年度指标值", "实际完成值", "分值", "得分", "按规则计算", "见"), rows, class_="rows")


def _reckoned(book: Book, one: Judged) -> str:
    """Return what the row earns by the form set's rules, in words."""
    points = one.row.points.amount
    match one.outcome:
        case Met():
            return f"达到，得满分 {one.row.points.words}"
        case Missed(measured) if measured is not None and points is not None:
            reckoned = earned(measured, points, book.dossier.form_set.scoring)
            return reckoned[1] if reckoned else "没有达到"
        case Missed():
            return "没有达到"
        case Incomparable(reason):
            return f"不能比较：{reason}"
        case NoActual(reason):
            return reason


def _concerns(finding: Finding, path: str) -> bool:
    return finding.subject == path or finding.subject.startswith(f"{path}.")


def _mark(finding: Finding) -> str:
    return f"{finding.code}（已豁免）" if finding.waived else finding.code


def self_check_table(book: Book) -> Markup:
    """Return what of the bureau's scoring sheet a program can score, with what is lost and why."""
    rows = [
        (str(one.check.criterion), one.check.about.value, one.as_json()["of"], one.as_json()["points"], one.missing)
        for one in self_scores(book)
    ]
    told = [(item, about, str(of), str(points), "\n".join(missing)) for item, about, of, points, missing in rows]
    return joined(
        [
            element("p", "只列程序能按评分标准评的部分；以财政部门评分为准。"),
            table(("考核项", "查什么", "分值", "得分", "失分原因"), told),
        ]
    )


def controls_table(book: Book, findings: Sequence[Finding]) -> Markup:
    """Return each control total beside the figure the data give, and whether they agree."""
    controls = book.submission.controls
    if not controls:
        return element("p", "没有填写核对数（control.yaml）。")
    rows = [_control(book, control, findings) for control in controls]
    met = sum(row[-1] == _AGREES for row in rows)
    told = element("p", f"共 {len(rows)} 个，相符 {met} 个。")
    return joined([told, table(("引用", "数据算出", "核对数", "出处", "结果"), rows)])


def _control(book: Book, control: Control, findings: Sequence[Finding]) -> tuple[str, ...]:
    figure = book.figures.get(str(control.reference))
    stated = plain(control.amount.amount) + ("%" if figure and figure.unit == RATE else "")
    implied = amount_words(figure) if figure else "（没有这个引用）"
    return str(control.reference), implied, stated, str(control.source), _result(control, findings)


def _result(control: Control, findings: Sequence[Finding]) -> str:
    met = [one for one in findings if one.place in (control.reference.place, control.amount.origin)]
    if not met:
        return _AGREES
    if all(one.severity is Severity.HINT for one in met):
        return _WITHIN
    return f"{_DIFFERS}（已豁免）" if all(one.waived for one in met) else _DIFFERS
