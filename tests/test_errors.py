"""What stops a run has one tree, an exit code and a message ready to print."""

import errno
import re
from pathlib import Path

import pytest

from jixiao.errors import EnvironmentFailure, JixiaoError, ToolFailed, ToolMissing, UsageError, name_fault
from tests.support.project import ROOT


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


def test_what_the_system_says_is_named_in_chinese(tmp_path: Path) -> None:
    for act in (tmp_path.read_bytes, (tmp_path / "a").read_bytes, (tmp_path / ("a" * 300)).read_bytes, tmp_path.mkdir):
        with pytest.raises(OSError, match="Errno") as refused:
            act()
        assert re.fullmatch("[\u4e00-\u9fff，]+", name_fault(refused.value))


@pytest.mark.parametrize("number", [5, 32, 33])
def test_what_another_program_has_open_on_windows_is_no_matter_of_permission_alone(number: int) -> None:
    error = PermissionError(errno.EACCES, "denied")
    vars(error)["winerror"] = number
    assert "开着" in name_fault(error)


def test_a_fault_without_words_is_named_by_its_number() -> None:
    assert name_fault(OSError(errno.EL2HLT, "x")) == "系统错误 EL2HLT"
    assert name_fault(OSError("x")) == "系统错误 OSError"


def test_no_message_quotes_the_systems_english() -> None:
    """``name_fault`` has the words; only errors of our own bear Chinese ones."""
    own = {"jixiao/source/store.py", "jixiao/commands/undo.py"}
    quoting = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "jixiao").rglob("*.py")
        if "error.strerror" in path.read_text("utf-8")
    }
    assert quoting == own
