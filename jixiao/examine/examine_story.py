"""The way of files handed in: open → recognise → examine → hold against the unit's own data → place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

from jixiao.build.steps import Step
from jixiao.errors import UsageError
from jixiao.examine.examined_forms import RecognisedFiles, examine_forms, recognise_forms
from jixiao.examine.examined_notes import find_unit, list_notes, note_units
from jixiao.examine.examined_paper import ExaminedPaper, PlacedFinding, UnreadText, count_texts
from jixiao.examine.examined_year import count_unread, examine_year
from jixiao.examine.figure_facts import list_figures, list_free_numbers
from jixiao.examine.finding_spots import SpotIndex
from jixiao.examine.handed_in import HandedIn, open_handed_in
from jixiao.examine.own_data import hold_against
from jixiao.findings import Finding, Severity
from jixiao.importing.documents import Document
from jixiao.importing.filed_package import Filing
from jixiao.importing.import_run import check_size, count_years
from jixiao.importing.table_reader import FiledValue
from jixiao.paths import Workspace
from jixiao.patterns import compile_late
from jixiao.reporting.margin_words import comment_lines

_YEAR = compile_late(r"(?<![0-9])(20[0-9]{2})(?=\s*年)")
# Of lists of scanned papers a file handed in says nothing.
_NOT_ON_PAPER = ("C610",)
# Whose reason the report may give.
_EXPLAINED_IN_REPORT = ("Y101", "S304", "S305")
# Without this a report that nothing could be held against looks like one without errors.
_NO_FORMS = "没有读到表：报告里的数没有表可对，只核对一句话里面算得出的；连同各表一起核验，才能逐句核对"


class ExamineOptions(Struct, frozen=True):
    """What is said beside the files: the year whose data they are held against, and the form set."""

    year: int | None = None
    form_set: str = ""


def examine_files(workspace: Workspace, paths: Sequence[Path], options: ExamineOptions, *, step: Step) -> ExaminedPaper:
    """Return what files come to; UsageError for those that cannot be read or are no papers of performance."""
    files = []
    for path in paths:
        step(f"正在读取 {path.name}……")
        files.append(open_handed_in(path))
    return examine_opened(workspace, files, options, step=step)


def examine_opened(
    workspace: Workspace, files: Sequence[HandedIn], options: ExamineOptions, *, step: Step
) -> ExaminedPaper:
    """Return what opened files come to; UsageError for those that are no papers of performance."""
    documents = [one.document for one in files]
    check_size(documents)
    step("正在辨认各表，逐条核验……")
    recognised = recognise_forms(workspace, documents, options.form_set)
    year = _choose_year(documents, options.year, recognised.year)
    if recognised.forms and (recognised.wanted or _reads_more(workspace, year, documents, recognised)):
        return examine_forms(workspace, year, files, recognised, own_data=options.year is not None)
    try:
        return _examine_package(workspace, year, files, options)
    except UsageError:
        if not recognised.forms:
            raise
        return examine_forms(workspace, year, files, recognised, own_data=options.year is not None)


def _reads_more(workspace: Workspace, year: int, documents: Sequence[Document], recognised: RecognisedFiles) -> bool:
    """Return whether described forms leave less of the files unread than those that are not described.

    Where both read as much, the others say more of it: they have a report, and rules of their own.
    """
    described, coded = recognised.unread, count_unread(workspace, year, documents)
    return described < coded


def _choose_year(documents: Sequence[Document], asked: int | None, of_forms: int | None) -> int:
    """Return the year asked for, or that titles state, or else forms, or else the one named most often.

    UsageError for none, and for another one than titles state.
    """
    stated = count_years(documents)
    if asked is not None and stated and asked not in stated:
        found = stated.most_common(1)[0][0]
        raise UsageError(f"文件里写的是 {found} 年度，--year 是 {asked}。请核对文件和年度。")
    if asked is not None:
        return asked
    if not stated and of_forms is not None:
        return of_forms
    texts = (text for one in documents for text in one.texts)
    named = stated or Counter(int(year) for text in texts for year in _YEAR.findall(text))
    if not named:
        raise UsageError("文件里没有写明是哪个年度的，请加 --year，如 --year 2023。")
    return named.most_common(1)[0][0]


def _examine_package(
    workspace: Workspace, year: int, files: Sequence[HandedIn], options: ExamineOptions
) -> ExaminedPaper:
    examined = examine_year(workspace, year, [one.document for one in files], options.form_set)
    filing = examined.filing
    _check_recognised(filing)
    names = {project.identifier: project.name for project in filing.projects}
    index = SpotIndex(examined)
    left_out = _NOT_ON_PAPER if filing.report.is_filed else (*_NOT_ON_PAPER, *_EXPLAINED_IN_REPORT)
    findings = [one for one in examined.findings if not one.advice and one.code not in left_out]
    placed = list(_placed(findings, index, names))
    own = hold_against(workspace, examined) if options.year is not None else None
    if own is not None:
        known = {(one.finding.code, one.finding.subject) for one in placed}
        beside = [one for one in own.found if (one.finding.code, one.finding.subject) not in known]
        placed = [one for one in placed if not own.lets_stand(one.finding)]
        placed += [PlacedFinding(one.finding, one.spot, comment_lines(one.finding, names)) for one in beside]
    facts = tuple(list_figures(examined, names))
    named = examined.case.dossier.unit.unit_name
    return ExaminedPaper(
        year=year,
        unit=find_unit(one.document for one in files) if named.unknown else str(named),
        form_set=examined.plan.form_set,
        files=tuple(files),
        placed=tuple(_by_weight(placed)),
        moment=examined.filled_on,
        facts=facts,
        numbers=tuple(list_free_numbers(examined)),
        unread=tuple(UnreadText(one.place, _with_reason(one)) for one in examined.plan.unread),
        notes=(
            *(() if facts or own else (_NO_FORMS,)),
            *note_units(one.document for one in files),
            *list_notes(examined),
        ),
        texts=count_texts(files),
        held_against=own is not None,
    )


def _check_recognised(filing: Filing) -> None:
    """Raise UsageError where nothing of a package was recognised."""
    if not filing.package.parts and not filing.report.is_filed:
        raise UsageError("文件里没有认出任何一张表，也没有认出报告。请核对是不是绩效自评材料。")


def _with_reason(filed: FiledValue) -> str:
    """Return a text that was not read, and why not."""
    why = f"只读作 {filed.read_as}" if filed.read_as else filed.problem
    return f"{filed.text}（{why}）" if why else filed.text


def _placed(findings: Iterable[Finding], index: SpotIndex, names: Mapping[str, str]) -> Iterator[PlacedFinding]:
    for finding in findings:
        spot = index.find(finding)
        if spot is not None:
            yield PlacedFinding(finding, spot, comment_lines(finding, names))


def _by_weight(placed: Iterable[PlacedFinding]) -> list[PlacedFinding]:
    weights = list(Severity)
    return sorted(placed, key=lambda one: weights.index(one.finding.severity))
