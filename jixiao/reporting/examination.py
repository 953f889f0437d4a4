"""核验报告: what the check found and recomputed, as one HTML page to read, print and file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from jixiao.findings import Finding, Severity, is_blocking
from jixiao.render.printing import Print
from jixiao.reporting.fingerprints import cause_words, operands_words
from jixiao.reporting.recomputed import controls_table, scores, self_check_table
from jixiao.reporting.terminal_text import summary
from jixiao.rules.judge import Judgement
from jixiao.rules.registry import ARITHMETIC
from jixiao.rules.waiving import covers
from jixiao.web.html import Markup, element, joined, page, table
from jixiao.web.style import STYLE

EXAMINATION = "核验报告.html"
_ELSEWHERE, _CAUSES = "数据文件和模板", "很可能的起因"
_CLASSES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.HINT: "hint"}


def examination(
    title: str, findings: Iterable[Finding], judgement: Judgement | None, overridden: Sequence[Print]
) -> str:
    """Return the page; ``judgement`` is None where the data could not be judged, which the page then says."""
    findings = list(findings)
    sections = [
        ("结论", _conclusion(findings, judgement)),
        ("待处理的问题", _open_findings(findings, judgement)),
        ("已豁免的问题", _waived(findings, judgement)),
        ("得分重算", scores(judgement.rescored.forms) if judgement else _NOT_JUDGED),
        ("附件5自查", self_check_table(judgement.rescored.self_check) if judgement else _NOT_JUDGED),
        ("核对数", controls_table(judgement.rescored.controls) if judgement else _NOT_JUDGED),
        ("按原件列报", _overrides(overridden)),
        ("核验规则一览", _rules(judgement) if judgement else _NOT_JUDGED),
    ]
    numbered = zip("一二三四五六七八", sections, strict=True)
    body = [joined([element("h2", f"{number}、{name}"), content]) for number, (name, content) in numbered]
    return page(f"核验报告 {title}", STYLE, element("h1", "核验报告"), element("p", title, class_="title"), *body)


_NOT_JUDGED = element("p", "数据或模板还有错误，改好后才能核验这一部分。")


def _conclusion(findings: list[Finding], judgement: Judgement | None) -> Markup:
    if judgement is None:
        words = "数据或模板有错误，还不能核验。"
    elif is_blocking(findings):
        words = "有错误尚未处理，不能报送。"
    elif is_blocking(findings, strict=True):
        words = "没有错误；有警告，请逐条核对后再报送。"
    else:
        words = "没有发现错误和警告。"
    return element("p", element("strong", words), f"　{summary(findings)}。")


def _open_findings(findings: list[Finding], judgement: Judgement | None) -> Markup:
    groups: dict[str, list[Finding]] = {}
    for one in findings:
        if not one.waived:
            groups.setdefault(_part_of(one), []).append(one)
    if not groups:
        return element("p", "没有。")
    order = [_CAUSES, *(judgement.parts if judgement else ()), *sorted(groups)]
    return joined(
        joined([element("h3", f"{part}（{len(groups[part])} 条）"), *_entries(groups[part])])
        for part in dict.fromkeys(order)
        if part in groups
    )


def _part_of(finding: Finding) -> str:
    if finding.explains:
        return _CAUSES
    return finding.printed[0].partition(" ")[0] if finding.printed else _ELSEWHERE


def _entries(findings: list[Finding]) -> Iterator[Markup]:
    weights = list(Severity)
    for one in sorted(findings, key=lambda finding: weights.index(finding.severity)):
        facts = {
            "印在": "、".join(one.printed),
            "数据": str(one.place) if one.place.file else "",
            "起因": cause_words(one),
            "相关的数": operands_words(one),
            "应为": one.expected,
            "改法": one.remedy,
            "依据": one.basis if one.basis != ARITHMETIC else "",
        }
        yield element(
            "div",
            element("p", element("b", one.severity.value), f" {one.code}　{one.found}"),
            element(
                "dl",
                *(joined([element("dt", name), element("dd", fact)]) for name, fact in facts.items() if fact),
            ),
            class_=f"finding {_CLASSES[one.severity]}",
        )


def _waived(findings: list[Finding], judgement: Judgement | None) -> Markup:
    waived = [one for one in findings if one.waived]
    if not waived:
        return element("p", "没有。")
    rows = [
        (one.code, one.found, "、".join(one.printed), one.waived, *_who_and_until(one, judgement)) for one in waived
    ]
    return table(("规则", "所见", "印在", "理由", "责任人", "有效期至"), rows)


def _who_and_until(finding: Finding, judgement: Judgement | None) -> tuple[str, str]:
    for one in judgement.waivers if judgement else ():
        if one.reason == finding.waived and covers(one, finding):
            return str(one.by), str(one.until)
    return "", ""


def _overrides(overridden: Sequence[Print]) -> Markup:
    if not overridden:
        return element("p", "没有。各处印的都是数据算出的值。")
    rows = [
        (one.spoken, one.path, one.implied, one.printed, str(one.override.reason) if one.override else "")
        for one in overridden
    ]
    return table(("位置", "引用", "数据算出", "实报", "理由"), rows)


def _rules(judgement: Judgement) -> Markup:
    rows = []
    for one in judgement.results:
        told = [f"待处理 {one.standing} 条" if one.standing else "", f"已豁免 {one.waived} 条" if one.waived else ""]
        result = "、".join(filter(None, told)) or "通过"
        rows.append((one.rule.code, one.rule.title, one.rule.severity.value, one.rule.basis, result))
    return table(("规则", "内容", "级别", "依据", "结果"), rows)
