"""init: a repository of a unit's own, without program code."""

from __future__ import annotations

import argparse
from pathlib import Path

from jixiao import edition
from jixiao.cli.console import show
from jixiao.cli.parsing import JSON_FLAG, Command, option, year_option
from jixiao.errors import UsageError


def _init(options: argparse.Namespace) -> int:
    from jixiao.commands.data_repository import WHEEL, write_repository
    from jixiao.importing.first_year import list_sets, plan_first_year
    from jixiao.paths import shipped_sets

    shipped, folder = shipped_sets(), Path(options.folder)
    known, sets = list_sets(shipped), list(dict.fromkeys(options.forms))
    if unknown := [name for name in sets if name not in known]:
        raise UsageError(f"没有表单集“{unknown[0]}”；可用的：{'、'.join(known)}。")
    year = options.year or edition.today().year - 1
    data = {f"data/{year}/{name}": text for name, text in plan_first_year(shipped, year, sets).items()}
    wheel = Path(options.wheel) if options.wheel else None
    files = write_repository(folder, data, sets, wheel)
    program = "" if wheel else f"\n把程序的安装文件 {WHEEL} 放进 program/（make wheel 做出它）。"
    words = (
        f"已建立 {folder}：{year} 年度的数据（各项待填）、表样 {'、'.join(sets)}，共 {len(files)} 个文件。{program}\n"
        "进入这个文件夹，make todo 列出要填的，make report 生成；上一年报送过的，先用 make import 读进来。\n"
    )
    return show(options, lambda: words, lambda: {"folder": str(folder), "year": year, "files": files})


INIT = Command(
    "init",
    _init,
    "给一个单位建一处只有数据和表样的文件夹，不带程序代码",
    (
        option("folder", "新建的文件夹", metavar="文件夹"),
        option("--forms", "表单集，可写几套", nargs="+", required=True, metavar="表单集"),
        year_option("第一个年度，四位年份；不写时是去年"),
        option("--wheel", "程序的安装文件（.whl），一并放进去", default="", metavar="文件"),
        JSON_FLAG,
    ),
)
