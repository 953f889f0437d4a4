"""reconcile: a file of ours that came back, changed by hand."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from jixiao.cli.console import ERASED, colour_wanted, on_terminal, progress
from jixiao.cli.parsing import year_of
from jixiao.findings import is_blocking
from jixiao.paths import find_project
from jixiao.reporting.formats import JSON, TEXT


def add(commands: Any) -> None:
    """Add the command."""
    words = "列出别人在 Word、WPS 里改过的材料改了什么，每处归到哪一行数据；--apply 写入数据"
    command: argparse.ArgumentParser = commands.add_parser("reconcile", help=words, description=words)
    command.add_argument("file", metavar="返回的.docx", help="整套材料的 DOCX，或其中一件的 DOCX")
    command.add_argument("--apply", action="store_true", help="把能写入的改动写入数据和报告；一处都不多改")
    command.add_argument("--all", action="store_true", help="改动很多时也逐处列全")
    command.add_argument("--year", type=year_of, metavar="年度", help="文件里没有来源表时，与哪个年度比对")
    command.add_argument("--json", action="store_const", dest="format", const=JSON, default=TEXT, help="以 JSON 输出")
    command.add_argument("--quiet", action="store_true", help="不显示进度")
    command.set_defaults(run=_reconcile)


def _reconcile(options: argparse.Namespace) -> int:
    from jixiao.reconcile.edit_words import returned_json, returned_text
    from jixiao.reconcile.reconcile_story import reconcile

    workspace, path = find_project(Path.cwd()), Path(options.file)
    returned = reconcile(workspace, path, options.year, step=progress(options), write=options.apply)
    # Every change is told with its line or written; what can be neither is a finding.
    code = 1 if is_blocking(returned.findings, strict=True) else 0
    if on_terminal(sys.stderr):
        print(ERASED, end="", file=sys.stderr)
    if options.format == JSON:
        print(returned_json(returned, code=code), end="")
    else:
        told = returned_text(returned, path.name, workspace.root, colour=colour_wanted(), everything=options.all)
        print(told, end="")
    return code
