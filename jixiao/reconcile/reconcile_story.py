"""The way of a returned file: read → compare → edits → trial → write."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from jixiao.build.described_case import PackageCase
from jixiao.build.steps import Step
from jixiao.docx import package
from jixiao.docx.block_reader import read_paper
from jixiao.docx.blocks import Block, StoryBlocks, WordDocument, paragraphs, things_of
from jixiao.docx.folded_paper import fold_paper, note_folding
from jixiao.docx.package import BadPackage
from jixiao.docx.unread import UnreadThing, additional, name_things
from jixiao.errors import UsageError
from jixiao.figures import Figure
from jixiao.findings import Finding, Place, Severity, in_reading_order, quoted
from jixiao.paths import Workspace
from jixiao.reconcile.answered_findings import AnsweredFindings, answer_findings
from jixiao.reconcile.compared_case import Unprintable, list_narrative, open_packages, print_expected
from jixiao.reconcile.comparison import Remark, ReturnComparison, compare_returned
from jixiao.reconcile.edits import Edits, Follower, Returned, ReturnedEdit
from jixiao.reconcile.expected import Expected, ExpectedForm
from jixiao.reconcile.origin import Origin, read_origin
from jixiao.reconcile.remarks import RemarkSorter
from jixiao.reconcile.returned_values import judge_computed, list_value_edits
from jixiao.reconcile.source_index import index_sources, same
from jixiao.reconcile.trial import ReturnTrial, expected_report_body, try_edits
from jixiao.reconcile.word_passages import BodyItem, lay_out
from jixiao.render.draft import DRAFT_WORDS
from jixiao.render.printing import Print, same_number
from jixiao.reporting.margin_words import REVIEWER
from jixiao.source.journal import JournalEntry
from jixiao.source.regular_file import UnreadableFile, read_regular
from jixiao.source.store import write_entries

# A file with so many more paragraphs and tables than the package is something else.
_MOST_TIMES, _FEW = 10, 500
_SHARE = 0.5
_STORIES = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}


class ReturnedFile(Struct, frozen=True):
    """A returned file beside the package as it was printed, and how the two differ."""

    case: PackageCase
    origin: Origin
    paper: WordDocument
    expected: Expected
    comparison: ReturnComparison


def reconcile(workspace: Workspace, path: Path, year: int | None, *, step: Step, write: bool) -> Returned:
    """Return what was changed by hand in a file of ours; write it into the data if asked and if there is any.

    UsageError for a file that cannot be read or is none of ours.
    """
    step("正在读取返回的文件……")
    data, paper = _read(path)
    origin = _origin(workspace, data, year)
    step(f"正在读取 {origin.year} 年度的数据……")
    cases = open_packages(workspace, origin.year)
    if isinstance(cases, Unprintable):
        notes = ("数据或模板有错误，改好以后才能比对。",)
        return Returned(origin.year, findings=cases.findings, notes=notes, unread=paper.unread, texts=cases.texts)
    unit = cases[0].unit_name
    if origin.unit not in ("", unit):
        raise UsageError(f"{path.name} 是“{origin.unit}”的材料，这里的数据是“{unit}”的。请到那个单位的文件夹里运行。")
    step("正在比对……")
    returned = _compare(cases, origin, paper, path)
    edits = _list_edits(returned)
    step("正在试写……")
    case, report = returned.case, expected_report_body(returned.expected, returned.case)
    trial = try_edits(case, returned.comparison, report, edits.changes)
    answered = answer_findings(cases, paper)
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


# the returned file


def _read(path: Path) -> tuple[bytes, WordDocument]:
    try:
        data = read_regular(path, package.MAX_UNPACKED)
    except UnreadableFile as error:
        raise UsageError(f"读不出 {path}（{error.words}）。请核对文件名。") from error
    try:
        return data, read_paper(data)
    except BadPackage as error:
        raise UsageError(f"{path.name} 读不了：{error}。") from error


def _origin(workspace: Workspace, data: bytes, year: int | None) -> Origin:
    """Return what the file printed when it was made; the data of today where that cannot be known any more."""
    found = read_origin(data)
    if found is not None and year in (None, found.year):
        return found
    years = [year] if year is not None else workspace.years()[::-1]
    if not years:
        raise UsageError("data/ 里还没有任何年度的数据。")
    return Origin(years[0], known=False)


def _sheets_in(expected: Expected, body: list[BodyItem], path: Path) -> list[ExpectedForm]:
    """Return the parts that the file holds; UsageError if it holds none of ours."""
    most = _FEW + _MOST_TIMES * sum(len(sheet.body) for sheet in expected.sheets)
    names = {name for item in body for name in item.names}
    texts = {_squeezed(item) for item in body}
    found = [sheet for sheet in expected.sheets if _is_in(sheet, names, texts)]
    if not found or len(body) > most:
        raise UsageError(
            f"{path.name} 不是本单位这一年度的材料：里面找不到成套材料的任何一部分。年度不对的，加 --year。"
        )
    return found


def _is_in(sheet: ExpectedForm, names: set[str], texts: set[str]) -> bool:
    if any(item.names & names for item in sheet.body):
        return True
    known = [_squeezed(item) for item in sheet.body]
    return sum(text in texts for text in known) >= max(len(known) * _SHARE, 2)


def _squeezed(item: BodyItem) -> str:
    return "".join(item.text.split())


# beside what was printed


def _compare(cases: Sequence[PackageCase], origin: Origin, paper: WordDocument, path: Path) -> ReturnedFile:
    """Return the file beside what it printed, of several form sets the one that it holds most of.

    UsageError if it holds nothing of any.
    """
    body = lay_out(fold_paper(paper).blocks)
    printed = [(case, print_expected(case)) for case in cases]
    case, expected = max(printed, key=lambda one: _held_of(one[1], body))
    sheets = _sheets_in(expected, body, path)
    comparison = compare_returned([one.printed_again(origin.printed) for one in sheets], body)
    return ReturnedFile(case, origin, paper, expected=expected, comparison=comparison)


def _held_of(expected: Expected, body: list[BodyItem]) -> tuple[int, int]:
    """Return how many marks of a package are in a file, and how many of its paragraphs and tables read the same."""
    ours = [item for sheet in expected.sheets for item in sheet.body]
    marks = {name for item in ours for name in item.names} & {name for item in body for name in item.names}
    texts = {_squeezed(item) for item in body}
    return len(marks), sum(_squeezed(item) in texts for item in ours)


# edits and the result


def _list_edits(returned: ReturnedFile) -> Edits:
    """Return all differences as changes to be tried out, findings, and values that are computed."""
    case, origin, expected = returned.case, returned.origin, returned.expected
    index = index_sources(case)
    values = list_value_edits(expected, returned.comparison, index, origin.printed)
    stale = origin.changed_since(case.workspace)
    narrative = list_narrative(case)
    sorter = RemarkSorter(expected, index, narrative, templates=case.folders.templates_shown, stale=stale)
    beside = [sorter.judge(remark) for remark in returned.comparison.remarks if not _is_younger(remark, origin)]
    changes = (*values.changes, *(one for one in beside if isinstance(one, ReturnedEdit)))
    findings = [*values.findings, *(one for one in beside if isinstance(one, Finding))]
    notes = [f"返回件里{note}。"] if (note := note_folding(returned.paper)) else []
    if stale:
        notes.append(f"成册之后改过的文件：{'、'.join(sorted(stale))}。只比对与当时所印不同的地方。")
    if values.there_already:
        notes.append(f"有 {values.there_already} 处改动，数据里已经是这样。")
    if not origin.known:
        findings.append(_unknown_origin(case.folders.templates_shown, bool(changes)))
    return replace(values, changes=changes, findings=tuple(findings), notes=tuple(notes))


def _is_younger(remark: Remark, origin: Origin) -> bool:
    """Return whether what is gone was put into the data after the package was made."""
    return bool(remark.marks and not remark.new and origin.known and not set(remark.marks) & origin.printed.keys())


def _unknown_origin(shown: str, changed: bool) -> Finding:
    return Finding(
        "H012",
        place=Place(shown),
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
    beside = _beside_the_body(returned.paper, returned.expected)
    return Returned(
        returned.origin.year,
        changes=trial.changes,
        findings=tuple(in_reading_order([*edits.findings, *trial.findings, *found, *beside])),
        followers=tuple(one for one in computed if isinstance(one, Follower)),
        moving=moving,
        comments=tuple(one for one in returned.paper.comments if one.author != REVIEWER),
        notes=edits.notes,
        read_only=not returned.origin.known,
        unread=_unread(returned),
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


def _beside_the_body(paper: WordDocument, expected: Expected) -> Iterator[Finding]:
    """Yield findings on what stands in headers, footers and notes that we did not print."""
    ours = [story for sheet in expected.sheets for story in sheet.paper.stories]
    known = {_letters(story.blocks) for story in ours}
    kinds = {thing.kind for story in ours for thing in things_of(story.blocks)}
    for story in fold_paper(paper).stories:
        words, name = _without_draft_mark(_letters(story.blocks)), _STORIES.get(story.kind, "页眉页脚")
        why = "表样的页眉页脚", "要长期改的，改模板。"
        if words and words not in known:
            yield _unwritable(story.member, f"{name}里有{quoted(words)}", why, words)
        if _is_draft(story):
            continue  # its mark is a drawing
        if things := [thing for thing in things_of(story.blocks) if thing.kind not in kinds]:
            names = name_things(things)
            yield _unwritable(story.member, f"{name}里有{names}，没有读入", why, names)


def _is_draft(story: StoryBlocks) -> bool:
    """Return whether a header bears the mark of a draft."""
    words = _letters(story.blocks)
    return words != _without_draft_mark(words)


def _without_draft_mark(words: str) -> str:
    return words.replace("".join(DRAFT_WORDS.split()), "", 1)


def _unread(returned: ReturnedFile) -> tuple[UnreadThing, ...]:
    """Return what stands anywhere in the file beside text and was not printed; a footer's page numbers were."""
    printed = [sheet.paper for sheet in returned.expected.sheets]
    body = additional(returned.paper.unread, (thing for paper in printed for thing in paper.unread))
    ours = {thing for paper in printed for story in paper.stories for thing in things_of(story.blocks)}
    stories = (story for story in returned.paper.stories if not _is_draft(story))
    beside = (thing for story in stories for thing in things_of(story.blocks))
    return (*body, *(thing for thing in beside if thing not in ours))


def _unwritable(member: str, found: str, why: tuple[str, str], seen: str) -> Finding:
    """Return the finding on a member's content; ``why`` is what was expected, and the remedy."""
    expected, remedy = why
    return Finding(
        "H013",
        place=Place(member),
        found=found,
        expected=expected,
        remedy=remedy,
        severity=Severity.WARNING,
        subject=member,
        seen=(seen,),
    )


def _letters(blocks: Iterable[Block]) -> str:
    words = "".join(paragraph.text for paragraph in paragraphs(blocks))
    return re.sub(r"[\s0-9]", "", words)
