"""Several names, columns or years and as many numbers."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_reading import list_claims
from jixiao.rules.claims import ClaimKind
from tests.rules.test_sentences_hold import said


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("2022年、2023年公务接待费分别为1.4万元、1.35万元。", [True, True]),
        ("2022年、2023年公务接待费分别为1.35万元、1.4万元。", [False, False]),
        ("上年和本年公务接待费分别为1.4万元、1.35万元。", [True, True]),
        ("今年和去年公务接待费分别为1.4万元、1.35万元。", [False, False]),
        ("公务接待费近两年支出分别为1.35万元和1.4万元。", [False, False]),
        ("公务接待费近两年支出分别为1.35万元和1.5万元。", [False, False]),
        ("公务接待费近三年支出分别为1.35万元和1.5万元。", []),
        ("公用经费的预算数、决算数分别为60万元、58.4万元。", [True, True]),
        ("公用经费上年决算、本年决算分别为60万元、58.4万元。", [False, True]),
        ("基本支出及项目支出分别为484.2万元、275.3万元。", [True, True]),
        ("基本支出及项目支出分别为275.3万元、484.2万元。", [False, False]),
        ("拟安排公用经费，预算数、决算数分别为6万元、5万元。", []),
    ],
)
def test_each_number_is_that_of_its_name_column_or_year(text: str, holds: list[bool]) -> None:
    assert [one.holds for one in list_claims(said(text)) if one.kind is ClaimKind.NUMBER] == holds
