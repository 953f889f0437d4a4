"""Waivers cover findings of any of a year's packages; what they miss is told once."""

from datetime import date
from pathlib import Path

from jixiao.figures import Text
from jixiao.findings import Place
from jixiao.model.scalars import Day
from jixiao.model.waivers import Waiver
from jixiao.rules.described_filing import PrintedForms
from jixiao.rules.described_judgement import judge_described
from tests.support.described_year import derive_sample

HERE = Place("waivers.yaml", 2, 5)
TODAY = date(2031, 1, 1)


def waiver(subject: str, *seen: str) -> Waiver:
    def text(words: str) -> Text:
        return Text(words, HERE, "")

    return Waiver.model_construct(
        rule=text("K104"),
        subject=text(subject),
        seen=tuple(map(text, seen)),
        reason=text("示例理由"),
        by=text("填表人甲"),
        until=Day(date(2099, 1, 1), HERE, ""),
    )


def packages(tmp_path: Path) -> list[PrintedForms]:
    sound, slipped = derive_sample(tmp_path / "a"), derive_sample(tmp_path / "b", "得分: 28", "得分: 31")
    return [PrintedForms(sound, ()), PrintedForms(slipped, ())]


def test_a_waiver_covers_a_finding_of_the_second_package(tmp_path: Path) -> None:
    first, second = judge_described(packages(tmp_path), (waiver("项目表 指标 “乙”", "31", "30"),), TODAY, is_open=False)
    assert first.findings == ()
    assert [(one.code, one.waived) for one in second.findings] == [("K104", "示例理由")]


def test_a_waiver_that_covers_nothing_is_told_once(tmp_path: Path) -> None:
    first, second = judge_described(packages(tmp_path), (waiver("别处"),), TODAY, is_open=False)
    assert [one.code for one in first.findings] == ["X901"]
    assert [one.code for one in second.findings] == ["K104"]
