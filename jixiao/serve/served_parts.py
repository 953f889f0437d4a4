"""The parts of a package as the page lists them, and what tells whether one must be drawn anew."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from jixiao.build.described_case import DescribedCase, PackageCase
from jixiao.model.formset import PartKind
from jixiao.patterns import compile_late
from jixiao.render.environment import BETWEEN, CLOSE, OPEN
from jixiao.render.parts import label_of, list_parts, title_of
from jixiao.serve.data_entries import digest

DATA_PART = "data"
_VALUE = compile_late(f"{OPEN}([^{BETWEEN}]*){BETWEEN}[^{CLOSE}]*{CLOSE}")


class ServedPart(Struct, frozen=True, dict=True):
    """A part of the package: how it is called, its kind (form, report, data), the project it is about, "" for none."""

    id: str
    label: str
    title: str
    kind: str
    identifier: str = ""
    case: PackageCase | None = None

    def holds(self, where: str) -> bool:
        """Return whether what is printed at ``where`` is printed in this part."""
        return where == self.label or (self.kind == "report" and where.startswith(f"{self.label} "))

    @property
    def text(self) -> str:
        """All it says, values between marks."""
        if self.case is None:
            return ""
        inspection = self.case.inspection
        return inspection.markdown if self.kind == "report" else inspection.pages.get(self.label, "")

    @cached_property
    def version(self) -> str:
        """What changes with anything it says."""
        return digest(self.label, self.title, self.text)

    @cached_property
    def frame(self) -> str:
        """What changes with anything it says but values."""
        return digest(self.label, _VALUE.sub(r"\1", self.text))


def parts_of(case: PackageCase) -> Iterator[ServedPart]:
    """Yield the parts of a package in the official order."""
    if isinstance(case, DescribedCase):
        for form in case.dossier.forms:
            name = digest(case.name, form.form.name, form.identifier)[:10]
            yield ServedPart(name, form.label, title=form.title, kind="form", identifier=form.identifier, case=case)
        return
    for part, project in list_parts(case.dossier):
        identifier = project.identifier if project else ""
        kind = "report" if part.kind is PartKind.REPORT else "form"
        name = digest(str(part.template), identifier)[:10]
        label, title = label_of(part, project), title_of(part, project)
        yield ServedPart(name, label, title=title, kind=kind, identifier=identifier, case=case)
