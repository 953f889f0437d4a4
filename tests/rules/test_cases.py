"""Recall: a file below cases/rules for every rule, with short years that it objects to and years it lets pass.

Each case lists all that is found there, so that a reader sees how much is said about one fault. The same for what
waivers and values as filed are held to. The other codes that no rule owns (reading, models, templates, report,
verification) are proven elsewhere; here only that each is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from difflib import ndiff
from functools import cache
from pathlib import Path

import pytest

from jixiao.findings import Finding, Severity
from jixiao.rules.catalogue import all_rules
from tests.support.cases import MENDING, RULES, Case, found_in, listed_findings, read_cases, rule_cases
from tests.support.project import ROOT

RULE_CODES = {rule.code for rule in all_rules()}
OTHERS = {"O003", "X901", "X902"}


@cache
def other_codes() -> list[str]:
    """Return the codes in the package that no rule owns."""
    source = "".join(path.read_text("utf-8") for path in (ROOT / "jixiao").rglob("*.py"))
    return sorted({code.strip('"') for code in re.findall(r'"[LMTROVX][0-9]{3}"', source)} - RULE_CODES - OTHERS)


@cache
def words_of_tests() -> str:
    """Return all tests and all that the cases expect, this file left out."""
    files = [path for path in (ROOT / "tests").rglob("*.py") if path != Path(__file__)]
    files += [*(ROOT / "tests/cases").rglob("expected.txt"), *RULES.glob("*.yaml")]
    return "\n".join(path.read_text("utf-8") for path in files)


def difference(case: Case, findings: list[Finding]) -> str:
    """Return what is found otherwise than the case expects, line by line, with the command that accepts it."""
    lines = "\n".join(line for line in ndiff(case.expect, listed_findings(findings)) if not line.startswith("?"))
    return f"{case.code}.yaml “{case.name}” (- expected, + found):\n{lines}\nif that is right: {MENDING} {case.code}"


def test_every_rule_has_its_cases() -> None:
    kinds = defaultdict(set)
    for case in rule_cases():
        kinds[case.code].add(objects(case))
    assert sorted(kinds) == sorted(RULE_CODES | OTHERS)
    assert [code for code, found in kinds.items() if found != {True, False}] == []


def objects(case: Case) -> bool:
    """Return whether the rule whose case it is objects to something there."""
    return any(line.startswith(f"{case.code} ") for line in case.expect)


@pytest.mark.parametrize("code", sorted(RULE_CODES))
def test_every_rule_has_three_cases_one_of_them_at_its_limit_and_silent(code: str) -> None:
    cases = read_cases(RULES / f"{code}.yaml")
    assert len(cases) >= 3
    assert [case.name for case in cases if case.limit and not objects(case)] != []


@pytest.mark.parametrize("path", sorted(RULES.glob("*.yaml")), ids=lambda path: path.stem)
def test_no_two_cases_of_a_rule_have_one_name_or_the_same_changes(path: Path) -> None:
    cases = read_cases(path)
    assert len({case.name for case in cases}) == len({str(case.changes) for case in cases}) == len(cases)


@pytest.mark.parametrize("case", rule_cases(), ids=lambda case: case.id)
def test_what_is_found_in_a_case(case: Case, tmp_path: Path) -> None:
    findings = found_in(case, tmp_path)
    assert listed_findings(findings) == case.expect, difference(case, findings)
    # What is right gives nothing worse than a hint.
    if not objects(case):
        assert {one.severity for one in findings} <= {Severity.HINT}, difference(case, findings)
    # What a finance officer needs: what it is about, where, what is there, what should be, what to do.
    for one in findings:
        assert all((one.subject, one.place.file, one.found, one.expected)), one
        assert one.remedy.endswith(("。", "？")), one


@pytest.mark.parametrize("code", other_codes())
def test_every_other_code_is_proven_somewhere(code: str) -> None:
    assert re.search(rf"(?<![A-Z]){code}(?![0-9])", words_of_tests())
