"""A package of described forms, laid out for questions."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.build.described_case import DescribedCase
from jixiao.derive.described_dossier import FilledForm
from jixiao.figures import Figure
from jixiao.model.controls import settle_control
from jixiao.model.form_roles import Role
from jixiao.model.waivers import Waiver
from jixiao.why.year_view import PackageView, Value


class DescribedView(PackageView):
    """One set's package: its forms, the rows of their lists, and what of last year their figures rest on."""

    def __init__(self, case: DescribedCase, waivers: tuple[Waiver, ...]) -> None:
        super().__init__(case)
        self.forms, self.unit = case.dossier.forms, case.dossier.unit
        self.overrides, self.waivers = case.dossier.overrides, waivers
        self.movements = case.dossier.movements
        figures = {one.path: one for one in self.list_held() if isinstance(one, Figure)}
        self.controls = tuple(settle_control(one, figures.get(str(one.reference))) for one in case.dossier.controls)

    def list_held(self) -> Iterator[Value]:
        """Yield the unit's own values, then those of the forms."""
        yield from (self.unit.unit_name, self.unit.filled_by, self.unit.filled_on, self.unit.telephone)
        for form in self.forms:
            yield from form.values.values()
            yield from (value for rows in form.rows.values() for row in rows for value in row.values())

    def name_projects(self) -> dict[str, str]:
        """Return the names of projects by their identifiers."""
        return {form.identifier: _name(form) for form in self.forms if form.identifier and _name(form)}

    def list_aliases(self) -> Iterator[tuple[str, str]]:
        """Yield a form's label, the project's name and identifier, and what the paths of its values begin with."""
        for form in self.forms:
            begins = ".".join(filter(None, (form.form.name, form.identifier)))
            yield from ((own, begins) for own in (form.label, _name(form), form.identifier) if own)


def _name(form: FilledForm) -> str:
    named = form.by_role(Role.PROJECT_NAME)
    return str(named[0][1]) if named else ""
