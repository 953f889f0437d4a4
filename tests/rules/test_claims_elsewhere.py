"""Two places, scores and grades, names."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_reading import list_claims
from jixiao.rules.claims import ClaimKind
from tests.rules.test_sentences_hold import said


def test_two_paragraphs_with_two_numbers_are_told_once() -> None:
    package = said("编印工作动态12期。", "全年共编印工作动态15期。")
    assert [(one.words, one.holds) for one in list_claims(package)] == [("编印工作动态15期", False)]


@pytest.mark.parametrize(
    "other", ["编印工作动态12期。", "其中，编印工作动态3期。", "上半年编印工作动态3期。", "编印工作动态3万字。"]
)
def test_the_same_number_a_part_and_another_unit_are_no_contradiction(other: str) -> None:
    assert all(one.holds for one in list_claims(said("编印工作动态12期。", other)))


@pytest.mark.parametrize(
    ("text", "holds"), [("自评得分99.8分。", True), ("自评结果为良。", False), ("自评得分89.8分。", False)]
)
def test_scores_and_grades_are_those_of_the_forms(text: str, *, holds: bool) -> None:
    assert [one.holds for one in list_claims(said(text)) if one.kind is ClaimKind.SCORE] == [holds]


@pytest.mark.parametrize(
    "text", ["办公楼运行维户费按进度支出。", "办公楼维运行护费按进度支出。", "公共服务能力提升专顶已验收。"]
)
def test_a_name_with_a_wrong_character_is_found(text: str) -> None:
    found = [one for one in list_claims(said(text)) if one.kind is ClaimKind.NAME]
    assert len(found) == (text != "办公楼维运行护费按进度支出。")


def test_a_shorter_name_will_do_where_both_count_all() -> None:
    assert [one.holds for one in list_claims(said("共走访企业45家。", "全年走访企业54家。"))] == [False]
    assert list_claims(said("走访企业45家。", "走访企业54家。")) == ()


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("资金主要用于办公楼运行维护费（35.2万元）。", [False]),
        ("投入35.2万元实施办公楼运行维护费项目。", [False]),
        ("资金主要用于办公楼运行维护费（12.3万元）。", []),
        ("办公楼运行维护费和日常业务工作经费主要安排35.2万元。", []),
    ],
)
def test_another_projects_number_beside_a_name_is_told(text: str, holds: list[bool]) -> None:
    assert [one.holds for one in list_claims(said(text))] == holds
