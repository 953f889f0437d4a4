"""What the texts of described forms say."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jixiao.build.described_case import open_described_year
from jixiao.paths import Workspace
from jixiao.rules.catalogue import all_rules
from jixiao.rules.described_report import CODES, check_claims, count_told_claims, list_told_years
from tests.support.project import ROOT
from tests.support.told import PROJECT, UNIT, held, printed_forms


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("三公经费决算3.2万元。", [True]),
        ("三公经费决算3.5万元。", [False]),
        ("上年三公经费决算3.5万元。", [True]),
        ("三公经费调整预算4万元。", [True]),
        ("公务接待费较上年增加。", [False]),
        ("公务接待费0.9万元，比年初预算减少。", [True, True]),
        ("馆藏档案扫描支出103万元。", [False]),
        ("公用经费决算超过了预算。", []),
        ("公用经费决算超过年初预算。", [True]),
        ("在职人数20人。", [True]),
        ("部门整体支出预算执行率99%。", [True]),
        ("部门整体支出得分98.9分。", [False]),
        ("接待查档2800人次。", [False]),
        ("本单位共有4个项目。", [False]),
        ("各项目中，密集架更新支出最多。", [False]),
        ("馆藏档案描扫按期完成。", [False]),
    ],
)
def test_a_sentence_of_a_unit_is_held_against_its_forms(text: str, holds: list[bool]) -> None:
    assert held(UNIT, text) == holds


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("本项目自评总分97.85分。", [True]),
        ("本项目自评总分98.75分。", [False]),
        ("古籍修复支出101.9万元。", [True]),
        ("项目资金执行率98.45%。", [True]),
        ("年初预算95万元，调整后预算113.5万元。", [True, False]),
        ("执行率98.54%。", [False]),
        ("修复页数实际完成1263页。", [False]),
        ("修复页数目标值1200页。", [True]),
        ("支出15万元，用于购买修复用纸。", []),
    ],
)
def test_a_sentence_of_a_project_is_held_against_its_form(text: str, holds: list[bool]) -> None:
    assert held(PROJECT, text) == holds


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "tests/data/described").iterdir()))
def test_nothing_is_said_of_the_made_years(name: str) -> None:
    assert check_claims(list_told_years(printed_forms(name)), {}) == []


def test_sentences_understood_are_counted() -> None:
    read = count_told_claims(list_told_years(printed_forms(UNIT)))
    assert read is not None
    assert (read.false, read.understood >= 3, read.understood < read.sentences) == (0, True, True)
    assert count_told_claims([]) is None


def test_a_false_sentence_is_a_finding_at_its_line(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "tests/data/described" / UNIT / "data", tmp_path / "data")
    report = tmp_path / "data/2024" / UNIT / "report.yaml"
    text = report.read_text("utf-8").replace("公众满意度97%", "公众满意度79%")
    report.write_text(text, "utf-8")
    case = open_described_year(Workspace(tmp_path, ROOT / "templates"), 2024, draft=False)
    [finding] = case.findings
    line = next(number for number, one in enumerate(text.split("\n"), start=1) if "79%" in one)
    assert (finding.code, finding.place.line, finding.waivable) == ("P504", line, True)
    assert finding.subject == "报告 绩效情况 公众满意度79%"
    assert case.cases[0].judged is not None
    assert case.cases[0].judged.claims is not None


def test_every_kind_of_claim_has_its_rule() -> None:
    assert set(CODES.values()) <= {one.code for one in all_rules()}
