"""check-data, watch: what is wrong with a year's data, once or after each save."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING, Any

from jixiao.cli.console import colour_wanted, tell
from jixiao.cli.parsing import project_and_year, year_command, year_of
from jixiao.errors import JixiaoError
from jixiao.reporting.formats import FORMATS, TEXT, WAIVERS

if TYPE_CHECKING:
    from jixiao.paths import Workspace


def add(commands: Any) -> None:
    """Add the commands."""
    check = year_command(commands, "check-data", _check, "只检查，不生成", aliases=["check"])
    check.add_argument("--strict", action="store_true", help="警告也当作错误")
    _add_formats(check)
    _add_watch(commands)


def _add_formats(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format", choices=FORMATS, default=TEXT, metavar="格式", help=f"输出格式：{'、'.join(FORMATS)}"
    )
    command.add_argument(
        "--waivers", action="store_const", dest="format", const=WAIVERS, help="列出可填写的 waivers.yaml"
    )
    command.add_argument("--output", metavar="文件", help="写入文件；屏幕上仍列出问题")


def _add_watch(commands: Any) -> None:
    words = "每次保存后自动检查，只列变化；按 Ctrl-C 结束"
    command: argparse.ArgumentParser = commands.add_parser("watch", help=words, description=words)
    command.add_argument("year", nargs="?", type=year_of, metavar="年度", help="四位年份，如 2023")
    command.add_argument("--all", action="store_true", help="逐条、逐处全部列出，不合并")
    command.add_argument("--draft", action="store_true", help="每次保存后也更新草稿（DOCX 和 ZIP，没有 PDF）")
    command.set_defaults(run=_watch, format=TEXT, output=None, strict=False)


def _check(options: argparse.Namespace) -> int:
    from jixiao.build.stories import check_year

    workspace, year = project_and_year(options)
    return tell(options, workspace, check_year(workspace, year))


def _watch(options: argparse.Namespace) -> int:
    from jixiao.build.stories import check_year
    from jixiao.commands.watch import WatchChange, Watcher, watch
    from jixiao.commands.watch_text import change_text

    workspace, year = project_and_year(options)
    print(f"正在留意 {year} 年度的数据和模板，保存后自动检查。按 Ctrl-C 结束。", flush=True)
    watcher = Watcher(workspace, lambda: check_year(workspace, year).findings)
    colour = colour_wanted()

    def say(change: WatchChange) -> None:
        print(change_text(change, workspace.root, colour=colour, everything=options.all), end="", flush=True)
        if options.draft and not change.failure:
            print(_drafted(workspace, year), flush=True)

    try:
        watch(watcher, say)
    except KeyboardInterrupt:
        print()
    return 0


def _drafted(workspace: Workspace, year: int) -> str:
    """Build a year's draft and return what came of it in words."""
    from jixiao.build.stories import build_package

    started = time.perf_counter()
    try:
        outcome = build_package(workspace, year, step=lambda _: None, draft=True, pdf=False)
    except JixiaoError as error:
        return f"草稿没有更新：{error}"
    if outcome.folder is None:
        return "草稿没有更新：数据、模板或报告里有读不出、填不进的地方，见上面的错误。"
    seconds = time.perf_counter() - started
    return f"草稿已更新：{workspace.shown(outcome.folder)}/{outcome.files[0]}（{seconds * 1000:.0f} 毫秒）"
