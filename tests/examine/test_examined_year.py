"""Parts of a package, alone or all together: what is right is not accused, whatever was not handed in."""

import pytest

from tests.support.examined import codes_of, examined_part, examined_whole

PARTS = ["附件1", "附件2", "附件3（1）", "附件3（6）", "报告"]


@pytest.mark.parametrize("label", PARTS)
def test_a_right_part_alone_has_no_comment_of_weight(label: str) -> None:
    paper = examined_part(label)
    assert (codes_of(paper), paper.read_share) == ([], "100%")


def test_a_right_package_is_asked_only_for_reasons_that_it_does_not_give() -> None:
    paper = examined_whole()
    assert (paper.year, paper.unit, paper.read_share) == (2024, "示例市档案馆", "100%")
    assert set(codes_of(paper)) == {"Y101"}
