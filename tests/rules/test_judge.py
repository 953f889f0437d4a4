"""A year is judged once: findings, what became of each rule, what was reckoned again; nothing of it while printing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from msgspec.structs import replace

from jixiao.build.stories import check_year
from jixiao.findings import Finding, Severity
from jixiao.paths import Workspace
from jixiao.reporting.formats import FORMATS, format_outcome
from jixiao.reporting.outcome import Outcome
from jixiao.rules import judge as judging
from jixiao.rules.catalogue import all_rules
from jixiao.rules.judge import STANDS_AS_FILED
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.registry import Breach, Rule
from tests.support.project import ROOT, copy_project

YEAR = 2023


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each rule has been asked."""
    counts: Counter[str] = Counter()

    def counting(rule: Rule) -> Callable[[PrintedPackage], Iterable[Breach]]:
        def check(book: PrintedPackage) -> Iterable[Breach]:
            counts[rule.code] += 1
            return rule.check(book)

        return check

    rules = [replace(rule, check=counting(rule)) for rule in all_rules()]
    monkeypatch.setattr(judging, "all_rules", lambda: rules)
    return counts


def test_each_rule_is_asked_once_however_much_is_shown(asked: Counter[str], monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace(ROOT)
    outcome = check_year(workspace, YEAR)
    assert asked == dict.fromkeys((rule.code for rule in all_rules()), 1)

    def asked_late(*_: object) -> None:
        raise AssertionError("a rule was asked while printing")

    monkeypatch.setattr(Rule, "findings", asked_late)
    monkeypatch.setattr(judging, "rescore", asked_late)
    for kind in FORMATS:
        for everything in (False, True):
            assert format_outcome(kind, outcome, workspace, strict=False, everything=everything)
    assert asked == dict.fromkeys((rule.code for rule in all_rules()), 1)


def test_an_outcome_holds_no_book_to_be_asked_again() -> None:
    held = [Outcome, judging.Judgement]
    assert not [name for one in held for name, kind in one.__annotations__.items() if "PrintedPackage" in str(kind)]


def test_the_results_count_what_stands_and_what_is_waived() -> None:
    outcome = check_year(Workspace(ROOT), YEAR)
    assert outcome.judgement is not None
    results = {one.rule.code: one for one in outcome.judgement.results}
    assert sorted(results) == [rule.code for rule in all_rules()]

    def number(code: str, *, waived: bool) -> int:
        return sum(one.code == code and bool(one.waived) is waived for one in outcome.findings)

    for code, one in results.items():
        assert (one.standing, one.waived) == (number(code, waived=False), number(code, waived=True))
    assert any(one.waived for one in results.values())


def test_all_that_judging_found_is_among_the_findings() -> None:
    outcome = check_year(Workspace(ROOT), YEAR)
    assert outcome.judgement is not None
    found: tuple[Finding, ...] = outcome.judgement.findings
    assert set(found) <= set(outcome.findings)


def test_hints_about_a_year_printed_as_filed_stand_settled_but_for_what_is_looked_at_before_publication() -> None:
    hints = [one for one in check_year(Workspace(ROOT), YEAR).findings if one.severity is Severity.HINT]
    standing = {one.code for one in hints if not one.waived}
    assert standing <= {"G801", "G802", "G803"}
    assert any(one.waived == STANDS_AS_FILED for one in hints)


def test_a_year_that_was_never_filed_keeps_its_hints(tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    (workspace.year(YEAR) / "overrides.yaml").unlink()
    findings = check_year(workspace, YEAR).findings
    assert not [one for one in findings if one.waived == STANDS_AS_FILED]
    assert [one for one in findings if one.severity is Severity.HINT]
