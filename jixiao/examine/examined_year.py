"""Documents handed in as a year in memory: read by labels, printed, and judged by the rules that its figures allow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from jixiao import edition
from jixiao.build.steps import Inspected, inspect_year
from jixiao.diagnosis.printed_year import PrintedYear
from jixiao.diagnosis.telling import diagnose
from jixiao.errors import JixiaoError
from jixiao.examine.likeliest_reading import settle_values
from jixiao.findings import Finding
from jixiao.importing.documents import Document, FiledGrid
from jixiao.importing.filed_package import Filing
from jixiao.importing.filed_projects import known_identifiers
from jixiao.importing.import_result import ImportResult
from jixiao.importing.import_run import choose_forms
from jixiao.importing.part_recognition import recognise_parts
from jixiao.importing.year_import import plan_year
from jixiao.model.data_files import project_file
from jixiao.model.formset import FormSet
from jixiao.model.scalars import OPEN
from jixiao.paths import Workspace
from jixiao.publish.folder import create_folder
from jixiao.rollforward.project_skeleton import project_skeleton
from jixiao.rules.judge import STANDS_AS_FILED, judge
from jixiao.source.work_folder import work_folder

# A project that stands for those nobody handed in: what sums over projects come to is then unknown.
_UNSEEN = "not_handed_in"
_UNSEEN_NUMBER = 99


class ExaminedYear(Struct, frozen=True):
    """A year as documents state it: what was read, the year printed, and all that rules say of it."""

    year: int
    form_set: FormSet
    filing: Filing
    plan: ImportResult
    case: Inspected
    findings: tuple[Finding, ...]

    @property
    def filled_on(self) -> date:
        """The day the paper says it was filled in, the last of its year where it says none."""
        day = self.case.dossier.filled_on
        return date(self.year, 12, 31) if day.unknown else day.value


def examine_year(workspace: Workspace, year: int, documents: Sequence[Document], form_set: str = "") -> ExaminedYear:
    """Return the year that documents state; ``workspace`` has the form sets, and other years where there are any.

    JixiaoError where what was read cannot be made a year.
    """
    name, chosen, filing = _read(workspace, year, documents, form_set)
    with _blank_workspace(workspace) as blank:
        unseen = dict(_unseen_projects(filing, chosen))
        plan = settle_values(filing, lambda filing: plan_year(blank, year, name, filing, unseen=unseen))
    with _blank_workspace(workspace) as blank:
        case = _inspected(blank, plan)
        return ExaminedYear(year, chosen, filing, plan=plan, case=case, findings=tuple(_judged(case)))


def _read(workspace: Workspace, year: int, documents: Sequence[Document], wanted: str) -> tuple[str, FormSet, Filing]:
    name, chosen, forms = choose_forms(workspace, year, documents, wanted)
    brought = {name: identifier for document in documents for name, identifier in document.identifiers.items()}
    package = recognise_parts(documents, forms, chosen)
    package.take_as_report()
    return name, chosen, Filing(package, forms, chosen, known_identifiers(workspace, year, brought, own=True))


def count_unread(workspace: Workspace, year: int, documents: Sequence[Document]) -> tuple[int, int]:
    """Return how many cells and how many paragraphs the likeliest set that is not described leaves unread."""
    _, _, filing = _read(workspace, year, documents, "")
    left = [isinstance(one.spot.block, FiledGrid) for one in filing.unread() if one.spot is not None]
    return sum(left), len(left) - sum(left)


@contextmanager
def _blank_workspace(workspace: Workspace) -> Iterator[Workspace]:
    """Yield a project with the form sets and no year."""
    with work_folder() as folder:
        (Path(folder) / "data").mkdir()
        yield Workspace(Path(folder), workspace.templates)


def _unseen_projects(filing: Filing, form_set: FormSet) -> Iterator[tuple[str, bytes]]:
    """Yield a project to be filled in where Annex 1, which lists all, was not handed in: there may be others."""
    if not filing.lines:
        skeleton = project_skeleton(form_set, _UNSEEN_NUMBER, _UNSEEN, OPEN, is_new=False)
        yield project_file(_UNSEEN_NUMBER, _UNSEEN), skeleton.encode()


def _inspected(blank: Workspace, plan: ImportResult) -> Inspected:
    create_folder(blank.year(plan.year), plan.files)
    if plan.prior:
        create_folder(blank.year(plan.year - 1), plan.prior)
    case = inspect_year(blank, plan.year, draft=True)
    if not isinstance(case, Inspected):
        raise JixiaoError("由文件读出的数据不成一个年度，没有核验。")
    return case


def _judged(case: Inspected) -> list[Finding]:
    """Return what the rules say of a year, whether or not reading it left errors, the likely causes first."""
    book, today = case.printed_package, edition.today()
    found = [_standing(finding) for finding in judge(book, today).findings]
    return diagnose(PrintedYear(book, case.folders, today), found)


def _standing(finding: Finding) -> Finding:
    """Return a finding that stands: what is examined was not filed by us."""
    return replace(finding, waived="") if finding.waived == STANDS_AS_FILED else finding
