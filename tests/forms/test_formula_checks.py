"""Formulas lead to numbers that there are, of one unit, and never back to themselves."""

from pathlib import Path

import pytest

from jixiao.forms.formula_checks import find_circles
from tests.support.described import line_of, load, told

RATE = "      资金.合计.执行率: 资金.合计.执行 ÷ 资金.合计.预算"
LINE = line_of(RATE)


@pytest.mark.parametrize(
    ("formula", "code"),
    [
        ("资金.合计.执行 ÷ 资金.合计.预祘", "B002"),
        ("资金.合计.执行 ÷ 另表(基础表, 甲)", "B002"),
        ("资金.合计.执行 ÷ 另套(no-such, 项目表, 总分)", "B002"),
        ("项目名称 ÷ 资金.合计.预算", "B004"),
        ("资金.合计.执行", "B004"),
        ("资金.合计.执行 + 资金.合计.分值", "B001"),
        ("指标.得分 ÷ 资金.合计.分值", "B001"),
        ("资金.合计.执行 ÷", "B001"),
    ],
)
def test_a_faulty_formula_is_found_with_its_line(tmp_path: Path, formula: str, code: str) -> None:
    reading = load(tmp_path, RATE, f"      资金.合计.执行率: {formula}")
    assert told(reading) == [(code, LINE)]
    assert not reading.is_sound


def test_the_place_is_that_of_the_name_in_the_formula(tmp_path: Path) -> None:
    (finding,) = load(tmp_path, RATE, "      资金.合计.执行率: '资金.合计.执行 ÷ 资金.合计.预祘'").findings
    assert finding.place.column == 7 + len("资金.合计.执行率: '资金.合计.执行 ÷ ")
    assert finding.remedy == "是否应为“资金.合计.预算”？"


def test_a_circle_is_told_once_with_its_way(tmp_path: Path) -> None:
    formula = "合计(资金.{财政, 其他}.预算)"
    (finding,) = load(tmp_path, formula, "资金.合计.执行 ÷ 资金.合计.执行率").findings
    assert finding.code == "B003"
    assert "资金.合计.预算 → 资金.合计.执行率 → 资金.合计.预算" in finding.found


def test_a_column_may_be_reckoned_row_by_row(tmp_path: Path) -> None:
    reading = load(tmp_path, "      总分: 资金", "      指标.得分: 指标.分值 × 80%\n      总分: 资金")
    assert told(reading) == []


def test_stars_stand_for_what_the_target_stands_for(tmp_path: Path) -> None:
    reading = load(tmp_path, "    公式:\n", "    公式:\n      资金.*.执行: 资金.*.预算 × 50%\n")
    assert reading.described is not None
    formula = reading.described.forms["项目表"].formulas["资金.其他.执行"]
    assert formula.stars == ("其他",)
    assert told(reading) == []


def test_circles_of_a_graph_are_found_each_once() -> None:
    def node(name: str) -> tuple[str, str, str]:
        return "", "", name

    graph = {node("a"): [node("b"), node("b")], node("b"): [node("c"), node("a")], node("c"): [node("c")]}
    assert list(find_circles(graph)) == [[node("c")], [node("a"), node("b")]]
