"""All rules over one book, the waivers that let findings stand, and all that reporters show of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from jixiao.findings import Finding, Severity
from jixiao.model.waivers import Waiver
from jixiao.rules.book import Book
from jixiao.rules.registry import Rule, all_rules
from jixiao.rules.rescoring import Rescored, rescore


class RuleResult(Struct, frozen=True):
    """What became of one rule: how many of its findings stand open, how many are waived."""

    rule: Rule
    standing: int
    waived: int


class Judgement(Struct, frozen=True):
    """All that judging a year came to: reporters show it, none of them computes.

    ``results`` are of every rule, by code; ``parts`` the names of the parts in the order they are printed.
    """

    findings: tuple[Finding, ...]
    results: tuple[RuleResult, ...]
    rescored: Rescored
    parts: tuple[str, ...]
    waivers: tuple[Waiver, ...]


def judge(book: Book, today: date) -> Judgement:
    """Return every finding of every rule, those a waiver covers with its reason, and all that follows from them.

    Stale waivers are findings.
    """
    rules, waivers = all_rules(), tuple(book.submission.waivers)
    findings = apply_waivers((finding for rule in rules for finding in rule.findings(book)), waivers, today)
    parts = tuple(dict.fromkeys(one.where.partition(" ")[0] for one in book.prints))
    return Judgement(tuple(findings), tuple(_results(rules, findings)), rescore(book, findings), parts, waivers)


def _results(rules: Iterable[Rule], findings: Iterable[Finding]) -> Iterator[RuleResult]:
    standing = Counter(one.code for one in findings if not one.waived)
    waived = Counter(one.code for one in findings if one.waived)
    for rule in rules:
        yield RuleResult(rule, standing[rule.code], waived[rule.code])


def apply_waivers(findings: Iterable[Finding], waivers: Iterable[Waiver], today: date) -> list[Finding]:
    """Return the findings, waived where a waiver covers them, and findings about the waivers themselves."""
    judged = list(findings)
    for waiver in waivers:
        covered = [number for number, finding in enumerate(judged) if _covers(waiver, finding)]
        if waiver.until.value < today:
            judged.append(_expired(waiver))
        elif not covered:
            judged.append(_stale(waiver, judged))
        else:
            for number in covered:
                judged[number] = replace(judged[number], waived=str(waiver.reason))
    return judged


# Quotation marks within a quotation are single ones.
_SINGLE = str.maketrans("“”", "‘’")


def _covers(waiver: Waiver, finding: Finding) -> bool:
    return waiver.rule == finding.code and waiver.subject == finding.subject and waiver.seen in finding.found


def _stale(waiver: Waiver, findings: list[Finding]) -> Finding:
    now = next((one.found for one in findings if (one.code, one.subject) == (waiver.rule, waiver.subject)), None)
    return Finding(
        "X901",
        waiver.rule.place,
        f"豁免对不上：{waiver.rule}“{waiver.subject}”没有所见“{waiver.seen.translate(_SINGLE)}”的问题",
        f"现在查出的是：{now}" if now else "只豁免确实存在的问题",
        "问题已消失的删去这条豁免；内容变了的，核对后改“所见”。",
        Severity.WARNING,
    )


def _expired(waiver: Waiver) -> Finding:
    return Finding(
        "X902",
        waiver.until.place,
        f"豁免已过期：{waiver.rule}“{waiver.subject}”有效期至 {waiver.until}",
        "在有效期内的豁免",
        "重新核对；仍需保留的延长“有效期至”，否则删去。",
        Severity.WARNING,
    )
