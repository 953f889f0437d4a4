"""new-form: an authority's form made a first form set."""

from __future__ import annotations

import argparse
from pathlib import Path

from jixiao.cli.console import progress, show
from jixiao.cli.parsing import JSON_FLAG, Command, flag, option
from jixiao.paths import find_project


def _new_form(options: argparse.Namespace) -> int:
    from jixiao.importing.describing.new_form import plan_new_form, write_new_form
    from jixiao.importing.describing.new_form_text import format_new_form, format_new_form_json

    workspace = find_project(Path.cwd())
    with progress(options) as step:
        form = plan_new_form(workspace, Path(options.file), options.name, step=step)
    write_new_form(workspace, form)
    everything = options.all
    return show(options, lambda: format_new_form(form, everything=everything), lambda: format_new_form_json(form))


NEW_FORM = Command(
    "new-form",
    _new_form,
    "由一份空白的或填好的表（.docx、.doc、.xlsx、.xls）做成一套表样的第一稿：templates/<名称>/",
    (
        option("file", "一份表；一个文件一张表", metavar="文件"),
        option("--name", "表单集的名称，小写英文，如 mycity-2024", required=True, metavar="名称"),
        flag("--all", "请核对的、没有读入的逐条列出"),
        JSON_FLAG,
    ),
)
