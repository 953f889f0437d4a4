"""Numbers behind a name."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_reading import list_claims
from jixiao.rules.claims import ClaimKind
from jixiao.rules.printed_package import PrintedPackage
from tests.rules.test_sentences_hold import said


def numbers(package: PrintedPackage) -> list[bool]:
    """Return of each number behind a name whether it holds."""
    return [one.holds for one in list_claims(package) if one.kind is ClaimKind.NUMBER]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("公务接待费支出1.35万元。", [True]),
        ("公务接待费支出13500元。", [True]),
        ("公务接待费年初预算2万元，实际支出1.35万元。", [True, True]),
        ("公务接待费支出1.4万元。", [False]),
        ("公务接待费支出数额为1.53万元。", [False]),
        ("公务接待费经审核确认为13500元。", [True]),
        ("公务接待费安排资金已支付1.35万元。", [True]),
        ("公务接待费安排资金已支付1.53万元。", [False]),
        ("办公楼运行维护费支出84万元。", [True]),
        ("办公楼运行维护费支出85万元。", [False]),
        ("办公楼运行维护费85万元。", [True]),
        ("基本支出484.2万元、项目支出275.3万元。", [True, True]),
        ("公用经费预算60万元，实际支出58.4万元。", [True, True]),
        ("公用经费预算60万元，实际支出54.8万元。", [True, False]),
        ("公务接待费支出为0。", [False]),
        ("出国经费支出为0。", [True]),
        ("基本支出结余8.6万元。", [True]),
        ("基本支出结余6.8万元。", [False]),
        ("组织业务培训12次。", [True]),
        ("组织业务培训15次。", [False]),
        ("预算执行率98.15%。", [True]),
        ("截至6月底，公务接待费支出0.5万元。", [True]),
        ("截至9月30日，公务接待费支出2.5万元。", [False]),
        ("公务接待费（决算1.35万元）控制较好。", [True]),
        ("公务接待费支出由2022年的1.4万元变为2023年的1.35万元。", [True, True]),
        ("公务接待费支出由2022年的1.4万元变为2023年的1.53万元。", [True, False]),
        ("预算执行率89.15%。", [False]),
    ],
)
def test_a_number_is_held_against_the_column_it_is_said_of(text: str, holds: list[bool]) -> None:
    assert numbers(said(text)) == holds


@pytest.mark.parametrize(
    "text",
    [
        "公务接待费支出约1.4万元。",
        "公务接待费3次。",
        "拟安排公务接待费1万元。",
        "公务接待费，人均50元。",
    ],
)
def test_what_may_be_another_matter_is_left_alone(text: str) -> None:
    assert numbers(said(text)) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("基本支出和项目支出分别为484.2万元和275.3万元。", []),
        (
            "基本支出和项目支出分别为275.3万元和484.2万元。",
            ["基本支出和项目支出分别为275.3万元", "基本支出和项目支出分别为275.3万元和484.2万元"],
        ),
        ("相较于2022年的1.35万元，公务接待费有所减少。", ["相较于2022年的1.35万元"]),
        ("培训合格率（目标95%），实际96%。", ["培训合格率（目标95%），实际96%"]),
        ("办公楼运行维护费支出83.6万元，预算执行率98%。", []),
        ("公用经费支出58.4万元，预算调整率30%。", []),
    ],
)
def test_numbers_apart_from_their_names(text: str, words: list[str]) -> None:
    assert [one.words for one in list_claims(said(text)) if not one.holds] == words
