"""By how much a number has changed, in any order of now, then and the change."""

from __future__ import annotations

import pytest

from tests.rules.test_claims_among import verdicts


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("全年发电36万度，同比增加6万度，上年为{}万度。", "30", "28"),
        ("同比多15件，今年95件，去年{}件。", "80", "85"),
        ("费用比上年{}5万元，由30万元变为25万元。", "节约", "增加"),
        ("投诉24件，同比减少6件，下降{}%。", "20", "25"),
        ("耗材费比上年的81.5万元减少5.3万元，下降{}%。", "6.5", "6.11"),
        ("投诉与上年的30件相比减少6件，{}20%。", "下降", "增长"),
        ("本年投诉24件，上年30件，同比下降{}%。", "20", "25"),
        ("接听热线330次，较2022年的300次增加30次，增幅{}%。", "10", "11"),
        ("与2022年的1500万元相比，增加45万元，增长{}%。", "3", "3.9"),
        ("比预算300万元减少30万元，下降{}%。", "10", "9"),
        ("在上年300件的基础上增加30件，增长{}%。", "10", "11"),
        ("计划完成90%，实际完成94%，高出计划{}个百分点。", "4", "5"),
        ("设备完好率97%，低于上年的99%，下滑{}个百分点。", "2", "3"),
    ],
)
def test_now_then_and_the_change_agree(text: str, right: str, wrong: str) -> None:
    assert verdicts(text.format(right)) == {True}
    assert False in verdicts(text.format(wrong))


@pytest.mark.parametrize(
    "text",
    [
        "合格率98%，优秀率60%，优秀率比上年提高10个百分点。",
        "投诉24件，减少6件，满意率上升2%。",
        "年初300件，增加30件，增长10%。",
        "2023年330件，增加30件，增长10%。",
        "今年完成95件，去年完成80件，同比增加15件，其中重大案件增加3件。",
    ],
)
def test_a_change_of_another_matter_is_left_alone(text: str) -> None:
    assert False not in verdicts(text)
