"""Basic outlay: three groups, each key wanted."""

from jixiao.model.basic import BasicOutlay
from tests.model.entered import entered, found

TEXT = """年初预算:
  人员经费: 331.5
  公用经费: 62.25
年中追加: -75.5
决算:
  工资福利支出: 310.5
  商品和服务支出: 65.25
  对个人和家庭的补助: 84.5
"""


def test_what_was_added_may_be_a_cut() -> None:
    assert str(entered(BasicOutlay, TEXT).added.amount) == "-75.5"


def test_a_missing_key_is_asked_for_where_it_belongs() -> None:
    assert found(BasicOutlay, TEXT.replace("  公用经费: 62.25\n", "")) == ["M002:3"]
