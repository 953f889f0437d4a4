"""A finding as a comment: both ends, the likely right value, the grounds; no syntax, no keys of the data."""

from msgspec.structs import replace

from jixiao.findings import Finding, Place, Severity
from jixiao.reporting.margin_words import ANSWER_HERE, comment_lines, name_projects

FINDING = Finding(
    "T201",
    place=Place("data/2023/annex1.yaml", 3),
    found="“各项目.p5.资金.全年执行数”各处不一致",
    expected="160",
    remedy="改数据。",
    subject="各项目.p5.资金.全年执行数",
    basis="算术",
)


def test_a_comment_says_weight_code_both_ends_right_value_and_grounds() -> None:
    assert comment_lines(FINDING, {"p5": "甲项目"}) == (
        "【错误 T201】“甲项目.资金.全年执行数”各处不一致", "应为：160", "依据：算术", ANSWER_HERE
    )  # fmt: skip


def test_what_only_authors_of_data_can_write_is_left_out() -> None:
    lines = comment_lines(replace(FINDING, expected="{{ 附件1.项目支出.决算 }}", severity=Severity.WARNING), {})
    assert not any("{{" in line or "改数据" in line for line in lines)
    assert lines[0].startswith("【警告 T201】")


def test_projects_go_by_their_names_in_annex_1_too() -> None:
    assert name_projects("附件1.项目支出.p2.决算", {"p2": "乙"}) == "附件1.项目支出.乙.决算"
    assert name_projects("各项目.p3.名称", {"p3": ""}) == "p3.名称"
