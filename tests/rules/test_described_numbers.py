"""Numbers and references in the texts of described forms."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jixiao.build.described_case import open_described_year
from jixiao.findings import Finding
from jixiao.paths import Workspace
from jixiao.rules.described_numbers import check_numbers
from jixiao.rules.described_report import list_told_years
from tests.support.project import ROOT
from tests.support.told import UNIT, printed_forms


def said_with(root: Path, *lines: str) -> list[Finding]:
    """Return what is said of the made unit whose report says this on its performance."""
    shutil.copytree(ROOT / "tests/data/described" / UNIT / "data", root / "data")
    report = root / "data/2024" / UNIT / "report.yaml"
    old = "绩效情况: 全年接待查档3010人次，公众满意度97%。"
    text = report.read_text("utf-8")
    assert old in text
    words = "".join(f"\n  {line}" for line in lines)
    report.write_text(text.replace(old, f"绩效情况: |-{words}"), "utf-8")
    return list(open_described_year(Workspace(root, ROOT / "templates"), 2024, draft=False).findings)


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        (["采购设备花费118.6万元。"], []),
        (["采购设备花费111.86万元。"], ["P501"]),
        (["政府采购的设备值181.6万元。"], ["P502"]),
        (["添置的设备值181.6万元。"], ["P501"]),
        (["修缮库房12处。"], ["P501"]),
        (["修缮库房12处。", "{# 事实数字：12处 #}"], []),
        (["修缮库房12处。", "{# 事实数字：13处 #}"], ["P501", "P503"]),
        (["公务接待支出{{ 附件1.三公经费.公务接待.决算 }}万元。"], []),
        (["公务接待支出{{ 附件1.三公经费.公务接待.上年决算 }}万元。"], ["P504"]),
        (["公务接待支出{{ 附件1.三公经费.公务接代.决算 }}万元。"], ["W711", "K113"]),
        (["接待查档{{ 附件2.绩效指标[5].实际完成值 }}。", "在职人数{{ 附件1.财政供养人员.编制数 }}人。"], ["P504"]),
    ],
)
def test_a_typed_number_is_bound_declared_or_found(tmp_path: Path, lines: list[str], codes: list[str]) -> None:
    assert sorted(one.code for one in said_with(tmp_path, *lines)) == sorted(codes)


def test_a_reference_that_leads_nowhere_names_the_nearest_path(tmp_path: Path) -> None:
    found = said_with(tmp_path, "第一句。", "公务接待支出{{ 附件1.三公经费.公务接代.决算 }}万元。")
    [finding] = [one for one in found if one.code == "K113"]
    assert finding.expected == "是不是 {{ 附件1.三公经费.公务接待.决算 }}"


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "tests/data/described").iterdir()))
def test_nothing_is_said_of_the_made_years(name: str) -> None:
    assert check_numbers(list_told_years(printed_forms(name)), {}) == []
