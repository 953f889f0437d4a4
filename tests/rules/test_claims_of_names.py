"""Names misspelt, and another unit named where this one is meant."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from jixiao.rules.claim_reading import list_claims, read_claims
from jixiao.rules.claims import ClaimKind
from jixiao.rules.reported_year import read_reported_year
from tests.rules.test_sentences_hold import said


def named(text: str, unit: str = "示例市档案馆") -> list[bool]:
    """Return of each claim of a name whether it holds, in a report of a unit."""
    year = replace(read_reported_year(said(text)), unit_name=unit)
    return [one.holds for one in read_claims(year) if one.kind is ClaimKind.NAME]


@pytest.mark.parametrize(
    "text",
    [
        "示例市案档馆认真落实过紧日子要求。",
        "示例市统计局（以下简称“我单位”）绩效自评情况如下。",
        "我单位（示例市统计局）严格执行预算管理规定。",
        "本单位全称为示例市统计局。",
        "本报告由示例市统计局编制。",
        "示例市统计局2023年度部门整体支出绩效自评报告如下：",
        "示例市统计局2023年度部门整体支出759.5万元。",
        "示例市统计局编制30名，在职27名。",
    ],
)
def test_another_unit_in_the_place_of_ours_is_found(text: str) -> None:
    assert named(text) == [False]


@pytest.mark.parametrize(
    "text",
    [
        "示例市档案馆2023年度部门整体支出759.5万元。",
        "本报告由示例市档案馆编制，示例市财政局负责复核。",
        "市档案馆编制30名，在职27名。",
        "示例市统计局与我馆联合开展检查。",
        "示例市统计局2023年度部门整体支出1200万元。",
        "示例市统计局编制5名，在职4名。",
        "示例市财政局2023年度部门整体支出绩效自评工作通知已印发。",
        "根据示例市财政局部门整体支出绩效自评要求，我馆开展了自评。",
        "本单位名称为示例市档案馆。",
    ],
)
def test_other_units_may_be_named(text: str) -> None:
    assert named(text) == []


def test_a_unit_without_a_name_yet_is_nobodys() -> None:
    assert named("示例市统计局（以下简称“我单位”）绩效自评情况如下。", "待填") == []


def test_a_project_is_misspelt_by_one_character() -> None:
    found = [one for one in list_claims(said("办公楼运行维户费按进度支出。")) if one.kind is ClaimKind.NAME]
    assert [one.should for one in found] == ["办公楼运行维护费"]
