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
        ("纳入自评范围的项目共3个。", True),
        ("纳入自评范围的项目共4个。", False),
        ("设有办公室、财务科、业务科3个科室。", True),
        ("设有办公室、财务科、业务科4个科室。", False),
        ("制定了《甲办法》《乙办法》3项制度。", False),
        ("完成了三项工作：一是走访，二是座谈，三是培训。", True),
        ("完成了三项工作：一是走访，二是座谈。", False),
        ("存在两个方面问题：一是进度慢；二是力量弱；三是经费少。", False),
        ("出国经费为零。", True),
        ("本年无公务接待费。", False),
    ],
)
def test_counts_and_nothing(text: str, *, holds: bool) -> None:
    assert [one.holds for one in list_claims(said(text))] == [holds]


@pytest.mark.parametrize(
    "text",
    [
        "印发《甲》《乙》300本。",
        "实施改造项目12个。",
        "走访东城、西城、南城12个社区。",
        "购置电脑、打印机12台。",
        "开展工作情况：一是走访。",
        "新增5个项目。",
        "其中4个项目延续上年。",
    ],
)
def test_what_is_no_list_and_not_all_projects_is_left_alone(text: str) -> None:
    assert list_claims(said(text)) == ()
