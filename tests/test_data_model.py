"""docs/data-model.md is drawn from the types, and its diagrams are small enough to read."""

import re

import pytest

from jixiao.model.data_files import ALL_FILES
from scripts.data_model import MOST_BOXES, PAGE, draw_page

DIAGRAMS = re.findall(r"```mermaid\n(.*?)```", draw_page(), re.DOTALL)
BOX = re.compile(r"^  class (\w+) \{$", re.MULTILINE)


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text("utf-8") == draw_page(), "运行 make schema"


def test_every_data_file_has_its_place() -> None:
    headings = re.findall(r"^## (.*)$", draw_page(), re.MULTILINE)
    assert headings[:-2] == [file.name for file in ALL_FILES]


def test_no_record_is_drawn_twice() -> None:
    drawn = [name for diagram in DIAGRAMS for name in BOX.findall(diagram)]
    assert len(drawn) == len(set(drawn)) > 50


@pytest.mark.parametrize("diagram", DIAGRAMS, ids=lambda diagram: BOX.findall(diagram)[0])
def test_a_diagram_can_be_read_on_a_screen(diagram: str) -> None:
    assert len(BOX.findall(diagram)) <= MOST_BOXES


def test_what_may_be_left_out_and_what_may_come_several_times_is_marked() -> None:
    assert "    Text 厉行节约保障措施\n" in draw_page()
    assert '  Annex5 --> "*" CriteriaGroup : 评分项\n' in draw_page()
    assert re.search(r"^    int 第几处\?$", draw_page(), re.MULTILINE)
