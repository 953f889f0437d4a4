"""核验报告: what the check found and recomputed, as one HTML page to read, print and file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jixiao.figures import RATE, Figure, Formula, Operator
from jixiao.findings import Finding, Severity, is_blocking
from jixiao.lineage import amount_words, plain
from jixiao.render.printing import Print
from jixiao.reporting.finding_facts import facts_of
from jixiao.reporting.terminal_text import summary
from jixiao.rules.judge import Judgement, RuleResult
from jixiao.rules.rescoring import Agreement, ControlResult, Line
from jixiao.rules.waiving import covers
from jixiao.web.html_pages import render_page

EXAMINATION = "核验报告.html"
_FACTS = ("印在", "数据", "起因", "相关的数", "应为", "改法", "依据")
_ELSEWHERE, _CAUSES = "数据文件和模板", "很可能的起因"


def render_examination(
    title: str, findings: Iterable[Finding], judgement: Judgement | None, overridden: Sequence[Print]
) -> str:
    """Return the page; ``judgement`` is None where the data could not be judged, which the page then says."""
    findings = list(findings)

    def who_and_until(finding: Finding) -> tuple[str, str]:
        for waiver in judgement.waivers if judgement else ():
            if waiver.reason == finding.waived and covers(waiver, finding):
                return str(waiver.by), str(waiver.until)
        return "", ""

    return render_page(
        "examination.html",
        title=title,
        verdict=_verdict(findings, judgement),
        summary=summary(findings),
        parts=list(_parts(findings, judgement)),
        waived=[finding for finding in findings if finding.waived],
        judgement=judgement,
        overridden=overridden,
        agrees=Agreement.AGREES,
        facts=_facts,
        who_and_until=who_and_until,
        steps=steps,
        plain=plain,
        printed_words=_printed_words,
        marks_of=_marks_of,
        control_cells=_control_cells,
        result_words=_result_words,
    )


def _verdict(findings: list[Finding], judgement: Judgement | None) -> str:
    if judgement is None:
        return "数据或模板有错误，还不能核验。"
    if is_blocking(findings):
        return "有错误尚未处理，不能报送。"
    if is_blocking(findings, strict=True):
        return "没有错误；有警告，请逐条核对后再报送。"
    return "没有发现错误和警告。"


def _parts(findings: list[Finding], judgement: Judgement | None) -> Iterator[tuple[str, list[Finding]]]:
    """Yield the parts of the package with their open findings, the heaviest first; the likely causes before all."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        if not finding.waived:
            groups.setdefault(_part_of(finding), []).append(finding)
    weights = list(Severity)
    for part in dict.fromkeys([_CAUSES, *(judgement.parts if judgement else ()), *sorted(groups)]):
        if part in groups:
            yield part, sorted(groups[part], key=lambda finding: weights.index(finding.severity))


def _part_of(finding: Finding) -> str:
    if finding.explains:
        return _CAUSES
    return finding.printed[0].partition(" ")[0] if finding.printed else _ELSEWHERE


def _facts(finding: Finding) -> dict[str, str]:
    facts = facts_of(finding)
    return {name: facts[name] for name in _FACTS if name in facts}


def _printed_words(line: Line) -> str:
    return "、".join(dict.fromkeys(f"{place}：{value}" for place, value in line.printed))


def _marks_of(findings: Iterable[Finding]) -> str:
    return "、".join(dict.fromkeys(f"{one.code}（已豁免）" if one.waived else one.code for one in findings))


def _control_cells(result: ControlResult) -> tuple[str, ...]:
    control, figure = result.control, result.figure
    stated = amount_words(control.amount) + ("%" if figure and figure.unit == RATE else "")
    implied = amount_words(figure) if figure else "（没有这个引用）"
    return str(control.reference), implied, stated, str(control.source), result.agreement.value


def _result_words(result: RuleResult) -> str:
    counts = {"待处理": result.standing, "已豁免": result.waived}
    return "、".join(f"{name} {count} 条" for name, count in counts.items() if count) or "通过"


def steps(figure: Figure) -> str:
    """Return the figure's arithmetic with its amounts: 1051.44 ÷ 1064.31 = 98.7908%，保留 2 位小数为 98.79%.

    Operands that have a name of their own stand with their amount; "" for a figure that was entered.
    """
    origin = figure.source.origin
    if not isinstance(origin, Formula):
        return ""
    match origin.operator:
        case Operator.ROUND:
            places = origin.decimals - (2 if figure.unit == RATE else 0)
            return f"{_inner(origin.operands[0])}，保留 {places} 位小数为 {amount_words(figure)}"
        case Operator.AT_MOST:
            score, limit = origin.operands
            return f"{_inner(score)}，以 {amount_words(limit)} 为限，得 {amount_words(figure)}"
        case Operator.BANDS:
            rate, *bands = map(amount_words, origin.operands)
            words = "、".join(f"{line} 及以上 {score} 分" for line, score in zip(bands[::2], bands[1::2], strict=True))
            return f"{rate}，按 {words}，其余 0 分，得 {amount_words(figure)}"
    operator = " + " if origin.operator is Operator.SUM else f" {origin.operator.value} "
    return f"{operator.join(map(amount_words, origin.operands)) or '没有'} = {amount_words(figure)}"


def _inner(figure: Figure) -> str:
    return (not figure.path and steps(figure)) or amount_words(figure)
