"""A year kept for its final accounts: a project's class may be left out."""

from jixiao.model.final_accounts import ProjectAccounts
from tests.model.entered import entered, found


def test_the_class_of_a_project_may_be_left_out() -> None:
    text = "标识: custody\n名称: 保管费\n决算: 16.5\n"
    assert entered(ProjectAccounts, text).outlay_class is None
    assert entered(ProjectAccounts, f"支出类别: 运行维护经费\n{text}").outlay_class == "运行维护经费"


def test_the_amount_may_not() -> None:
    assert found(ProjectAccounts, "标识: custody\n名称: 保管费\n决算:\n") == ["M010:3"]
