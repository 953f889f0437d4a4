"""The way into every command: parses, calls a story, prints, exits. Nobody else prints or exits.

Exit codes: 0 clean, 1 findings, 2 usage, 3 environment, 130 and 143 for what ``interruption`` hears.
"""

from __future__ import annotations

import argparse
import atexit
import errno
import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from types import ModuleType

from jixiao import __version__
from jixiao.cli import build_commands, check_commands, upkeep_commands, year_commands
from jixiao.cli.comparing_commands import DIFF, RECONCILE
from jixiao.cli.console import fail, tell_interrupted
from jixiao.cli.examine_command import EXAMINE
from jixiao.cli.fleet_command import FLEET
from jixiao.cli.init_command import INIT
from jixiao.cli.new_form_command import NEW_FORM
from jixiao.cli.parsing import Command, Parser, add_commands, program
from jixiao.cli.serve_command import SERVE
from jixiao.cli.sources_command import SOURCES
from jixiao.cli.why_command import WHY
from jixiao.cli.workbook_command import WORKBOOK
from jixiao.errors import EnvironmentFailure, JixiaoError, name_fault
from jixiao.reporting.formats import JSON

COMMANDS: tuple[Command, ...] = (
    *build_commands.COMMANDS, *check_commands.COMMANDS, WHY, *upkeep_commands.COMMANDS, DIFF,
    *year_commands.COMMANDS, SOURCES, NEW_FORM, WORKBOOK, RECONCILE, EXAMINE, FLEET, SERVE, INIT,
)  # fmt: skip
_EPILOG = """\
退出码：0 没有问题；1 数据或模板有问题；2 命令写法有误；3 缺少软件或运行失败；130 按 Ctrl-C 中断；143 被系统结束。
年度不写时，取 data/ 里最近的一个年度。"""
# What the machine is to blame for wherever it comes up; any other is a fault of the program, or has its own message.
_OF_THE_MACHINE = {
    *(errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EIO, errno.EBADF, errno.ESTALE),
    *(errno.ENOMEM, errno.EMFILE, errno.ENFILE, errno.EAGAIN),
}


def run_command(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the words ask for and return its exit code."""
    gc.set_threshold(100_000, 20, 20)  # a run makes many small values that live to its end
    atexit.register(gc.freeze)  # and they need not be searched for cycles when the process ends
    _leave_plugins_out()
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        options = _options(words)
        tell_interrupted(Path.cwd())
        return _flushed(int(options.run(options)))
    except JixiaoError as error:
        return fail(error, as_json=_wants_json(words))
    except BrokenPipeError:
        _drop_output()
        return 0
    except (ImportError, SyntaxError) as error:
        if not _is_ours(error):
            raise  # build.py goes on in .venv, mends it, or says what to install
        return fail(_unforeseen(error), as_json=_wants_json(words))
    except OSError as error:
        return _fail_disk(error, as_json=_wants_json(words))
    except Exception as error:
        return fail(_unforeseen(error), as_json=_wants_json(words))


def _leave_plugins_out() -> None:
    """See to it that nothing that happens to be installed has a say in how data is read, nor is looked for.

    What pydantic would look with reads email, csv and sockets in, even where it may not look: 10 ms.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    loader = ModuleType("pydantic.plugin._loader")
    loader.get_plugins = tuple  # type: ignore[attr-defined]
    sys.modules.setdefault(loader.__name__, loader)


def _is_ours(error: ImportError | SyntaxError) -> bool:
    """Return whether a module that cannot be read in is the program's own, and no library's."""
    if isinstance(error, SyntaxError):
        return "site-packages" not in (error.filename or "")
    return (error.name or "jixiao").startswith("jixiao")


def _options(words: Sequence[str]) -> argparse.Namespace:
    if sys.stdout is None:
        raise EnvironmentFailure("标准输出是关着的，结果没有地方写。不要结果的，写成 >/dev/null。")
    try:
        return _parser(words).parse_args(words)
    except SystemExit:  # argparse has printed the help
        _flushed(0)
        raise


def _drop_output() -> None:
    """Throw away what is still to be printed, which must not fail again at exit."""
    with suppress(OSError):  # what tests read instead is no file
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _fail_disk(error: OSError, *, as_json: bool) -> int:
    """Say which file or disk stood in the way, as far as the system tells, and return the exit code."""
    if error.errno not in _OF_THE_MACHINE:
        return fail(_unforeseen(error), as_json=as_json)
    where = f"{error.filename}" if error.filename else "屏幕或管道（标准输出）、或临时文件夹"
    words = f"写不进{where}（{name_fault(error)}）。请检查磁盘空间和写入权限后再运行；原有的输出没有改动。"
    _drop_output()
    return fail(EnvironmentFailure(words), as_json=False)


def _parser(words: Sequence[str]) -> Parser:
    parser = Parser(
        prog=program(), description="部门整体支出绩效自评材料：由数据生成整套 DOCX、PDF、ZIP。", epilog=_EPILOG
    )
    parser.add_argument("--version", action="version", version=f"jixiao {__version__}", help="显示版本")
    # Only the one asked for is spelled out: all of them take argparse long.
    asked_for = [one for one in COMMANDS if words and words[0] in (one.name, *one.aliases)]
    add_commands(parser, asked_for or COMMANDS)
    return parser


def _flushed(code: int) -> int:
    """Return the exit code once everything printed has left; BrokenPipeError if nobody takes it."""
    sys.stdout.flush()
    return code


def _wants_json(words: list[str]) -> bool:
    return "--json" in words or "--format=json" in words or ("--format", JSON) in pairwise(words)


def _unforeseen(error: Exception) -> JixiaoError:
    """Return a fault of the program itself as a message; JIXIAO_DEBUG=1 lets developers see the traceback."""
    if os.environ.get("JIXIAO_DEBUG"):
        raise error
    return JixiaoError(
        f"程序内部出错（{type(error).__name__}：{error}）。数据和原有输出没有改动。请把这句话和所用的命令告诉维护人员。"
    )
