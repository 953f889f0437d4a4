"""What is kept beside the figures, entry by entry."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.model.entered_year import Submission
from jixiao.paths import Workspace
from jixiao.review.kept_records import list_record_changes, list_setting_changes
from tests.support.cases import clean_project
from tests.support.project import edit
from tests.support.sides import YEAR, clean_side, side_of

CONTROLS = "核对数:\n" + "  - 引用: 附件1.三公经费.决算\n    数额: {}\n    出处: 决算报表\n"
OVERRIDE = """\
按原件列报:
  - 位置: 附件1
    引用: 附件1.公用经费.决算
    数据算出: 58.4
    实报: {}
    理由: 原件如此
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return clean_project(tmp_path)


def entered(workspace: Workspace, file: str = "", text: str = "") -> Submission:
    if file:
        (workspace.year(YEAR) / file).write_text(text, "utf-8")
    return side_of(workspace).submission


def words(old: Submission, new: Submission) -> list[str]:
    return [one.words for one in list_record_changes(old, new)]


def test_the_same_records_are_no_change() -> None:
    kept = clean_side().submission
    assert words(kept, kept) == []
    assert list(list_setting_changes(kept.form_set, kept.form_set)) == []


def test_a_control_total_that_changed_is_told_with_its_source(workspace: Workspace) -> None:
    old = entered(workspace, "control.yaml", CONTROLS.format("6.55"))
    new = entered(workspace, "control.yaml", CONTROLS.format("6.6"))
    assert words(old, new) == ["核对数 附件1.三公经费.决算：6.55（决算报表） → 6.6（决算报表）"]
    assert words(clean_side().submission, new)[0].startswith("核对数 附件1.三公经费.决算：（无） → ")


def test_records_of_one_key_are_numbered(workspace: Workspace) -> None:
    twice = CONTROLS.format("6.55") + CONTROLS.format("6.55").partition("\n")[2]
    found = list_record_changes(clean_side().submission, entered(workspace, "control.yaml", twice))
    assert [one.name for one in found] == ["附件1.三公经费.决算", "附件1.三公经费.决算＃2"]


def test_an_override_is_told_with_its_place_and_reason(workspace: Workspace) -> None:
    new = entered(workspace, "overrides.yaml", OVERRIDE.format("57"))
    assert words(clean_side().submission, new) == ["按原件列报 附件1 附件1.公用经费.决算：（无） → 57（原件如此）"]


def test_a_waiver_a_reason_and_evidence_that_are_gone_are_told(workspace: Workspace) -> None:
    (workspace.year(YEAR) / "waivers.yaml").unlink()
    reason = "变动原因:\n  - 引用: 附件1.三公经费.公务接待.决算\n    理由: 接待批次减少\n"
    (workspace.year(YEAR) / "evidence/自评通知.pdf").unlink()
    kinds = [
        one.what for one in list_record_changes(clean_side().submission, entered(workspace, "movements.yaml", reason))
    ]
    assert kinds == ["豁免", "变动原因", "佐证材料"]


def test_settings_go_by_their_path_and_lists_by_names(workspace: Workspace) -> None:
    forms = workspace.form_set("yueyang-2023") / "forms.yaml"
    edit(forms, "主管机关: 岳阳市财政局", "主管机关: 示例市财政局")
    [change] = list_setting_changes(clean_side().submission.form_set, entered(workspace).form_set)
    assert (change.name, change.old, change.new, change.what) == (
        "主管机关",
        "岳阳市财政局",
        "示例市财政局",
        "表样设置",
    )


def test_an_item_of_a_list_goes_by_what_tells_it_from_the_others(workspace: Workspace) -> None:
    edit(
        workspace.form_set("yueyang-2023") / "forms.yaml",
        "  - 标签: 附件2\n    标题: ",
        "  - 标签: 附件2\n    标题: 新",
    )
    [change] = list_setting_changes(clean_side().submission.form_set, entered(workspace).form_set)
    assert change.name == "组成[附件2].标题"
