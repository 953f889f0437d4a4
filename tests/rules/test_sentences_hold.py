"""P504–P509, P521–P527: every kind of wrong sentence is told, and the right one beside it is not."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from jixiao.findings import Place, Severity
from jixiao.render.declared import Declaration
from jixiao.render.passages import PrintedPassage
from jixiao.rules.catalogue import all_rules
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.sentences_hold import SentenceKind, list_sentence_kinds
from tests.support.book import clean_book

_CODES = {one.code for one in list_sentence_kinds()}
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:万元|亿元|%|[^\W\d_])?")


def said(*paragraphs: str, declared: bool = False) -> PrintedPackage:
    """Return the clean unit's package whose report says just this in section 六."""
    return replace(
        clean_book(),
        paragraphs=tuple(
            PrintedPassage(
                text,
                where="报告 六",
                position=f"第{number}段",
                place=Place("report/06.md", number),
                declared=tuple(Declaration(one, Place("report/06.md", 1)) for one in _NUMBER.findall(text) if declared),
            )
            for number, text in enumerate(paragraphs, start=1)
        ),
    )


def told(package: PrintedPackage) -> list[str]:
    """Return the codes of errors and warnings that the rules on sentences give, but for advice to use references."""
    findings = [one for rule in all_rules() if rule.code in _CODES for one in rule.findings(package)]
    return [one.code for one in findings if one.severity is not Severity.HINT and "应写成引用" not in one.found]


@pytest.mark.parametrize("kind", list_sentence_kinds(), ids=lambda kind: kind.title)
@pytest.mark.parametrize("declared", [False, True], ids=["typed", "declared"])
def test_each_kind_is_told_and_its_right_twin_is_not(kind: SentenceKind, declared: bool) -> None:
    assert kind.code in told(said(*kind.wrong.split(" / "), declared=declared))
    assert told(said(*kind.right.split(" / "), declared=declared)) == []


@pytest.mark.parametrize(
    "text",
    [
        "下一步，三公经费控制在3万元。",
        "三公经费拟压减到2万元。",
        "近三年三公经费共支出20万元。",
        "局机关三公经费3万元。",
        "公务接待费约1.4万元。",
        "公务接待费0.5万元用于接待上级检查。",
        "压减三公经费0.5万元。",
        "上半年、下半年各培训3期，全年共6期。",
        "举办讲座3场，其中外请2场，共5场。",
        "向图书馆、档案馆赠书2批。",
        "没有发生公务接待超标现象。",
        "没有超过三公经费预算。",
        "全年一般公共预算支出759.5万元。",
        "公用经费预算60万元，全年支出58.4万元。",
        "年初预算安排：基本支出480.5万元、项目支出216万元。",
        "实施改造项目12个。",
    ],
)
def test_what_is_not_understood_is_not_judged(text: str) -> None:
    assert told(said(text, declared=True)) == []
