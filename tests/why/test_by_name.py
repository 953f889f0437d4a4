"""A path, a part, a paragraph or a cell is answered with the values below it."""

import pytest

from tests.why.views import asked, made_view, refused


def test_a_path_holds_one_value_and_a_group_its_own() -> None:
    assert [one.value.path for one in asked("附件1.三公经费.决算").values] == ["附件1.三公经费.决算"]
    group = asked("附件1.三公经费.公务接待")
    assert {one.value.path for one in group.values} >= {"附件1.三公经费.公务接待.预算", "附件1.三公经费.公务接待.决算"}


def test_a_part_and_a_cell_hold_what_they_print() -> None:
    printed = next(one for one in made_view().prints if one.where == "附件1" and one.cell)
    cell = asked(f"附件1 第{printed.row}行第{printed.cell}格")
    assert printed.path in [one.value.path for one in cell.values]
    assert len(asked("附件1").values) > len(cell.values)


def test_fixed_words_of_a_form_say_where_to_change_them() -> None:
    fixed = next(one for one in made_view().blocks if one.where == "附件1" and one.row and one.text and not one.marks)
    row = made_view().row("附件1", fixed.row)
    assert "表样的固定文字" in asked(f"附件1 第{fixed.row}行第{row.index(fixed) + 1}格").notes[0]


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("附件1 第999行", "没有第 999 行"),
        ("附件9 第1行", "没有“附件9”这个部件"),
        ("附件1.三公经费.决祘", "是不是：附件1.三公经费.决算"),
        ("决算", "不止一个"),
    ],
)
def test_what_there_is_not_is_refused_with_what_there_is(question: str, words: str) -> None:
    assert words in refused(*question.split())
