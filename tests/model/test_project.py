"""A project: where it came from is written short or with amounts."""

import pytest
from pydantic import Field

from jixiao.model.base import Record
from jixiao.model.project import Shares, no_shares
from tests.model.entered import entered, found


class Origin(Record):
    prior_final_from: Shares = Field(default_factory=no_shares)


@pytest.mark.parametrize(
    ("typed", "shares"),
    [
        ("shelving", {"shelving": ""}),
        ("[shelving, custody]", {"shelving": "", "custody": ""}),
        ("{shelving: 120.5}", {"shelving": "120.5"}),
        ("{shelving: }", {"shelving": ""}),
        ("", {}),
    ],
)
def test_shares_are_written_alone_in_a_list_or_with_amounts(typed: str, shares: dict[str, str]) -> None:
    entered_shares = entered(Origin, f"上年决算来自: {typed}\n").prior_final_from
    assert {name: "" if one.blank else str(one.amount) for name, one in entered_shares.items()} == shares


def test_an_open_place_is_told() -> None:
    assert found(Origin, "上年决算来自: 待填\n") == ["M022:1"]
