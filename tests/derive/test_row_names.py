"""What rows are called: an indicator by its name, another row by its first text, a second of a name by its ordinal."""

from jixiao.derive.row_names import name_rows
from tests.support.filled_forms import made_dossier

FORM = made_dossier("national-2020").forms[0]
LIST = FORM.form.lists["绩效指标"]
ROWS = FORM.rows["绩效指标"]


def test_an_indicator_is_called_by_its_name() -> None:
    assert next(iter(name_rows(LIST, ROWS).items())) == ("阅读活动场次", 1)


def test_a_second_row_of_a_name_is_told_by_its_ordinal() -> None:
    assert name_rows(LIST, [ROWS[0], ROWS[1], ROWS[0]]) == {
        "阅读活动场次": 1,
        "购置新书": 2,
        "阅读活动场次（第2个）": 3,
    }


def test_a_row_without_a_name_is_called_by_its_first_text() -> None:
    assert list(name_rows(LIST, [{key: value for key, value in ROWS[0].items() if key != "三级指标"}])) == ["产出指标"]


def test_no_rows_have_no_names() -> None:
    assert name_rows(LIST, []) == {}
