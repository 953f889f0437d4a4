"""Last year on described form sets as the next one starts from it: its forms, each with its file as it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from jixiao.errors import UsageError
from jixiao.findings import is_blocking, quoted
from jixiao.forms.described_set import DescribedSet
from jixiao.forms.entered_forms import DescribedSubmission, EnteredForm
from jixiao.forms.load_sets import list_described_sets, load_described_sets
from jixiao.forms.read_described import read_described_year
from jixiao.glossary import nearest, term
from jixiao.model.data_files import UNIT
from jixiao.model.form_roles import Role
from jixiao.paths import Workspace
from jixiao.rollforward.last_year import Candidate, FormerYear, UnreadableYear, check_can_begin, list_unreadable
from jixiao.source.decoding import texts_of
from jixiao.submission.form_set_names import is_described


class DescribedLastYear(FormerYear, frozen=True):
    """The year to start from, as it was entered; flawed values are repaired."""

    submission: DescribedSubmission

    def carried_names(self) -> list[str]:
        """Return what of the folder the next year takes over."""
        return [UNIT.name, *self.submission.sets]

    def entered_forms(self) -> Iterator[EnteredForm]:
        """Yield the forms of all its sets in order."""
        for entered in self.submission.sets.values():
            yield from entered.forms

    def name_of(self, one: EnteredForm) -> str:
        """Return the name of a form's file in the year's folder."""
        return one.file.removeprefix(f"{self.workspace.shown(self.folder)}/")

    @property
    def candidates(self) -> list[Candidate]:
        """Its projects, each once, by number."""
        found: dict[str, Candidate] = {}
        for one in sorted(self.entered_forms(), key=lambda form: form.number):
            if one.form.is_per_project:
                named = Candidate(one.number, one.identifier, project_name(one), self.name_of(one))
                found.setdefault(one.identifier, named)
        return list(found.values())


def project_name(one: EnteredForm) -> str:
    """Return what a project's form calls it, its identifier where it says nothing."""
    named = (one.values.get(field.path) for field in one.form.by_role(Role.PROJECT_NAME))
    return next((str(name) for name in named if isinstance(name, str) and name), one.identifier)


def described_last_year_of(workspace: Workspace, year: int) -> DescribedLastYear | UnreadableYear:
    """Return what ``year`` starts from, or why last year's files cannot be read; UsageError as ``last_year_of``."""
    check_can_begin(workspace, year)
    reading = read_described_year(workspace, year - 1)
    unreadable = list_unreadable(workspace, year - 1, reading.findings)
    if unreadable or reading.repaired is None:
        return UnreadableYear(unreadable or reading.findings, texts_of(reading.sources))
    return DescribedLastYear(workspace, year - 1, reading.repaired)


def load_next_sets(workspace: Workspace, names: Sequence[str]) -> Mapping[str, DescribedSet] | UnreadableYear:
    """Return the form sets that the next year is to be on, or what is wrong with them.

    UsageError for one that there is not, or that no description makes.
    """
    for name in names:
        if not is_described(workspace, name):
            known = list_described_sets(workspace)
            guess = nearest(name, known)
            advice = f"是否应为“{guess}”？" if guess else f"{term('form_set')}换成用说明写成的一套。"
            raise UsageError(f"--form-set：没有由说明写成的表单集{quoted(name)}。{advice}已有：{'、'.join(known)}。")
    readings = load_described_sets(workspace, dict.fromkeys(names))
    if findings := [one for reading in readings.values() for one in reading.findings if is_blocking([one])]:
        return UnreadableYear(findings, texts_of(reading.source for reading in readings.values()))
    return {name: one.described for name, one in readings.items() if one.described is not None}
