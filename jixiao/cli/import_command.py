"""import: a package filed without this tool becomes a year's data."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from jixiao.cli.console import json_text, progress
from jixiao.cli.parsing import year_of
from jixiao.paths import find_project
from jixiao.reporting.formats import JSON, TEXT


def add(commands: Any) -> None:
    """Add the command."""
    words = "把没有用本程序时报送的材料（.docx、.doc、.txt）变成一个年度的数据"
    command: argparse.ArgumentParser = commands.add_parser("import", help=words, description=words)
    command.add_argument("files", nargs="+", metavar="文件", help="一个或几个文件；各表分在几个文件里的，一起写上")
    command.add_argument("--year", type=year_of, required=True, metavar="年度", help="材料所报的年度，四位年份")
    command.add_argument("--unit", default="", metavar="名称", help="单位名称；不写时用材料里的")
    command.add_argument("--form-set", default="", metavar="表单集", help="按哪套表样辨认；不写时选最像的")
    command.add_argument("--force", action="store_true", help="该年度只有决算数时，以导入的整套数据代替它")
    command.add_argument("--all", action="store_true", help="逐处列出读入的每个值：原件何处、写在哪个文件哪一行")
    command.add_argument(
        "--json", action="store_const", dest="format", const=JSON, default=TEXT, help="以 JSON 输出，供程序使用"
    )
    command.set_defaults(run=_import, output=None, quiet=False)


def _import(options: argparse.Namespace) -> int:
    from jixiao.importing.import_run import ImportOptions, plan_import, write_import
    from jixiao.importing.import_text import format_import_json, format_import_text
    from jixiao.rollforward.todo import todo_of

    workspace = find_project(Path.cwd())
    chosen = ImportOptions(options.unit, options.form_set, options.force)
    plan = plan_import(
        workspace,
        year=options.year,
        files=[Path(name) for name in options.files],
        options=chosen,
        step=progress(options),
    )
    write_import(workspace, plan)
    todo = todo_of(workspace, options.year)
    if options.format == JSON:
        print(json_text(format_import_json(plan, todo)), end="")
    else:
        print(format_import_text(plan, todo, everything=options.all), end="")
    return 0
