"""What the report may speak of: topics, lines of the forms, projects and indicators, by all their names.

A name means one line of a form, or a few that bear it; what is said of it holds if it holds of one of them. No name is
known to the program: topics are the form set's, lines are called as in the paths of their figures, the rest is the
year's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from jixiao.figures import RATE, TO_FILL_IN
from jixiao.glossary import term
from jixiao.model.formset import Topic
from jixiao.patterns import compile_late
from jixiao.rules.claim_words import Column, find_column
from jixiao.rules.form_tables import FormRow, list_evaluation_forms
from jixiao.rules.held_numbers import Held, Subject, hold, merge_subjects
from jixiao.rules.items import strip_number
from jixiao.rules.printed_package import PrintedPackage, listed_once
from jixiao.rules.prose_numerals import find_numerals
from jixiao.targets import Quantity, Several, parse

# The unit of what nobody knows yet.
ANY_UNIT = "*"
_LEAST_NAME, _LEAST_INDICATOR = 4, 4
# As many lines as this bear a name that says nothing: 合计, 其他资金.
_MOST_LINES = 4
QUOTES = str.maketrans("", "", "“”\"'‘’")


@listed_once
def list_subjects(package: PrintedPackage) -> Iterator[Subject]:
    """Yield every matter once, by its name without quotation marks."""
    yield from merge_subjects((*_topics(package), *_projects(package), *_lines(package), *_indicators(package)))


def _topics(package: PrintedPackage) -> Iterator[Subject]:
    outturn, beside = f"{term('annex2')}.资金.全年执行数", _columns_by_row(package)
    for topic in package.dossier.form_set.checks.topics:
        paths, limits = _paths_of(package, topic, beside), _limits_of(package, topic)
        columns = _held(package, paths)
        if any(held.path == outturn for held in columns.get(Column.FINAL, ())):
            columns |= _held(package, {Column.SCORE: [f"{term('annex2')}.总分.得分"]})
        if columns.get(Column.FINAL) or columns.get(Column.RATE):
            names = [strip_quotes(str(alias)) for alias in topic.aliases]
            names += [f"{name}用" for name in names if name.endswith("费")]
            yield from (Subject(name, columns, limits) for name in names)
        for called, limit in limits.items():
            if find_column(called) is None and len(called) > 1:
                yield from (Subject(name, {Column.FINAL: (limit,)}) for name in (called, f"{called}数"))


def _paths_of(
    package: PrintedPackage, topic: Topic, beside: dict[str, list[tuple[Column, str]]]
) -> dict[Column, list[str]]:
    """Return the paths of a topic's columns: its own, last year's, its limits', and those beside it on the form."""
    figure = package.figures.get(str(topic.reference))
    if figure is not None and figure.unit == RATE:
        return {Column.RATE: [str(topic.reference)]}
    paths: dict[Column, list[str]] = {Column.FINAL: [str(topic.reference)]}
    named = [(Column.PRIOR, str(topic.prior))] if topic.prior else []
    limits = [(find_column(str(alias)), str(one.reference)) for one in topic.limits for alias in one.aliases]
    row = str(topic.reference).rpartition(".")[0]
    for column, path in (*named, *beside.get(row, ()), *limits):
        if column is not None:
            paths.setdefault(column, []).append(path)
    return paths


def _limits_of(package: PrintedPackage, topic: Topic) -> dict[str, Held]:
    found = {
        strip_quotes(str(alias)): hold(package, str(limit.reference))
        for limit in topic.limits
        for alias in limit.aliases
    }
    return {name: held for name, held in found.items() if held is not None}


def _columns_by_row(package: PrintedPackage) -> dict[str, list[tuple[Column, str]]]:
    """Return the columns of each line whose figures stand under words for columns."""
    found: dict[str, list[tuple[Column, str]]] = {}
    for path in package.figures:
        row, _, name = path.rpartition(".")
        column = find_column(name)
        if column is not None:
            found.setdefault(row, []).append((column, path))
    return found


def _held(package: PrintedPackage, paths: dict[Column, list[str]]) -> dict[Column, tuple[Held, ...]]:
    found = {
        column: tuple(held for path in dict.fromkeys(each) if (held := hold(package, path)) is not None)
        for column, each in paths.items()
    }
    return {column: held for column, held in found.items() if held}


def strip_quotes(words: str) -> str:
    """Return words without quotation marks, as names of subjects are."""
    return words.translate(QUOTES)


def _projects(package: PrintedPackage) -> Iterator[Subject]:
    annex = f"{term('annex1')}.{term('project_outlay')}"
    for one in package.submission.projects:
        if one.project.name.unknown:
            continue
        funds = f"{term('projects')}.{one.identifier}"
        paths = {
            Column.INITIAL: [f"{funds}.资金.年度资金总额.年初预算数"],
            Column.BUDGET: [f"{funds}.资金.年度资金总额.全年预算数", f"{annex}.{one.identifier}.预算"],
            Column.FINAL: [f"{funds}.资金.年度资金总额.全年执行数", f"{annex}.{one.identifier}.决算"],
            Column.PRIOR: [f"{annex}.{one.identifier}.{term('prior_final')}"],
            Column.RATE: [f"{funds}.资金.执行率"],
            Column.SCORE: [f"{funds}.总分.得分"],
        }
        columns, name = _held(package, paths), strip_quotes(str(one.project.name))
        for called in list_project_names(name):
            yield Subject(called, columns, is_project=True)


