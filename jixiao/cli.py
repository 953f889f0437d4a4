"""The command line: parses, calls the pipeline, prints, exits. Nobody else prints or exits.

Exit codes: 0 clean, 1 findings, 2 usage, 3 environment.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from jixiao import __version__
from jixiao.errors import JixiaoError, UsageError
from jixiao.findings import blocks
from jixiao.paths import Project, find_project

_EPILOG = """\
退出码：0 没有问题；1 数据或模板有问题；2 命令写法有误；3 缺少软件或运行失败。
年度不写时，取 data/ 里最近的一个年度。"""

_ARGPARSE_WORDS = (
    (r"unrecognized arguments: (.*)", r"不认识的参数：\1"),
    (r"the following arguments are required: (.*)", r"缺少参数：\1"),
    (r"argument (\S+): invalid choice: '?([^']*)'? \(choose from (.*)\)", r"没有“\2”这个命令；可用的命令：\3"),
    (r"argument (\S+): invalid \w+ value: '?([^']*)'?", r"\1 的值“\2”不对"),
    (r"argument (\S+): expected (one|at least one) argument", r"\1 后面缺少值"),
    (r"argument (\S+): ignored explicit argument (.*)", r"\1 不带值"),
    (r"ambiguous option: (.*) could match (.*)", r"选项 \1 不明确，可能是 \2"),
)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **settings: Any) -> None:
        super().__init__(**{**settings, "add_help": False, "formatter_class": _Formatter})
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示说明")

    def error(self, message: str) -> NoReturn:
        for english, chinese in _ARGPARSE_WORDS:
            message = re.sub(english, chinese, message)
        raise UsageError(f"{message}。说明见：python build.py --help")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        super().add_usage(usage, actions, groups, "用法：")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # Messages are Chinese under any locale; a terminal that cannot show a character gets a substitute.
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="replace")
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        options = _parser().parse_args(words)
        return int(options.run(options))
    except JixiaoError as error:
        return _fail(error, as_json="--json" in words)
    except KeyboardInterrupt:
        print("\n已中断；原有的输出没有改动。", file=sys.stderr)
        return 130
    except BrokenPipeError:
        return 0
    except Exception as error:
        return _fail(_unforeseen(error), as_json="--json" in words)


def _unforeseen(error: Exception) -> JixiaoError:
    """Return a fault of the program itself as a message; JIXIAO_DEBUG=1 lets developers see the traceback."""
    if os.environ.get("JIXIAO_DEBUG"):
        raise error
    return JixiaoError(
        f"程序内部出错（{type(error).__name__}：{error}）。数据和原有输出没有改动。请把这句话和所用的命令告诉维护人员。"
    )


def _fail(error: JixiaoError, *, as_json: bool) -> int:
    if as_json:
        print(json.dumps({"exit": error.exit_code, "error": str(error)}, ensure_ascii=False, indent=2))
    else:
        print(str(error), file=sys.stderr)
    return error.exit_code


def _parser() -> _Parser:
    parser = _Parser(
        prog="build.py", description="部门整体支出绩效自评材料：由数据生成整套 DOCX、PDF、ZIP。", epilog=_EPILOG
    )
    parser.add_argument("--version", action="version", version=f"jixiao {__version__}", help="显示版本")
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True)
    report = _command(commands, "report", _report, "生成整套材料；有错误时不生成")
    draft = _command(commands, "draft", _draft, "有错误也生成，每页和文件名标“草稿”")
    verify = _command(commands, "verify", _verify, "重新生成一遍，与 output/ 里的文件逐一比对")
    _command(commands, "check-data", _check, "只检查，不生成", aliases=["check"])
    for builder in (report, draft):
        builder.add_argument("--no-pdf", action="store_true", help="不生成 PDF")
    for maker in (report, draft, verify):
        maker.add_argument("--quiet", action="store_true", help="不显示进度")
    return parser


def _command(
    commands: Any, name: str, run: Callable[[argparse.Namespace], int], words: str, **more: Any
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words, **more)
    command.add_argument("year", nargs="?", type=_year, metavar="年度", help="四位年份，如 2023")
    command.add_argument("--json", action="store_true", help="以 JSON 输出，供程序使用")
    command.set_defaults(run=run)
    return command


def _year(words: str) -> int:
    if not re.fullmatch(r"[0-9]{4}", words):
        raise UsageError(f"年度“{words}”不对，应为四位年份，如 2023。")
    return int(words)


def _project_and_year(options: argparse.Namespace) -> tuple[Project, int]:
    project = find_project(Path.cwd())
    if options.year is not None:
        return project, options.year
    years = project.years()
    if not years:
        raise UsageError("data/ 里还没有任何年度的数据。")
    return project, years[-1]


def _check(options: argparse.Namespace) -> int:
    from jixiao import pipeline

    project, year = _project_and_year(options)
    return _tell(options, project, pipeline.check(project, year))


def _report(options: argparse.Namespace) -> int:
    return _build(options, draft=False)


def _draft(options: argparse.Namespace) -> int:
    return _build(options, draft=True)


def _build(options: argparse.Namespace, *, draft: bool) -> int:
    from jixiao import pipeline

    project, year = _project_and_year(options)
    step = _progress(options)
    outcome = pipeline.report(project, year, step=step, draft=draft, pdf=not options.no_pdf)
    step("")
    return _tell(options, project, outcome)


def _verify(options: argparse.Namespace) -> int:
    from jixiao import pipeline

    project, year = _project_and_year(options)
    step = _progress(options)
    outcome = pipeline.verify(project, year, step=step)
    step("")
    return _tell(options, project, outcome)


def _progress(options: argparse.Namespace) -> Callable[[str], None]:
    if options.quiet or options.json or not sys.stderr.isatty():
        return lambda _: None
    return lambda words: print(f"\r\033[K{words}", end="", file=sys.stderr, flush=True)


def _tell(options: argparse.Namespace, project: Project, outcome: Any) -> int:
    code = 1 if blocks(outcome.findings) else 0
    if options.json:
        print(json.dumps(_as_json(outcome, project, code), ensure_ascii=False, indent=2))
        return code
    from jixiao.reporting.text import findings_text, summary

    if outcome.findings:
        print(findings_text(outcome.findings, project.root, colour=sys.stdout.isatty()))
        print()
    if outcome.overridden:
        print(f"按原件列报 {len(outcome.overridden)} 处（印原件的值，不印数据算出的值）：")
        for one in outcome.overridden:
            print(f"  {one.where}  {one.path}：{one.implied} → {one.printed}（{one.override.reason}）")
        print()
    for note in outcome.notes:
        print(f"注意：{note}")
    if outcome.folder is not None and outcome.files:
        print(f"{project.shown(outcome.folder)}/")
        for name in outcome.files:
            print(f"  {name}")
    print(_verdict(outcome, summary(outcome.findings), code))
    return code


def _verdict(outcome: Any, counted: str, code: int) -> str:
    if outcome.folder is None and code:
        return f"{counted}。改好后再运行；想先看样子，可运行 make draft。"
    return f"{counted}。"


def _as_json(outcome: Any, project: Project, code: int) -> dict[str, Any]:
    return {
        "exit": code,
        "findings": [one.as_json() for one in outcome.findings],
        "folder": project.shown(outcome.folder) if outcome.folder else None,
        "files": outcome.files,
        "notes": outcome.notes,
        "overrides": [
            {"where": one.where, "reference": one.path, "implied": one.implied, "printed": one.printed}
            for one in outcome.overridden
        ],
    }
