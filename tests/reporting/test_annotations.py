"""Annotations for GitHub and GitLab: one for each finding, and nothing that a text could smuggle in."""

import json
import re

from jixiao.reporting.annotations import format_github, format_gitlab
from tests.reporting.samples import ALL, ERROR, HINT, NASTY, NOWHERE, WAIVED, WARNING

COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def unescaped(text: str) -> str:
    for code, char in (("%2C", ","), ("%3A", ":"), ("%0D", "\r"), ("%0A", "\n"), ("%25", "%")):
        text = text.replace(code, char)
    return text


def test_github_gets_one_command_a_line() -> None:
    lines = format_github(ALL).split("\n")
    assert lines.pop() == ""
    assert len(lines) == len(ALL)
    assert all(COMMAND.fullmatch(line) for line in lines)


def test_github_weighs_findings_and_waived_ones_are_notices() -> None:
    kinds = [line.split()[0] for line in format_github([ERROR, WARNING, HINT, WAIVED]).splitlines()]
    assert kinds == ["::error", "::warning", "::notice", "::notice"]
    assert "title=已豁免 T201" in format_github([WAIVED])


def test_github_is_told_place_and_message() -> None:
    match = COMMAND.fullmatch(format_github([ERROR]).rstrip("\n"))
    assert match
    assert match[2] == "file=data/2023/annex1.yaml,line=12,col=7,title=错误 T201"
    assert unescaped(match[3]).split("\n")[:2] == [ERROR.found, "印在：附件1、报告 二 第2处"]


def test_github_takes_hostile_text_for_text() -> None:
    match = COMMAND.fullmatch(format_github([NASTY]).rstrip("\n"))
    assert match
    settings = dict(one.split("=", 1) for one in match[2].split(","))
    assert unescaped(settings["file"]) == NASTY.place.file
    told = unescaped(match[3])
    assert "::error::、%0A、50%" in told
    assert "\x1b" not in told
    assert "\n::" not in told


def test_github_takes_a_finding_without_file() -> None:
    assert format_github([NOWHERE]).startswith("::error title=错误 V001::")


def test_gitlab_gets_the_fields_of_code_quality() -> None:
    entries = json.loads(format_gitlab(ALL))
    assert len(entries) == len(ALL)
    for entry in entries:
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert entry["location"]["path"]
        assert entry["location"]["lines"]["begin"] >= 1
    assert len({entry["fingerprint"] for entry in entries}) == len(ALL)


def test_gitlab_weighs_findings() -> None:
    severities = [entry["severity"] for entry in json.loads(format_gitlab([ERROR, WARNING, HINT, WAIVED]))]
    assert severities == ["critical", "minor", "info", "info"]


def test_nothing_found_gives_an_empty_list_and_no_command() -> None:
    assert json.loads(format_gitlab([])) == []
    assert format_github([]) == ""
