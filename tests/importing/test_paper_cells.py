"""What became of a document's texts, and its year."""

import pytest

from jixiao.importing.paper_cells import PaperPlace, find_year
from tests.importing.test_paper_reading import FILED
from tests.support.paper import draw_blocks


def test_the_year_is_that_of_the_title_or_of_the_headings() -> None:
    assert find_year(draw_blocks(FILED)) == 2030
    assert find_year(draw_blocks(FILED.replace("（2030年度）", ""))) == 2030
    assert find_year(draw_blocks("没有年份")) is None


def test_a_place_is_said_as_people_count() -> None:
    assert str(PaperPlace(paragraph=2)) == "第2段"
    assert str(PaperPlace(table=1, row=3, cell=2)) == "表1 第3行第2格"


@pytest.mark.parametrize(
    ("line", "year"), [("（2030年1—8月）", 2030), ("(2030年上半年)", 2030), ("（2030年甲）", None)]
)
def test_a_line_of_a_year_and_its_months_alone_says_the_year(line: str, year: int | None) -> None:
    assert find_year(draw_blocks(line)) == year
