"""Counts and what they count."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_reading import list_claims
from tests.rules.test_sentences_hold import said


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("召开2个会议：座谈会和推进会、总结会。", True),
        ("召开3个会议：座谈会和推进会、总结会。", True),
        ("召开4个会议：座谈会和推进会、总结会。", False),
        ("印发《甲办法》《乙办法》《丙办法》等2项制度。", False),
        ("印发《甲办法》《乙办法》等5项制度。", True),
        ("涉及3家单位，分别是图书馆、博物馆、文化馆。", True),
        ("3个项目全部开展了绩效自评。", True),
        ("4个项目全部开展了绩效自评。", False),
        ("支出最多的项目是公共服务能力提升专项。", True),
        ("支出最少的项目是公共服务能力提升专项。", False),
        ("各项目执行率均不低于99%。", False),
        ("三公经费中，公务接待费支出最多。", False),
        ("在三公经费的各项支出中，公务用车运行维护费占比最大。", True),
        ("三公经费构成中公务接待费最少。", True),
        ("出国经费为零。", True),
        ("本年无公务接待费。", False),
    ],
)
def test_counts_nothing_most_and_all(text: str, *, holds: bool) -> None:
    assert [one.holds for one in list_claims(said(text))] == [holds]


@pytest.mark.parametrize(
    "text",
    [
        "除三公经费外，公务接待费最多。",
        "项目支出中，公务接待费最多。",
        "开展2项活动：一是走访，二是座谈。",
        "实施改造项目12个。",
        "新增5个项目。",
        "其中4个项目延续上年。",
    ],
)
def test_what_is_no_list_and_not_all_projects_is_left_alone(text: str) -> None:
    assert list_claims(said(text)) == ()
