"""Changes tried out on a copy: does the package then print just what was returned?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct
from msgspec.structs import replace

from jixiao.build.described_case import PackageCase
from jixiao.findings import Finding, Place, Severity, is_open_place
from jixiao.reconcile.applying import make_file_changes, stage_files
from jixiao.reconcile.compared_case import Unprintable, list_report_labels, open_again, render_report_body
from jixiao.reconcile.comparison import ReturnComparison, ReturnKind
from jixiao.reconcile.edit_pieces import pieces_of
from jixiao.reconcile.edits import ReturnedEdit, Target
from jixiao.reconcile.expected import Expected, paragraph_of, values_of
from jixiao.reconcile.reworded_values import is_reworded, take_tick
from jixiao.reconcile.source_index import half_width, same
from jixiao.reconcile.word_passages import BodyItem, WordPassage
from jixiao.render.printing import Print, same_number
from jixiao.source.scalar_text import UnwritableError
from jixiao.source.store import FileChange as FileChange

Words = tuple[str, ...]
_UNWRITABLE = "写不成读出来仍是这样的写法"
# Each trial reads and prints the whole year. Accused ones that are few are tried alone: one may accuse another.
_FEW, _MOST_ROUNDS, _MOST_TRIALS = 8, 4, 60


class ReturnTrial(Struct, frozen=True):
    """The changes that hold, the findings on those that do not, the files they make, the year as it is then."""

    changes: tuple[ReturnedEdit, ...] = ()
    findings: tuple[Finding, ...] = ()
    files: tuple[FileChange, ...] = ()
    case: PackageCase | None = None


def try_edits(
    case: PackageCase,
    comparison: ReturnComparison,
    report: Sequence[BodyItem],
    changes: Sequence[ReturnedEdit],
) -> ReturnTrial:
    """Return the changes that hold, after so many trials at most whatever their number.

    Where a trial says which changes do not hold, they are left out; otherwise the changes are halved until those that
    do not hold stand alone, or the trials are used up and a group of them is refused together.
    """
    attempt = _Attempt(case, comparison, report)
    held, failed = _without_accused(attempt, tuple(changes))
    held, others = _halved(attempt, held)
    failed |= others
    trial, why, _ = attempt.make(held)
    if why:  # what holds alone does not hold together
        failed |= dict.fromkeys(held, why)
        trial = ReturnTrial(case=case)
    refused = {change: failed[change] for change in changes if change in failed}
    return replace(trial, findings=tuple(_finding(change, why) for change, why in refused.items()))


def _without_accused(
    attempt: _Attempt, changes: tuple[ReturnedEdit, ...]
) -> tuple[tuple[ReturnedEdit, ...], dict[ReturnedEdit, str]]:
    """Return the changes that no trial accuses, and why the others do not hold; few accused are heard alone again."""
    failed: dict[ReturnedEdit, str] = {}
    for _ in range(_MOST_ROUNDS):
        accused = attempt.make(changes)[2]
        if len(accused) <= _FEW:
            break
        failed |= accused
        changes = tuple(change for change in changes if change not in accused)
    return changes, failed


def _halved(
    attempt: _Attempt, changes: tuple[ReturnedEdit, ...]
) -> tuple[tuple[ReturnedEdit, ...], dict[ReturnedEdit, str]]:
    """Return the changes that hold, and why each of the others does not."""
    _, why, _ = attempt.make(changes)
    if not why:
        return changes, {}
    if len(changes) == 1:
        return (), {changes[0]: why}
    if attempt.trials >= _MOST_TRIALS:
        return (), dict.fromkeys(changes, f"与另外 {len(changes) - 1} 处一起试写，其中有不成的：{why}")
    middle = len(changes) // 2
    first, failed = _halved(attempt, changes[:middle])
    second, others = _halved(attempt, changes[middle:])
    return (*first, *second), failed | others


def _finding(change: ReturnedEdit, why: str) -> Finding:
    by = f"（{'、'.join(change.authors)}修订）" if change.authors else ""
    found = f"“{change.subject}”由 {change.old or '（无）'} 改为 {change.new or '（无）'}{by}，{why}"
    return Finding(
        "H014",
        place=change.place,
        found=found,
        expected="写入后印出的正是返回件上的",
        remedy="核对后自己在数据里改。",
        subject=change.subject,
        seen=(change.old, change.new),
        printed=change.printed,
    )


class _Attempt:
    def __init__(self, case: PackageCase, comparison: ReturnComparison, report: Sequence[BodyItem]) -> None:
        self._case = case
        self._comparison = comparison
        self._report = report
        self._prefixes = {source.file: source.prefix for source in case.sources if source.tree}
        self.trials = 0
        self.make = cache(self._make)  # the halves that hold are asked for again together

    def _make(self, changes: tuple[ReturnedEdit, ...]) -> tuple[ReturnTrial, str, dict[ReturnedEdit, str]]:
        """Return the year with the changes in, what is wrong with that, "" if nothing, and with which of them."""
        if not changes:
            return ReturnTrial(case=self._case), "", {}
        self.trials += 1
        values = tuple(change for change in changes if change.value is not None)
        try:
            trial = self._read(values)
            why, accused = self._wrong_values(trial, values)
            if not why and len(values) < len(changes):
                trial = self._read(changes)
                why, accused = ("", {}) if trial.case else (_first(trial.findings), _accused(trial.findings, changes))
        except UnwritableError as error:
            places = set(error.places)
            return ReturnTrial(), _UNWRITABLE, {one: _UNWRITABLE for one in changes if one.place in places}
        return replace(trial, changes=changes), why or self._wrong_words(trial, changes), accused

    def _read(self, changes: Sequence[ReturnedEdit]) -> ReturnTrial:
        files = make_file_changes(self._case.workspace, changes, self._prefixes)
        with stage_files(self._case.workspace, self._case.year, files) as workspace:
            case = open_again(self._case, workspace)
            if isinstance(case, Unprintable):
                return ReturnTrial(findings=case.findings)
            return ReturnTrial(files=tuple(files), case=case)

    def _wrong_values(self, trial: ReturnTrial, changes: Sequence[ReturnedEdit]) -> tuple[str, dict[ReturnedEdit, str]]:
        """Return why the values do not print as they came back, "" if they do, and which: everywhere, and as typed."""
        if trial.case is None:
            return _first(trial.findings), _accused(trial.findings, changes)
        now = {printed.mark: printed for printed in trial.case.inspection.prints}
        misprinted = ((change, self._misprint(change, now)) for change in changes)
        wrong = {change: why for change, why in misprinted if why}
        return next(iter(wrong.values()), "") or self._wrong_cells(now), wrong

    def _misprint(self, change: ReturnedEdit, now: Mapping[str, Print]) -> str:
        """Return what a change prints that did not come back so, "" if nothing."""
        for mark in change.marks:
            read, one = self._comparison.readings[mark].text, now.get(mark)
            if one is None:
                return f"写入后表上没有了印它的那一格，返回件上那里是 {read or '（空白）'}"
            if not _prints(one, read):
                return f"写入后印 {one.printed or '（空白）'}，返回件上是 {read or '（空白）'}（{one.spoken}）"
        return ""

    def _wrong_cells(self, now: Mapping[str, Print]) -> str:
        """Return what the forms that came back would print on top, "" if nothing: merged cells that come apart."""
        before = {printed.mark: printed for printed in self._case.inspection.prints}
        there = {before[mark].where for mark in self._comparison.readings if mark in before}
        added = (one for mark, one in now.items() if one.row and one.where in there and mark not in before)
        first = next(added, None)
        return f"写入后多印出 {first.printed}（{first.spoken}）" if first is not None else ""

    def _wrong_words(self, trial: ReturnTrial, changes: Sequence[ReturnedEdit]) -> str:
        """Return why the report does not read as it came back, "" if it does."""
        if trial.case is None:
            return _first(trial.findings)
        if not any(change.target in (Target.WORDS, Target.PARAGRAPH) for change in changes):
            return ""
        meant, found = list(_meant(self._report, changes)), list(map(_words, render_report_body(trial.case)))
        return "" if meant == found else "写入后报告的文字与返回件不同"


def _prints(printed: Print, read: str) -> bool:
    """Return whether a value prints what came back: zeros behind a number, words of days and ticks are the form's."""
    digits, words = half_width(read), printed.printed
    alike = same(words, read) or same(words, digits) or same_number(words, digits)
    return alike or (bool(read.strip()) and is_reworded(words, take_tick(read)))


