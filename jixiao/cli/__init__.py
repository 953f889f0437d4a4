"""The command line: parses, calls a story, prints, exits. Nobody else prints or exits.

Exit codes: 0 clean, 1 findings, 2 usage, 3 environment. Each module here has a group of commands.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence
from itertools import pairwise

from jixiao import __version__
from jixiao.cli import build_commands, check_commands, upkeep_commands, year_commands
from jixiao.cli.comparing_commands import DIFF, RECONCILE
from jixiao.cli.console import fail
from jixiao.cli.fleet_command import FLEET
from jixiao.cli.parsing import Command, Parser, add_commands, program
from jixiao.cli.why_command import WHY
from jixiao.errors import JixiaoError
from jixiao.reporting.formats import JSON

COMMANDS: tuple[Command, ...] = (
    *build_commands.COMMANDS, *check_commands.COMMANDS, WHY, *upkeep_commands.COMMANDS, DIFF,
    *year_commands.COMMANDS, RECONCILE, FLEET,
)  # fmt: skip
_EPILOG = """\
退出码：0 没有问题；1 数据或模板有问题；2 命令写法有误；3 缺少软件或运行失败。
年度不写时，取 data/ 里最近的一个年度。"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    gc.set_threshold(100_000, 20, 20)  # a run makes many small values that live to its end
    atexit.register(gc.freeze)  # and they need not be searched for cycles when the process ends
    # Nothing that happens to be installed has a say in how data is read; looking for it takes longer than reading.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for stream in (sys.stdout, sys.stderr):
        # Messages are Chinese under any locale; a terminal that cannot show a character gets a substitute.
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="replace")
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        options = _parser(words).parse_args(words)
        return _flushed(int(options.run(options)))
    except JixiaoError as error:
        return fail(error, as_json=_wants_json(words))
    except KeyboardInterrupt:
        print("\n已中断；原有的输出没有改动。", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever was reading has gone; what is still in the buffer must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except ModuleNotFoundError as error:
        if not (error.name or "jixiao").startswith("jixiao"):
            raise  # build.py goes on in .venv, or says what to install
        return fail(_unforeseen(error), as_json=_wants_json(words))
    except Exception as error:
        return fail(_unforeseen(error), as_json=_wants_json(words))


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
    if sys.stdout is not None:
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
