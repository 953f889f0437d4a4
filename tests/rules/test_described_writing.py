"""Careless writing in described forms: punctuation in the unit's own words, marks left in any text."""

from pathlib import Path

import pytest

from jixiao.findings import Severity
from tests.support.described_year import judge_sample


@pytest.mark.parametrize(
    ("typed", "code", "seen"),
    [
        ("'因故,未办'", "W701", "因故,未办"),
        ("'称\"因故\"未办'", "W702", '称"因故"未办'),
        ("因故 未办", "W705", "因故 未办"),
        ("因故１２月补办", "W708", "因故１２月补办"),
        ("因故XX未办", "W709", "XX"),
        ("'因{{故}}未办'", "W711", "{{故}}"),
    ],
)
def test_what_is_careless_in_a_reason_is_told(tmp_path: Path, typed: str, code: str, seen: str) -> None:
    found = judge_sample(tmp_path, "原因: 说明", f"原因: {typed}")
    assert found
    assert {(one.code, one.seen[0], one.subject) for one in found} == {(code, seen, "项目表 指标.原因")}


def test_names_keep_their_punctuation(tmp_path: Path) -> None:
    assert judge_sample(tmp_path, "项目名称: 示例项目", "项目名称: 示例,项目(一期)") == []


def test_no_text_keeps_a_mark(tmp_path: Path) -> None:
    [one] = judge_sample(tmp_path, "项目名称: 示例项目", "项目名称: '示例{{ 项目 }}'")
    assert (one.code, one.severity, one.waivable) == ("W711", Severity.ERROR, True)


def test_what_is_still_to_be_filled_in_is_told_elsewhere(tmp_path: Path) -> None:
    assert judge_sample(tmp_path, "原因: 说明", "原因: 待填") == []
