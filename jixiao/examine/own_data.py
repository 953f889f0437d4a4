"""A paper held against the unit's own data: figures that differ, numbers the data lack, sentences that are not so."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from jixiao import edition
from jixiao.build.steps import Inspected, inspect_year
from jixiao.errors import UsageError
from jixiao.examine.examined_year import ExaminedYear
from jixiao.examine.finding_spots import FindingSpot, find_clause, list_lines
from jixiao.examine.letter_places import find_words
from jixiao.figures import Figure
from jixiao.findings import Finding, Place, Severity
from jixiao.importing.documents import PaperSpot
from jixiao.importing.print_comparison import FiledPrint, Verdict, judge_print
from jixiao.importing.report_sections import FiledReport, read_report
from jixiao.model.data_files import OVERRIDES
from jixiao.model.waivers import Waiver
from jixiao.paths import Workspace
from jixiao.render.printing import Print
from jixiao.rules.judge import judge
from jixiao.rules.printed_statement import entered_place
from jixiao.rules.waiving import covers
from jixiao.source.work_folder import work_folder

_NUMBERS_UNKNOWN = "P501"
_REPORT = "报告"
_REMEDY = "核对哪一个对：数据对的改文件，文件对的改数据。"


class OwnFinding(Struct, frozen=True):
    """A finding against the unit's own data, and where it stands on the paper."""

    finding: Finding
    spot: FindingSpot


class OwnData(Struct, frozen=True):
    """What the unit's own data say of a paper, the waivers that let findings stand, and what could not be compared.

    ``named`` are what paths on paper begin with and the data name otherwise, with the name of the data.
    """

    found: tuple[OwnFinding, ...]
    waivers: tuple[Waiver, ...]
    notes: tuple[str, ...] = ()
    named: Mapping[str, str] = {}

    def lets_stand(self, finding: Finding) -> bool:
        """Return whether a waiver of the unit covers a finding of the paper."""
        begins = next((one for one in self.named if finding.subject.startswith(one)), "")
        ours = replace(finding, subject=self.named.get(begins, "") + finding.subject.removeprefix(begins))
        return any(covers(waiver, ours) for waiver in self.waivers)


def hold_against(workspace: Workspace, examined: ExaminedYear) -> OwnData | None:
    """Return what a year's own data say of a paper; None where there are none.

    UsageError where they have errors that let nothing of them be used.
    """
    if not workspace.year(examined.year).is_dir():
        return None
    case = inspect_year(workspace, examined.year, draft=True)
    if not isinstance(case, Inspected):
        raise UsageError(f"data/{examined.year}/ 有错误，不能用来核对；先运行 make check-data YEAR={examined.year}。")
    found = [*_differing(examined, case), *_of_sentences(workspace, examined, _words_of(case))]
    return OwnData(tuple(found), tuple(case.submission.waivers))


# figures of forms, and those that sentences repeat


def _differing(examined: ExaminedYear, case: Inspected) -> Iterator[OwnFinding]:
    """Yield the values that the paper and the data print differently in the same place, or in the report anywhere."""
    prints = {(one.where, one.path, one.occurrence): one for one in case.inspection.prints}
    by_path: dict[str, list[Print]] = {}
    for printed in case.inspection.prints:
        by_path.setdefault(printed.path, []).append(printed)
    for filed in examined.filing.prints():
        ours = by_path.get(filed.path, []) if filed.where.startswith(_REPORT) else []
        there = prints.get((filed.where, filed.path, filed.occurrence))
        candidates = ours or ([there] if there else [])
        spot = filed.value.spot
        if candidates and spot is not None and all(_differs(one, filed) for one in candidates):
            words = filed.value.text.strip()
            difference = tell_difference(filed.where, filed.path, words, candidates[0])
            yield OwnFinding(difference, FindingSpot(spot, (words,)))


def _differs(printed: Print, filed: FiledPrint) -> bool:
    return judge_print(printed, filed.value) is Verdict.OTHER


