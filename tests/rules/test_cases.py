"""Recall: a folder below cases/rules for every rule, with one year that it objects to and one it lets pass.

``failing/expected.txt`` lists all that is found there as ``code subject found``, so that a reader sees how much is said
about one fault. The same for what waivers and values as filed are held to. The other codes that no rule owns (reading,
models, templates, report, verification) are proven elsewhere; here only that each is.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from jixiao.findings import Severity
from jixiao.rules.catalogue import all_rules
from tests.support.cases import RULES, expected, found_in, told
from tests.support.project import ROOT

CASES = sorted(path for path in RULES.iterdir() if path.is_dir())
RULE_CODES = {rule.code for rule in all_rules()}
OTHERS = {"O003", "X901", "X902"}


def code_of(case: Path) -> str:
    return case.name.partition("-")[0]


@cache
def other_codes() -> list[str]:
    """Return the codes in the package that no rule owns."""
    source = "".join(path.read_text("utf-8") for path in (ROOT / "jixiao").rglob("*.py"))
    return sorted({code.strip('"') for code in re.findall(r'"[LMTROVX][0-9]{3}"', source)} - RULE_CODES - OTHERS)


@cache
def words_of_tests() -> str:
    """Return all tests and all that the cases expect, this file left out."""
    files = [*(ROOT / "tests").rglob("*.py"), *(ROOT / "tests/cases").rglob("expected.txt")]
    return "\n".join(path.read_text("utf-8") for path in files if path != Path(__file__))


def test_every_rule_has_its_cases() -> None:
    assert [code_of(case) for case in CASES] == sorted(RULE_CODES | OTHERS)
    assert [case.name for case in CASES if not all((case / kind).is_dir() for kind in ("failing", "passing"))] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_wrong_is_found(case: Path, tmp_path: Path) -> None:
    findings = found_in(case / "failing", tmp_path)
    assert code_of(case) in {one.code for one in findings}
    assert told(findings) == expected(case / "failing")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_right_passes(case: Path, tmp_path: Path) -> None:
    findings = found_in(case / "passing", tmp_path)
    assert code_of(case) not in {one.code for one in findings}
    assert told(one for one in findings if one.severity is not Severity.HINT) == ""


@pytest.mark.parametrize("code", other_codes())
def test_every_other_code_is_proven_somewhere(code: str) -> None:
    assert re.search(rf"(?<![A-Z]){code}(?![0-9])", words_of_tests())


def test_every_finding_says_what_should_be_and_where(tmp_path: Path) -> None:
    """A failing case of each family of rules, looked at for what a finance officer needs."""
    for number, case in enumerate(CASES[::6]):
        for one in found_in(case / "failing", tmp_path / str(number)):
            assert one.subject
            assert one.place.file
            assert one.found
            assert one.expected
            assert one.remedy.endswith(("。", "？"))
