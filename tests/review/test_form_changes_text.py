"""Changes of described forms in words, as Markdown and for programs."""

from jixiao.review.form_changes import FormChange, FormChangeKind
from jixiao.review.form_changes_text import changes_json, changes_markdown, changes_text

CHANGES = [
    FormChange(FormChangeKind.CHANGED, "项目表", "总分", "95分", "96分", computed=True),
    FormChange(FormChangeKind.CHANGED, "项目表", "指标「甲|乙」.得分", "28分", "29分"),
    FormChange(FormChangeKind.ADDED, "项目表", "指标「丙」"),
    FormChange(FormChangeKind.REMOVED, "基础表"),
]


def test_on_the_terminal_what_was_entered_comes_before_what_follows_from_it() -> None:
    assert changes_text("2029 年度", "2030 年度", CHANGES).split("\n") == [
        "2029 年度 → 2030 年度：4 处不同，其中 1 处由公式得出",
        "",
        "项目表",
        "  指标「甲|乙」.得分：“28分” → “29分”",
        "  新增：指标「丙」",
        "  总分：“95分” → “96分”（由公式得出）",
        "",
        "基础表",
        "  没有了：整张表",
        "",
    ]


def test_nothing_changed_is_said_so() -> None:
    assert changes_text("甲", "乙", []) == "甲 → 乙：没有不同\n"


def test_markdown_has_a_table_for_each_form_and_no_markup_of_the_data() -> None:
    written = changes_markdown("2029 年度", "2030 年度", CHANGES)
    assert "| 指标「甲\\|乙」.得分 | 28分 | 29分 |" in written
    assert "| 整张表 | 有 | 没有了 |" in written
    assert written.count("| --- | --- | --- |") == 2


def test_programs_get_every_change() -> None:
    value = changes_json("甲", "乙", CHANGES[:1])
    assert value["changes"] == [
        {"kind": "改", "form": "项目表", "path": "总分", "old": "95分", "new": "96分", "computed": True}
    ]
