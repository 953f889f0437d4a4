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
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from jixiao import __version__
from jixiao.errors import JixiaoError, UsageError
from jixiao.findings import blocks
from jixiao.paths import Project, find_project
from jixiao.reporting.outputs import FORMATS, JSON, TEXT, WAIVERS

if TYPE_CHECKING:
    from jixiao.pipeline import Outcome

_EPILOG = """\
退出码：0 没有问题；1 数据或模板有问题；2 命令写法有误；3 缺少软件或运行失败。
年度不写时，取 data/ 里最近的一个年度。"""

_ERASED = "\r\033[K"  # takes the line of progress off the terminal

_ARGPARSE_WORDS = (
    (r"unrecognized arguments: (.*)", r"不认识的参数：\1"),
    (r"the following arguments are required: (.*)", r"缺少参数：\1"),
    (r"argument --format: invalid choice: '?([^']*)'? \(choose from (.*)\)", r"没有“\1”这种格式；可用的格式：\2"),
    (r"argument (\S+): invalid choice: '?([^']*)'? \(choose from (.*)\)", r"没有“\2”这个命令；可用的命令：\3"),
    (r"argument (\S+): invalid \w+ value: '?([^']*)'?", r"\1 的值“\2”不对"),
    (r"argument (\S+): expected (one|at least one) argument", r"\1 后面缺少值"),
    (r"argument (\S+): not allowed with argument (\S+)", r"\1 和 \2 不能一起用"),
    (r"argument (\S+): ignored explicit argument (.*)", r"\1 不带值"),
)


class _Parser(argparse.ArgumentParser):
    def __init__(self, **settings: Any) -> None:
        super().__init__(**{**settings, "add_help": False, "allow_abbrev": False, "formatter_class": _Formatter})
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示说明")

    def error(self, message: str) -> NoReturn:
        for english, chinese in _ARGPARSE_WORDS:
            message = re.sub(english, chinese, message)
        message = re.sub(r"(?<=：).*$", lambda listed: listed[0].replace("', '", "、").strip("'"), message)
        raise UsageError(f"{message}。说明见：{_program()} --help")


class _Formatter(argparse.RawDescriptionHelpFormatter):
    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        # Sub-commands ask for a usage without any prefix, to begin their own with.
        super().add_usage(usage, actions, groups, "用法：" if prefix is None else prefix)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # Messages are Chinese under any locale; a terminal that cannot show a character gets a substitute.
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="replace")
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        options = _parser().parse_args(words)
        return _flushed(int(options.run(options)))
    except JixiaoError as error:
        return _fail(error, as_json=_wants_json(words))
    except KeyboardInterrupt:
        print("\n已中断；原有的输出没有改动。", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever was reading has gone; what is still in the buffer must not fail again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except ModuleNotFoundError as error:
        if not (error.name or "jixiao").startswith("jixiao"):
            raise  # build.py goes on in .venv, or says what to install
        return _fail(_unforeseen(error), as_json=_wants_json(words))
    except Exception as error:
        return _fail(_unforeseen(error), as_json=_wants_json(words))


def _flushed(code: int) -> int:
    """Return the exit code once everything printed has left; BrokenPipeError if nobody takes it."""
    if sys.stdout is not None:
        sys.stdout.flush()
    return code


def _wants_json(words: list[str]) -> bool:
    return "--json" in words or "--format=json" in words or ("--format", JSON) in pairwise(words)


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
        print(f"{_ERASED if _on_terminal(sys.stderr) else ''}{error}", file=sys.stderr)
    return error.exit_code


def _program() -> str:
    return "jixiao" if Path(sys.argv[0]).name == "jixiao" else "python build.py"


def _on_terminal(stream: TextIO | None) -> bool:
    return stream is not None and stream.isatty()


def _parser() -> _Parser:
    parser = _Parser(
        prog=_program(), description="部门整体支出绩效自评材料：由数据生成整套 DOCX、PDF、ZIP。", epilog=_EPILOG
    )
    parser.add_argument("--version", action="version", version=f"jixiao {__version__}", help="显示版本")
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True)
    report = _command(commands, "report", _report, "生成整套材料；有错误时不生成")
    draft = _command(commands, "draft", _draft, "有错误也生成，每页和文件名标“草稿”")
    verify = _command(commands, "verify", _verify, "重新生成一遍，与 output/ 里的文件逐一比对")
    check = _command(commands, "check-data", _check, "只检查，不生成", aliases=["check"])
    _add_formats(check)
    filed = _command(commands, "file", _file, "记录本年度的报送件，以后的改动会被指出")
    filed.add_argument("--again", action="store_true", help="更正后重新报送，重新记录")
    filed.add_argument("--quiet", action="store_true", help="不显示进度")
    _watcher(commands)
    _writer(commands, "schema", _schema, "重新生成 schemas/ 里供编辑器用的数据文件说明")
    _writer(commands, "rules", _rules, "重新生成 docs/rules.md 核验规则一览")
    for builder in (report, draft):
        builder.add_argument("--no-pdf", action="store_true", help="不生成 PDF")
    for judge in (report, check):
        judge.add_argument("--strict", action="store_true", help="警告也当作错误")
    for maker in (report, draft, verify):
        maker.add_argument("--quiet", action="store_true", help="不显示进度")
    _add_fmt(commands)
    _add_diff(commands)
    _add_new_year(commands)
    _command(commands, "todo", _todo, "列出一个年度还没有填写、核对的地方")
    return parser


