"""A waiver names what was seen as one piece or several values, and its last day."""

import pytest

from jixiao.model.waivers import Waiver
from tests.model.entered import entered, found


def waiver(seen: str, until: str = "2025-12-31") -> str:
    return f"规则: T203\n对象: 编制\n所见: {seen}\n理由: 原件如此\n责任人: 填表人甲\n有效期至: {until}\n"


@pytest.mark.parametrize(
    ("typed", "seen"), [("[21, 22]", ("21", "22")), ("左边 21", "左边 21")], ids=["values", "a sentence"]
)
def test_what_was_seen_is_values_or_a_piece_of_the_sentence(typed: str, seen: object) -> None:
    assert entered(Waiver, waiver(typed)).seen == seen


def test_it_ends_on_a_day_that_there_is() -> None:
    assert found(Waiver, waiver("[21]", "2025-02-30")) == ["M012:6"]
