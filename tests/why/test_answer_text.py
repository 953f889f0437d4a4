"""An answer for people: where it comes from as a tree, many values as a list, colours only where wanted."""

from jixiao.why.answer_text import answer_text
from tests.why.views import asked


def test_a_computed_value_is_a_tree_of_what_it_rests_on() -> None:
    told = answer_text(asked("附件1.三公经费.决算"))
    assert told.startswith("附件1.三公经费.决算 = ")
    assert "怎么来的" in told
    assert "└─ " in told
    assert "\x1b" not in told


def test_colours_change_no_word() -> None:
    import re

    answer = asked("附件1.三公经费.决算")
    assert re.sub(r"\x1b\[[0-9;]*m", "", answer_text(answer, colour=True)) == answer_text(answer)


def test_a_long_list_is_cut_unless_all_is_asked_for() -> None:
    answer = asked("附件1")
    assert len(answer_text(answer, everything=True)) > len(answer_text(answer))
