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
        "讲座330场，比2021年的280场增加50场，比2022年的300场增加30场。",
        "论文24篇，其中核心期刊8篇，较上年20篇增加4篇。",
        "比上年50期增加16期，较计划60期增加6期，超额完成10%。",
        "目标值95%，实际98%，超出目标3个百分点，比上年提高2个百分点。",
        "上年50期，本年60期，比计划增加5期。",
        "追加资金25万元，其中省级15万元、市级10万元，追加后总额125万元。",
        "设备余额12万元，其中预算60万元、支出48万元。",
        "结余资金15万元，其中到位资金120万元，实际支付105万元。",
        "合同金额98万元，控制价105万元，节约7万元，节约率6.67%。",
        "门票收入120万元，较上年增长20%，讲解收入15万元，文创收入25万元，共160万元。",
        "基数150万元，单位缴18万元，个人缴18万元，共36万元。",
        "续建3个、新建2个，共5个项目，完工4个。",
        "因2021年基数为8万元，2022年支出10万元，增长25%。",
        "公务接待12批次98人次，人均接待费102元。",
        "固定资产盘点1200件，盘盈5件，盘亏3件，账实相符率99.33%。",
        "净增2人，其中招录5人、退休3人。",
        "净增资产8万元，其中购置12万元、报废4万元。",
        "项目自评得分96分，其中产出指标50分，得48分；效益指标30分，得29分。",
        "本项目总分100分，自评得分96.5分，扣3.5分。",
        "一等奖1名、二等奖2名，奖金分别为3000元和2000元，共7000元。",
        "馆藏30万卷，其中永久18万卷、长期12万卷，已扫描24万卷，扫描率80%。",
        "接种9.8万人，应接种10万人，接种率98%。",
        "指标30个，完成28个，未完成2个，完成率93.33%，其中产出指标完成率100%。",
        "资金的60%用于建设，其中40%用于培训，占全部资金的24%。",
        "讲解员6名，每人每月3500元，全年支出25.2万元。",
        "租用场地3处，全年支出36万元。",
        "覆盖12个县（市、区），惠及群众35万人。",
        "甲项目支出30万元，完成预算的100%；乙项目支出45万元，完成预算的90%。",
    ],
)
def test_a_right_sentence_is_not_accused(text: str) -> None:
    assert told(said(text)) == []


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
