"""fmt, undo, schema, rules: commands that keep files of the workspace in order."""

from __future__ import annotations

import argparse
from pathlib import Path

from jixiao.cli.console import show, store
from jixiao.cli.parsing import JSON_FLAG, OF_YEAR, Command, flag, project_and_year
from jixiao.errors import UsageError
from jixiao.paths import Workspace, find_project


def _fmt(options: argparse.Namespace) -> int:
    from jixiao.commands import fmt
    from jixiao.commands.fmt_text import formatting_json, formatting_text
    from jixiao.model.data_files import FILED
    from jixiao.source.store import replace_files

    workspace, year = project_and_year(options)
    if options.year is None and (workspace.year(year) / FILED.name).exists():
        raise UsageError(f"{year} 年度已有报送记录，不会自动整理。确要整理，请写明年度：make fmt YEAR={year}。")
    formatting = fmt.plan_formatting(workspace, year)
    written = not (options.check or options.diff or formatting.findings)
    if written:
        replace_files(workspace.root, formatting.changes, "make fmt")
    code = 1 if formatting.findings or (formatting.changes and not written) else 0
    return show(
        options,
        lambda: formatting_text(formatting, written=written, diff=options.diff),
        lambda: formatting_json(formatting, written=written, code=code),
        code,
    )


def _undo(options: argparse.Namespace) -> int:
    from jixiao.commands.undo import plan_undo, undo_json, undo_last, undo_text

    workspace, written = find_project(Path.cwd()), not options.check
    plan = plan_undo(workspace)
    if written:
        undo_last(workspace, plan, force=options.force)
    return show(options, lambda: undo_text(plan, written=written), lambda: undo_json(plan, written=written))


def _schema(options: argparse.Namespace) -> int:
    from jixiao.commands.schema import SCHEMAS, schema_files

    workspace = find_project(Path.cwd())
    return _regenerated(workspace, {f"{SCHEMAS}/{name}": text for name, text in schema_files(workspace).items()})


def _rules(options: argparse.Namespace) -> int:
    from jixiao.reporting.rules_page import RULES_PAGE, format_rules_page
    from jixiao.rules.catalogue import all_rules

    return _regenerated(find_project(Path.cwd()), {RULES_PAGE: format_rules_page(all_rules())})


def _regenerated(workspace: Workspace, files: dict[str, str]) -> int:
    for name, text in files.items():
        path = workspace.root / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            store(path, text)
            print(f"已更新 {name}")
    return 0


COMMANDS = (
    Command(
        "fmt",
        _fmt,
        "整理数据和报告的标点、空格和排列；数字、注释不动",
        (*OF_YEAR, flag("--check", "只看哪些文件需要整理，不改动"), flag("--diff", "列出要改的各行，不改动")),
    ),
    Command(
        "undo",
        _undo,
        "退回最近一次 fmt、reconcile、new-year、import、new-form、file、sources 的改动；再运行一次就是取消退回",
        (
            flag("--check", "只列出会退回哪些文件，不改动"),
            flag("--force", "以后又手工改过的文件也退回"),
            JSON_FLAG,
        ),
    ),
    Command("schema", _schema, "重新生成 schemas/ 里供编辑器用的数据文件说明"),
    Command("rules", _rules, "重新生成 docs/rules.md 核验规则一览"),
)
