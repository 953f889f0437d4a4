"""核验报告: what the check found and recomputed, as one HTML page to read, print and file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jixiao.figures import RATE
from jixiao.findings import Finding, Severity, is_blocking
from jixiao.lineage import amount_words, plain
from jixiao.render.printing import Print
from jixiao.reporting.fingerprints import cause_words, operands_words
from jixiao.reporting.formula_steps import steps
from jixiao.reporting.terminal_text import summary
from jixiao.rules.judge import Judgement, RuleResult
from jixiao.rules.registry import ARITHMETIC
from jixiao.rules.rescoring import Agreement, ControlResult, Line
from jixiao.rules.waiving import covers
from jixiao.web.html_pages import render_page

EXAMINATION = "核验报告.html"
_ELSEWHERE, _CAUSES = "数据文件和模板", "很可能的起因"


def render_examination(
    title: str, findings: Iterable[Finding], judgement: Judgement | None, overridden: Sequence[Print]
) -> str:
    """Return the page; ``judgement`` is None where the data could not be judged, which the page then says."""
    findings = list(findings)

    def who_and_until(finding: Finding) -> tuple[str, str]:
        for one in judgement.waivers if judgement else ():
            if one.reason == finding.waived and covers(one, finding):
                return str(one.by), str(one.until)
        return "", ""

    return render_page(
        "examination.html",
        title=title,
        verdict=_verdict(findings, judgement),
        summary=summary(findings),
        parts=list(_parts(findings, judgement)),
        waived=[one for one in findings if one.waived],
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
    for one in findings:
        if not one.waived:
            groups.setdefault(_part_of(one), []).append(one)
    weights = list(Severity)
    for part in dict.fromkeys([_CAUSES, *(judgement.parts if judgement else ()), *sorted(groups)]):
        if part in groups:
            yield part, sorted(groups[part], key=lambda one: weights.index(one.severity))


def _part_of(finding: Finding) -> str:
    if finding.explains:
        return _CAUSES
    return finding.printed[0].partition(" ")[0] if finding.printed else _ELSEWHERE


def _facts(finding: Finding) -> dict[str, str]:
    return {
        "印在": "、".join(finding.printed),
        "数据": str(finding.place) if finding.place.file else "",
        "起因": cause_words(finding),
        "相关的数": operands_words(finding),
        "应为": finding.expected,
        "改法": finding.remedy,
        "依据": finding.basis if finding.basis != ARITHMETIC else "",
    }


def _printed_words(line: Line) -> str:
    return "、".join(dict.fromkeys(f"{spoken}：{value}" for spoken, value in line.printed))


def _marks_of(findings: Iterable[Finding]) -> str:
    return "、".join(dict.fromkeys(f"{one.code}（已豁免）" if one.waived else one.code for one in findings))


def _control_cells(one: ControlResult) -> tuple[str, ...]:
    control, figure = one.control, one.figure
    stated = amount_words(control.amount) + ("%" if figure and figure.unit == RATE else "")
    implied = amount_words(figure) if figure else "（没有这个引用）"
    return str(control.reference), implied, stated, str(control.source), one.agreement.value


def _result_words(one: RuleResult) -> str:
    counts = {"待处理": one.standing, "已豁免": one.waived}
    return "、".join(f"{name} {count} 条" for name, count in counts.items() if count) or "通过"
