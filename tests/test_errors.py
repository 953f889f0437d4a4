"""What stops a run has one tree, an exit code and a message ready to print."""

import pytest

from jixiao.errors import EnvironmentFailure, JixiaoError, ToolFailed, ToolMissing, UsageError


@pytest.mark.parametrize(
    ("kind", "code"),
    [(JixiaoError, 3), (UsageError, 2), (EnvironmentFailure, 3), (ToolMissing, 3), (ToolFailed, 3)],
)
def test_every_kind_has_its_exit_code_and_its_words(kind: type[JixiaoError], code: int) -> None:
    error = kind("没有这个文件。")
    assert (error.exit_code, str(error)) == (code, "没有这个文件。")


def test_a_tool_that_fails_is_a_fault_of_the_machine() -> None:
    assert issubclass(ToolMissing, EnvironmentFailure)
    assert issubclass(ToolFailed, EnvironmentFailure)
    assert not issubclass(UsageError, EnvironmentFailure)
