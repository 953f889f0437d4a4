"""Two sides make a review: what was entered and what follows, where it is printed, what came and went."""

import re
from pathlib import Path

import pytest

from jixiao.paths import Workspace
from jixiao.review.make_review import review_of
from jixiao.review.review_types import FigureChange, Review
from tests.support.project import copy_project, edit
from tests.support.sides import YEAR, appended, exchange, real_side, review_after, side_of

RECEPTIONS = "    预算: 2\n    决算: 1.36"
FULL = "        分值: 13\n        得分: 13\n        偏差原因: 无\n"


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return copy_project(tmp_path / "项目")


def brief(one: FigureChange) -> tuple[str, str, str]:
    return one.label, one.old_words, one.new_words


def test_an_unchanged_copy_shows_no_difference(workspace: Workspace) -> None:
    review = review_after(workspace)
    assert not review.differs
    assert not review.visible


def test_an_entered_figure_brings_its_consequences_and_the_places_of_all_of_them(workspace: Workspace) -> None:
    edit(workspace.year(YEAR) / "annex1.yaml", RECEPTIONS, RECEPTIONS.replace("1.36", "1.63"))
    [change] = review_after(workspace).entered
    assert brief(change.figure) == ("公务接待 决算", "1.36", "1.63")
    assert (change.figure.difference_words, change.figure.ratio_words) == ("+0.27", "+19.85%")
    assert (change.figure.file, change.figure.printed) == ("data/2023/annex1.yaml", ("附件1 第9行第4格",))
    assert [brief(one) for one in change.consequences] == [
        ("三公经费 决算", "1.92", "2.19"),
        ("三公经费变动率", "-28%", "-18%"),
        ("三公经费控制率", "38%", "44%"),
    ]
    assert change.places == ("附件1 第4、9行",)


def test_a_project_s_money_moves_all_totals_once_and_rates_in_points(workspace: Workspace) -> None:
    edit(workspace.year(YEAR) / "projects/04-digital.yaml", "全年执行数: 115.78", "全年执行数: 125.78")
    [change] = review_after(workspace).entered
    moved = {one.label: one.difference_words for one in change.consequences}
    assert moved["项目支出 决算"] == "+10"
    assert moved["市档案馆智慧档案一期项目建设 执行率"] == "+5.52 个百分点"
    assert [one.held for one in change.consequences if one.label == "附件2 总分 得分"] == [
        ("附件2 第32行第3格印作 100",)
    ]
    assert "附件2 第32行" not in " ".join(change.places)
    assert "附件1 第10、15、18行" in change.places
    assert "报告 二（二）第3、5段" in change.places


def test_a_place_that_prints_a_value_as_filed_is_told_apart(workspace: Workspace) -> None:
    edit(workspace.year(YEAR) / "basic.yaml", "商品和服务支出: 67.86", "商品和服务支出: 68.86")
    [change] = review_after(workspace).entered
    assert change.figure.held == ("附件1 第19行第4格印作 66.92",)
    assert not any("19" in place for place in change.places)


def test_a_renamed_project_is_told_once_with_the_places_of_its_name(workspace: Workspace) -> None:
    edit(workspace.year(YEAR) / "projects/01-building.yaml", "名称: 大楼运行维护费", "名称: 档案大楼运行维护费")
    review = review_after(workspace)
    [move] = review.moves
    assert (move.what, move.old, move.new) == ("项目改名", "大楼运行维护费", "档案大楼运行维护费")
    assert move.places[:2] == ("附件1 第14行", "附件3（1） 第1行")
    assert not review.texts
    assert not review.entered
    assert {one.where for one in review.paragraphs if one.followed} == {one.where for one in review.paragraphs}


def test_a_project_that_is_gone_is_one_move_with_what_it_stated_and_what_moved(workspace: Workspace) -> None:
    (workspace.year(YEAR) / "projects/03-shelving.yaml").unlink()
    review = review_after(workspace)
    [move] = [one for one in review.moves if one.what == "项目"]
    assert (move.old, move.new) == ("市档案馆库房密集架建设", None)
    assert "上年结转资金 全年执行数 191.21" in move.details
    assert ("项目支出 决算", "588.56", "397.35") in [brief(one) for one in move.consequences]
    assert not review.entered
    assert not any("shelving" in one.name for one in review.derived)
    assert not any("shelving" in one.name for one in review.texts)


def test_reordered_indicators_are_one_move_and_no_figure(workspace: Workspace) -> None:
    path = workspace.year(YEAR) / "annex2.yaml"
    exchange(path, "      - 三级指标: 1.理论中心组学习", "      - 三级指标: 2.编纂书籍")
    review = review_after(workspace)
    assert [(move.what, move.label) for move in review.moves] == [("指标顺序", "附件2 产出指标 数量指标")]
    assert not review.comparison.changes


