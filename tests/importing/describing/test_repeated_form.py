"""A form that a file holds several times is found, and the first one kept."""

from jixiao.importing.describing.repeated_form import find_repeated, keep_first_form
from jixiao.importing.word_documents import read_word
from tests.support.drawn_docx import draw_docx
from tests.support.paper import draw_blocks

FORM = """
    示例表
    {unit}
    | 项目名称 | 甲 |
    | 主管部门 | 乙 |
    | 实施单位 | 丙 |
    注：一张一个项目。
"""
OTHER = "另一张\n| 指标 | 值 |\n| 面积 | 3 |\n| 人数 | 4 |"


def test_a_form_begins_again_at_its_title() -> None:
    assert find_repeated(draw_blocks(FORM.format(unit="一") + FORM.format(unit="二"))) == [4]


def test_another_form_is_none_that_begins_again() -> None:
    assert find_repeated(draw_blocks(FORM.format(unit="一") + OTHER)) == []
    assert find_repeated(draw_blocks("一行字")) == []


def test_what_follows_the_first_form_goes() -> None:
    data = draw_docx(FORM.format(unit="一") + FORM.format(unit="二"))
    kept = read_word("a", keep_first_form(data, read_word("a", data), 4))
    assert kept.blocks == read_word("a", draw_docx(FORM.format(unit="一"))).blocks
