"""SARIF: valid by the standard's own schema, complete, stable."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from jsonschema import Draft7Validator
from msgspec.structs import replace

from jixiao.findings import Finding, Place
from jixiao.reporting.sarif import format_sarif
from jixiao.rules.catalogue import all_rules
from tests.reporting.samples import ALL, ERROR, HINT, NASTY, NOWHERE, READING, WAIVED, WARNING

# The OASIS standard's schema, unchanged.
SCHEMA = json.loads(Path(__file__).with_name("sarif-schema-2.1.0.json").read_text("utf-8"))


def written(findings: list[Finding]) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(format_sarif(findings, all_rules()))
    return log


def result_of(finding: Finding) -> dict[str, Any]:
    (result,) = written([finding])["runs"][0]["results"]
    return dict(result)


def test_it_is_valid_by_the_schema_of_the_standard() -> None:
    Draft7Validator.check_schema(SCHEMA)
    assert [error.message for error in Draft7Validator(SCHEMA).iter_errors(written(ALL))] == []
    assert [error.message for error in Draft7Validator(SCHEMA).iter_errors(written([]))] == []


def test_the_schema_would_notice_a_fault() -> None:
    log = written(ALL)
    log["runs"][0]["results"][0]["level"] = "错误"
    assert list(Draft7Validator(SCHEMA).iter_errors(log))


def test_every_rule_is_described_and_every_result_points_at_its_rule() -> None:
    run = written(ALL)["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({rule.code for rule in all_rules()} | {one.code for one in ALL})
    assert all(rules[one["ruleIndex"]]["id"] == one["ruleId"] for one in run["results"])
    described = {rule["id"]: rule for rule in rules}
    for rule in all_rules():
        assert described[rule.code]["shortDescription"]["text"] == rule.title
        assert rule.remedy in described[rule.code]["help"]["text"]
        assert described[rule.code]["properties"]["basis"] == rule.basis


def test_severities_become_levels() -> None:
    assert [result_of(one)["level"] for one in (ERROR, WARNING, HINT)] == ["error", "warning", "note"]


def test_a_waived_finding_is_suppressed_with_its_reason_and_the_list_is_never_missing() -> None:
    assert result_of(WAIVED)["suppressions"] == [{"kind": "external", "justification": "原件如此，已与财政局核对"}]
    assert all(one["suppressions"] == [] for one in written([ERROR, READING])["runs"][0]["results"])


def test_places_are_relative_addresses_and_a_finding_without_file_has_none() -> None:
    location = result_of(NASTY)["locations"][0]["physicalLocation"]
    uri = location["artifactLocation"]["uri"]
    assert uri.isascii()
    assert ":" not in uri
    assert unquote(uri) == NASTY.place.file
    assert location["region"] == {"startLine": 5, "startColumn": 1}
    assert result_of(NOWHERE)["locations"] == []


def test_both_ends_are_told() -> None:
    result = result_of(ERROR)
    assert "印在：附件1、报告 二 第2处" in result["message"]["text"]
    assert result["properties"]["printed"] == ["附件1", "报告 二 第2处"]


def test_a_fingerprint_outlasts_moved_lines_and_tells_twins_apart() -> None:
    def fingerprints(findings: list[Finding]) -> list[str]:
        return [one["partialFingerprints"]["jixiao/v1"] for one in written(findings)["runs"][0]["results"]]

    moved = replace(ERROR, place=Place(ERROR.place.file, 99, 1))
    assert fingerprints([ERROR]) == fingerprints([moved])
    assert len(set(fingerprints([ERROR, moved, *ALL]))) == len(ALL) + 2


def test_no_control_character_survives() -> None:
    text = format_sarif([NASTY], all_rules())
    assert not [char for char in text if not char.isprintable() and char not in "\n\u3000"]
    assert "\\u" not in text
