"""The parts of the 核验报告 that are computed again: scores step by step, control totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.derive.dossier import Annex2Form, IndicatorRow, ProjectForm
from jixiao.figures import POINTS, RATE, Figure, total
from jixiao.findings import Finding, Severity
from jixiao.model.controls import Control
from jixiao.reporting.html import Markup, element, joined, table
from jixiao.reporting.steps import amount_words, plain, steps
from jixiao.rules.book import Book

_AGREES, _WITHIN, _DIFFERS = "相符", "相差在四舍五入范围内", "不符"


def scores(book: Book, findings: Sequence[Finding]) -> Markup:
    """Return the scores of Annex 2 and of each project, each step with its amounts and what is printed."""
    dossier = book.dossier
    forms: list[tuple[str, Annex2Form | ProjectForm]] = [("部门整体支出", dossier.annex2)]
    forms += [(str(project.name), project) for project in dossier.projects]
    return joined(joined([element("h3", name), *_form(book, form, findings)]) for name, form in forms)


def _form(book: Book, form: Annex2Form | ProjectForm, findings: Sequence[Finding]) -> Iterator[Markup]:
    funds, closing = form.funds, form.total_score
    levels: dict[str, list[IndicatorRow]] = {}
    for row in form.indicator_rows:
        levels.setdefault("".join(row.level1.split()), []).append(row)
    rows = [
        ("执行率", steps(funds.execution_rate), _printed(book, funds.execution_rate)),
        ("执行率得分", steps(funds.score), _printed(book, funds.score)),
        *((f"{level}得分", _sum(inside), "") for level, inside in levels.items()),
        ("总分", steps(closing.score), _printed(book, closing.score)),
    ]
    yield table(("项目", "计算", "所印"), rows, class_="steps")
    noted = [_indicator(row, met) for row in form.indicator_rows if (met := _about(row, findings)) or _short(row)]
    if noted:
        yield element("p", "得分低于分值，或核验时有问题的指标：")
        yield table(("三级指标", "年度指标值", "实际完成值", "得分/分值", "偏差原因", "核验"), noted)


def _sum(rows: list[IndicatorRow]) -> str:
    return f"{steps(total((row.score for row in rows), POINTS))}（分值 {_amount_of_points(rows)}）"


def _amount_of_points(rows: list[IndicatorRow]) -> str:
    return amount_words(total((row.points for row in rows), POINTS))


def _printed(book: Book, figure: Figure) -> str:
    return "、".join(dict.fromkeys(f"{one.spoken}：{one.print.printed}" for one in book.stated(figure.path)))


def _short(row: IndicatorRow) -> bool:
    return row.score.amount < row.points.amount


def _about(row: IndicatorRow, findings: Sequence[Finding]) -> list[Finding]:
    subject = row.score.source.path.rpartition(".")[0]
    return [one for one in findings if subject and (one.subject == subject or one.subject.startswith(f"{subject}."))]


def _indicator(row: IndicatorRow, met: list[Finding]) -> tuple[str, ...]:
    score = f"{amount_words(row.score)} / {amount_words(row.points)}"
    told = "\n".join(f"{'已豁免 ' if one.waived else ''}{one.code} {one.found}" for one in met)
    return str(row.level3), str(row.target), str(row.actual), score, str(row.deviation), told


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
