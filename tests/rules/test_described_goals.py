"""Goals of described forms against their indicators."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jixiao.build.described_case import open_described_year
from jixiao.paths import Workspace
from jixiao.rules.described_goals import check_goals
from tests.support.project import ROOT
from tests.support.told import PROJECT, made_case


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("修复古籍 1236 页", "修复古籍 1263 页", ["T208"]),
        ("完成值: '1236'", "完成值: '1226'", ["T208"]),
        ("修复破损古籍 1200 页", "修复破损古籍 1000 页", []),
        ("修复古籍 1236 页", "修复古籍 1236 页，编目 30 种", []),
    ],
)
def test_what_was_done_is_what_the_indicators_say(tmp_path: Path, old: str, new: str, codes: list[str]) -> None:
    shutil.copytree(ROOT / "tests/data/described" / PROJECT / "data", tmp_path / "data")
    file = tmp_path / "data/2023" / PROJECT / "projects/01-repair.yaml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    found = open_described_year(Workspace(tmp_path, ROOT / "templates"), 2023, draft=False).findings
    assert [one.code for one in found if one.code == "T208"] == codes


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "tests/data/described").iterdir()))
def test_nothing_is_said_of_the_made_years(name: str) -> None:
    assert check_goals(made_case(name).dossier, {}) == []
