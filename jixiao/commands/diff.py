"""What ``diff`` does, in order: which two sides are meant, each read in its own place, one review of both."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from jixiao.build.packing import write_folder
from jixiao.build.steps import Inspected, Judged, Step, open_year
from jixiao.build.year_documents import join_parts
from jixiao.commands.diff_sides import (
    AskedSide,
    ask_sides,
    ask_years,
    choose_years,
    is_whole,
    known_years,
    name_with_year,
)
from jixiao.derive.derivation import derive
from jixiao.derive.dossier import Dossier
from jixiao.errors import EnvironmentFailure, UsageError
from jixiao.findings import Severity
from jixiao.paths import Workspace
from jixiao.render.parts import render
from jixiao.review.comparison_page import render_comparison_page
from jixiao.review.digest import content_digest
from jixiao.review.make_review import make_review
from jixiao.review.pull_request import review_markdown
from jixiao.review.redline import tracked_changes
from jixiao.review.review_json import review_json
from jixiao.review.review_types import Review, SideName
from jixiao.review.side import AccountsSide, Side
from jixiao.review.trends import list_trends
from jixiao.source.regular_file import MAX_DOCUMENT, read_regular
from jixiao.submission.read import read_accounts, read_year


class DiffOutcome(Struct, frozen=True):
    """A review; ``packages`` are both sides' whole DOCX with the new one's moment where they were asked for."""

    review: Review
    packages: tuple[bytes, bytes, datetime] | None = None


class _Opened(Struct, frozen=True):
    side: Side | AccountsSide
    package: bytes | None = None
    moment: datetime | None = None


def compare_versions(
    workspace: Workspace, words: list[str], year: int | None, *, step: Step, with_packages: bool = False
) -> DiffOutcome:
    """Return the comparison that the words of a command line ask for; UsageError where there is nothing to compare.

    No words: the newest year against the year before. One year: it against the year before. Two years. A range
    ``A..B``, two revisions, or one against the working tree; then of ``year``, else of the newest.
    """
    with ExitStack() as stack:
        one, other = ask_sides(workspace, words, year, stack)
        old_year, new_year = choose_years(one, other)
        opened = []
        for asked, own, beside in ((one, old_year, new_year), (other, new_year, old_year)):
            asked = name_with_year(asked, own, beside)
            step(f"正在读取{asked.name}……")
            opened.append(_opened(asked, own, with_pages=with_packages or own == beside, whole=with_packages))
        old, new = opened
        _refuse_two_accounts(old.side, new.side)
        step("正在比较……")
        review = make_review(old.side, new.side, list_trends(_dossiers(other.workspace, new_year)))
    if old.package is None or new.package is None or new.moment is None:
        return DiffOutcome(review)
    return DiffOutcome(review, (old.package, new.package, new.moment))


def compare_with_last_year(workspace: Workspace, year: int) -> Review:
    """Return the comparison of a year with the one before, without pages and charts.

    UsageError where there is no year before, or one of the two cannot be read at all.
    """
    sides = ask_years(workspace, [], [], year)
    old, new = (_opened(asked, asked.year or year, with_pages=False, whole=False).side for asked in sides)
    _refuse_two_accounts(old, new)
    return make_review(old, new)


def _refuse_two_accounts(old: Side | AccountsSide, new: Side | AccountsSide) -> None:
    if isinstance(old, AccountsSide) and isinstance(new, AccountsSide):
        raise UsageError(f"{old.name.name}和{new.name.name}都只有决算数，没有可对照的表。至少一边要有全套数据。")


# what is written

_FILES = ("review.md", "review.html", "review.json", "tracked.docx")


def write_review(folder: Path, comparison: DiffOutcome, *, limit: int, step: Step) -> list[str]:
    """Write the review in all its forms into a folder of its own; return sentences on what could not be made.

    UsageError if the folder holds anything else.
    """
    refuse_others(folder)
    review = comparison.review
    files = {
        "review.md": review_markdown(review, limit=limit).encode(),
        "review.html": render_comparison_page(review).encode(),
        "review.json": review_json(review).encode(),
    }
    notes = []
    if comparison.packages is None:
        notes.append("有一边没有成套材料可比，没有修订对照（tracked.docx）。")
    else:
        step("正在生成修订对照……")
        try:
            old, new, moment = comparison.packages
            files["tracked.docx"] = tracked_changes(old, new, moment=moment)
        except EnvironmentFailure as error:
            notes.append(f"没有修订对照（tracked.docx）：{error}")
    write_folder(folder, files)
    return notes


def refuse_others(folder: Path) -> None:
    """Raise UsageError if a folder for a review holds anything else."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} 是文件，不是文件夹。")
    others = sorted(path.name for path in folder.glob("*") if path.name not in _FILES)
    if others:
        raise UsageError(f"{folder} 里有别的文件（如 {others[0]}），不能用来放比对结果。请换一个文件夹。")


# reading a side


def _opened(asked: AskedSide, year: int, *, with_pages: bool, whole: bool) -> _Opened:
    if year not in asked.workspace.years():
        raise UsageError(f"{asked.name}里没有 {year} 年度的数据。{known_years(asked.workspace)}")
    if not is_whole(asked.workspace, year):
        return _Opened(_accounts(asked, year))
    case = open_year(asked.workspace, year, draft=True)
    if not isinstance(case, Inspected):
        first = next((f"第一条：{one.place} {one.found}。" for one in case.findings), "")
        raise UsageError(
            f"{asked.name}的 {year} 年度有 {len(case.findings)} 条错误，连草稿也读不成，不能比较。{first}"
            "现在的文件用 make check-data 查看并改正；以前的版本，换一个能读的版本比。"
        )
    errors = sum(finding.severity is Severity.ERROR and not finding.waived for finding in case.findings)
    fillable = with_pages and not case.inspection.unfillable
    parts = render(case.dossier, case.folders, case.moment).parts if fillable else ()
    docx = {part.label: part.docx for part in parts}
    side = Side(
        SideName(asked.name, year, errors=errors, notes=_notes(case)),
        submission=case.submission,
        dossier=case.dossier,
        prints=tuple(case.inspection.prints),
        paragraphs=case.inspection.paragraphs,
        findings=tuple(case.findings),
        digests={label: content_digest(content) for label, content in docx.items()},
        templates={one.name: read_regular(one, MAX_DOCUMENT) for one in sorted(case.folders.templates.glob("*.docx"))},
        judged=isinstance(case, Judged),
    )
    package = join_parts(docx, case) if whole and docx else None
    return _Opened(side, package, case.moment)


def _accounts(asked: AskedSide, year: int) -> AccountsSide:
    accounts = read_accounts(asked.workspace, year)
    if accounts is None:
        raise UsageError(f"{asked.name}的 {year} 年度决算数有错误，不能比较。请先用 make check-data 查看并改正。")
    return AccountsSide(SideName(asked.name, year, whole=False), accounts)


def _notes(case: Inspected) -> tuple[str, ...]:
    notes = []
    if case.inspection.unfillable:
        notes.append("模板或报告有错误，不能生成各部件，没有比较版面。")
    if not isinstance(case, Judged):
        notes.append("数据或模板的错误没有改好，各条规则没有核验，核验问题的增减不全。")
    return tuple(notes)


def _dossiers(workspace: Workspace, last: int) -> dict[int, Dossier]:
    """Return the dossiers of all whole years up to ``last`` that can be read."""
    years = [year for year in workspace.years() if year <= last and is_whole(workspace, year)]
    submissions = {year: read_year(workspace, year).repaired for year in years}
    return {year: derive(submission) for year, submission in submissions.items() if submission}
