"""What the year and the unit give is not described."""

import pytest

from jixiao.importing.describing.proposals import is_given


@pytest.mark.parametrize("path", ["单位.填表人", "年度", "上年度", "序号"])
def test_the_year_and_the_unit_give_it(path: str) -> None:
    assert is_given(path)


@pytest.mark.parametrize("path", ["单位名称", "资金.年度"])
def test_the_forms_data_hold_it(path: str) -> None:
    assert not is_given(path)
