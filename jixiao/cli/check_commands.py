"""check-data, watch: what is wrong with a year's data, once or after each save."""

from __future__ import annotations

import argparse
import time
from contextlib import nullcontext
from typing import TYPE_CHECKING

from jixiao.cli.console import colour_wanted, tell
from jixiao.cli.interruption import CTRL_C, exit_code_of
from jixiao.cli.parsing import ALL, OF_YEAR, YEAR, Command, flag, format_flag, option, project_and_year
from jixiao.errors import JixiaoError
from jixiao.reporting.formats import FORMATS, TEXT, WAIVERS

if TYPE_CHECKING:
    from jixiao.paths import Workspace
    from jixiao.publish.started_office import OfficeKeeper


def _check(options: argparse.Namespace) -> int:
    from jixiao.build.stories import check_year

    workspace, year = project_and_year(options)
    return tell(options, workspace, check_year(workspace, year))


def _watch(options: argparse.Namespace) -> int:
    from jixiao.build.stories import check_year
    from jixiao.commands.watch import WatchChange, Watcher, change_text, watch
    from jixiao.publish.started_office import OfficeKeeper

    workspace, year = project_and_year(options)
    print(f"正在留意 {year} 年度的数据和模板，保存后自动检查。按 Ctrl-C 结束。", flush=True)
    watcher = Watcher(workspace, lambda: check_year(workspace, year))
    colour = colour_wanted()

    def say(change: WatchChange) -> None:
        print(change_text(change, colour=colour, everything=options.all), end="", flush=True)
        if (options.draft or options.pdf) and not change.failure:
            print(_drafted(workspace, year, keeper, pdf=options.pdf), flush=True)

    try:
        with OfficeKeeper() as keeper:
            watch(watcher, say)
    except KeyboardInterrupt as interrupted:
        print()
        if exit_code_of(interrupted) != CTRL_C:  # to stop by Ctrl-C is how it is meant to end
            raise
    return 0


def _drafted(workspace: Workspace, year: int, keeper: OfficeKeeper, *, pdf: bool) -> str:
    """Build a year's draft and return what came of it in words."""
    from jixiao.build.stories import build_package

    started = time.perf_counter()
    try:
        with keeper.lend_office() if pdf else nullcontext() as office:
            outcome = build_package(workspace, year, step=lambda _: None, draft=True, pdf=pdf, office=office)
    except JixiaoError as error:
        return f"草稿没有更新：{error}"
    if outcome.folder is None:
        return "草稿没有更新：数据、模板或报告里有读不出、填不进的地方，见上面的错误。"
    seconds = time.perf_counter() - started
    beside = "、.pdf" if any(name.endswith(".pdf") for name in outcome.files) else ""
    return f"草稿已更新：{workspace.shown(outcome.folder)}/{outcome.files[0]}{beside}（{seconds * 1000:.0f} 毫秒）"


COMMANDS = (
    Command(
        "check-data",
        _check,
        "只检查，不生成",
        (
            *OF_YEAR,
            flag("--strict", "警告也当作错误"),
            option("--format", f"输出格式：{'、'.join(FORMATS)}", choices=FORMATS, default=TEXT, metavar="格式"),
            format_flag("--waivers", "列出可填写的 waivers.yaml", WAIVERS),
            option("--output", "写入文件；屏幕上仍列出问题", metavar="文件"),
        ),
        aliases=("check",),
    ),
    Command(
        "watch",
        _watch,
        "每次保存后自动检查，只列变化；按 Ctrl-C 结束",
        (
            YEAR,
            ALL,
            flag("--draft", "每次保存后也更新草稿（DOCX 和 ZIP，没有 PDF）"),
            flag("--pdf", "每次保存后也更新草稿，连同 PDF"),
        ),
    ),
)
