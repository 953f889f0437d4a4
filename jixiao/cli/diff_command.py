"""diff: two years or two revisions side by side."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import Any

from jixiao.cli.console import progress
from jixiao.cli.parsing import year_of
from jixiao.errors import UsageError
from jixiao.paths import find_project
from jixiao.reporting.formats import JSON, TEXT

_GITHUB = 65_536
_LEAST_LIMIT = 2_000
_EXAMPLES = """\
例：
  diff                    最近年度与上一年度
  diff 2022 2023          两个年度
  diff main..HEAD         两个版本（分支、标签、提交号）；main...HEAD 从分开的地方比起
  diff main               一个版本与现在的文件
退出码：0；写 --exit-code 时，有变动为 1。"""


def add(commands: Any) -> None:
    """Add the command."""
    words = "对照两个年度或两个版本；什么都不写时，最近年度与上一年度对照"
    command: argparse.ArgumentParser = commands.add_parser("diff", help=words, description=words, epilog=_EXAMPLES)
    command.add_argument("sides", nargs="*", metavar="年度或版本", help="见下面的例子")
    command.add_argument("--year", type=year_of, metavar="年度", help="两个版本对照哪个年度；不写时取最近的一个")
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_const", dest="format", const=JSON, default=TEXT, help="以 JSON 输出")
    form.add_argument("--markdown", action="store_const", dest="format", const="markdown", help="以 Markdown 输出")
    command.add_argument(
        "--limit", type=_limit, default=_GITHUB, metavar="字数", help=f"Markdown 最多多少字（GitHub 是 {_GITHUB}）"
    )
    command.add_argument("--output", metavar="文件夹", help="写成 Markdown、网页、JSON 和修订对照 DOCX")
    command.add_argument("--exit-code", action="store_true", help="有变动时退出码为 1")
    command.add_argument("--quiet", action="store_true", help="不显示进度")
    command.set_defaults(run=_diff)


def _limit(words: str) -> int:
    if not re.fullmatch(r"[0-9]{1,9}", words) or int(words) < _LEAST_LIMIT:
        raise UsageError(f"--limit 的值“{words}”不对，应为不小于 {_LEAST_LIMIT} 的整数。")
    return int(words)


def _diff(options: argparse.Namespace) -> int:
    from jixiao.commands import diff
    from jixiao.review.pull_request import review_markdown
    from jixiao.review.review_json import review_json
    from jixiao.review.terminal import review_text

    workspace, step = find_project(Path.cwd()), progress(options)
    found = diff.compared(workspace, options.sides, options.year, step=step, with_packages=bool(options.output))
    notes = []
    if options.output:
        notes = diff.write(Path(options.output), found, limit=options.limit, step=step)
    step("")
    if options.format == JSON:
        print(review_json(found.review), end="")
    elif options.format == "markdown":
        print(review_markdown(found.review, limit=options.limit), end="")
    else:
        print(review_text(found.review), end="")
    for note in notes:
        print(f"注意：{note}", file=sys.stderr)
    return 1 if options.exit_code and found.review.differs else 0
