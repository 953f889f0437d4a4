"""diff, reconcile: two years or two revisions side by side; a file of ours that came back, changed by hand."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.cli.console import colour_wanted, progress, show
from jixiao.cli.parsing import QUIET, Command, flag, format_flag, option, year_option
from jixiao.errors import UsageError
from jixiao.findings import is_blocking
from jixiao.paths import find_project
from jixiao.plain import json_text
from jixiao.reporting.formats import JSON

if TYPE_CHECKING:
    from jixiao.commands.described_diff import FormComparison

_MARKDOWN = "markdown"
_GITHUB = 65_536
_LEAST_LIMIT = 2_000
_EXAMPLES = """\
例：
  diff                    最近年度与上一年度
  diff 2022 2023          两个年度
  diff main..HEAD         两个版本（分支、标签、提交号）；main...HEAD 从分开的地方比起
  diff main               一个版本与现在的文件
退出码：0；写 --exit-code 时，有变动为 1。"""


def _limit(words: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", words) or int(words) < _LEAST_LIMIT:
        raise UsageError(f"--limit 的值“{words}”不对，应为不小于 {_LEAST_LIMIT} 的整数。")
    return int(words)


def _diff(options: argparse.Namespace) -> int:
    from jixiao.commands import diff
    from jixiao.review.pull_request import review_markdown
    from jixiao.review.review_json import review_json
    from jixiao.review.terminal import review_text

    forms = _compared_forms(options)
    if forms is not None:
        return _show_forms(options, forms)
    notes = []
    with progress(options) as step:
        packages = bool(options.output)
        found = diff.compare_versions(
            find_project(Path.cwd()), options.sides, options.year, step=step, with_packages=packages
        )
        if options.output:
            notes = diff.write_review(Path(options.output), found, limit=options.limit, step=step)
    if options.format == _MARKDOWN:
        print(review_markdown(found.review, limit=options.limit), end="")
    else:
        show(options, lambda: review_text(found.review), lambda: review_json(found.review))
    for note in notes:
        print(f"注意：{note}", file=sys.stderr)
    return 1 if options.exit_code and found.review.differs else 0


def _compared_forms(options: argparse.Namespace) -> FormComparison | None:
    from jixiao.commands.described_diff import compare_described

    with progress(options) as step:
        return compare_described(find_project(Path.cwd()), options.sides, options.year, step=step)


def _show_forms(options: argparse.Namespace, found: FormComparison) -> int:
    """Print what changed in described forms, or write it into a folder as Markdown and JSON."""
    from jixiao.review.form_changes_text import changes_json, changes_markdown, changes_text

    sides = found.old, found.new, found.changes
    if options.output:
        from jixiao.build.packing import write_folder
        from jixiao.commands.diff import refuse_others

        folder = Path(options.output)
        refuse_others(folder)
        files = {"review.md": changes_markdown(*sides), "review.json": f"{json_text(changes_json(*sides), indent=2)}\n"}
        write_folder(folder, {name: text.encode() for name, text in files.items()})
    if options.format == _MARKDOWN:
        print(changes_markdown(*sides), end="")
    else:
        show(options, lambda: changes_text(*sides), lambda: changes_json(*sides))
    return 1 if options.exit_code and found.changes else 0


def _reconcile(options: argparse.Namespace) -> int:
    from jixiao.reconcile.edit_words import returned_json, returned_text
    from jixiao.reconcile.reconcile_story import reconcile

    workspace, path, everything = find_project(Path.cwd()), Path(options.file), options.all
    with progress(options) as step:
        returned = reconcile(workspace, path, options.year, step=step, write=options.apply)
    # Every change is told with its line or written; what can be neither is a finding.
    code = 1 if is_blocking(returned.findings, strict=True) else 0
    return show(
        options,
        lambda: returned_text(returned, path.name, colour=colour_wanted(), everything=everything),
        lambda: returned_json(returned, code=code),
        code,
    )


DIFF = Command(
    "diff",
    _diff,
    "对照两个年度或两个版本；什么都不写时，最近年度与上一年度对照",
    (
        option("sides", "见下面的例子", nargs="*", metavar="年度或版本"),
        year_option("两个版本对照哪个年度；不写时取最近的一个"),
        format_flag("--json", "以 JSON 输出", JSON, exclusive=True),
        format_flag("--markdown", "以 Markdown 输出", _MARKDOWN, exclusive=True),
        option("--limit", f"Markdown 最多多少字（GitHub 是 {_GITHUB}）", type=_limit, default=_GITHUB, metavar="字数"),
        option("--output", "写成 Markdown、网页、JSON 和修订对照 DOCX", metavar="文件夹"),
        flag("--exit-code", "有变动时退出码为 1"),
        QUIET,
    ),
    epilog=_EXAMPLES,
)
RECONCILE = Command(
    "reconcile",
    _reconcile,
    "列出别人在 Word、WPS、Excel 里改过的材料改了什么，每处归到哪一行数据；--apply 写入数据",
    (
        option("file", "整套材料的 DOCX，其中一件的 DOCX，或填好的工作簿（workbook）", metavar="返回的文件"),
        flag("--apply", "把能写入的改动写入数据和报告；一处都不多改"),
        flag("--all", "改动很多时也逐处列全"),
        year_option("文件里没有来源表时，与哪个年度比对"),
        format_flag("--json", "以 JSON 输出", JSON),
        QUIET,
    ),
)
