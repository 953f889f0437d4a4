"""Two places, another project's number."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_reading import list_claims
from jixiao.rules.claims_elsewhere import read_places
from jixiao.rules.clauses import Sentence, read_sentences
from jixiao.rules.reported_year import read_reported_year
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
    ("one", "other"),
    [
        ("举办档案讲座8期。", "开办档案讲座6期。"),
        ("志愿服务队出动46次。", "综上，志愿服务队全年出动64次。"),
        ("培训窗口人员150人次。", "窗口人员培训510人次。"),
        ("收到群众来信62件。", "群众来信26件全部办结。"),
        ("义诊服务群众800人次。", "为群众提供义诊服务900人次。"),
        ("新建文化广场4处。", "建成文化广场7处。"),
    ],
)
def test_another_verb_or_another_order_is_the_same_matter(one: str, other: str) -> None:
    assert [each.holds for each in list_claims(said(one, other))] == [False]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("受理群众投诉62件。", "办理群众投诉60件。"),
        ("新建文化广场4处。", "维修文化广场7处。"),
        ("举办培训3期。", "开展培训5期。"),
        ("举办党史讲座8期。", "举办廉政讲座6期。"),
    ],
)
def test_another_deed_is_another_matter(one: str, other: str) -> None:
    assert all(each.holds for each in list_claims(said(one, other)))


def test_a_sentence_of_many_numbers_is_looked_through_once_not_for_each(monkeypatch: pytest.MonkeyPatch) -> None:
    sentences = read_sentences(read_reported_year(said("5% " * 300)))
    looked: list[int] = []

    def text(one: Sentence) -> str:
        looked.append(one.start)
        return one.paragraph.text[one.start : one.end]

    monkeypatch.setattr(Sentence, "text", property(text))
    assert list(read_places(sentences)) == []
    assert len(looked) == len(sentences)


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
