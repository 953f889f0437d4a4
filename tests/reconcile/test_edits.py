"""The values reconcile hands on are frozen, and a change is a flat object for programs."""

from __future__ import annotations

import pytest

from jixiao.findings import Place
from jixiao.reconcile.edits import Edits, Returned, ReturnedEdit, Target

CHANGE = ReturnedEdit(
    Target.VALUE, place=Place("data/2023/annex1.yaml", 3, 5), subject="附件1.甲", old="1", new="2", printed=("附件1",)
)


def test_a_change_is_flat_for_programs() -> None:
    assert CHANGE.as_json() == {
        "target": "数据",
        "file": "data/2023/annex1.yaml",
        "line": 3,
        "column": 5,
        "subject": "附件1.甲",
        "old": "1",
        "new": "2",
        "words": "",
        "printed": ["附件1"],
        "authors": [],
        "note": "",
    }


@pytest.mark.parametrize("held", [CHANGE, Edits(), Returned(2023)])
def test_nothing_is_filled_in_later(held: object) -> None:
    with pytest.raises(AttributeError):
        held.changes = ()  # type: ignore[attr-defined]
