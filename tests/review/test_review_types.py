"""What a review says first: the summary's sentences."""

from msgspec.structs import replace

from jixiao.review.review_types import SideName
from tests.support.reviews import figure, finding, full, paragraph, part, record, review


def test_two_equal_sides_are_one_sentence() -> None:
    assert review().summary == ("两边完全相同。",)
    assert review().title == "变动对照：原版 → 现版"


def test_everything_is_counted_and_what_follows_the_data_is_no_edit() -> None:
    both = (paragraph("甲"), replace(paragraph("乙"), followed=True))
    counted, *_ = replace(full(2), paragraphs=both).summary
    assert counted == (
        "填报的数变动 2 个，算出的数随之变动 3 个，项目和指标变动 2 处，表内文字改动 2 处，报告正文改动 1 段，"
        "按原件列报、豁免、核对数等变动 2 条。"
    )


def test_parts_that_look_different_are_named() -> None:
    found = review(parts=(part("a", "b"), part("a", "a", "附件2"), part("", "", "封面")))
    assert [one.label for one in found.changed_parts] == ["附件1", "封面"]
    assert "纸面有变化的部件：附件1、封面。" in found.summary


def test_equal_parts_prove_that_no_page_changed() -> None:
    found = review(parts=(part("a", "a"),), records=(record("理由"),))
    assert found.differs
    assert not found.visible
    assert "纸面没有变化：各部件的内容与原来逐字相同。" in found.summary


def test_the_biggest_moves_come_first_and_last_years_column_is_left_out_between_years() -> None:
    figures = (
        figure("甲 决算", "1", "2"),
        figure("乙 决算", "9", "1"),
        figure("乙 上年决算", "9", "0", name="乙.上年决算"),
    )
    one_year = review(entered=figures[:1], derived=figures[1:], parts=(part("a", "b"),))
    assert [one.label for one in one_year.biggest] == ["乙 上年决算", "乙 决算", "甲 决算"]
    two_years = replace(one_year, old=SideName("2022 年度", 2022))
    assert [one.label for one in two_years.biggest] == ["乙 决算", "甲 决算"]
    assert f"变动最大：{figures[1].words}；{figures[0].words}。" in two_years.summary


def test_new_and_resolved_findings_are_counted() -> None:
    assert (
        "核验：新出现 2 条，已消除 1 条。" in review(new_findings=(finding(), finding()), resolved=(finding(),)).summary
    )


def test_what_could_not_be_compared_is_said_of_each_side() -> None:
    side = SideName("工作区", 2023, whole=False, errors=2, notes=("没有比较版面。",))
    assert list(side.caveats()) == [
        "工作区只保存了决算数，只比较两边都有的数。",
        "工作区还有 2 条错误没有改好，按草稿比较。",
        "工作区：没有比较版面。",
    ]
    assert replace(review(), new=side).summary[1:] == tuple(side.caveats())