def tell_difference(where: str, path: str, filed: str, printed: Print) -> Finding:
    """Return the finding that a paper says something else in a place than the unit's own data print there."""
    if isinstance(printed.value, Figure):
        place = entered_place(printed.value)
    else:
        place = printed.value.place if printed.value is not None else Place("")
    filed_words, our_words = filed or "（空白）", printed.printed or "（空白）"
    return Finding(
        "Q001",
        place=place,
        found=f"{where}“{path}”写的是 {filed_words}，本单位数据是 {our_words}",
        expected=printed.printed or "空白",
        remedy=_REMEDY,
        subject=path,
        seen=(filed, printed.printed),
        basis="本单位的数据",
    )


# sentences


def _words_of(case: Inspected) -> str:
    """Return all words of the data: those of the report, and what is entered in words."""
    texts = (str(text) for text in case.printed_package.texts)
    return "\n".join([*(paragraph.text for paragraph in case.inspection.paragraphs), *texts])


def _of_sentences(workspace: Workspace, examined: ExaminedYear, known: str) -> Iterator[OwnFinding]:
    """Yield what the rules say of the paper's report where it stands in the place of the data's own.

    A number that stands in ``known``, the words of the data, is no unknown one.
    """
    filing = examined.filing
    report = read_report(filing.package.report, filing.form_set, {}, as_typed=True, is_loose=filing.package.is_loose)
    written = {name: section.markdown for name, section in report.sections.items() if section.blocks}
    if not written:
        return
    lines = dict(_report_lines(report, f"data/{examined.year}/report"))
    with _with_report(workspace, examined.year, written) as staged:
        case = inspect_year(staged, examined.year, draft=True)
        if not isinstance(case, Inspected):
            return
        book = case.printed_package
        for finding in judge(book, edition.today()).findings:
            block = lines.get((finding.place.file, finding.place.line))
            if block is None or finding.waived:
                continue
            words = find_clause(finding, book.paragraphs)
            if finding.code == _NUMBERS_UNKNOWN:
                unknown = (one for one in _unknown_numbers(finding) if find_words(known, one.seen[0]) is None)
                yield from (OwnFinding(one, FindingSpot(block, one.seen)) for one in unknown)
            elif not finding.advice:
                yield OwnFinding(finding, FindingSpot(block, tuple(words)))


def _report_lines(report: FiledReport, folder: str) -> Iterator[tuple[tuple[str, int], PaperSpot]]:
    for name, section in report.sections.items():
        yield from (((f"{folder}/{name}", line), spot) for line, spot in list_lines(section))


@contextmanager
def _with_report(workspace: Workspace, year: int, report: Mapping[str, str]) -> Iterator[Workspace]:
    """Yield a copy of the data of a year and the one before, with other sections of the report.

    What was printed as filed belongs to the paper filed then, and is left out.
    """
    with work_folder() as folder:
        staged = Workspace(Path(folder), workspace.templates)
        for each in (year, year - 1):
            if workspace.year(each).is_dir():
                shutil.copytree(workspace.year(each), staged.year(each), symlinks=True)
        (staged.year(year) / OVERRIDES.name).unlink(missing_ok=True)
        for name, text in report.items():
            path = staged.year(year) / "report" / name
            path.parent.mkdir(exist_ok=True)
            path.unlink(missing_ok=True)
            path.write_text(text, "utf-8", newline="\n")
        yield staged


def _unknown_numbers(finding: Finding) -> Iterable[Finding]:
    """Yield a finding for each number of a paragraph that the data do not have."""
    for phrase in finding.seen:
        yield Finding(
            "Q002",
            place=finding.place,
            found=f"“{phrase}”在本单位的数据里没有",
            expected="与数据一致，或有数据以外的依据",
            remedy=_REMEDY,
            severity=Severity.HINT,
            subject=f"{finding.subject} {phrase}",
            seen=(phrase,),
            basis="本单位的数据",
        )