def list_project_names(name: str) -> tuple[str, ...]:
    """Return what a project may be called: its name, and that with 项目 behind it."""
    return (name,) if name.endswith("项目") else (name, f"{name}项目")


def _lines(package: PrintedPackage) -> Iterator[Subject]:
    """Yield the lines of the forms by their names: a path's part that is no column, beside one that is."""
    named: dict[str, dict[tuple[str, ...], dict[Column, list[str]]]] = {}
    skipped = (f"{term('prior')}.", "表单.", "核对数", f"{term('projects')}.", "附件5")
    for path, figure in package.figures.items():
        if path.startswith(skipped) or (figure.literal is not None and not figure.unknown) or "[" in path:
            continue
        parts = path.split(".")
        column = find_column(parts[-1]) or (find_column(parts[-2]) if len(parts) > 2 else None)
        rest = [part for part in parts if find_column(part) is None]
        column = column or (None if figure.unit == "万元" else Column.RATE if figure.unit == RATE else Column.FINAL)
        # A short name of a rate is told by what it is of: 财政供养人员控制率.
        name = (
            "".join(rest[-2:]) if rest and figure.unit == RATE and len(rest[-1]) < _LEAST_NAME else "".join(rest[-1:])
        )
        if is_line_name(name) and column is not None:
            named.setdefault(name, {}).setdefault(tuple(rest[:-1]), {}).setdefault(column, []).append(path)
    for name, lines in named.items():
        if len(lines) <= _MOST_LINES:
            for paths in lines.values():
                columns = _held(package, paths)
                if columns:
                    yield Subject(strip_quotes(name), columns)


_NAME = compile_late(r"[^\W\d_A-Za-z（）()、，]+")
_NO_NAME = frozenset({"资金总额", "年度资金总额", "年中追加", "占总支出", "人员支出占比", "公用支出占比", "年末结余"})


def is_line_name(part: str) -> bool:
    """Return whether part of a path names a line in so many words that a sentence may speak of it."""
    return len(part) >= _LEAST_NAME and _NAME.fullmatch(part) is not None and part not in _NO_NAME


def _indicators(package: PrintedPackage) -> Iterator[Subject]:
    yield from list_row_subjects([row for sheet in list_evaluation_forms(package) for row in sheet.rows])


def list_row_subjects(rows: Iterable[FormRow]) -> Iterator[Subject]:
    """Yield indicators by all their names; none while one of them has no name yet, for it may be any."""
    rows = list(rows)
    if not any(row.level3.unknown for row in rows):
        for row in rows:
            name = strip_quotes(strip_number(row.level3.words).strip("。；; "))
            for called in dict.fromkeys((name, re.sub(r"(?:的?时间|日期)$", "", name), _uncounted(name))):
                if len(called) >= _LEAST_INDICATOR and "\n" not in called:
                    yield Subject(called, _cells(row), rows=(row,))


def _uncounted(name: str) -> str:
    """Return an indicator's name without the word for its number: 纸质档案数字化 for 纸质档案数字化完成量."""
    bare = re.sub(r"(?:完成|制作|采购|接待)?(?:数量|次数|人数|个数|场次|总量|量)$", "", name)
    return bare if len(bare) > _LEAST_INDICATOR else name


def _cells(row: FormRow) -> dict[Column, tuple[Held, ...]]:
    cells = ((Column.TARGET, row.target), (Column.ACTUAL, row.actual))
    if row.target.unknown or row.actual.unknown:
        return {
            column: (Held(cell.path, ANY_UNIT, exact=Decimal(0), printed=(), words=TO_FILL_IN, is_open=True),)
            for column, cell in cells
        }
    return {column: tuple(_in_cell(row, cell.path, cell.words)) for column, cell in cells}


def _in_cell(row: FormRow, path: str, words: str) -> Iterator[Held]:
    """Yield the numbers of a cell; those that are about so many, or one end of a range, are open."""
    read = parse(words)
    parts = (read,) if isinstance(read, Quantity) else read.parts if isinstance(read, Several) else ()
    where = f"（{row.where}）"
    for part in parts:
        is_open = part.approximate or part.upper is not None
        yield Held(path, part.unit, exact=part.amount, printed=(), words=words.strip(), where=where, is_open=is_open)
    if not parts:
        for one in find_numerals(words):
            if one.unit:
                yield Held(
                    path, one.unit, exact=one.amount, printed=(), words=one.phrase, where=where, is_open=one.approximate
                )
