"""The way of a returned file: read → compare → edits → trial → write."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from jixiao.build.described_case import PackageCase
from jixiao.build.steps import Step
from jixiao.errors import UsageError
from jixiao.figures import Figure
from jixiao.findings import Finding, Place, Severity, in_reading_order
from jixiao.paths import Workspace, readable
from jixiao.reconcile.answered_findings import AnsweredFindings, answer_findings
from jixiao.reconcile.beside_the_body import list_beside_the_body, list_unread
from jixiao.reconcile.compared_case import Unprintable, list_narrative, open_packages, print_expected
from jixiao.reconcile.comparison import Remark, ReturnComparison, ReturnKind, compare_returned
from jixiao.reconcile.edits import Edits, Follower, Returned, ReturnedEdit
from jixiao.reconcile.expected import Expected
from jixiao.reconcile.origin import Origin
from jixiao.reconcile.remarks import RemarkSorter
from jixiao.reconcile.returned_paper import ReturnedPaper, count_held, open_returned, origin_of, sheets_in
from jixiao.reconcile.returned_values import judge_computed, list_value_edits
from jixiao.reconcile.source_index import SourceIndex, index_sources, same
from jixiao.reconcile.trial import ReturnTrial, expected_report_body, try_edits
from jixiao.render.printing import Print, same_number
from jixiao.reporting.margin_words import REVIEWER
from jixiao.source.journal import JournalEntry
from jixiao.source.store import write_entries


class ReturnedFile(Struct, frozen=True):
    """A returned file beside the package as it was printed, and how the two differ."""

    name: str
    case: PackageCase
    origin: Origin
    paper: ReturnedPaper
    expected: Expected
    comparison: ReturnComparison


def reconcile(workspace: Workspace, path: Path, year: int | None, *, step: Step, write: bool) -> Returned:
    """Return what was changed by hand in a file of ours; write it into the data if asked and if there is any.

    UsageError for a file that cannot be read or is none of ours.
    """
    step("正在读取返回的文件……")
    paper = open_returned(path)
    origin = origin_of(paper, workspace, year)
    step(f"正在读取 {origin.year} 年度的数据……")
    cases = open_packages(workspace, origin.year)
    if isinstance(cases, Unprintable):
        notes = ("数据或模板有错误，改好以后才能比对。",)
        return Returned(origin.year, findings=cases.findings, notes=notes, unread=paper.paper.unread, texts=cases.texts)
    unit = cases[0].unit_name
    if origin.unit not in ("", unit):
        raise UsageError(f"{path.name} 是“{origin.unit}”的材料，这里的数据是“{unit}”的。请到那个单位的文件夹里运行。")
    step("正在比对……")
    returned = _compare(cases, origin, paper, path)
    edits = _list_edits(returned)
    step("正在试写……")
    case, report = returned.case, expected_report_body(returned.expected, returned.case)
    trial = try_edits(case, returned.comparison, report, edits.changes)
    answered = answer_findings(cases, paper.paper)
    result = _with_answers(_judge(returned, edits, trial), answered)
    changes = trial.files if result.changes and origin.known else ()
    entries = [JournalEntry(one.path.relative_to(workspace.root).as_posix(), one.before, one.after) for one in changes]
    entries += [answered.entry] if answered.entry else []
    if write and entries:
        write_entries(workspace.root, entries, "make reconcile")
        return replace(result, written=True)
    return result


def _with_answers(result: Returned, answered: AnsweredFindings) -> Returned:
    findings = tuple(in_reading_order([*result.findings, *answered.lost]))
    return replace(result, answers=answered.given, findings=findings)


# beside what was printed


def _compare(cases: Sequence[PackageCase], origin: Origin, paper: ReturnedPaper, path: Path) -> ReturnedFile:
    """Return the file beside what it printed, of several form sets the one that it holds most of.

    UsageError if it holds nothing of any.
    """
    printed = [(case, print_expected(case)) for case in cases]
    case, expected = max(printed, key=lambda one: count_held(one[1], paper.body))
    sheets = sheets_in(expected, paper.body, path.name)
    comparison = compare_returned([one.printed_again(origin.printed) for one in sheets], paper.body)
    name = readable(path.name)
    return ReturnedFile(name, case, origin, paper=paper, expected=expected, comparison=comparison)


# edits and the result


def _list_edits(returned: ReturnedFile) -> Edits:
    """Return all differences as changes to be tried out, findings, and values that are computed."""
    case, origin, expected = returned.case, returned.origin, returned.expected
    index = index_sources(case)
    _drop_repeats(returned, index)
    values = list_value_edits(expected, returned.comparison, index, origin.printed)
    stale = origin.changed_since(case.workspace)
    narrative = list_narrative(case)
    sorter = RemarkSorter(
        expected, index, narrative, templates=case.folders.templates_shown, returned=returned.name, stale=stale
    )
    remarks = [one for one in returned.comparison.remarks if not _is_younger(one, origin)]
    beside = [sorter.judge(one) for one in remarks if not (stale and _was_reckoned(one, returned.paper))]
    changes = (*values.changes, *(one for one in beside if isinstance(one, ReturnedEdit)))
    findings = [*values.findings, *(one for one in beside if isinstance(one, Finding))]
    notes = [f"返回件里{note}。" for note in returned.paper.notes]
    if stale:
        notes.append(f"成册之后改过的文件：{'、'.join(sorted(stale))}。只比对与当时所印不同的地方。")
    if values.there_already:
        notes.append(f"有 {values.there_already} 处改动，数据里已经是这样。")
    if not origin.known:
        findings.append(_unknown_origin(returned.name, bool(changes)))
    return replace(values, changes=changes, findings=tuple(findings), notes=tuple(notes))


def _drop_repeats(returned: ReturnedFile, index: SourceIndex) -> None:
    """Leave aside what a workbook kept locked and nobody changed: it is the same value as the open cell's."""
    readings, then = returned.comparison.readings, returned.origin.printed
    for mark in returned.paper.repeats & readings.keys():
        printed = returned.expected.prints.get(mark)
        if printed is not None and same(then.get(mark, printed.printed), readings[mark].text):
            del readings[mark]


