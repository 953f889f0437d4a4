"""A form's own words, and what is said of its fields."""

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


def test_what_is_said_of_a_path_goes_before_what_is_said_of_a_pattern() -> None:
    layout = layout_of(TEMPLATE, FUNDS.replace("总分: 得分", "总分: 得分\n      资金.总额.决算: 百分数"))
    assert layout.describe("资金.总额.决算").kind == "百分数"
    assert layout.describe("资金.总额.预算").kind == "金额"
    assert layout.describe("没有写的").kind == "文字"


def test_full_width_digits_name_the_year_too() -> None:
    assert layout_of(TEMPLATE, FUNDS).name("２０２９年决算数", 2030) == "〔上年度〕年决算数"
