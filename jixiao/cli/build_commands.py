"""report, draft, verify, file: commands that make the package or hold it against what was made."""

from __future__ import annotations

import argparse
from contextlib import nullcontext
from pathlib import Path

from jixiao.cli.console import progress, tell
from jixiao.cli.parsing import OF_YEAR, QUIET, Command, flag, option, project_and_year
from jixiao.paths import find_project


def _report(options: argparse.Namespace) -> int:
    return _build(options, draft=False)


def _draft(options: argparse.Namespace) -> int:
    return _build(options, draft=True)


def _build(options: argparse.Namespace, *, draft: bool) -> int:
    from jixiao.publish.started_office import start_office

    workspace, year = project_and_year(options)
    pdf, strict = not options.no_pdf, options.strict
    # LibreOffice takes as long to start as the rest to be imported.
    with progress(options) as step, start_office() if pdf else nullcontext() as office:
        from jixiao.build.stories import build_package

        outcome = build_package(workspace, year, step=step, draft=draft, pdf=pdf, strict=strict, office=office)
    return tell(options, workspace, outcome)


def _verify(options: argparse.Namespace) -> int:
    from jixiao.archive.keeping import verify_archive
    from jixiao.build.stories import verify_output
    from jixiao.commands.verify_package import verify_package

    with progress(options) as step:
        if options.archive:
            workspace, outcome = find_project(Path.cwd()), verify_archive(Path(options.archive))
        elif options.package:
            workspace = find_project(Path.cwd())
            outcome = verify_package(workspace, Path(options.package), step=step, year=options.year)
        else:
            workspace, year = project_and_year(options)
            outcome = verify_output(workspace, year, step=step)
    return tell(options, workspace, outcome)


def _archive(options: argparse.Namespace) -> int:
    from jixiao.archive.keeping import archive_year

    workspace, year = project_and_year(options)
    with progress(options) as step:
        outcome = archive_year(workspace, year, step=step)
    return tell(options, workspace, outcome)


def _publish(options: argparse.Namespace) -> int:
    from jixiao.disclosure.publishing import publish_year

    workspace, year = project_and_year(options)
    with progress(options) as step:
        outcome = publish_year(workspace, year, step=step, pdf=not options.no_pdf)
    return tell(options, workspace, outcome)


def _file(options: argparse.Namespace) -> int:
    from jixiao.commands import file_year

    workspace, year = project_and_year(options)
    with progress(options) as step:
        outcome = file_year.record_filing(workspace, year, step=step, again=options.again)
    return tell(options, workspace, outcome)


_NO_PDF = flag("--no-pdf", "不生成 PDF")
COMMANDS = (
    Command(
        "report",
        _report,
        "生成整套材料；有错误时不生成",
        (*OF_YEAR, flag("--strict", "警告也当作错误"), _NO_PDF, QUIET),
    ),
    Command("draft", _draft, "有错误也生成，每页和文件名标“草稿”", (*OF_YEAR, _NO_PDF, QUIET)),
    Command(
        "verify",
        _verify,
        "重新生成一遍，与 output/ 里的文件逐一比对",
        (
            *OF_YEAR,
            option(
                "--package", "核对一个成品（ZIP、DOCX 或 PDF），而不是 output/ 里的", metavar="文件", exclusive=True
            ),
            option("--archive", "不比 output/，核对一个归档的文件夹", metavar="文件夹", exclusive=True),
            QUIET,
        ),
    ),
    Command("archive", _archive, "把成品、数据、表样和检查结果归档成一个文件夹，逐项检测", (*OF_YEAR, QUIET)),
    Command(
        "publish",
        _publish,
        "生成公开的版本：网页、PDF 和数据，姓名、电话和不公开的内容略去",
        (*OF_YEAR, _NO_PDF, QUIET),
    ),
    Command(
        "file",
        _file,
        "记录本年度的报送件，以后的改动会被指出",
        (*OF_YEAR, flag("--again", "更正后重新报送，重新记录"), QUIET),
    ),
)
