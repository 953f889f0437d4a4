"""The story of a file that came back: read, compared, sorted, tried out beside the data, written if asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from jixiao.build.steps import Inspected, Step, inspect_year
from jixiao.docx import package
from jixiao.docx.block_reader import read_paper
from jixiao.docx.blocks import Block, WordDocument, paragraphs
from jixiao.docx.package import BadPackage
from jixiao.errors import UsageError
from jixiao.figures import Figure
from jixiao.findings import Finding, Place, Severity, in_reading_order, is_open_place, quoted
from jixiao.model.formset import PartKind
from jixiao.paths import Workspace
from jixiao.publish.source_map import named_paragraphs
from jixiao.reconcile.comparison import ReturnComparison, compared
from jixiao.reconcile.edits import EditComment, Follower, Returned, ReturnedEdit
from jixiao.reconcile.expected import Expected, ExpectedForm
from jixiao.reconcile.origin import Origin, embedded
from jixiao.reconcile.remarks import Sorter
from jixiao.reconcile.report_text import written
from jixiao.reconcile.returned_values import Sorted, computed_finding, sorted_values
from jixiao.reconcile.source_index import ground_of, same
from jixiao.reconcile.text_blocks import BlockGrid, TextBlock, laid_out
from jixiao.reconcile.trial import ReturnTrial, tried
from jixiao.render.parts import label_of, parts_of, render
from jixiao.render.printing import Print, same_number
from jixiao.source.store import replace_files

# A file with so many more paragraphs and tables than the package is something else.
_MOST_TIMES, _FEW = 10, 500
_SHARE = 0.5
_STORIES = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}


def reconcile(workspace: Workspace, path: Path, year: int | None, *, step: Step, write: bool) -> Returned:
    """Return what was changed by hand in a file of ours; write it into the data if asked and if there is any.

    UsageError for a file that cannot be read or is none of ours.
    """
    step("正在读取返回的文件……")
    data, paper = _opened(path)
    origin = _origin(workspace, data, year)
    step(f"正在读取 {origin.year} 年度的数据……")
    case = inspect_year(workspace, origin.year, draft=False)
    if not isinstance(case, Inspected) or case.inspection.unfillable or any(map(is_open_place, case.findings)):
        return Returned(origin.year, findings=[*case.findings], notes=["数据或模板有错误，改好、填完以后才能比对。"])
    unit = str(case.dossier.unit.unit_name)
    if origin.unit not in ("", unit):
        raise UsageError(f"{path.name} 是“{origin.unit}”的材料，这里的数据是“{unit}”的。请到那个单位的文件夹里运行。")
    step("正在比对……")
    expected = _expected(case)
    body = laid_out(paper.blocks)
    sheets = _sheets_in(expected, body, path)
    comparison = compared([one.as_printed(origin.printed) for one in sheets], body)
    result = Returned(
        origin.year,
        only_told=not origin.known,
        comments=[EditComment(one.author, one.text, one.anchor) for one in paper.comments],
    )
    values = _sort(result, case=case, expected=expected, comparison=comparison, origin=origin)
    step("正在试写……")
    report = [item for sheet in expected.sheets if sheet.label in _reports(case) for item in sheet.body]
    trial = tried(case, comparison, report, result.changes)
    _settle(result, case=case, expected=expected, comparison=comparison, origin=origin, values=values, trial=trial)
    result.findings = in_reading_order([*result.findings, *_beside_the_body(paper, expected)])
    if write and result.changes and not result.only_told:
        replace_files(trial.files)
        result.written = True
    return result


# what came back


def _opened(path: Path) -> tuple[bytes, WordDocument]:
    try:
        data = path.read_bytes() if path.stat().st_size <= package.MAX_UNPACKED else b""
    except OSError as error:
        raise UsageError(f"读不出 {path}（{error.strerror}）。请核对文件名。") from error
    try:
        return data, read_paper(data)
    except BadPackage as error:
        raise UsageError(f"{path.name} 读不了：{error}。") from error


def _origin(workspace: Workspace, data: bytes, year: int | None) -> Origin:
    """Return what the file printed when it was made; the data of today where that cannot be known any more."""
    found = embedded(data)
    if found is not None and year in (None, found.year):
        return found
    years = [year] if year is not None else workspace.years()[::-1]
    if not years:
        raise UsageError("data/ 里还没有任何年度的数据。")
    return Origin(years[0], known=False)


def _sheets_in(expected: Expected, body: list[TextBlock | BlockGrid], path: Path) -> list[ExpectedForm]:
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


def _squeezed(item: TextBlock | BlockGrid) -> str:
    return "".join(item.text.split())


# what was printed


def _expected(case: Inspected) -> Expected:
    dossier, folders = case.dossier, case.folders
    rendering = render(dossier, folders, case.moment)
    templates = {label_of(*one): str(one[0].template) for one in parts_of(dossier)}
    papers = [(part.label, read_paper(part.docx)) for part in rendering.parts]
    sheets = tuple(
        ExpectedForm(label, templates[label], tuple(laid_out(paper.blocks)), paper) for label, paper in papers
    )
    prints = {one.mark: one for one in case.inspection.prints}
    spoken = {name: one.spoken for name, one in named_paragraphs(case.inspection.paragraphs)}
    return Expected(sheets, prints, written(dossier, folders.narrative_shown), spoken)


def _reports(case: Inspected) -> set[str]:
    return {str(part.label) for part in case.dossier.form_set.parts if part.kind is PartKind.REPORT}


# what becomes of it


def _sort(
    result: Returned, case: Inspected, expected: Expected, comparison: ReturnComparison, origin: Origin
) -> Sorted:
    """Sort all differences into changes and findings; return what is left to be tried out."""
    folders = case.folders
    ground = ground_of(case)
    values = sorted_values(expected, comparison, ground, origin.printed)
    result.changes, result.findings = list(values.changes), list(values.findings)
    stale = origin.changed_since(case.workspace.root)
    narrative = {f"{folders.narrative_shown}/{name}": text for name, text in case.dossier.narrative.items()}
    sorter = Sorter(expected, ground=ground, narrative=narrative, templates=folders.templates_shown, stale=stale)
    for remark in comparison.remarks:
        if remark.marks and not remark.new and origin.known and not set(remark.marks) & origin.printed.keys():
            continue  # what was put into the data after the package was made
        sorted_one = sorter.sorted(remark)
        if isinstance(sorted_one, ReturnedEdit):
            result.changes.append(sorted_one)
        else:
            result.findings.append(sorted_one)
    if stale:
        result.notes.append(f"成册之后改过的文件：{'、'.join(sorted(stale))}。只比对与当时所印不同的地方。")
    if values.there_already:
        result.notes.append(f"有 {values.there_already} 处改动，数据里已经是这样。")
    if not origin.known:
        result.findings.append(_unknown_origin(folders.templates_shown, bool(result.changes)))
    return values


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


def _settle(
    result: Returned,
    case: Inspected,
    expected: Expected,
    comparison: ReturnComparison,
    origin: Origin,
    values: Sorted,
    trial: ReturnTrial,
) -> None:
    """Keep the changes that hold, and tell computed values that follow from them from those that do not."""
    after = trial.case or case
    result.changes = trial.changes
    result.findings += trial.findings
    then = _printed_then(after)
    for mark in values.computed:
        one, read = expected.prints[mark], comparison.readings[mark].text
        old, given = origin.printed.get(mark, one.printed), then(one)
        if same(given, read) or same_number(given, read):
            result.followers.append(Follower(one.path, old, given, one.spoken))
        else:
            result.findings.append(computed_finding(one, old=old, new=read, now=given, place=Place(one.where)))
    result.moving = [
        Follower(one.path, one.printed, then(one), one.spoken)
        for one in case.inspection.prints
        if isinstance(one.value, Figure) and not one.value.entered and one.mark not in values.computed
        if then(one) != one.printed
    ]


def _printed_then(case: Inspected) -> Callable[[Print], str]:
    """Return what a value prints in a year, found again by its mark, or by its path where marks have moved on."""
    prints = case.inspection.prints
    by_mark, by_path = {one.mark: one for one in prints}, {(one.where, one.path): one for one in prints}

    def printed(one: Print) -> str:
        return by_mark.get(one.mark, by_path.get((one.where, one.path), one)).printed

    return printed


def _beside_the_body(paper: WordDocument, expected: Expected) -> Iterator[Finding]:
    """Yield findings on what stands in headers, footers and notes, and on pictures, that we did not print."""
    known = {_told(story.blocks) for sheet in expected.sheets for story in sheet.paper.stories}
    for story in paper.stories:
        words = _told(story.blocks)
        if words and words not in known:
            found = f"{_STORIES.get(story.kind, '页眉页脚')}里有{quoted(words)}"
            yield _told_only(
                story.member, found=found, expected="表样的页眉页脚", remedy="要长期改的，改模板。", seen=words
            )
    ours = {one for sheet in expected.sheets for one in sheet.paper.unread}
    for one in paper.unread:
        if one not in ours:
            yield _told_only(
                "word/document.xml",
                found=f"返回件里有{one}，写不进数据",
                expected="文字和表格",
                remedy="核对它的内容。",
                seen=one,
            )


def _told_only(member: str, found: str, expected: str, remedy: str, seen: str) -> Finding:
    severity = Severity.WARNING
    return Finding(
        "H013",
        place=Place(member),
        found=found,
        expected=expected,
        remedy=remedy,
        severity=severity,
        subject=member,
        seen=(seen,),
    )


def _told(blocks: Iterable[Block]) -> str:
    words = "".join(paragraph.text for paragraph in paragraphs(blocks))
    return re.sub(r"[\s0-9]", "", words)
