"""examine: any document handed in comes back with comments on what does not hold."""

from __future__ import annotations

import argparse
from pathlib import Path

from jixiao.cli.console import progress, show
from jixiao.cli.parsing import JSON_FLAG, QUIET, Command, flag, option, year_option
from jixiao.paths import find_forms


def _examine(options: argparse.Namespace) -> int:
    from jixiao.examine.commented_copy import list_copies
    from jixiao.examine.examine_output import check_folder, write_examination
    from jixiao.examine.examine_story import ExamineOptions, examine_files
    from jixiao.examine.examined_page import describe_examined, exit_code, format_examined

    workspace = find_forms(Path.cwd())
    paths = [Path(name) for name in options.files]
    folder = Path(options.output or workspace.root / "output" / "核验" / paths[0].stem)
    check_folder(folder)
    chosen = ExamineOptions(options.year, options.form_set)
    with progress(options) as step:
        paper = examine_files(workspace, paths, chosen, step=step)
        step("正在写批注……")
        copies = list(list_copies(paper))
    write_examination(folder, paper, copies)
    return show(
        options,
        lambda: format_examined(paper, copies, str(folder), everything=options.all),
        lambda: describe_examined(paper, copies),
        exit_code(paper),
    )


EXAMINE = Command(
    "examine",
    _examine,
    "核验任何一份自评材料（.docx、.doc、.xlsx、.xls、.txt），不对的地方加上批注",
    (
        option("files", "一个或几个文件：整套材料，或只有报告、一张表", nargs="+", metavar="文件"),
        year_option("与这一年度本单位的数据核对；不写时只看文件自己"),
        option("--form-set", "按哪套表样核验；不写时选最像的", default="", metavar="表单集"),
        option("--output", "结果放在哪个文件夹；不写时放在 output/核验/", default="", metavar="文件夹"),
        flag("--all", "逐条列出"),
        QUIET,
        JSON_FLAG,
    ),
)
