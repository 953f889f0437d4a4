"""What the forms are called switches no rule off: 附件1 as 附表一 is told the same of."""

import shutil
from pathlib import Path

import pytest

from jixiao.build.stories import check_year
from jixiao.rules.judge import STANDS_AS_FILED
from tests.support.cases import YEAR, Case, apply_change, clean_project, listed_findings, rule_cases
from tests.support.project import ROOT
from tests.support.relabelled import named_back, relabel_project
from tests.support.slips import Desk, Expected, Slip, suite

# Rules that look for the form of a figure, a project or an item themselves.
CODES = ("A104", "C610", "C612", "C619", "D406", "Y106")
CASES = [next(case for case in rule_cases() if case.code == code and case.expect) for code in CODES]
SLIPS = [slip for slip in suite() if slip.expected is Expected.TOLD][::14]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_rule_says_the_same(case: Case, tmp_path: Path) -> None:
    workspace = clean_project(tmp_path)
    for change in case.changes:
        apply_change(change, tmp_path)
    relabel_project(workspace)
    findings = [one for one in check_year(workspace, YEAR).findings if one.waived in ("", STANDS_AS_FILED)]
    assert sorted(map(named_back, listed_findings(findings))) == sorted(case.expect)


@pytest.fixture(scope="module")
def desks(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, Desk]:
    """Return the made year on the shipped set, and on the same set with its forms called otherwise."""
    usual, other = (Desk(tmp_path_factory.mktemp(name)) for name in ("usual", "other"))
    (other.project.root / "templates").unlink()
    shutil.copytree(ROOT / "templates/yueyang-2023", other.project.root / "templates/yueyang-2023")
    relabel_project(other.project)
    return usual, other


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_is_told_the_same(slip: Slip, desks: tuple[Desk, Desk]) -> None:
    usual, other = (desk.said(slip.edits) for desk in desks)
    assert [one.code for one in other.findings] == [one.code for one in usual.findings]
    assert other.at == usual.at
