"""Which texts of a described form are prose, and which are quoted from elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.forms.described_set import DescribedForm
from jixiao.forms.field_words import is_measured, is_prose
from tests.support.described import load


@pytest.fixture
def form(tmp_path: Path) -> DescribedForm:
    described = load(tmp_path, "      总分: {", "      结论: {类型: 文字, 填写要求: 可空}\n      总分: {").described
    assert described is not None
    return described.forms["项目表"]


@pytest.mark.parametrize(
    ("path", "text", "prose"),
    [
        ("指标.三级指标", "甲", True),
        ("指标.原因", "说明", True),
        ("指标.一级指标", "产出,指标。", False),
        ("项目名称", "甲,乙。", False),
        ("指标.指标值", "≥1。", False),
        ("结论", "示例市(某)局", False),
        ("结论", "已完成,很好。", True),
    ],
)
def test_prose_is_known_by_its_role_or_by_its_sentence(form: DescribedForm, path: str, text: str, prose: bool) -> None:
    assert is_prose(form.all_fields[path], text) is prose


def test_targets_and_actuals_are_what_is_measured(form: DescribedForm) -> None:
    measured = [path for path, field in form.all_fields.items() if is_measured(field)]
    assert measured == ["指标.指标值", "指标.完成值"]
