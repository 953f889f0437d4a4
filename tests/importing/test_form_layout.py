"""A template's tags among the form's words: where each field stands."""

from tests.support.paper import layout_of

FUNDS = """
    各项:
      项目名称: 文字
      资金.*.*: 金额
      总分: 得分
    列表:
      绩效指标:
        角色: 绩效指标
        各项: {三级指标: 文字, 分值: 分值, 得分: 得分}
"""
TEMPLATE = """
    （{{ 年度 }}年度）
    | 项目名称 | {{ 项目名称 }}«3» |
    | 项目资金（万元） | {{ 上年度 }}年决算数 | {{ 年度 }}年预算数(A) | 分值 |
    | 年度资金总额： | {{ 资金.总额.决算 }} | {{ 资金.总额.预算 }} | / |
    | 绩效指标 | 三级指标 | 分值 | 得分 |
    | | | | {%tr for 行 in 绩效指标 %} |
    | {% 合并 loop.first %} | {{ 行.三级指标 }} | {{ 行.分值 }} | {{ 行.得分 }} |
    | | | | {%tr endfor %} |
    | 总分 | «2» | {{ 总分 }} |
    填表人：{{ 填表人 }}  联系电话：{{ 联系电话 }}
"""


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


def test_a_label_is_known_with_and_without_the_brackets_behind_it_and_in_any_year() -> None:
    layout = layout_of(TEMPLATE, FUNDS)
    assert layout.name("2031年预算数", 2031) == layout.name("2030年预算数（A）", 2030) != ""
    assert layout.name("2029年决算数", 2030) == "〔上年度〕年决算数"
    assert layout.name("2028年决算数", 2030) == ""


def test_wordings_are_other_names_of_a_label() -> None:
    layout = layout_of(TEMPLATE, FUNDS, "同义标签:\n  - [项目名称, 项目支出名称]\n")
    assert layout.name("项目支出名称：", None) == "项目名称"


def test_a_mark_for_no_value_is_no_label() -> None:
    assert layout_of(TEMPLATE, FUNDS).name("/", None) == ""


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


def test_what_is_said_of_a_path_goes_before_what_is_said_of_a_pattern() -> None:
    layout = layout_of(TEMPLATE, FUNDS.replace("总分: 得分", "总分: 得分\n      资金.总额.决算: 百分数"))
    assert layout.describe("资金.总额.决算").kind == "百分数"
    assert layout.describe("资金.总额.预算").kind == "金额"
    assert layout.describe("没有写的").kind == "文字"


def test_a_list_may_stand_deep_in_a_form() -> None:
    layout = layout_of("| 名称 | {{ 名称 }} |", "各项: {名称: 文字}\n列表: {甲.乙.明细: {各项: {预算: 金额}}}")
    assert layout.describe("甲.乙.明细.预算").kind == "金额"