def _first(findings: Sequence[Finding]) -> str:
    blocking = _blocking(findings)
    return _written_then(blocking[0]) if blocking else "写入后读不出来"


def _accused(findings: Sequence[Finding], changes: Sequence[ReturnedEdit]) -> dict[ReturnedEdit, str]:
    """Return the changes at whose places something is wrong then, and what."""
    said: dict[Place, str] = {}
    for finding in _blocking(findings):
        said.setdefault(finding.place, _written_then(finding))
    return {change: said[change.place] for change in changes if change.place in said}


def _blocking(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Return the errors, all that is no place to fill in where there are none."""
    told = [finding for finding in findings if not is_open_place(finding)]
    return [finding for finding in told if finding.severity is Severity.ERROR] or told


def _written_then(finding: Finding) -> str:
    return f"写入后：{finding.found}（{finding.code}）"


def expected_report_body(expected: Expected, case: PackageCase) -> list[BodyItem]:
    """Return the body of the report as it was printed."""
    labels = list_report_labels(case)
    return [item for sheet in expected.sheets if sheet.label in labels for item in sheet.body]


def _words(item: BodyItem) -> Words:
    """Return what stands between the values of a paragraph or a table."""
    passages = [item] if isinstance(item, WordPassage) else [cell for line in item.lines for cell in line.cells]
    pieces = (piece for passage in passages for piece in pieces_of(passage.text, values_of(passage), open_ends=True))
    return tuple(_squeezed(piece.text) for piece in pieces if not piece.mark)


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _meant(report: Sequence[BodyItem], changes: Sequence[ReturnedEdit]) -> Iterator[Words]:
    """Yield the words of the report's paragraphs with the changes in."""
    for item in report:
        mark = paragraph_of(item) if isinstance(item, WordPassage) else ""
        own = [change for change in changes if mark and change.paragraph == mark]
        new = [(edit.piece, (_squeezed(edit.whole),)) for edit in own if edit.kind is ReturnKind.PARAGRAPH_NEW]
        yield from (words for piece, words in new if piece == -1)
        if not any(edit.kind is ReturnKind.PARAGRAPH_GONE for edit in own):
            meant = {edit.piece: _squeezed(edit.whole) for edit in own if edit.target is Target.WORDS}
            yield tuple(meant.get(piece, words) for piece, words in enumerate(_words(item)))
        yield from (words for piece, words in new if piece == 0)
