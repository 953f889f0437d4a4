"""All rules over one book, less what waivers let stand, and all that reporters show of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from jixiao.findings import Finding
from jixiao.model.waivers import Waiver
from jixiao.rules.book import Book
from jixiao.rules.registry import Rule, all_rules
from jixiao.rules.rescoring import Rescored, rescore
from jixiao.rules.waiving import apply_waivers


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
