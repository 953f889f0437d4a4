"""A project without one of the forms that each must have is told, and a set without any form."""

from __future__ import annotations

from pathlib import Path

from jixiao.forms.missing_forms import find_missing_forms
from jixiao.forms.read_described import read_described_year
from tests.support.described_year import MADE, NATIONAL, YEAR, described, write_year


def test_a_set_with_all_its_forms_misses_none() -> None:
    submission = read_described_year(MADE, YEAR).submission
    assert submission is not None
    entered = submission.sets[NATIONAL]
    assert list(find_missing_forms(entered.described, entered.forms, "data/2023/national-2020")) == []


def test_a_set_of_optional_forms_wants_one_at_least(tmp_path: Path) -> None:
    text = described("标题: 项目自评表", "标题: 项目自评表\n    报送: 可不报")
    submission = read_described_year(write_year(tmp_path, text=text), 2030).submission
    assert submission is not None
    (finding,) = find_missing_forms(submission.sets["sample"].described, [], "data/2030/sample")
    assert (finding.code, finding.found) == ("L014", "一张表的文件都没有")
