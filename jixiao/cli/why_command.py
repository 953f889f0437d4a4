"""why: where a printed value comes from, where a typed one goes."""

from __future__ import annotations

import argparse

from jixiao.cli.console import colour_wanted, progress, show, tell
from jixiao.cli.parsing import JSON_FLAG, QUIET, Command, flag, option, program, project_and_year, year_option
from jixiao.errors import UsageError

_EXAMPLES = """\
例：
  why 附件1.三公经费.决算        数据里的路径；只记得几个词的，写 why 三公经费 决算
  why annex1.yaml:28             数据文件的第 28 行，看它用到了哪里
  why 附件2 第3行第5格           表里的一格（几张表连着数）；也可只写到行
  why 报告 二（一）第3段         报告的一段
退出码：0；数据有错误、还读不成时为 1；没有这个值或位置为 2，并列出相近的。"""


def _why(options: argparse.Namespace) -> int:
    from jixiao.reporting.outcome import Outcome
    from jixiao.why.answer_json import answer_json
    from jixiao.why.answer_text import answer_text
    from jixiao.why.open_views import answer_from, open_views
    from jixiao.why.query import read_query

    query = read_query(options.query)
    workspace, year = project_and_year(options)
    views = open_views(workspace, year)
    if isinstance(views, Outcome):
        return tell(options, workspace, views)
    try:
        with progress(options) as step:
            found = answer_from(views, query, rules=not options.no_rules, step=step)
    except UsageError as error:
        raise UsageError(f"{error}说明见：{program()} why --help") from error
    colour, everything = colour_wanted(), options.all
    return show(options, lambda: answer_text(found, colour=colour, everything=everything), lambda: answer_json(found))


WHY = Command(
    "why",
    _why,
    "这个数从哪来：一个值的来历、印在哪里、哪些规则核对它",
    (
        option("query", "见下面的例子", nargs="+", metavar="路径、行或位置"),
        year_option("哪个年度；不写时取最近的一个"),
        JSON_FLAG,
        flag("--all", "很多的也全部列出"),
        flag("--no-rules", "不试改核验规则，立即回答"),
        QUIET,
    ),
    epilog=_EXAMPLES,
)
