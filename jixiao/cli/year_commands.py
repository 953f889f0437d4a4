"""new-year, todo: a year begun from the last one."""

from __future__ import annotations

import argparse
import sys
from typing import Any

from jixiao.cli.console import json_text, on_terminal, tell
from jixiao.cli.parsing import project_and_year, year_command
from jixiao.errors import UsageError
from jixiao.findings import is_blocking
from jixiao.outcome import Outcome
from jixiao.reporting.formats import JSON, TEXT


def add(commands: Any) -> None:
    """Add the commands."""
    _add_new_year(commands)
    todo = year_command(commands, "todo", _todo, "列出一个年度还没有填写、核对的地方")
    todo.add_argument("--exit-code", action="store_true", help="还有没做完的，退出码为 1")


def _add_new_year(commands: Any) -> None:
    command = year_command(commands, "new-year", _new_year, "由上一年度开始新的年度；年度不写时，取最近年度的下一年")
    command.add_argument("--drop", nargs="+", action="extend", default=[], metavar="标识", help="不再延续的项目")
    command.add_argument(
        "--add", nargs="+", action="extend", default=[], metavar="标识=名称", help="新增的项目，标识用小写英文"
    )


def _new_year(options: argparse.Namespace) -> int:
    from jixiao.build.stories import check_year
    from jixiao.rollforward.last_year import last_year_of
    from jixiao.rollforward.new_year_text import started_json, started_text
    from jixiao.rollforward.todo import todo_of
    from jixiao.rollforward.year_plan import plan_year, write

    workspace, latest = project_and_year(options)
    year = latest if options.year else latest + 1
    last_year = last_year_of(workspace, year)
    if isinstance(last_year, list):
        return tell(options, workspace, Outcome(findings=last_year))
    asked = not options.drop and options.format == TEXT and on_terminal(sys.stdin) and on_terminal(sys.stdout)
    drop = [one.identifier for one in last_year.candidates if not _goes_on(one.name, year)] if asked else options.drop
    plan = plan_year(last_year, drop=drop, add=options.add)
    errors_before = sum(is_blocking([one]) for one in check_year(workspace, year - 1).findings)
    write(workspace, plan)
    done = plan, todo_of(workspace, year), errors_before
    if options.format == JSON:
        print(json_text(started_json(*done)), end="")
    else:
        print(started_text(*done, asked=asked, everything=options.all), end="")
    return 0


def _goes_on(name: str, year: int) -> bool:
    """Ask whether a project goes on, until the answer is understood; yes by default."""
    answers = {"": True, "是": True, "y": True, "yes": True, "否": False, "n": False, "no": False}
    while True:
        try:
            answer = input(f"项目“{name}”{year} 年度是否延续？[是/否，直接回车为“是”] ").strip().lower()
        except EOFError as error:
            raise UsageError("没有得到回答，没有建立新年度。") from error
        if answer in answers:
            return answers[answer]


def _todo(options: argparse.Namespace) -> int:
    from jixiao.build.steps import open_year
    from jixiao.rollforward.new_year_text import todo_json, todo_text
    from jixiao.rollforward.todo import todo_in

    workspace, year = project_and_year(options)
    case = open_year(workspace, year, draft=True)
    todo = todo_in(workspace, year, case.reading, case.findings)
    code = 1 if todo.errors or (options.exit_code and todo.places) else 0
    if options.format == JSON:
        print(json_text(todo_json(todo, code=code)), end="")
    else:
        print(todo_text(todo, everything=options.all), end="")
    return code
