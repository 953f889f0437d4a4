"""new-year, import, todo: a year begun from the last one, or from a package filed without this tool."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.cli.console import on_terminal, progress, show, store, tell
from jixiao.cli.parsing import JSON_FLAG, OF_YEAR, Command, flag, option, project_and_year, year_option
from jixiao.errors import UsageError
from jixiao.findings import is_blocking
from jixiao.paths import find_project
from jixiao.plain import json_text
from jixiao.reporting.formats import TEXT
from jixiao.reporting.outcome import Outcome

if TYPE_CHECKING:
    from jixiao.importing.documents import Document
    from jixiao.importing.form_recognition import RecognisedDocument
    from jixiao.paths import Workspace
    from jixiao.rollforward.last_year import Candidate
    from jixiao.rollforward.todo import Todo


def _new_year(options: argparse.Namespace) -> int:
    from jixiao.build.stories import check_year
    from jixiao.rollforward.last_year import UnreadableYear
    from jixiao.rollforward.new_year_text import started_json, started_text
    from jixiao.rollforward.next_year import plan_next_year
    from jixiao.rollforward.year_plan import write

    workspace, latest = project_and_year(options)
    year = latest if options.year else latest + 1
    asked = not options.drop and options.format == TEXT and on_terminal(sys.stdin) and on_terminal(sys.stdout)

    def leaving(candidates: Sequence[Candidate]) -> list[str]:
        return [one.identifier for one in candidates if not _goes_on(one.name, year)] if asked else options.drop

    plan = plan_next_year(workspace, year, form_sets=options.form_set, leaving=leaving, add=options.add)
    if isinstance(plan, UnreadableYear):
        return tell(options, workspace, Outcome(plan.findings, texts=plan.texts))
    errors_before = sum(is_blocking([one]) for one in check_year(workspace, year - 1).findings)
    write(workspace, plan)
    done = plan, _open_places(workspace, year), errors_before
    everything = options.all
    return show(options, lambda: started_text(*done, asked=asked, everything=everything), lambda: started_json(*done))


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
    from jixiao.rollforward.new_year_text import todo_json, todo_text

    workspace, year = project_and_year(options)
    todo = _open_places(workspace, year)
    code = 1 if todo.errors or (options.exit_code and todo.places) else 0
    return show(options, lambda: todo_text(todo, everything=options.all), lambda: todo_json(todo, code=code), code)


def _open_places(workspace: Workspace, year: int) -> Todo:
    """Return what is open in a year, and how many other errors stand in it, the rules' too."""
    from jixiao.build.described_case import open_described_year
    from jixiao.build.steps import open_year
    from jixiao.rollforward.todo import todo_in, todo_in_described
    from jixiao.submission.form_set_names import has_described_sets

    if has_described_sets(workspace, year):
        opened = open_described_year(workspace, year, draft=True)
        outcome = opened.outcome
        return todo_in_described(workspace, year, opened.reading, findings=outcome.findings, progress=outcome.progress)
    case = open_year(workspace, year, draft=True)
    return todo_in(workspace, year, case.reading, case.findings)


def _import(options: argparse.Namespace) -> int:
    from jixiao.importing.described_import import goes_first
    from jixiao.importing.import_run import check_free
    from jixiao.submission.form_set_names import has_described_sets

    if options.readings:
        return _read_papers(options)
    if options.year is None:
        raise UsageError("缺少 --year：写上材料所报的年度，如 --year 2022。")
    workspace = find_project(Path.cwd())
    described = has_described_sets(workspace, options.year)
    if not described:
        check_free(workspace, options.year, force=options.force)
    documents, recognised, notes = _recognise(options, workspace)
    wanted = options.form_set or goes_first(workspace, options.year, recognised)
    if any(one.forms for one in recognised) and wanted:
        return _import_described(options, workspace, recognised, notes)
    try:
        return _import_coded(options, workspace, documents)
    except UsageError:
        if options.form_set or not any(one.forms for one in recognised):
            raise
        return _import_described(options, workspace, recognised, notes)


