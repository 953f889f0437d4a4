"""A form set: kinds are the listed words; what a rule does not need may be left out."""

import pytest

from jixiao.model.formset import Checks, OutlayClass, Part, PartKind, Tie, Topic
from tests.model.entered import entered, found


@pytest.mark.parametrize("kind", PartKind)
def test_a_part_is_of_one_of_the_kinds(kind: PartKind) -> None:
    part = entered(Part, f"标签: 附件1\n标题: 基础数据表\n类型: {kind}\n模板: annex1.docx\n")
    assert (part.kind, part.unfilled_cells) == (kind, [])


def test_another_kind_is_refused() -> None:
    assert found(Part, "标签: 附件1\n标题: 表\n类型: 封面\n模板: a.docx\n") == ["M017:3"]


def test_both_sides_of_a_tie_hold_something() -> None:
    text = "名称: 相等\n左边: []\n关系: 等于\n右边: [附件1.x]\n级别: 错误\n依据: 表样\n"
    assert found(Tie, text) == ["M003:2"]


def test_former_names_limits_and_checks_may_be_left_out() -> None:
    assert entered(OutlayClass, "名称: 业务\n印作: 业务\n").former_names == []
    assert entered(Topic, "说法: [三公]\n引用: 附件1.x\n").prior is None
    assert not Checks.model_fields["filing_deadline"].is_required()
