"""What the texts of described forms say, held against their figures: every claim in them, by the same readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from jixiao.derive.described_dossier import FilledForm
from jixiao.findings import Finding, Place
from jixiao.model.form_roles import ListRole, Role
from jixiao.render.printing import Print
from jixiao.rules.catalogue import find_rule
from jixiao.rules.claim_reading import ClaimsRead, count_claims, read_claims
from jixiao.rules.claims import Claim, ClaimKind, claim_breach
from jixiao.rules.described_checks import Printed, make_finding
from jixiao.rules.described_fault import DescribedFault, fault_of_breach
from jixiao.rules.described_filing import PrintedForms
from jixiao.rules.described_paragraphs import FormParagraph, list_form_paragraphs
from jixiao.rules.described_subjects import SubjectFinder, list_figures, project_name
from jixiao.rules.reported_year import ReportedYear

# The rule that tells a claim of each kind that does not hold.
CODES = {
    ClaimKind.NUMBER: "P504",
    ClaimKind.RELATION: "P505",
    ClaimKind.CHANGE: "P506",
    ClaimKind.SUM: "P508",
    ClaimKind.SHARE: "P509",
    ClaimKind.RECKONED: "P521",
    ClaimKind.COUNT: "P522",
    ClaimKind.NONE: "P523",
    ClaimKind.EXTREME: "P523",
    ClaimKind.INDICATOR: "P524",
    ClaimKind.PLACES: "P525",
    ClaimKind.SCORE: "P526",
    ClaimKind.NAME: "P527",
}


class ToldYear(Struct, frozen=True, dict=True):
    """A year as some forms of a package tell it: their paragraphs, each with its form, and what is read in them."""

    paragraphs: tuple[tuple[FilledForm, FormParagraph], ...]
    reported: ReportedYear

    @cached_property
    def by_place(self) -> Mapping[Place, tuple[FilledForm, FormParagraph]]:
        """The paragraphs by where they were typed, of several the first."""
        return {one.passage.place: (form, one) for form, one in reversed(self.paragraphs)}

    @cached_property
    def claims(self) -> Mapping[Place, tuple[Claim, ...]]:
        """The claims by where their paragraph was typed."""
        found: dict[Place, tuple[Claim, ...]] = {}
        for claim in read_claims(self.reported):
            found[claim.paragraph.place] = (*found.get(claim.paragraph.place, ()), claim)
        return found


def list_told_years(package: PrintedForms) -> list[ToldYear]:
    """Return the year as the forms of the whole unit tell it, and as each project's form does."""
    figures = list_figures(package.dossier, package.prints)
    finder = SubjectFinder(package.dossier, figures)
    forms = package.dossier.forms
    whole = tuple(form for form in forms if not form.form.is_per_project)
    groups = [whole, *((form,) for form in forms if form.form.is_per_project)]
    told = []
    prints: dict[str, list[Print]] = {}
    for printed in package.prints:
        prints.setdefault(printed.where, []).append(printed)
    for group in groups:
        paragraphs = tuple((form, one) for form in group for one in _paragraphs(package, form, prints))
        if paragraphs:
            subjects = finder.of_unit() if group is whole else finder.of_project(group[0])
            implied = {
                one.passage.place: subject
                for form, one in paragraphs
                if one.is_cell and (subject := finder.implied(form)) is not None
            }
            scores = [value.path for form in group for _, value in form.by_role(Role.TOTAL_SCORE)]
            reported = ReportedYear(
                year=int(package.dossier.year),
                unit_name=str(package.dossier.unit.unit_name),
                paragraphs=tuple(one.passage for _, one in paragraphs if not one.is_plan),
                plans=frozenset(),
                subjects=subjects,
                figures=figures.figures,
                hold=figures.hold,
                project_count=_project_count(group),
                all_named=all(project_name(one) for one in forms if one.form.is_per_project),
                former_names=(),
                total_score=figures.hold(scores[0]) if len(scores) == 1 else None,
                implied=implied,
            )
            told.append(ToldYear(paragraphs, reported))
    return told


def _paragraphs(
    package: PrintedForms, form: FilledForm, prints: Mapping[str, Sequence[Print]]
) -> Iterator[FormParagraph]:
    page = package.pages.get(form.label)
    return list_form_paragraphs(form, page, prints.get(form.label, ())) if page is not None else iter(())


def _project_count(forms: Iterable[FilledForm]) -> int | None:
    """Return how many projects the unit's own forms list; None where no form is a list of them."""
    rows = [
        row
        for form in forms
        for path, each in form.rows.items()
        if form.form.lists[path].description.role is ListRole.PROJECTS
        for row in each
    ]
    return len(rows) or None


def check_claims(told: Iterable[ToldYear], printed: Printed) -> list[Finding]:
    """Return the claims that do not hold; ``printed`` says where each path stands on paper."""
    false = ((year, claim) for year in told for claim in read_claims(year.reported) if not claim.holds)
    faults = (_fault(year, claim) for year, claim in false)
    return [make_finding(fault, form, printed) for form, fault in faults]


def _fault(year: ToldYear, claim: Claim) -> tuple[FilledForm, DescribedFault]:
    form, paragraph = year.by_place[claim.paragraph.place]
    about = f"{paragraph.way} {claim.words}"
    return form, fault_of_breach(find_rule(CODES[claim.kind]), claim_breach(claim), path=paragraph.path, about=about)


def count_told_claims(told: Iterable[ToldYear]) -> ClaimsRead | None:
    """Return how many sentences of all forms were understood; None where no form holds any."""
    read = [count_claims(year.reported) for year in told]
    if not read:
        return None
    return ClaimsRead(
        sentences=sum(one.sentences for one in read),
        understood=sum(one.understood for one in read),
        holding=sum(one.holding for one in read),
        false=sum(one.false for one in read),
        unread=tuple(pair for one in read for pair in one.unread),
    )