def _import_coded(options: argparse.Namespace, workspace: Workspace, documents: list[Document]) -> int:
    """Import a whole package of a form set that is not described; ``documents`` are its files if they were read."""
    from jixiao.importing.import_run import ImportOptions, plan_documents, plan_import, write_import
    from jixiao.importing.import_text import format_import_json, format_import_text
    from jixiao.rollforward.todo import todo_of

    chosen = ImportOptions(options.unit, options.form_set, options.force)
    files = [Path(name) for name in options.files]
    with progress(options) as step:
        if documents:
            step("正在辨认各表，与由数据得出的各数比对……")
            plan = plan_documents(workspace, options.year, documents, chosen)
        else:
            plan = plan_import(workspace, year=options.year, files=files, options=chosen, step=step)
    write_import(workspace, plan)
    todo, everything = todo_of(workspace, options.year), options.all
    return show(
        options,
        lambda: format_import_text(plan, todo, everything=everything),
        lambda: format_import_json(plan, todo),
    )


def _import_described(
    options: argparse.Namespace, workspace: Workspace, documents: list[RecognisedDocument], notes: list[str]
) -> int:
    from jixiao.importing.described_import import plan_described, write_described
    from jixiao.importing.described_text import describe_import, format_described_text

    plan = plan_described(workspace, options.year, documents, options.unit)
    plan.notes += notes
    write_described(workspace, plan)
    everything = options.all
    return show(
        options,
        lambda: format_described_text(plan, documents, everything=everything),
        lambda: describe_import(plan),
    )


def _recognise(
    options: argparse.Namespace, workspace: Workspace
) -> tuple[list[Document], list[RecognisedDocument], list[str]]:
    """Return the files, the described forms in them, and what to say; nothing for a form set that is not described."""
    from jixiao.importing.foreign_files import open_file
    from jixiao.importing.form_recognition import read_all_layouts, recognise_document
    from jixiao.importing.import_run import check_size
    from jixiao.submission.form_set_names import is_described

    if options.form_set and not is_described(workspace, options.form_set) and not options.readings:
        return [], [], []
    layouts, notes = read_all_layouts(workspace, options.form_set)
    documents = []
    with progress(options) as step:
        for path in map(Path, options.files if layouts else ()):
            step(f"正在读取 {path.name}……")
            documents.append(open_file(path))
        check_size(documents)
        step("正在辨认各表……")
        return documents, [recognise_document(document, layouts) for document in documents], notes


def _read_papers(options: argparse.Namespace) -> int:
    """Write down what is made of every cell of filed forms; no data are made."""
    from jixiao.importing.cell_readings import format_readings, list_readings, name_case

    _, documents, notes = _recognise(options, find_project(Path.cwd()))
    readings = list_readings(documents, name_case([Path(name) for name in options.files]))
    store(Path(options.readings), f"{json_text(readings, indent=1)}\n")
    return show(options, lambda: format_readings(documents, notes, everything=options.all), lambda: readings)


COMMANDS = (
    Command(
        "new-year",
        _new_year,
        "由上一年度开始新的年度；年度不写时，取最近年度的下一年",
        (
            *OF_YEAR,
            option("--drop", "不再延续的项目", nargs="+", action="extend", default=[], metavar="标识"),
            option("--add", "新增的项目，标识用小写英文", nargs="+", action="extend", default=[], metavar="标识=名称"),
            option("--form-set", "换用的表单集", nargs="+", default=[], metavar="表单集"),
        ),
    ),
    Command(
        "todo", _todo, "列出一个年度还没有填写、核对的地方", (*OF_YEAR, flag("--exit-code", "还有没做完的，退出码为 1"))
    ),
    Command(
        "import",
        _import,
        "把没有用本程序时报送的材料（.docx、.doc、.xlsx、.xls、.txt）变成一个年度的数据",
        (
            option("files", "一个或几个文件；各表分在几个文件里的，一起写上", nargs="+", metavar="文件"),
            year_option("材料所报的年度，四位年份"),
            option("--unit", "单位名称；不写时用材料里的", default="", metavar="名称"),
            option("--form-set", "按哪套表样辨认；不写时选最像的", default="", metavar="表单集"),
            flag("--force", "该年度只有决算数时，以导入的整套数据代替它"),
            option("--readings", "只把每一格认作什么写进这个文件（JSON），不建立数据", default="", metavar="文件"),
            flag("--all", "逐处列出读入的每个值：原件何处、写在哪个文件哪一行"),
            JSON_FLAG,
        ),
    ),
)
