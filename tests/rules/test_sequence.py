"""C604, C615: numbers of items follow each other, each item on a line of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from jixiao.findings import Severity
from tests.support.texts import edited, findings, replaced, report_of, told, with_goals


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1.甲\n2.乙\n4.丙", "2. 之后是 4.，缺 3."),
        ("1.甲\n2.乙\n7.丙", "2. 之后是 7.，缺 3.、4.、5.等"),
        ("1.甲；2.乙；2.丙", "的编号 2. 重复"),
        ("1、甲\n3、乙\n2、丙", "1、 之后是 3、，缺 2、"),
        ("（1）甲；（3）乙", "（1） 之后是 （3），缺 （2）"),
        ("①甲，③乙", "① 之后是 ③，缺 ②"),
        ("（一）甲\n（三）乙", "（一） 之后是 （三），缺 （二）"),
        ("一、甲\n二、乙\n十二、丙", "二、 之后是 十二、"),
        ("2.甲\n3.乙", "从 2. 开始，缺 1."),
    ],
)
def test_a_gap_in_the_numbers_is_told(text: str, words: str) -> None:
    found = told("C604", report_of(六=text), "报告 六")
    assert words in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "1.甲\n2.乙\n3.丙",
        "1.甲\n（1）子\n（2）丑\n2.乙\n（1）子",
        "1.甲\n2.乙\n重点工作：\n1.子\n2.丑",
        "1.甲\n3.5万卷档案入库\n2.乙",
        "9个展览，其中：3个巡展",
        "1.甲；2.乙3、4号库房；三、四层库房",
        "1.甲\n2.2023年完成\n3.丙",
        "其中：12.31万元；截至12.31",
        "2.甲",
        "一、甲\n二、乙\n十、二十年以上的档案",
        "9.甲".replace("9", "1") + "\n" + "\n".join(f"{n}.乙{n}" for n in range(2, 13)),
    ],
)
def test_numbers_that_follow_are_left_alone(text: str) -> None:
    assert told("C604", report_of(六=text), "报告 六") == []


def test_numbers_begin_anew_below_each_heading() -> None:
    assert told("C604", report_of(六="1.甲\n2.乙\n## 二\n1.丙\n2.丁"), "报告 六") == []


def test_indicators_of_one_level_2_are_numbered_in_sequence(tmp_path: Path) -> None:
    book = edited(tmp_path, "annex2.yaml", replaced({"2.编纂书籍": "3.编纂书籍", "3.接收档案进馆": "4.接收档案进馆"}))
    found = told("C604", book, "附件2.绩效指标.产出指标.数量指标")
    assert "附件2“数量指标”各三级指标的编号 1. 之后是 3.，缺 2." in found


def test_a_line_without_number_between_numbered_ones_is_a_hint(tmp_path: Path) -> None:
    book = with_goals(tmp_path, "1.做好接收工作。\n做好保管工作。\n2.做好利用工作。")
    [finding] = findings("C604", book, "附件2.年度总体目标.预期目标")
    assert "1. 与 2. 之间有一行没有编号：“做好保管工作。”" in finding.found
    assert finding.severity is Severity.HINT
    line = (tmp_path / finding.place.file).read_text("utf-8").split("\n")[finding.place.line - 1]
    assert line.strip() == "做好保管工作。"


def test_lines_after_the_last_number_need_none(tmp_path: Path) -> None:
    book = with_goals(tmp_path, "总目标如下：\n1.做好接收工作。\n2.做好利用工作。\n以上各项按季度推进。")
    assert told("C604", book, "附件2.年度总体目标.预期目标") == []


@pytest.mark.parametrize(
    "lines",
    [
        "1.做好接收。2.做好保管。\n3.做好利用。",
        "1.做好接收。\n2.做好保管。3.做好利用。",
        "1.做好接收。\n2.做好保管。 3.做好利用。\n4.做好编研。",
        "（1）做好接收。（2）做好保管。\n（3）做好利用。",
    ],
)
def test_items_run_together_are_found(tmp_path: Path, lines: str) -> None:
    [found] = told("C615", with_goals(tmp_path, lines), "附件2.年度总体目标.预期目标")
    assert "连在一行" in found


@pytest.mark.parametrize(
    "lines",
    [
        "1.做好接收。\n2.做好保管。",
        "1.做好接收；2.做好保管；3.做好利用。",
        "1.做好接收：（1）进馆。（2）征集。\n2.做好保管。",
        "1.做好接收。1.5万卷已进馆。\n2.做好保管。",
        "1.做好接收。2.3万卷已进馆。\n2.做好保管。",
        "1.做好接收，见附件。2.\n2.做好保管。",
        "做好接收。",
    ],
)
def test_items_that_belong_on_one_line_are_left_alone(tmp_path: Path, lines: str) -> None:
    assert told("C615", with_goals(tmp_path, lines), "附件2.年度总体目标.预期目标") == []


def test_paragraphs_of_the_report_run_together_too() -> None:
    assert len(told("C615", report_of(六="1.做好接收。\n2.做好保管。3.做好利用。"))) == 1
    assert told("C615", report_of(六="一是接收。1.进馆。2.征集。\n二是保管。")) == []
