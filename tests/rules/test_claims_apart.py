"""Numbers that do not stand right behind their name."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_reading import list_claims
from jixiao.rules.claims import ClaimKind
from tests.rules.test_sentences_hold import said

_OF_FORMS = (ClaimKind.NUMBER, ClaimKind.RELATION)


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("公用经费较上年决算{}万元增加2.3万元。", "56.1", "57.1"),
        ("公务接待费实际支出控制在预算{}万元以内。", "2", "1.5"),
        ("{}万元用于公务接待费。", "1.35", "1.38"),
        ("公用经费由预算60万元到决算{}万元。", "58.4", "54.8"),
        ("去年公用经费为56.1万元，今年{}58.4万元。", "增至", "降至"),
        ("公用经费上年56.1万元，今年{}58.4万元。", "增加到", "减少到"),
        ("公务接待费支出{}万元（上年）、1.35万元（本年）。", "1.4", "1.53"),
        ("公用经费支出（含追加部分）{}万元。", "58.4", "59.4"),
    ],
)
def test_a_number_apart_from_its_name_is_held_against_its_column(text: str, right: str, wrong: str) -> None:
    for number, holds in ((right, {True}), (wrong, {False, True})):
        found = {one.holds for one in list_claims(said(text.format(number))) if one.kind in _OF_FORMS}
        assert found <= holds
        assert (False in found) is (number == wrong)


@pytest.mark.parametrize(
    "text",
    ["公务接待费0.5万元用于接待上级检查。", "公用经费（不含办公费）30万元。", "公用经费较上年56.1万元有所增加。"],
)
def test_a_part_is_no_whole(text: str) -> None:
    assert not [one for one in list_claims(said(text)) if not one.holds]
