"""Findings stand at the very figure or clause of the paper."""

import pytest

from jixiao.docx.block_reader import read_paper
from jixiao.examine.commented_copy import list_copies
from tests.support.examined import examined_part, rewritten_part


def anchors(label: str, old: str, new: str) -> dict[str, str]:
    """Return what comments of weight are about, by code, where one text of a part reads otherwise."""
    paper = examined_part(label, rewritten_part(label, old, new))
    [copy] = list_copies(paper)
    found = ((comment.text, comment.anchor) for comment in read_paper(copy.data).comments)
    return {text[4:8]: anchor for text, anchor in found if not text.startswith("【提示")}


@pytest.mark.parametrize(
    ("label", "old", "new", "code", "anchor"),
    [
        ("附件2", "907.92", "970.92", "A101", "970.92"),
        ("附件1", "2.35", "2.53", "A101", "2.53"),
        ("附件1", "91%", "19%", "A102", "19%"),
        ("附件3（1）", "104.2", "102.4", "S313", "104.2万元"),
    ],
)
def test_a_slip_is_commented_where_it_stands(label: str, old: str, new: str, code: str, anchor: str) -> None:
    assert anchors(label, old, new)[code] == anchor
