"""On one line: a code with its count and first place, a file with its open places, all that was waived."""

from __future__ import annotations

from msgspec.structs import replace

from jixiao.findings import Place, Severity
from jixiao.reporting.folded import by_code_text, codes_line, open_places_text
from jixiao.rules.catalogue import all_rules
from tests.reporting.samples import HINT, WARNING, open_in


def test_a_code_is_one_line_with_its_count_what_is_asked_for_and_the_first_place() -> None:
    later = replace(WARNING, place=Place("data/2023/unit.yaml", 9), found="别处")
    [_, line] = by_code_text([WARNING, later]).split("\n")
    title = next(rule.title for rule in all_rules() if rule.code == WARNING.code)
    assert line == f"  警告 {WARNING.code}  2 条  {title}；{WARNING.place}"


def test_warnings_stand_before_hints() -> None:
    lines = by_code_text([HINT, WARNING, HINT]).split("\n")
    assert [line.split()[0] for line in lines[1:]] == ["警告", "提示"]
    assert lines[0].startswith("警告 1 条、提示 2 条")


def test_a_code_that_is_no_rule_is_told_by_what_was_found_first() -> None:
    other = replace(WARNING, code="Q999", found="找到了什么" * 20)
    [_, line] = by_code_text([other, other]).split("\n")
    assert "Q999  2 条  找到了什么" in line
    assert "……；" in line


def test_one_code_of_two_weights_is_two_lines() -> None:
    assert len(by_code_text([WARNING, replace(WARNING, severity=Severity.HINT)]).split("\n")) == 3


def test_nothing_to_fold_is_no_text() -> None:
    assert (by_code_text([]), open_places_text([]), codes_line([], "{number}{codes}")) == ("", "", "")


def test_open_places_are_a_line_a_file_with_their_number() -> None:
    head, *lines = open_places_text(open_in(2, 3)).split("\n")
    assert "还有 6 处待填" in head
    assert lines == [f"  data/2024/projects/{number:02d}.yaml  3 处，第 1 行起" for number in range(2)]


def test_forty_files_of_open_places_are_no_wall() -> None:
    lines = open_places_text(open_in(40, 5)).split("\n")
    assert len(lines) == 17
    assert lines[-1] == "  另有 25 个文件，125 处"


def test_the_most_frequent_codes_come_first_and_the_rest_is_left_out() -> None:
    many = [replace(HINT, code=f"H{number:03d}") for number in range(20)] + [HINT, HINT]
    line = codes_line(many, "共 {number} 条：{codes}。")
    assert line.startswith(f"共 22 条：{HINT.code} 2、")
    assert line.endswith("……。")
