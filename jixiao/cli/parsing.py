"""How commands are spelled: argparse that speaks Chinese, and what most commands share."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

from jixiao.errors import UsageError
from jixiao.paths import Workspace, find_project
from jixiao.reporting.formats import JSON, TEXT

_ARGPARSE_WORDS = (
    (r"unrecognized arguments: (.*)", r"不认识的参数：\1"),
    (r"the following arguments are required: (.*)", r"缺少参数：\1"),
    (r"argument (\S+): invalid \w+ value: '?([^']*)'?", r"\1 的值“\2”不对"),
    (r"argument (\S+): expected (one|at least one) argument", r"\1 后面缺少值"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 和 \2 不能一起用"),
    (r"argument (\S+): ignored explicit argument (.*)", r"\1 不带值"),
)


class Parser(argparse.ArgumentParser):
    """A parser whose help and errors are Chinese."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{**settings, "add_help": False, "allow_abbrev": False, "formatter_class": _Formatter})
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示说明")

    def error(self, message: str) -> NoReturn:
        """Raise what argparse has to object as a UsageError in Chinese."""
        for english, chinese in _ARGPARSE_WORDS:
            message = re.sub(english, chinese, message)
        raise UsageError(f"{message}。说明见：{program()} --help")

    # How argparse words a choice that does not exist differs between versions of Python: said here from the choices.
    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if action.choices is None or value in action.choices:
            return
        what, which = ("这种格式", "格式") if "--format" in action.option_strings else ("这个命令", "命令")
        self.error(f"没有“{value}”{what}；可用的{which}：{'、'.join(map(str, action.choices))}")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        # Sub-commands ask for a usage without any prefix, to begin their own with.
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


def program() -> str:
    """Return what the user calls the program."""
    return "jixiao" if Path(sys.argv[0]).name == "jixiao" else "python build.py"


def year_command(
    commands: Any, name: str, run: Callable[[argparse.Namespace], int], words: str, **more: Any
) -> argparse.ArgumentParser:
    """Add a command about one year and return its parser."""
    command: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words, **more)
    command.add_argument("year", nargs="?", type=year_of, metavar="年度", help="四位年份，如 2023")
    command.add_argument(
        "--json", action="store_const", dest="format", const=JSON, default=TEXT, help="以 JSON 输出，供程序使用"
    )
    command.add_argument("--all", action="store_true", help="逐条、逐处全部列出，不合并")
    command.set_defaults(run=run, output=None, strict=False)
    return command


def year_of(words: str) -> int:
    """Return the year that somebody typed; UsageError if it is none."""
    if not re.fullmatch(r"[0-9]{4}", words):
        raise UsageError(f"年度“{words}”不对，应为四位年份，如 2023。")
    return int(words)


def project_and_year(options: argparse.Namespace) -> tuple[Workspace, int]:
    """Return the workspace and the year asked for, the latest by default; UsageError if there is none."""
    workspace = find_project(Path.cwd())
    if options.year is not None:
        return workspace, options.year
    years = workspace.years()
    if not years:
        raise UsageError("data/ 里还没有任何年度的数据。")
    return workspace, years[-1]
