"""The made years on the shipped sets, and their forms filled in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from jixiao.derive.described_dossier import DescribedDossier, FilledForm
from jixiao.derive.described_forms import derive_described
from jixiao.forms.read_described import read_described_year
from jixiao.importing.documents import Document
from jixiao.importing.word_documents import read_word
from jixiao.model.form_roles import Role
from jixiao.paths import Workspace
from jixiao.render.environment import form_environment
from jixiao.render.filling import render_form
from jixiao.render.printing import Printer, format_value
from tests.support.project import ROOT

MADE_YEARS = ROOT / "tests" / "data" / "described"
_LEVELS = (Role.LEVEL1, Role.LEVEL2)


class PrintedForm(Struct):
    """One form of a made year as filled in: its document, and what it prints by path."""

    form: FilledForm
    document: Document
    printed: dict[str, str]


def made_year(name: str) -> Path:
    """Return the folder of the made year on a set."""
    (folder,) = (MADE_YEARS / name / "data").iterdir()
    return folder


def made_dossier(name: str) -> DescribedDossier:
    """Return all that the made year on a set prints; the year must be clean."""
    reading = read_described_year(Workspace(MADE_YEARS / name, ROOT / "templates"), int(made_year(name).name))
    assert [str(one) for one in reading.findings] == []
    assert reading.submission is not None
    return derive_described(reading.submission)[name]


def printed_forms(name: str) -> Iterator[PrintedForm]:
    """Yield the forms of the made year on a set, filled in."""
    dossier = made_dossier(name)
    for form in dossier.forms:
        template = ROOT / "templates" / name / str(form.form.description.template)
        places = dossier.described.description.amount_places
        printer = Printer(form.label, (), places)
        docx = render_form(template, dossier.context_of(form), printer, form_environment())
        yield PrintedForm(form, read_word(form.title, docx), dict(_printed(form, places)))


def _printed(form: FilledForm, places: int | None) -> Iterator[tuple[str, str]]:
    """Yield what a form prints by path; nothing for blanks, and for levels that go on from the row above."""
    tags = {tag.path for tag in form.form.tags.values}
    for path, value in form.values.items():
        if path in tags and (text := format_value(value, places)):
            yield path, text
    for path, rows in form.rows.items():
        above: list[str] = []
        for number, row in enumerate(rows, start=1):
            shown = {name: text for name, value in row.items() if (text := format_value(value, places))}
            columns = form.form.lists[path].columns
            levels = [name for name in shown if columns[name].description.role in _LEVELS]
            here = [shown[name] for name in levels]
            for depth, name in enumerate(levels, start=1):
                if here[:depth] == above[:depth]:
                    del shown[name]
            above = here
            yield from ((f"{path}[{number}].{name}", text) for name, text in shown.items())
