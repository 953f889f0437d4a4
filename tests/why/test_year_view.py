"""A year laid out for questions: values by path, prints by place, the text around them."""

from jixiao.why.value_facts import typed_at
from tests.why.desks import made_desk

PATH = "附件1.三公经费.公务接待.决算"


def test_every_print_has_its_value_by_path() -> None:
    desk = made_desk()
    assert {one.path for one in desk.prints if one.value is not None and one.path} <= set(desk.values)


def test_a_print_stands_between_the_cells_of_its_row() -> None:
    desk = made_desk()
    one = next(one for one in desk.printed(desk.values[PATH]) if one.row)
    before, printed, _ = desk.around(one)
    assert printed == one.printed
    assert before


def test_users_are_computed_from_a_value_and_a_text_has_none() -> None:
    desk = made_desk()
    users = desk.users(desk.values[PATH])
    assert all(typed_at(one) is None for one in users)
    assert desk.users(desk.values["单位.单位名称"]) == []