def test_a_renamed_indicator_keeps_its_score_and_goes_by_its_new_name(workspace: Workspace) -> None:
    path = workspace.year(YEAR) / "projects/01-building.yaml"
    edit(path, "三级指标: 维护一栋大楼", "三级指标: 维护一栋大楼情况")
    edit(path, f"{FULL}    质量指标", f"{FULL.replace('得分: 13', '得分: 12')}    质量指标")
    review = review_after(workspace)
    assert [(move.what, move.new) for move in review.moves] == [("指标改名", "维护一栋大楼情况")]
    [change] = review.entered
    assert brief(change.figure) == ("大楼运行维护费 数量指标「维护一栋大楼情况」 得分", "13", "12")
    assert [brief(one) for one in change.consequences] == [("大楼运行维护费 总分 得分", "99.9", "98.9")]


def test_a_text_is_shown_word_by_word_with_where_it_is_printed(workspace: Workspace) -> None:
    edit(workspace.year(YEAR) / "unit.yaml", "8220674", "8220675")
    [change] = review_after(workspace).texts
    assert (change.label, change.old, change.new) == ("单位 联系电话", "8220674", "8220675")
    assert "附件1" in change.printed


def test_findings_that_came_and_went_are_told_and_waived_ones_are_not(workspace: Workspace) -> None:
    edit(workspace.year(YEAR) / "annex1.yaml", RECEPTIONS, RECEPTIONS.replace("1.36", "1.63"))
    review = review_after(workspace)
    assert ("T204", "附件1.三公经费.决算") in [(one.code, one.subject) for one in review.came]
    assert not any(one.waived for one in review.came)
    assert not review.went


def test_a_mended_finding_has_gone(tmp_path: Path) -> None:
    flawed, mended = copy_project(tmp_path / "一"), copy_project(tmp_path / "二")
    edit(flawed.year(YEAR) / "annex1.yaml", RECEPTIONS, RECEPTIONS.replace("1.36", "1.63"))
    review = review_of(side_of(flawed), side_of(mended))
    assert "T204" in [one.code for one in review.went]
    assert not review.came


def test_a_comment_changes_nothing_at_all(workspace: Workspace) -> None:
    appended(workspace.year(YEAR) / "annex1.yaml", "# 只是一句注释\n")
    assert not review_after(workspace).differs


def test_records_and_settings_are_compared_entry_by_entry(workspace: Workspace) -> None:
    edit(workspace.year(YEAR) / "control.yaml", "数额: 1.92", "数额: 2.19")
    edit(workspace.form_set("yueyang-2023") / "forms.yaml", "主管机关: 岳阳市财政局", "主管机关: 岳阳市财政局绩效科")
    review = review_after(workspace)
    assert [(move.what, move.key, move.old, move.new) for move in review.records] == [
        ("核对数", "附件1.三公经费.决算", "1.92（报送件附件1）", "2.19（报送件附件1）")
    ]
    assert [(move.key, move.new) for move in review.settings] == [("主管机关", "岳阳市财政局绩效科")]


def test_the_sides_are_named_and_the_review_is_the_same_every_time(workspace: Workspace) -> None:
    edit(workspace.year(YEAR) / "annex1.yaml", RECEPTIONS, RECEPTIONS.replace("1.36", "1.63"))
    one, other = review_after(workspace), review_after(workspace)
    assert isinstance(one, Review)
    assert one == other
    assert (one.old.name, one.new.name) == (real_side().name.name, "现")


# references


DIGITAL = "projects/04-digital.yaml"
BY_NAME = '数量指标["纸质档案数字化完成量"].实际完成值'


def test_rows_that_change_places_leave_a_reference_by_name_where_it_was(workspace: Workspace) -> None:
    change_places(workspace)
    assert review_after(workspace).references == ()


def test_a_reference_by_number_is_told_with_both_names(workspace: Workspace) -> None:
    old = side_of(by_number(workspace))
    change_places(workspace)
    [one] = review_of(old, side_of(workspace)).references
    assert (one.facet, one.old, one.new) == ("名称", "纸质档案数字化完成量", "原档案系统数据迁移服务")
    assert (one.file, one.line) == ("data/2023/report/06-performance.md", 23)


def test_a_reference_that_counts_something_else_is_told(workspace: Workspace) -> None:
    edit(workspace.year(YEAR) / DIGITAL, "实际完成值: 200万页", "实际完成值: 200万条")
    [one] = review_after(workspace).references
    assert (one.facet, one.old, one.new) == ("单位", "页", "条")


def change_places(workspace: Workspace) -> None:
    """Let the two first indicators of the digital project change places."""
    path = workspace.year(YEAR) / DIGITAL
    text = path.read_text("utf-8")
    one, other = re.findall(r"      - 三级指标: [12]\..*\n(?:        .*\n)+", text)[:2]
    path.write_text(text.replace(one + other, other + one), encoding="utf-8")


def by_number(workspace: Workspace) -> Workspace:
    """Return the project with the digital project's indicator referred to by number."""
    edit(workspace.year(YEAR) / "report/06-performance.md", BY_NAME, "数量指标[1].实际完成值")
    return workspace
