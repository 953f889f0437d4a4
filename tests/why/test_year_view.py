"""A year laid out for questions: values by path, prints by place, the text around them."""

from jixiao.why.value_facts import typed_at
from tests.why.views import made_view

PATH = "附件1.三公经费.公务接待.决算"


def test_every_print_has_its_value_by_path() -> None:
    view = made_view()
    assert {one.path for one in view.prints if one.value is not None and one.path} <= set(view.values)


def test_a_print_stands_between_the_cells_of_its_row() -> None:
    view = made_view()
    one = next(one for one in view.printed(view.values[PATH]) if one.row)
    before, printed, _ = view.around(one)
    assert printed == one.printed
    assert before


def test_users_are_computed_from_a_value_and_a_text_has_none() -> None:
    view = made_view()
    users = view.users(view.values[PATH])
    assert all(typed_at(one) is None for one in users)
    assert view.users(view.values["单位.单位名称"]) == []
