"""The lists of a form: rows with their fields and marks, found again by what the page calls them."""

from jixiao.serve.served_lists import find_list, list_id, lists_of
from jixiao.serve.year_opening import open_served_year
from tests.support.made_unit import MADE
from tests.support.served import YEAR


def test_a_form_lists_its_indicators_row_by_row_with_their_marks() -> None:
    year = open_served_year(MADE, YEAR)
    part = next(one for one in year.parts if one.label == "附件2")
    printed = [held.id for _, held in year.behind[part.id].values() if held is not None]
    found = [*lists_of(year, part, printed)]
    assert "数量指标" in [one.title for one in found]
    for one in found:
        assert all(row.marks and row.name for row in one.rows)
        file, items = find_list(year, one.id) or (None, None)
        assert file is not None
        assert items is not None
        assert list_id(file, items) == one.id
    assert find_list(year, "none") is None
