"""Where a paper contradicts itself, the value that most of it agrees with is the year's, and the other is accused."""

from jixiao.examine.handed_in import read_handed_in
from tests.support.examined import examined, examined_whole, handed_in_parts, rewritten_part


def test_a_slip_in_one_place_is_said_of_that_place() -> None:
    parts = {label: data for label, data in handed_in_parts().items() if label in ("附件1", "附件2", "报告")}
    slipped = rewritten_part("附件3（3）", "177.02", "170.72")
    files = [read_handed_in(f"{label}.docx", data) for label, data in parts.items()]
    others = [f"附件3（{number}）" for number in (1, 2, 4, 5, 6)]
    files += [read_handed_in(f"{label}.docx", handed_in_parts()[label]) for label in others]
    paper = examined(*files, read_handed_in("附件3（3）.docx", slipped))
    new = {one.lines[0] for one in paper.placed} - {one.lines[0] for one in examined_whole().placed}
    assert any("170.72" in line for line in new)
    assert not any(line.startswith("【错误 T203】") for line in new)
