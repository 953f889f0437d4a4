"""What came of a returned file is said to people in full or counted, and to programs as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from jixiao.cli import main
from jixiao.reconcile.edit_words import returned_json, returned_text
from jixiao.reconcile.edits import Follower, Returned
from tests.support.made_unit import copy_made_unit


def test_the_words_for_people(
    file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(copy_made_unit(tmp_path).root)
    assert main(["reconcile", str(file)]) == 1
    text = capsys.readouterr().out
    assert text.startswith(
        "返回.docx（2023 年度）：可以写入数据的改动 5 处；要自己处理的：错误 12 条、警告 1 条；批注 1 条。\n"
    )
    assert "  data/2023/annex1.yaml:39:7  数据  附件1.政府采购金额.决算\n      80.63 → 81\n" in text
    assert "      修订人：审核员乙\n" in text
    assert text.endswith("数据没有改动。写入数据：同一命令加 --apply。\n\n没有看到文字以外的内容。\n")


def test_many_changes_take_a_line_each_and_very_many_are_counted(returned: Returned) -> None:
    many = replace(returned, changes=returned.changes * 40)
    short = returned_text(many, "返回.docx")
    whole = returned_text(many, "返回.docx", everything=True)
    assert f"另有 {len(many.changes) - 25} 处，全部列出：加 ARGS=--all" in short
    assert "全部列出" not in whole
    assert whole.count("印在：") > short.count("印在：")


def test_a_file_without_changes_says_so() -> None:
    seen = "没有看到文字以外的内容。\n"
    assert returned_text(Returned(2023), "甲.docx") == f"甲.docx（2023 年度）：没有改动。\n\n{seen}"


def test_programs_get_the_same_as_json() -> None:
    follower = Follower("附件1.三公经费.预算", "5", "6", "附件1 第5行第3格")
    held = json.loads(returned_json(Returned(2023, followers=(follower,), notes=("甲",)), code=1))
    assert (held["exit"], held["year"], held["written"], held["notes"]) == (1, 2023, False, ["甲"])
    assert held["computed"] == [
        {"subject": "附件1.三公经费.预算", "old": "5", "new": "6", "printed": "附件1 第5行第3格"}
    ]
