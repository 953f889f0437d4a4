"""report, draft, verify, file: commands that make the package or hold it against what was made."""

from __future__ import annotations

import argparse
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from jixiao.cli.console import progress, tell
from jixiao.cli.parsing import project_and_year, year_command
from jixiao.paths import find_project


def add(commands: Any) -> None:
    """Add the commands."""
    report = year_command(commands, "report", _report, "生成整套材料；有错误时不生成")
    report.add_argument("--strict", action="store_true", help="警告也当作错误")
    draft = year_command(commands, "draft", _draft, "有错误也生成，每页和文件名标“草稿”")
    verify = year_command(commands, "verify", _verify, "重新生成一遍，与 output/ 里的文件逐一比对")
    verify.add_argument("--package", metavar="文件", help="核对一个成品（ZIP、DOCX 或 PDF），而不是 output/ 里的")
    filed = year_command(commands, "file", _file, "记录本年度的报送件，以后的改动会被指出")
    filed.add_argument("--again", action="store_true", help="更正后重新报送，重新记录")
    for builder in (report, draft):
        builder.add_argument("--no-pdf", action="store_true", help="不生成 PDF")
    for maker in (report, draft, verify, filed):
        maker.add_argument("--quiet", action="store_true", help="不显示进度")


def _report(options: argparse.Namespace) -> int:
    return _build(options, draft=False)


def _draft(options: argparse.Namespace) -> int:
    return _build(options, draft=True)


def _build(options: argparse.Namespace, *, draft: bool) -> int:
    from jixiao.publish.pdf import starting

    workspace, year = project_and_year(options)
    step, pdf = progress(options), not options.no_pdf
    with starting() if pdf else nullcontext() as office:  # it takes as long to start as the rest to be imported
        from jixiao.build.stories import build_package

        outcome = build_package(workspace, year, step=step, draft=draft, pdf=pdf, strict=options.strict, office=office)
    step("")
    return tell(options, workspace, outcome)


def _verify(options: argparse.Namespace) -> int:
    from jixiao.build.stories import verify_output

    if options.package:
        return _verify_package(options)
    workspace, year = project_and_year(options)
    step = progress(options)
    outcome = verify_output(workspace, year, step=step)
    step("")
    return tell(options, workspace, outcome)


def _verify_package(options: argparse.Namespace) -> int:
    from jixiao.commands.verify_package import verify_package

    workspace, step = find_project(Path.cwd()), progress(options)
    outcome = verify_package(workspace, Path(options.package), step=step, year=options.year)
    step("")
    return tell(options, workspace, outcome)


def _file(options: argparse.Namespace) -> int:
    from jixiao.commands import file_year

    workspace, year = project_and_year(options)
    step = progress(options)
    outcome = file_year.record(workspace, year, step=step, again=options.again)
    step("")
    return tell(options, workspace, outcome)
