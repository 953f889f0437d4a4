"""An override replaces a print if place, path and what the data implied are those it was written for."""

import pytest

from jixiao.model.overrides import Override
from tests.model.entered import entered

TEXT = "位置: 附件1\n引用: 附件1.x\n实报:\n理由: 原件留空\n"


@pytest.mark.parametrize(
    ("where", "path", "implied", "may"),
    [
        ("附件1", "附件1.x", "3.5", True),
        ("附件1", "附件1.x", "3.6", False),
        ("附件1", "附件1.y", "3.5", False),
        ("附件2", "附件1.x", "3.5", False),
    ],
)
def test_it_replaces_only_what_it_was_written_for(where: str, path: str, implied: str, may: bool) -> None:
    assert entered(Override, f"{TEXT}数据算出: '3.5'\n").may_replace(where, path, implied) == may


def test_without_what_was_implied_any_value_is_replaced() -> None:
    override = entered(Override, TEXT)
    assert override.as_filed == ""
    assert override.may_replace("附件1", "附件1.x", "9")
    assert not override.is_unplaced
