"""serve: the official form on screen, to fill in, in the browser of whoever starts it."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from jixiao.cli.console import on_terminal, store
from jixiao.cli.interruption import CTRL_C, exit_code_of
from jixiao.cli.parsing import YEAR, Command, flag, option, project_and_year
from jixiao.errors import UsageError
from jixiao.plain import read_count


def _serve(options: argparse.Namespace) -> int:
    workspace, year = project_and_year(options)
    if options.once:
        from jixiao.serve.offline_copy import write_offline_copy

        path = Path(options.once)
        store(path, write_offline_copy(workspace, year))
        print(f"已写成 {path}：一个文件，用浏览器打开就能看，不能改。")
        return 0
    from jixiao.serve.serve_run import serve_year

    def say(address: str) -> None:
        print(
            f"{year} 年度的填报页面：{address}\n用浏览器打开上面的地址；只有这台电脑能打开。按 Ctrl-C 结束。",
            flush=True,
        )
        if not options.no_browser and _has_screen():
            import webbrowser  # which brings subprocess along, that no other command wants

            webbrowser.open(address)

    try:
        serve_year(workspace, year, say, port=_port(options.port), read_only=options.read_only)
    except KeyboardInterrupt as interrupted:
        print()
        if exit_code_of(interrupted) != CTRL_C:  # to stop by Ctrl-C is how it is meant to end
            raise
    return 0


def _port(words: str) -> int:
    if not words:
        return 0
    port = read_count(words)
    if port is None or not 1 <= port <= 65535:
        raise UsageError(f"端口“{words}”不对，应为 1 到 65535 的整数。")
    return port


def _has_screen() -> bool:
    """Return whether a browser can be opened where somebody sees it."""
    if not on_terminal(sys.stdout):
        return False
    return sys.platform in ("win32", "darwin") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


SERVE = Command(
    "serve",
    _serve,
    "在浏览器里填报：表样就在眼前，边填边算、边核对",
    (
        YEAR,
        flag("--read-only", "只看不改"),
        option("--once", "不开服务，把现在的样子写成一个网页文件，供人查看", default="", metavar="文件"),
        option("--port", "用这个端口；不写时自动选一个", default="", metavar="端口"),
        flag("--no-browser", "不自动打开浏览器"),
    ),
)
