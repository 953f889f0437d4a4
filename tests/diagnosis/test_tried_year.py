"""What a trial came to: what vanished, and nothing where something is new."""

from __future__ import annotations

from unittest.mock import sentinel

from msgspec.structs import replace

from jixiao.diagnosis.tried_year import compare_trial, key_of
from jixiao.findings import Finding, Place, Severity

YEAR = sentinel.year


def finding(subject: str, *, severity: Severity = Severity.ERROR) -> Finding:
    return Finding("T203", Place("data/2030/sample.yaml", 1), "甲", "乙", "丙。", severity, subject=subject)


def test_a_finding_is_told_by_its_subject_and_one_without_by_its_words() -> None:
    assert key_of(finding("合计")) == ("T203", "合计")
    assert key_of(finding("")) == ("T203", "data/2030/sample.yaml 甲")


def test_what_is_not_found_again_has_vanished() -> None:
    after = compare_trial(YEAR, [finding("甲"), finding("乙")], [finding("乙")])
    assert after is not None
    assert after.vanished == {("T203", "甲")}


def test_a_trial_that_brings_something_new_or_nothing_is_none() -> None:
    assert compare_trial(YEAR, [finding("甲")], [finding("丙")]) is None
    assert compare_trial(YEAR, [finding("甲")], [finding("甲")]) is None


def test_a_new_hint_or_a_waived_finding_is_nothing_new() -> None:
    later = [finding("丙", severity=Severity.HINT), replace(finding("丁"), waived="理由")]
    assert compare_trial(YEAR, [finding("甲")], later) is not None
