"""A change beside values is placed in the report or the data, or the reason is given why it is not."""

from __future__ import annotations

import pytest

from jixiao.reconcile.edits import Returned


@pytest.mark.parametrize(
    ("code", "place", "words"),
    [
        ("H002", "templates/yueyang-2023/annex1.docx:1:1", "固定文字由“厉行节约保障措施”改为“厉行节约措施”"),
        (
            "H005",
            "data/2023/report/02-general-budget.md:9:1",
            "“万元，其中工资福利性支出312.59”改为",
        ),
        ("H006", "返回.docx:1:1", "新增一行：“新增的指标”"),
        ("H007", "data/2023/annex1.yaml:19:9", "删去一行：“2、出国经费｜0｜0｜0”"),
        ("H008", "返回.docx:1:1", "新增一段“表前加的一句”"),
        ("H011", "data/2023/report/09-use-and-disclosure.md:1:1", "由“（一）结果应用情况。”改为“（三）结果应用情况。”"),
    ],
)
def test_what_cannot_be_placed_has_its_reason(returned: Returned, code: str, place: str, words: str) -> None:
    those = [one for one in returned.findings if one.code == code]
    assert any(str(one.place).startswith(place) and words in one.found for one in those)
