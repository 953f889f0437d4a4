"""fleet examine: what units handed in, examined all together."""

from __future__ import annotations

import argparse
from pathlib import Path

from jixiao.cli.console import progress, show
from jixiao.errors import UsageError
from jixiao.paths import find_forms


def examine_handed_in(options: argparse.Namespace) -> int:
    """Run ``fleet examine`` and return its exit code."""
    from jixiao.fleet.examined_units import HandedInRequest, describe_units, examine_units, format_units, is_clean
    from jixiao.fleet.time_limit import UNIT_SECONDS

    if options.handed_in is None:
        raise UsageError("缺少 --handed-in：写上收件的文件夹，每个单位一个文件夹或一个文件。")
    workspace = find_forms(Path.cwd())
    output = options.output or workspace.root / "output" / "fleet" / "核验"
    seconds = options.seconds or UNIT_SECONDS
    request = HandedInRequest(options.handed_in, output, before=options.before, year=options.year, seconds=seconds)
    with progress(options) as step:
        filings = examine_units(workspace, request, step)
    return show(
        options, lambda: format_units(filings, output), lambda: describe_units(filings), 0 if is_clean(filings) else 1
    )
