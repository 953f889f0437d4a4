"""A template's tags among the form's words: where each field stands."""

from tests.importing.test_form_layout import FUNDS, TEMPLATE
from tests.support.paper import layout_of


def test_a_field_is_known_by_the_label_beside_it_and_the_heading_above() -> None:
    layout = layout_of(TEMPLATE, FUNDS)
    places = {one.path: (one.left[:1], one.between, one.above) for one in layout.anchors}
    assert places["项目名称"] == (("项目名称",), 0, ())
    assert places["资金.总额.决算"] == (("年度资金总额",), 0, ("〔上年度〕年决算数",))
    assert places["总分"] == (("总分",), 1, ("得分",))


def test_a_list_is_known_by_its_headings_its_group_and_what_ends_it() -> None:
    (indicators,) = layout_of(TEMPLATE, FUNDS).lists
    assert indicators.parts == {("三级指标",): "三级指标", ("分值",): "分值", ("得分",): "得分"}
    assert (indicators.group, indicators.closings, indicators.after) == ("绩效指标", {"总分"}, "")


def test_a_list_without_headings_of_its_own_begins_after_the_row_before_it() -> None:
    layout = layout_of(
        """
        | 项目 | 预算数 | 决算数 |
        | 业务经费 | {{ 业务.预算 }} | {{ 业务.决算 }} |
        | | | {%tr for 行 in 业务明细 %} |
        | {{ 行.名称 }} | {{ 行.预算 }} | {{ 行.决算 }} |
        | | | {%tr endfor %} |
        | 公用经费 | {{ 公用.预算 }} | {{ 公用.决算 }} |
        """,
        "各项: {'*.*': 金额}",
    )
    assert layout.lists[0].after == "业务经费"


def test_a_list_may_stand_deep_in_a_form() -> None:
    layout = layout_of("| 名称 | {{ 名称 }} |", "各项: {名称: 文字}\n列表: {甲.乙.明细: {各项: {预算: 金额}}}")
    assert layout.describe("甲.乙.明细.预算").kind == "金额"
