"""Two sides make a review: what was entered and what follows, where it is printed, what is new and what is gone."""

from pathlib import Path

import pytest

from jixiao.paths import Workspace
from jixiao.review.change import Change
from jixiao.review.make_review import label_of, make_review
from tests.support.cases import clean_project
from tests.support.project import edit
from tests.support.sides import YEAR, append, clean_side, exchange, review_after, side_of

RECEPTIONS = "    预算: 2\n    决算: 1.35"
TRAINING, VISITS = "组织业务培训", "受理来访和咨询"
BY_NAME = f'附件2.绩效指标.产出指标.数量指标["{TRAINING}"].实际完成值'
HELD = """\
按原件列报:
  - 位置: 附件1
    引用: 附件1.公用经费.决算
    数据算出: {}
    实报: 57
    理由: 原件如此
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return clean_project(tmp_path / "项目")


def more_receptions(workspace: Workspace) -> None:
    edit(workspace.year(YEAR) / "annex1.yaml", RECEPTIONS, RECEPTIONS.replace("1.35", "1.53"))


def brief(one: Change) -> tuple[str, str, str]:
    return one.label, one.old_words, one.new_words


def test_an_unchanged_copy_shows_no_difference(workspace: Workspace) -> None:
    review = review_after(workspace)
    assert not review.differs
    assert not review.visible


def test_an_entered_figure_brings_its_consequences_and_the_places_of_all_of_them(workspace: Workspace) -> None:
    more_receptions(workspace)
    [change] = review_after(workspace).entered
    assert brief(change) == ("公务接待 决算", "1.35", "1.53")
    assert (change.difference_words, change.ratio_words) == ("+0.18", "+13.33%")
    assert (change.file, change.printed) == ("data/2023/annex1.yaml", ("附件1 第9行第4格",))
    assert ("三公经费 决算", "6.55", "6.73") in [brief(one) for one in change.consequences]
    assert "附件1 第4、9行" in change.places


def test_a_project_s_money_moves_all_totals_once_and_rates_in_points(workspace: Workspace) -> None:
    edit(workspace.year(YEAR) / "projects/02-upkeep.yaml", "全年执行数: 83.6", "全年执行数: 84.45")
    [change] = review_after(workspace).entered
    moved = {one.label: one.difference_words for one in change.consequences}
    assert moved["项目支出 决算"] == "+0.85"
    assert moved["办公楼运行维护费 执行率"] == "+1.00 个百分点"
    assert len({one.name for one in change.consequences}) == len(change.consequences)
    assert any(place.startswith("报告 二（一）第") for place in change.places)


def test_a_place_that_prints_a_value_as_filed_is_told_apart(tmp_path: Path) -> None:
    before, after = clean_project(tmp_path / "前"), clean_project(tmp_path / "后")
    for side, final in ((before, "58.4"), (after, "59.4")):
        (side.year(YEAR) / "overrides.yaml").write_text(HELD.format(final), "utf-8")
    edit(after.year(YEAR) / "basic.yaml", "商品和服务支出: 58.4", "商品和服务支出: 59.4")
    [change] = make_review(side_of(before), side_of(after)).entered
    [held] = change.held
    assert held.startswith("附件1 第")
    assert held.endswith("印作 57")
    assert not any(place.startswith(held.partition("第4格")[0]) for place in change.places)


def test_a_renamed_project_is_told_once_with_the_places_of_its_name(workspace: Workspace) -> None:
    edit(workspace.year(YEAR) / "projects/02-upkeep.yaml", "名称: 办公楼运行维护费", "名称: 办公大楼运行维护费")
    review = review_after(workspace)
    [move] = review.moves
    assert (move.what, move.old, move.new) == ("项目改名", "办公楼运行维护费", "办公大楼运行维护费")
    assert move.places[0].startswith("附件1 第")
    assert "附件3（2） 第1行" in move.places
    assert not review.texts
    assert not review.entered
    assert review.paragraphs
    assert all(one.followed for one in review.paragraphs)


def test_a_project_that_is_gone_is_one_move_with_what_it_stated_and_what_moved(workspace: Workspace) -> None:
    (workspace.year(YEAR) / "projects/02-upkeep.yaml").unlink()
    review = review_after(workspace)
    [move] = [one for one in review.moves if one.what == "项目"]
    assert (move.old, move.new, move.fate) == ("办公楼运行维护费", None, "取消项目")
    assert "当年财政拨款 全年执行数 83.6" in move.details
    assert not any(detail.endswith(" 0") for detail in move.details)
    assert "项目支出 决算" in [one.label for one in move.consequences]
    assert not review.entered
    assert not any("upkeep" in one.name for one in (*review.derived, *review.texts))


def test_reordered_indicators_are_one_move_and_no_figure(workspace: Workspace) -> None:
    exchange(workspace.year(YEAR) / "annex2.yaml", TRAINING, VISITS)
    review = review_after(workspace)
    assert [(move.what, move.label) for move in review.moves] == [("指标顺序", "附件2 产出指标 数量指标")]
    assert not review.comparison.changes


def test_a_renamed_indicator_keeps_its_score_and_goes_by_its_new_name(workspace: Workspace) -> None:
    path = workspace.year(YEAR) / "projects/02-upkeep.yaml"
    edit(path, "三级指标: 屋面防水维修", "三级指标: 屋面防水维修工程")
    edit(path, "㎡\n        分值: 13\n        得分: 13", "㎡\n        分值: 13\n        得分: 12")
    review = review_after(workspace)
    assert [(move.what, move.new) for move in review.moves] == [("指标改名", "屋面防水维修工程")]
    [change] = review.entered
    assert brief(change) == ("办公楼运行维护费 数量指标「屋面防水维修工程」 得分", "13", "12")
    assert [one.label for one in change.consequences] == ["办公楼运行维护费 总分 得分"]


def test_a_text_is_shown_word_by_word_with_where_it_is_printed(workspace: Workspace) -> None:
    edit(workspace.year(YEAR) / "unit.yaml", "8000001", "8000002")
    [change] = review_after(workspace).texts
    assert (change.label, change.old, change.new) == ("单位 联系电话", "8000001", "8000002")
    assert "附件1" in change.printed


def test_new_findings_are_told_and_waived_ones_are_not(workspace: Workspace) -> None:
    edit(workspace.year(YEAR) / "annex1.yaml", "在职人数: 27", "在职人数: 33")
    review = review_after(workspace)
    assert review.new_findings
    assert not any(one.waived for one in review.new_findings)
    assert not review.resolved


def test_a_mended_finding_is_resolved(workspace: Workspace) -> None:
    edit(workspace.year(YEAR) / "annex1.yaml", "在职人数: 27", "在职人数: 33")
    there, back = review_after(workspace), make_review(side_of(workspace), clean_side())
    assert [one.code for one in back.resolved] == [one.code for one in there.new_findings]
    assert not back.new_findings


def test_a_comment_changes_nothing_at_all(workspace: Workspace) -> None:
    append(workspace.year(YEAR) / "annex1.yaml", "# 只是一句注释\n")
    assert not review_after(workspace).differs


def test_records_and_settings_are_compared_entry_by_entry(workspace: Workspace) -> None:
    control = "核对数:\n  - 引用: 附件1.三公经费.决算\n    数额: 6.55\n    出处: 决算报表\n"
    (workspace.year(YEAR) / "control.yaml").write_text(control, "utf-8")
    edit(workspace.form_set("yueyang-2023") / "forms.yaml", "主管机关: 岳阳市财政局", "主管机关: 示例市财政局")
    review = review_after(workspace)
    assert [one.words for one in review.records] == ["核对数 附件1.三公经费.决算：（无） → 6.55（决算报表）"]
    assert [(one.name, one.new) for one in review.settings] == [("主管机关", "示例市财政局")]


def test_the_sides_are_named_and_the_review_is_the_same_every_time(workspace: Workspace) -> None:
    more_receptions(workspace)
    one, other = review_after(workspace), review_after(workspace)
    assert one == other
    assert one.title == "变动对照：原 → 现"


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("附件1.三公经费.决算", "三公经费 决算"),
        ("附件1.三公经费.公务接待.决算", "公务接待 决算"),
        ("附件1.公用经费.水费、电费、差旅费.预算", "水费、电费、差旅费 预算"),
        ("附件1.项目支出.custody.上年决算", "档案保管保护费 上年决算"),
        ("附件1.厉行节约保障措施", "厉行节约保障措施"),
        ("附件2.资金.执行率", "附件2 执行率"),
        ("附件2.产出指标.数量指标「编纂.书籍」.得分", "附件2 数量指标「编纂.书籍」 得分"),
        ("各项目.custody.资金.年度资金总额.全年执行数", "档案保管保护费 年度资金总额 全年执行数"),
        ("各项目.custody.产出指标.数量指标「甲」.得分", "档案保管保护费 数量指标「甲」 得分"),
        ("各项目.gone.名称", "gone 名称"),
        ("控制指标.三公经费变动率", "三公经费变动率"),
        ("基本支出.决算.合计", "基本支出 决算 合计"),
        ("附件2", "附件2"),
    ],
)
def test_values_go_by_the_names_people_use(name: str, words: str) -> None:
    assert label_of(name, {"custody": "档案保管保护费"}) == words


# references


def test_rows_that_change_places_leave_a_reference_by_name_where_it_was(workspace: Workspace) -> None:
    exchange(workspace.year(YEAR) / "annex2.yaml", TRAINING, VISITS)
    assert review_after(workspace).references == ()


def test_a_reference_by_number_is_told_with_both_names(workspace: Workspace) -> None:
    edit(workspace.year(YEAR) / "report/06-performance.md", BY_NAME, BY_NAME.replace(f'"{TRAINING}"', "1"))
    old = side_of(workspace)
    exchange(workspace.year(YEAR) / "annex2.yaml", TRAINING, VISITS)
    [one] = make_review(old, side_of(workspace)).references
    assert (one.what, one.old, one.new) == ("名称", TRAINING, VISITS)
    assert one.file == "data/2023/report/06-performance.md"
    assert one.line


def test_a_reference_that_counts_something_else_is_told(workspace: Workspace) -> None:
    edit(workspace.year(YEAR) / "annex2.yaml", "实际完成值: 12次", "实际完成值: 12期")
    [one] = review_after(workspace).references
    assert (one.what, one.old, one.new) == ("单位", "次", "期")
