"""References of the report follow an indicator's name, in its own list alone."""

from pathlib import Path

import pytest

from jixiao.serve.renamed_rows import follow_renames, rename_of
from tests.support.served import open_session, type_into

PATH = "附件2.绩效指标.产出指标.数量指标"
REFERENCE = '{{ 附件2.绩效指标.产出指标.数量指标["组织培训"].实际完成值 }}'


@pytest.mark.parametrize(
    ("text", "new", "after", "count"),
    [
        (f"办了{REFERENCE}。", "2.组织业务培训", f"办了{REFERENCE.replace('组织培训', '组织业务培训')}。", 1),
        (REFERENCE.replace("数量", "质量"), "新", REFERENCE.replace("数量", "质量"), 0),
        (REFERENCE.replace("组织", "参加"), "新", REFERENCE.replace("组织", "参加"), 0),
        (REFERENCE, '有"引号', REFERENCE, 0),
        (REFERENCE, "", REFERENCE, 0),
    ],
)
def test_a_reference_follows_its_indicator(text: str, new: str, after: str, count: int) -> None:
    assert follow_renames(text, [rename_of(f"{PATH}[1].三级指标", "1.组织培训", new)]) == (after, count)


def test_an_indicator_that_the_report_names_can_be_renamed(tmp_path: Path) -> None:
    session = open_session(tmp_path)
    answer = type_into(session, f"{PATH}[1].三级指标", "另一个名称的指标")
    assert answer["refused"] == []
    assert "一起改了名" in answer["noted"][0]["words"]
    session.step_back()
    assert session.state()["failure"] == ""