def _add_fmt(commands: Any) -> None:
    command = _command(commands, "fmt", _fmt, "整理数据和报告的标点、空格和排列；数字、注释不动")
    command.add_argument("--check", action="store_true", help="只看哪些文件需要整理，不改动")
    command.add_argument("--diff", action="store_true", help="列出要改的各行，不改动")


def _add_diff(commands: Any) -> None:
    words = "对照两个年度或两个版本；什么都不写时，最近年度与上一年度对照"
    command: argparse.ArgumentParser = commands.add_parser("diff", help=words, description=words, epilog=_DIFF_EXAMPLES)
    command.add_argument("sides", nargs="*", metavar="年度或版本", help="见下面的例子")
    command.add_argument("--year", type=_year, metavar="年度", help="两个版本对照哪个年度；不写时取最近的一个")
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


_GITHUB = 65_536
_LEAST_LIMIT = 2_000
_DIFF_EXAMPLES = """\
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


def _add_new_year(commands: Any) -> None:
    command = _command(commands, "new-year", _new_year, "由上一年度开始新的年度；年度不写时，取最近年度的下一年")
    command.add_argument("--drop", nargs="+", action="extend", default=[], metavar="标识", help="不再延续的项目")
    command.add_argument(
        "--add", nargs="+", action="extend", default=[], metavar="标识=名称", help="新增的项目，标识用小写英文"
    )


def _command(
    commands: Any, name: str, run: Callable[[argparse.Namespace], int], words: str, **more: Any
) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words, **more)
    command.add_argument("year", nargs="?", type=_year, metavar="年度", help="四位年份，如 2023")
    command.add_argument(
        "--json", action="store_const", dest="format", const=JSON, default=TEXT, help="以 JSON 输出，供程序使用"
    )
    command.add_argument("--all", action="store_true", help="提示也全部列出")
    command.set_defaults(run=run, output=None, strict=False)
    return command


def _watcher(commands: Any) -> None:
    words = "每次保存后自动检查，只列变化；按 Ctrl-C 结束"
    command: argparse.ArgumentParser = commands.add_parser("watch", help=words, description=words)
    command.add_argument("year", nargs="?", type=_year, metavar="年度", help="四位年份，如 2023")
    command.add_argument("--all", action="store_true", help="提示也全部列出")
    command.set_defaults(run=_watch, format=TEXT, output=None, strict=False)


def _writer(commands: Any, name: str, run: Callable[[argparse.Namespace], int], words: str) -> None:
    command: argparse.ArgumentParser = commands.add_parser(name, help=words, description=words)
    command.set_defaults(run=run)


def _add_formats(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--format", choices=FORMATS, default=TEXT, metavar="格式", help=f"输出格式：{'、'.join(FORMATS)}"
    )
    command.add_argument(
        "--waivers", action="store_const", dest="format", const=WAIVERS, help="列出可填写的 waivers.yaml"
    )
    command.add_argument("--output", metavar="文件", help="写入文件；屏幕上仍列出问题")


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


def _watch(options: argparse.Namespace) -> int:
    from jixiao import pipeline
    from jixiao.reporting.changes import change_text
    from jixiao.watch import Watcher, watch

    project, year = _project_and_year(options)
    print(f"正在留意 {year} 年度的数据和模板，保存后自动检查。按 Ctrl-C 结束。", flush=True)
    watcher = Watcher(project, lambda: pipeline.check(project, year).findings)
    colour = _colour()
    try:
        watch(
            watcher,
            lambda change: print(
                change_text(change, project.root, colour=colour, everything=options.all), end="", flush=True
            ),
        )
    except KeyboardInterrupt:
        print()
    return 0


def _schema(options: argparse.Namespace) -> int:
    from jixiao.schema import SCHEMAS, schema_files

    project = find_project(Path.cwd())
    return _regenerated(project, {f"{SCHEMAS}/{name}": text for name, text in schema_files(project).items()})


def _rules(options: argparse.Namespace) -> int:
    from jixiao.reporting.rules_page import RULES_PAGE, rules_page
    from jixiao.rules.registry import all_rules

    return _regenerated(find_project(Path.cwd()), {RULES_PAGE: rules_page(all_rules())})


def _regenerated(project: Project, files: dict[str, str]) -> int:
    for name, text in files.items():
        path = project.root / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            _store(path, text)
            print(f"已更新 {name}")
    return 0


def _fmt(options: argparse.Namespace) -> int:
    from jixiao import fmt
    from jixiao.reporting.mended import formatting_json, formatting_text

    project, year = _project_and_year(options)
    if options.year is None and (project.year(year) / "filed.yaml").exists():
        raise UsageError(f"{year} 年度已有报送记录，不会自动整理。确要整理，请写明年度：make fmt YEAR={year}。")
    formatting = fmt.plan(project, year)
    written = not (options.check or options.diff or formatting.findings)
    if written:
        fmt.store(formatting.changes)
    code = 1 if formatting.findings or (formatting.changes and not written) else 0
    if options.format == JSON:
        print(formatting_json(formatting, written=written, code=code), end="")
    else:
        print(formatting_text(formatting, project.root, written=written, diff=options.diff), end="")
    return code


def _report(options: argparse.Namespace) -> int:
    return _build(options, draft=False)


def _draft(options: argparse.Namespace) -> int:
    return _build(options, draft=True)


def _build(options: argparse.Namespace, *, draft: bool) -> int:
    from jixiao import pipeline

    project, year = _project_and_year(options)
    step = _progress(options)
    outcome = pipeline.report(project, year, step=step, draft=draft, pdf=not options.no_pdf, strict=options.strict)
    step("")
    return _tell(options, project, outcome)


def _verify(options: argparse.Namespace) -> int:
    from jixiao import pipeline

    project, year = _project_and_year(options)
    step = _progress(options)
    outcome = pipeline.verify(project, year, step=step)
    step("")
    return _tell(options, project, outcome)


def _file(options: argparse.Namespace) -> int:
    from jixiao import filing

    project, year = _project_and_year(options)
    step = _progress(options)
    outcome = filing.record(project, year, step=step, again=options.again)
    step("")
    return _tell(options, project, outcome)


def _progress(options: argparse.Namespace) -> Callable[[str], None]:
    if options.quiet or options.format == JSON or os.environ.get("CI") or not _on_terminal(sys.stderr):
        return lambda _: None
    return lambda words: print(f"{_ERASED}{words}", end="", file=sys.stderr, flush=True)


def _tell(options: argparse.Namespace, project: Project, outcome: Outcome) -> int:
    from jixiao.reporting.outputs import formatted, outcome_text

    if options.format != TEXT or options.output:
        written = formatted(options.format, outcome, project, strict=options.strict, everything=options.all)
        if options.output:
            _store(Path(options.output), written)
        else:
            print(written, end="")
    if options.format == TEXT or options.output:
        print(outcome_text(outcome, project, colour=_colour(), strict=options.strict, everything=options.all), end="")
    return 1 if blocks(outcome.findings, strict=options.strict) else 0


def _colour() -> bool:
    return _on_terminal(sys.stdout) and not os.environ.get("NO_COLOR")


def _store(path: Path, words: str) -> None:
    try:
        path.write_text(words, encoding="utf-8", errors="replace", newline="\n")
    except OSError as error:
        raise UsageError(f"写不进 {path}（{error.strerror}）。请检查路径和写入权限。") from error


def _diff(options: argparse.Namespace) -> int:
    from jixiao import comparing
    from jixiao.review.as_json import review_json
    from jixiao.review.markdown import review_markdown
    from jixiao.review.terminal import review_text

    project, step = find_project(Path.cwd()), _progress(options)
    found = comparing.compared(project, options.sides, options.year, step=step, with_packages=bool(options.output))
    notes = []
    if options.output:
        notes = comparing.write(Path(options.output), found, limit=options.limit, step=step)
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


def _new_year(options: argparse.Namespace) -> int:
    from jixiao import pipeline
    from jixiao.rollforward.last_year import last_year_of
    from jixiao.rollforward.plan import plan_year, write
    from jixiao.rollforward.todo import todo_of
    from jixiao.rollforward.words import started_json, started_text

    project, latest = _project_and_year(options)
    year = latest if options.year else latest + 1
    last_year = last_year_of(project, year)
    if isinstance(last_year, list):
        return _tell(options, project, pipeline.Outcome(findings=last_year))
    asked = not options.drop and options.format == TEXT and _on_terminal(sys.stdin) and _on_terminal(sys.stdout)
    drop = [one.identifier for one in last_year.candidates if not _goes_on(one.name, year)] if asked else options.drop
    plan = plan_year(last_year, drop=drop, add=options.add)
    errors_before = sum(blocks([one]) for one in pipeline.check(project, year - 1).findings)
    write(project, plan)
    done = plan, todo_of(project, year), errors_before
    print(_json(started_json(*done)) if options.format == JSON else started_text(*done, asked=asked), end="")
    return 0


def _goes_on(name: str, year: int) -> bool:
    """Ask whether a project goes on, until the answer is understood; yes by default."""
    answers = {"": True, "是": True, "y": True, "yes": True, "否": False, "n": False, "no": False}
    while True:
        try:
            answer = input(f"项目“{name}”{year} 年度是否延续？[是/否，直接回车为“是”] ").strip().lower()
        except EOFError as error:
            raise UsageError("没有得到回答，没有建立新年度。") from error
        if answer in answers:
            return answers[answer]


def _todo(options: argparse.Namespace) -> int:
    from jixiao.rollforward.todo import todo_of
    from jixiao.rollforward.words import todo_json, todo_text

    todo = todo_of(*_project_and_year(options))
    print(_json(todo_json(todo)) if options.format == JSON else todo_text(todo), end="")
    return 1 if todo.places else 0


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
