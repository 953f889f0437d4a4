"""Two values of one group that stand where last year the other stood."""

from __future__ import annotations

import pytest

from tests.diagnosis.made_year import said
from tests.support.slips import Desk, Edit

STAFF = "政府购买服务人员: 3\n  退休人员: 22"


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("bare"), controls=False)


def codes(desk: Desk, edit: Edit) -> list[str]:
    return [one.code for one in said(desk, edit)]


def test_two_that_changed_places_are_told_at_the_first_with_both_numbers(bare: Desk) -> None:
    edit = Edit("unit.yaml", STAFF, "政府购买服务人员: 22\n  退休人员: 3")
    first = next(one for one in said(bare, edit) if one.code == "A107")
    assert (first.place.line, first.expected) == (edit.line, "3、22？")


@pytest.mark.parametrize(
    "typed",
    [
        "政府购买服务人员: 22\n  退休人员: 22",
        "政府购买服务人员: 4\n  退休人员: 20",
        "政府购买服务人员: 2\n  退休人员: 3",
    ],
)
def test_what_only_grew_or_shrank_has_not_changed_places(bare: Desk, typed: str) -> None:
    assert "A107" not in codes(bare, Edit("unit.yaml", STAFF, typed))
