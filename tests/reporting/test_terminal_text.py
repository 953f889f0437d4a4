"""The text for people: errors whole, the rest folded, each with the line it is about; nothing drives the terminal."""

from __future__ import annotations

from msgspec.structs import replace

from jixiao.findings import Place, Severity
from jixiao.reporting.terminal_text import by_code_text, codes_line, findings_text, open_places_text, summary
from jixiao.rules.catalogue import all_rules
from tests.reporting.samples import ALL, ERROR, HINT, NASTY, OPEN, WAIVED, WARNING, open_in


def test_waived_findings_are_a_section_of_their_own_with_the_reason_and_not_counted() -> None:
    text = findings_text([ERROR, WAIVED], {})
    assert text.startswith("已豁免 1 条：\n  T201  原件“公用经费”不一致（理由：原件如此，已与财政局核对）")
    assert text.count("原件“公用经费”不一致") == 1
    assert summary([ERROR, WAIVED]) == "错误 1 条；另已豁免 1 条"
    assert summary([WAIVED]) == "没有发现问题；另已豁免 1 条"


def test_both_ends_the_basis_and_the_subject_are_told() -> None:
    text = findings_text([ERROR], {})
    for line in ("印在：附件1、报告 二 第2处", "依据：预算法第十三条", "对象：附件1.三公经费.公务接待.决算"):
        assert f"      {line}" in text.split("\n")


def test_while_an_error_stands_hints_are_no_more_than_counted() -> None:
    with_error = findings_text([ERROR, HINT, HINT], {}, everything=False)
    assert HINT.found not in with_error
    assert "另有提示 2 条，改好错误再看：A101 2。" in with_error
    assert "提示 A101  1 条" in findings_text([HINT], {}, everything=False)
    assert HINT.found in findings_text([ERROR, HINT], {}, everything=True)


def test_no_text_drives_the_terminal() -> None:
    text = findings_text(ALL, {})
    assert not [char for char in text if not char.isprintable() and char not in "\n\u3000"]


def test_nasty_text_stays_on_its_line() -> None:
    assert "\n第二行" not in findings_text([NASTY], {})


def test_errors_are_whole_between_all_that_is_folded() -> None:
    text = findings_text([*ALL, *open_in(3, 100)], {}, everything=False)
    for part in (ERROR.found, ERROR.expected, ERROR.remedy, str(ERROR.place), "还有 300 处待填"):
        assert part in text
    assert WARNING.expected not in text.replace(ERROR.expected, "")
    assert "已豁免（核对过或已经报送）1 条：T201 1。" in text
    assert len(text.split("\n")) < 40


def test_all_of_it_is_told_where_everything_is_asked_for() -> None:
    text = findings_text([*ALL, *open_in(2, 2)], {}, everything=True)
    assert text.count(OPEN.found) == 4
    assert WAIVED.waived in text


def test_a_finding_stands_below_its_file_with_the_line_it_is_about() -> None:
    typed = "\n" * 11 + "  决算: 1 # \x1b[31m" + "长" * 99 + "\n"
    lines = findings_text([ERROR], {ERROR.place.file: typed}).split("\n")
    assert lines[0] == ERROR.place.file
    assert lines[1] == f"  {ERROR.place}  错误 T201  {ERROR.found}"
    assert lines[2].startswith("      │ 决算: 1 # �[31m长")
    assert lines[2].endswith("长……")


def test_a_line_that_is_not_there_is_not_quoted() -> None:
    assert "│" not in findings_text([ERROR], {})


def test_what_follows_from_a_cause_takes_two_lines_unless_all_is_asked_for() -> None:
    follows = replace(ERROR, cause=Place("data/2024/unit.yaml", 7))
    brief = findings_text([follows], {}, everything=False)
    assert brief.split("\n")[2:] == ["      起因：data/2024/unit.yaml:7"]
    assert f"      应为：{ERROR.expected}" in findings_text([follows], {}).split("\n")


def test_colours_are_for_a_terminal_alone() -> None:
    assert "\033[31;1m错误\033[0m" in findings_text([ERROR], {}, colour=True)
    assert "\033" not in findings_text([ERROR], {})


def test_nothing_found_is_no_text() -> None:
    assert findings_text([], {}) == findings_text([], {}, everything=False) == ""
    assert summary([]) == "没有发现问题"


def test_a_summary_counts_by_severity_open_places_apart_and_no_cause() -> None:
    cause = replace(ERROR, explains=2)
    assert summary([ERROR, ERROR, WARNING, HINT, cause, *open_in(1, 3)]) == "错误 2 条、警告 1 条、提示 1 条、待填 3 处"


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
