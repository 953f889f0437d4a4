"""What examining came to: the share that was read, never rounded up to all."""

from datetime import date

import pytest
from msgspec.structs import replace

from jixiao.examine.examined_paper import ExaminedPaper, UnreadText, count_texts
from jixiao.examine.handed_in import read_handed_in

PAPER = ExaminedPaper(year=2024, unit="", form_set="", files=(), placed=(), moment=date(2024, 12, 31))


@pytest.mark.parametrize(
    ("texts", "unread", "share"), [(0, 0, "0%"), (10, 0, "100%"), (3, 1, "66.7%"), (9999, 1, "99.9%")]
)
def test_the_share_that_was_read(texts: int, unread: int, share: str) -> None:
    left = (UnreadText("甲 第1段", "乙"),) * unread
    assert replace(PAPER, texts=texts, unread=left).read_share == share


def test_blank_cells_and_lines_are_no_texts() -> None:
    assert count_texts([read_handed_in("甲.txt", "第一段\n\n一\t\t二".encode())]) == 3
