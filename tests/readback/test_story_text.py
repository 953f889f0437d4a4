"""A story is one text, cut into passages where its cells and paragraphs begin; white space left out."""

from __future__ import annotations

from jixiao.readback.story_text import list_marks, parse_passages, story_text
from jixiao.render.scan import CELL
from tests.support.texts import marked


def test_white_space_and_empty_cells_count_for_nothing() -> None:
    assert story_text(f"{CELL} \n{CELL}甲 乙\n{CELL}") == "甲乙"
    assert [one.text for one in parse_passages(story_text(f"甲{CELL}{CELL}乙"))] == ["甲", "乙"]


def test_the_marks_of_a_text_come_in_order() -> None:
    assert list_marks(f"{marked('b', '1')}{CELL}{marked('a', '2')}") == ["b", "a"]
