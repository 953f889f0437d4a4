"""The parts of the 核验报告 that judging reckoned again: scores step by step, the bureau's sheet, control totals."""

from __future__ import annotations

from collections.abc import Sequence

from jixiao.figures import RATE
from jixiao.findings import Finding
from jixiao.lineage import amount_words, plain
from jixiao.reporting.formula_steps import steps
from jixiao.rules.rescoring import Agreement, ControlResult, FormScores, Line, RowScore
from jixiao.rules.scoring_sheet import SelfScores
from jixiao.web.html import Markup, element, joined, table


def scores(forms: Sequence[FormScores]) -> Markup:
    """Return the scores of Annex 2 and of each project, each step with its amounts and what is printed."""
    return joined(
        joined(
            [
                element("h3", form.name),
                table(("项目", "计算", "所印"), [_line(one) for one in form.lines], class_="steps"),
                _indicators(form.rows),
            ]
        )
        for form in forms
    )


def _line(line: Line) -> tuple[str, str, str]:
    printed = (f"{spoken}：{value}" for spoken, value in line.printed)
    return line.name, steps(line.figure), "、".join(dict.fromkeys(printed))


def _indicators(scored: Sequence[RowScore]) -> Markup:
    rows = [
        (
            one.judged.row.level3.words,
            one.judged.row.target.words,
            one.judged.row.actual.words,
            one.judged.row.points.words,
            one.judged.row.score.words,
            one.reckoned,
            "、".join(dict.fromkeys(_mark(finding) for finding in one.findings)),
        )
        for one in scored
    ]
    return table(("三级指标", "年度指标值", "实际完成值", "分值", "得分", "按规则计算", "见"), rows, class_="rows")


def _mark(finding: Finding) -> str:
    return f"{finding.code}（已豁免）" if finding.waived else finding.code


def self_check_table(checked: SelfScores) -> Markup:
    """Return what of the bureau's scoring sheet a program can score, with what is lost and why."""
    told = [
        (
            str(one.check.criterion),
            one.check.about.value,
            plain(one.check.points.amount),
            one.points_words,
            "\n".join(one.missing),
        )
        for one in checked.scores
    ]
    return joined(
        [
            element("p", "只列程序能按评分标准评的部分；以财政部门评分为准。"),
            table(("考核项", "查什么", "分值", "得分", "失分原因"), told),
        ]
    )


def controls_table(controls: Sequence[ControlResult]) -> Markup:
    """Return each control total beside the figure the data give, and whether they agree."""
    if not controls:
        return element("p", "没有填写核对数（control.yaml）。")
    met = sum(one.agreement is Agreement.AGREES for one in controls)
    told = element("p", f"共 {len(controls)} 个，相符 {met} 个。")
    return joined([told, table(("引用", "数据算出", "核对数", "出处", "结果"), [_control(one) for one in controls])])


def _control(one: ControlResult) -> tuple[str, ...]:
    control, figure = one.control, one.figure
    stated = amount_words(control.amount) + ("%" if figure and figure.unit == RATE else "")
    implied = amount_words(figure) if figure else "（没有这个引用）"
    return str(control.reference), implied, stated, str(control.source), one.agreement.value
