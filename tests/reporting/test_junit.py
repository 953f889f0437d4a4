"""JUnit: a case for each rule, failures only for what blocks."""

from lxml import etree

from jixiao.findings import Finding
from jixiao.reporting.junit import format_junit
from jixiao.rules.catalogue import all_rules
from tests.reporting.samples import ALL, ERROR, HINT, NASTY, READING, WAIVED, WARNING


def suite(findings: list[Finding], *, strict: bool = False) -> etree._Element:
    found = etree.fromstring(format_junit(findings, all_rules(), strict=strict).encode()).find("testsuite")
    assert found is not None
    return found


def case(findings: list[Finding], code: str, *, strict: bool = False) -> etree._Element:
    (found,) = [one for one in suite(findings, strict=strict) if str(one.get("name")).startswith(f"{code} ")]
    return found


def test_every_rule_is_a_case_that_passes_where_nothing_was_found() -> None:
    clean = suite([])
    assert [one.get("name") for one in clean] == [f"{rule.code} {rule.title}" for rule in all_rules()]
    assert (clean.get("tests"), clean.get("failures"), clean.get("skipped")) == (str(len(all_rules())), "0", "0")


def test_an_error_fails_its_rule_and_says_both_ends() -> None:
    failure = case([ERROR], "T201").find("failure")
    assert failure is not None
    assert failure.get("message") == ERROR.found
    assert "data/2023/annex1.yaml:12:7" in str(failure.text)
    assert "报告 二 第2处" in str(failure.text)


def test_a_code_that_is_no_rule_has_a_case_of_its_own() -> None:
    assert case([READING], "M006").find("failure") is not None


def test_warnings_fail_only_under_strict_and_hints_never() -> None:
    assert case([WARNING], "T203").find("failure") is None
    assert case([WARNING], "T203").find("system-out") is not None
    assert case([WARNING], "T203", strict=True).find("failure") is not None
    assert case([HINT], "A101", strict=True).find("failure") is None


def test_a_rule_whose_findings_are_all_waived_is_skipped_and_the_reason_told() -> None:
    waived = case([WAIVED], "T201")
    assert waived.find("skipped") is not None
    assert WAIVED.waived in str(waived.findtext("system-out"))
    assert case([WAIVED, ERROR], "T201").find("skipped") is None


def test_counts_are_those_of_the_cases() -> None:
    whole = suite(ALL)
    assert whole.get("tests") == str(len(whole))
    assert whole.get("failures") == str(len(whole.findall("*/failure"))) == "3"


def test_hostile_text_stays_text() -> None:
    text = format_junit([NASTY], all_rules(), strict=True)
    etree.fromstring(text.encode(), etree.XMLParser(resolve_entities=False, no_network=True))
    told = str(case([NASTY], "T202", strict=True).findtext("failure"))
    assert "<script>alert(1)</script>" in told
    assert "全角\u3000空格" in told
    assert "\x1b" not in told
