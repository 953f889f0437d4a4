"""What became of a document's texts, and its year."""

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
