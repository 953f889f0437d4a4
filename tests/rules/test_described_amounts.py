"""Amounts in described forms that can hardly be."""

from pathlib import Path

import pytest

from tests.support.described import line_of
from tests.support.described_year import FORM, described, judge_sample

LINE = "其他: {预算: 20, 执行: 15}"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("其他: {预算: 20, 执行: 21}", "A105"),
        ("其他: {预算: 200000, 执行: 15}", "K114"),
        ("其他: {预算: 20, 执行: 1.5}", "K114"),
        ("其他: {预算: 20, 执行: 3}", ""),
        ("其他: {预算: 20, 执行: 0}", ""),
    ],
)
def test_an_amount_is_held_against_the_other_column_of_its_line(tmp_path: Path, typed: str, code: str) -> None:
    found = [one for one in judge_sample(tmp_path, LINE, typed) if one.code in ("A105", "K114")]
    assert [one.code for one in found] == [code] * bool(code)
    assert all(one.place.line == line_of(LINE, FORM) for one in found)


def test_a_reason_of_the_form_explains_that_little_was_spent_but_not_a_slip_of_the_point(tmp_path: Path) -> None:
    text = described("      总分: {类型", "      说明: {类型: 文字, 角色: 原因说明, 填写要求: 可空}\n      总分: {类型")
    for spent, codes in (("2", []), ("0.2", ["K114"])):
        typed = f"其他: {{预算: 20, 执行: {spent}}}\n说明: 招标流标，次年再办。"
        found = judge_sample(tmp_path / spent, f"  {LINE}", f"  {typed}", text=text)
        assert [one.code for one in found if one.code == "K114"] == codes


def test_a_rate_of_counts_below_a_tenth_or_above_double_is_hardly_meant(tmp_path: Path) -> None:
    text = described(
        "      总分: {类型",
        "      人.编制: {类型: 数, 计量单位: 人}\n      人.在职: {类型: 数, 计量单位: 人}\n"
        "      人.控制率: {类型: 百分数, 小数位: 2}\n      总分: {类型",
    ).replace("    公式:\n", "    公式:\n      人.控制率: 人.在职 ÷ 人.编制\n")
    for on_duty, codes in (("20", []), ("200", ["K115"]), ("2", ["K115"])):
        form = f"人: {{编制: 22, 在职: {on_duty}}}\n{FORM}"
        found = judge_sample(tmp_path / on_duty, text=text, form=form)
        assert [one.code for one in found] == codes