def _is_younger(remark: Remark, origin: Origin) -> bool:
    """Return whether what is gone was put into the data after the package was made."""
    return bool(remark.marks and not remark.new and origin.known and not set(remark.marks) & origin.printed.keys())


def _was_reckoned(remark: Remark, paper: ReturnedPaper) -> bool:
    """Return whether a text only says what it was printed with, before the data changed."""
    return remark.kind is ReturnKind.WORDS and not remark.marks and remark.new in paper.reckoned


def _unknown_origin(name: str, changed: bool) -> Finding:
    return Finding(
        "H012",
        place=Place(name),
        found="返回件里没有来源表，也认不出是哪一次生成的，只能与现在的数据比对，分不清哪些是手工改的",
        expected="由本程序生成、没有另行转存过的 DOCX",
        remedy="逐条核对后自己改数据；或者把返回件里的改动在原来的 DOCX 上再做一遍。",
        severity=Severity.ERROR if changed else Severity.HINT,
        subject="返回件",
    )


def _judge(returned: ReturnedFile, edits: Edits, trial: ReturnTrial) -> Returned:
    """Return the changes that hold, all findings, and the computed values that follow or will move."""
    then = _printed_then(trial.case or returned.case)
    computed = [_judge_computed(returned, returned.expected.prints[mark], then) for mark in edits.computed]
    moving = tuple(
        Follower(printed.path, printed.printed, then(printed), printed.spoken)
        for printed in returned.case.inspection.prints
        if isinstance(printed.value, Figure) and not printed.value.entered and printed.mark not in edits.computed
        if then(printed) != printed.printed
    )
    found = (one for one in computed if isinstance(one, Finding))
    beside = list_beside_the_body(returned.paper.paper, returned.expected)
    return Returned(
        returned.origin.year,
        changes=trial.changes,
        findings=tuple(in_reading_order([*edits.findings, *trial.findings, *found, *beside])),
        followers=tuple(one for one in computed if isinstance(one, Follower)),
        moving=moving,
        comments=tuple(one for one in returned.paper.paper.comments if one.author != REVIEWER),
        notes=edits.notes,
        read_only=not returned.origin.known,
        unread=list_unread(returned.paper.paper, returned.expected),
        texts=returned.case.texts,
    )


def _judge_computed(returned: ReturnedFile, printed: Print, then: Callable[[Print], str]) -> Follower | Finding:
    """Return whether a computed value that was changed by hand follows from the changes, or the finding that not."""
    read = returned.comparison.readings[printed.mark].text
    old, given = returned.origin.printed.get(printed.mark, printed.printed), then(printed)
    if same(given, read) or same_number(given, read):
        return Follower(printed.path, old, given, printed.spoken)
    return judge_computed(printed, old=old, new=read, now=given)


def _printed_then(case: PackageCase) -> Callable[[Print], str]:
    """Return what a value prints in a year, found again by its mark, or by its path where marks have moved on."""
    prints = case.inspection.prints
    by_mark, by_path = {one.mark: one for one in prints}, {(one.where, one.path): one for one in prints}

    def printed(one: Print) -> str:
        return by_mark.get(one.mark, by_path.get((one.where, one.path), one)).printed

    return printed
