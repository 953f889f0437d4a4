"""How commands are spelled: each a ``Command`` with its options, laid before an argparse that speaks Chinese."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NoReturn

from msgspec import Struct

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

    def _print_message(self, message: str, file: Any = None) -> None:
        (file or sys.stdout).write(message)  # argparse would keep silent about a disk that is full

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


class Option(Struct, frozen=True):
    """An option, or an argument by its place; of the ``exclusive`` ones of a command only one may be given."""

    name: str
    settings: dict[str, Any]
    exclusive: bool = False


def option(name: str, words: str, *, exclusive: bool = False, **settings: Any) -> Option:
    """Return an option explained in ``words``; ``settings`` are those of argparse."""
    return Option(name, {"help": words, **settings}, exclusive)


def flag(name: str, words: str) -> Option:
    """Return an option without value."""
    return option(name, words, action="store_true")


def format_flag(name: str, words: str, form: str, *, exclusive: bool = False) -> Option:
    """Return an option that asks for a form of output."""
    return option(name, words, action="store_const", dest="format", const=form, exclusive=exclusive)


class Command(Struct, frozen=True):
    """A command: its name, what runs it and returns the exit code, what it is for, its options in order."""

    name: str
    run: Callable[[argparse.Namespace], int]
    words: str
    options: tuple[Option, ...] = ()
    epilog: str = ""
    aliases: tuple[str, ...] = ()


def add_commands(parser: argparse.ArgumentParser, commands: Iterable[Command]) -> None:
    """Spell the commands out; what an option of others would say is as if it had not been given."""
    group = parser.add_subparsers(title="命令", metavar="命令", required=True)
    for command in commands:
        added = group.add_parser(
            command.name,
            help=command.words,
            description=command.words,
            epilog=command.epilog,
            aliases=list(command.aliases),
        )
        added.set_defaults(run=command.run, format=TEXT, output=None, strict=False, quiet=False, all=False)
        choice: Any = None
        for each in command.options:
            if each.exclusive:
                choice = choice or added.add_mutually_exclusive_group()
            (choice if each.exclusive else added).add_argument(each.name, **each.settings)


def year_of(words: str) -> int:
    """Return the year that somebody typed; UsageError if it is none."""
    if not re.fullmatch(r"[0-9]{4}", words):
        raise UsageError(f"年度“{words}”不对，应为四位年份，如 2023。")
    return int(words)


def year_option(words: str, **settings: Any) -> Option:
    """Return ``--year`` of a command that is about something else than a year."""
    return option("--year", words, type=year_of, metavar="年度", **settings)


JSON_FLAG = format_flag("--json", "以 JSON 输出，供程序使用", JSON)
QUIET = flag("--quiet", "不显示进度")
YEAR = option("year", "四位年份，如 2023", nargs="?", type=year_of, metavar="年度")
ALL = flag("--all", "逐条、逐处全部列出，不合并")
OF_YEAR = (YEAR, JSON_FLAG, ALL)
"""What every command about one year takes."""


def program() -> str:
    """Return what the user calls the program."""
    called = Path(sys.argv[0])
    return "jixiao" if "jixiao" in (called.stem, called.parent.name) else "python build.py"


def project_and_year(options: argparse.Namespace) -> tuple[Workspace, int]:
    """Return the workspace and the year asked for, the latest by default; UsageError if there is none."""
    workspace = find_project(Path.cwd())
    if options.year is not None:
        return workspace, options.year
    years = workspace.years()
    if not years:
        raise UsageError("data/ 里还没有任何年度的数据。")
    return workspace, years[-1]
