"""Y111–Y113, C607, D401: a made year whose texts were copied from last year, or from its own goals."""

from __future__ import annotations

import pytest

from jixiao.findings import Finding
from tests.support.slips import FOLDER, Desk, Edit

REPORT = "report/06-performance.md"
LAST = "12.{{ 年度 }}年，修订完善各项工作制度15个。"
DIGITAL = "projects/03-digital.yaml"
ACHIEVED = "    1.完成数字档案馆系统二次开发并上线。"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("desk"))


def last_years(file: str) -> str:
    return (FOLDER / "data/2023" / file).read_text("utf-8")


def brief(findings: tuple[Finding, ...]) -> list[tuple[str, str]]:
    return [(one.code, f"{one.place.file.removeprefix('data/2024/')}:{one.place.line}") for one in findings]


PARAGRAPHS = [line for line in last_years(REPORT).split("\n")[10:] if line[:1].isdigit()]


@pytest.mark.parametrize("paragraph", PARAGRAPHS, ids=[one.partition(".")[0] for one in PARAGRAPHS])
def test_any_paragraph_of_last_year_that_tells_a_fact_is_told(paragraph: str, desk: Desk) -> None:
    copied = f"12.{paragraph.partition('.')[2]}"
    assert ("Y111", f"{REPORT}:41") in brief(desk.said([Edit(REPORT, LAST, copied)]).findings)


def test_a_chapter_copied_whole_is_said_once_and_first(desk: Desk) -> None:
    now = (FOLDER / "data/2024" / REPORT).read_text("utf-8")
    said = brief(desk.said([Edit(REPORT, now, last_years(REPORT))]).findings)
    assert said[0] == ("Y111", f"{REPORT}:1")
    assert [code for code, _ in said].count("Y111") == 1


def test_who_looked_at_it_is_not_asked_again(desk: Desk) -> None:
    copied = f"12.{PARAGRAPHS[0].partition('.')[2]}\n{{# 已核对 2024 #}}"
    assert desk.said([Edit(REPORT, LAST, copied)]).findings == ()


def test_achievements_copied_from_the_goals_where_the_others_tell_what_was_done(desk: Desk) -> None:
    old = "    1.举办国际档案日宣传活动3场，参加群众1200人次。\n    2.编印发放宣传册2000册。"
    goals = "    1.举办国际档案日宣传活动3场。\n    2.编印宣传册2000册。"
    said = desk.said([Edit("projects/06-festival.yaml", old, goals)])
    assert brief(said.findings) == [("C607", "projects/06-festival.yaml:33")]


def test_a_line_that_names_last_year_as_it_did_then(desk: Desk) -> None:
    said = desk.said([Edit("unit.yaml", "# 年-月-日", "# 2023年的日期")])
    assert said.findings == ()  # not as it was
    digital = Edit(DIGITAL, "年度指标值: ≤185.22万元", "年度指标值: ≤181万元")
    assert ("Y112", f"{DIGITAL}:71") in brief(desk.said([digital]).findings)


def test_last_year_named_as_this_one(desk: Desk) -> None:
    said = desk.said([Edit(REPORT, "{{ 年度 }}年，根据我馆", "2023年，根据我馆")])
    assert brief(said.findings) == [("D401", f"{REPORT}:1")]
    assert desk.said([Edit(REPORT, "2.开展库房", "2.与2023年相比，开展库房")]).findings == ()
    looked_at = Edit(REPORT, "2.开展库房", "2.2023年启动的开展库房")
    assert brief(desk.said([looked_at]).findings) == [("D401", f"{REPORT}:14")]
    marked = Edit(REPORT, "{# 事实数字：52次、12家 #}", "{# 事实数字：52次、12家 #}\n{# 已核对 2024 #}")
    assert desk.said([looked_at, marked]).findings == ()
