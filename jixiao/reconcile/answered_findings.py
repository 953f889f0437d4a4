"""What answers under our comments make of a year's waivers: the file as it would be, and answers to nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from jixiao import edition
from jixiao.build.described_case import PackageCase, open_described_year
from jixiao.build.steps import Inspected
from jixiao.docx.blocks import WordDocument
from jixiao.findings import Finding
from jixiao.model.data_files import WAIVERS
from jixiao.reconcile.comment_answers import list_answers, list_waivers
from jixiao.reporting.waiver_skeleton import GivenWaiver, add_waivers
from jixiao.rules.judge import STANDS_AS_FILED, judge
from jixiao.source.journal import JournalEntry
from jixiao.source.regular_file import MAX_TEXT, read_if_regular


class AnsweredFindings(Struct, frozen=True):
    """The waivers given, the change of the file that holds them (None for none), and findings on other answers."""

    given: tuple[GivenWaiver, ...] = ()
    entry: JournalEntry | None = None
    lost: tuple[Finding, ...] = ()


def answer_findings(cases: Sequence[PackageCase], paper: WordDocument) -> AnsweredFindings:
    """Return what the answers in a returned document come to; nothing is written."""
    answers = list(list_answers(paper))
    if not answers:
        return AnsweredFindings()
    case, today = cases[0], edition.today()
    findings = _findings(case, today)
    given, lost = list_waivers(answers, findings, _names(case), unit=case.unit_name, year=case.year, today=today)
    path = case.workspace.year(case.year) / WAIVERS.name
    before = read_if_regular(path, MAX_TEXT)
    after = add_waivers((before or b"").decode("utf-8", errors="replace"), given).encode()
    entry = JournalEntry(path.relative_to(case.workspace.root).as_posix(), before, after)
    return AnsweredFindings(tuple(given), entry if given else None, tuple(lost))


def _findings(case: PackageCase, today: date) -> Sequence[Finding]:
    """Return what the rules say of a year; what only stands because it was filed can be answered all the same."""
    if isinstance(case, Inspected):
        found = judge(case.printed_package, today).findings
    else:
        found = open_described_year(case.workspace, case.year, draft=False).findings
    return [replace(one, waived="") if one.waived == STANDS_AS_FILED else one for one in found]


def _names(case: PackageCase) -> Mapping[str, str]:
    if not isinstance(case, Inspected):
        return {}
    return {key: str(project.name) for key, project in case.dossier.projects.by_identifier().items()}
