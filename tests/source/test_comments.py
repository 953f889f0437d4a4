"""Every comment goes with what it stands above, beside or below; what has no one place is refused."""

import pytest

from jixiao.source.comments import CommentReader, Entry, NotPlainError, strip_text


def tree(text: str) -> tuple[Entry, list[str], list[str]]:
    reader = CommentReader(text)
    root = reader.root()
    header, footer = reader.attach_comments()
    return root, header, footer


def test_a_comment_stands_above_or_beside_its_entry() -> None:
    root, header, footer = tree("# 文件\n\n预算: 5  # 万元\n# 年末\n决算: 3\n# 完\n")
    assert root.entries is not None
    budget, final = root.entries
    assert (header, budget.beside, final.above, footer) == (["# 文件"], "# 万元", ["# 年末"], ["# 完"])


def test_a_comment_indented_deeper_belongs_to_the_entry_before() -> None:
    root, _, _ = tree("人员:\n  在编: 3\n  # 另有一人借调\n机构: 2\n")
    assert root.entries is not None
    [staff, offices] = root.entries
    assert staff.entries is not None
    assert staff.entries[0].below == ["# 另有一人借调"]
    assert offices.above == []


def test_items_blocks_and_blanks_keep_what_they_are() -> None:
    root, _, _ = tree("措施:\n  - |-\n    第一条\n    第二条\n  -\n原因:\n")
    assert root.entries is not None
    measures, reason = root.entries
    assert measures.is_list
    assert measures.entries is not None
    assert [(one.text, one.is_block) for one in measures.entries] == [("第一条\n第二条", True), (None, False)]
    assert reason.text is None


@pytest.mark.parametrize("text", ["---\n预算: 5\n", "? 预算\n: 5\n", "- {甲: 1,\n  乙: 2}\n", "只有文字\n"])
def test_what_has_no_plain_layout_is_refused(text: str) -> None:
    with pytest.raises(NotPlainError):
        tree(text)


def test_a_text_is_read_without_spaces_at_its_ends() -> None:
    assert strip_text("  甲 \n乙  \n") == "甲\n乙"
