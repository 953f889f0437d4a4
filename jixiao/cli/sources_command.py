"""sources: what a year draws from the workbooks of the accounts."""

from __future__ import annotations

import argparse

from jixiao.cli.console import show
from jixiao.cli.parsing import OF_YEAR, Command, flag, project_and_year


def _sources(options: argparse.Namespace) -> int:
    from jixiao.commands.list_sources import describe_sources, report_sources
    from jixiao.commands.sources_text import sources_text
    from jixiao.findings import is_blocking

    workspace, year = project_and_year(options)
    report = report_sources(workspace, year, accept=options.accept)
    code = 1 if is_blocking(report.findings) else 0
    everything = options.all
    return show(options, lambda: sources_text(report, everything=everything), lambda: describe_sources(report), code)


SOURCES = Command(
    "sources",
    _sources,
    "从决算工作簿取了哪些数：每处引用取到什么、什么没有用到、换了导出件以后什么变了",
    (*OF_YEAR, flag("--accept", "核对过了：把工作簿现在的摘要记到 sources.yaml")),
)
