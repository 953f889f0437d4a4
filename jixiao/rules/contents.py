"""What a package holds, as the rules walk it: forms with their indicators, sections with their paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import groupby

from msgspec import Struct

from jixiao.derive.described_dossier import FilledForm
from jixiao.figures import Figure, Text
from jixiao.findings import Place
from jixiao.glossary import term
from jixiao.model.evaluation import CompleteIndicator, CompleteTree, Goals
from jixiao.model.form_roles import Role
from jixiao.model.formset import PartKind
from jixiao.patterns import compile_late
from jixiao.render.passages import PrintedPassage
from jixiao.rules.breach import Spot
from jixiao.rules.described_package import DescribedPackage, ScoredPackage
from jixiao.rules.form_tables import FormCell, FormRow
from jixiao.rules.items import strip_number
from jixiao.rules.printed_package import PrintedPackage, cached_by_package, listed_once

_NOTHING = compile_late(r"(无|没有|不涉及|不适用|(本单位|本部门|我单位)?无(此项|该项|此类)?(支出|情况|内容)?)[。.]?")
_STROKES = compile_late(r"[-—–－/／\\、.．。…·\s]*")


class IndicatorForm(Struct, frozen=True):
    """A form that has indicators: its label, its file, its path in the data, goals and indicators."""

    label: str
    file: str
    path: str
    goals: Goals
    tree: CompleteTree

    def spot(self, text: Text) -> Spot:
        """Return an entry of the form, as what a breach is about."""
        return Spot(text.path, text.place, (self.label,))

    def indicators(self) -> Iterator[tuple[str, str, str, CompleteIndicator]]:
        """Yield level 1, level 2, the path and each indicator, in the order of the data."""
        for level1, below in self.tree.items():
            for level2, indicators in below.items():
                for indicator in indicators:
                    yield level1, level2, indicator.level3.path.rpartition(".")[0], indicator


class RoleIndicator(Struct, frozen=True):
    """An indicator of a described form, with sign and unit at its target and its actual."""

    level3: Text
    target: Text
    actual: Text
    points: Figure
    score: Figure
    deviation: Text


@listed_once
def list_forms(package: ScoredPackage) -> Iterator[IndicatorForm]:
    """Yield Annex 2 and each project's form; of described forms those with indicators that have actuals."""
    if isinstance(package, DescribedPackage):
        yield from _described_forms(package)
        return
    annex2 = package.dossier.annex2
    yield _form(package, term("annex2"), annex2.goals, annex2.indicators)
    for form in package.dossier.projects:
        yield _form(package, f"{term('projects')}.{form.identifier}", form.goals, form.indicators)


def label_of(package: PrintedPackage, name: str) -> str:
    """Return what the form set calls the form of a group of the dossier (annex1); its term where no form prints it."""
    return _labels(package).get(term(name), term(name))


def label_of_projects(package: PrintedPackage) -> str:
    """Return what the form set calls the projects' forms, without their numbers: 附件3."""
    labels = [part.label for part in package.dossier.form_set.parts if part.kind is PartKind.PER_PROJECT]
    return labels[0].replace("（{序号}）", "").replace("{序号}", "") if labels else term("annex3")


@cached_by_package
def _labels(package: PrintedPackage) -> Mapping[str, str]:
    """Return the labels of the forms by what the paths begin with that they print most of."""
    counted: dict[str, Counter[str]] = {}
    for printed in package.prints:
        if not printed.where.startswith("报告"):
            counted.setdefault(printed.path.partition(".")[0], Counter())[printed.where] += 1
    return {root: places.most_common(1)[0][0] for root, places in counted.items()}


def _form(package: PrintedPackage, path: str, goals: Goals, tree: CompleteTree) -> IndicatorForm:
    places = [printed.where for printed in package.text_prints.get(goals.expected.path, ())]
    label = next((where for where in places if not where.startswith("报告")), path)
    return IndicatorForm(label, file=goals.expected.place.file, path=path, goals=goals, tree=tree)


def _described_forms(package: DescribedPackage) -> Iterator[IndicatorForm]:
    forms = {form.label: form for form in package.dossier.forms}
    for sheet in package.evaluation_forms:
        form = forms[sheet.where]
        expected, achieved = (_only(form, role) for role in (Role.GOAL, Role.ACHIEVEMENT))
        goals = Goals.model_construct(expected=expected, achieved=achieved)
        tree: dict[str, dict[str, list[RoleIndicator]]] = {}
        for row in sheet.rows:
            tree.setdefault(row.level1, {}).setdefault(row.level2, []).append(_indicator(row))
        yield IndicatorForm(form.label, file=form.file, path=sheet.path, goals=goals, tree=tree)


def _only(form: FilledForm, role: Role) -> Text:
    """Return the text of a role that is filled in, if there is but one; of several terms none is the year's."""
    texts = [value for _, value in form.by_role(role) if isinstance(value, Text) and value.strip() not in ("", "无")]
    return texts[0] if len(texts) == 1 else Text("", Place(form.file), "")


def _indicator(row: FormRow) -> RoleIndicator:
    return RoleIndicator(
        _text(row.level3),
        _text(row.target),
        _text(row.actual),
        points=row.points.figure,
        score=row.score.figure,
        deviation=_text(row.deviation),
    )


def _text(cell: FormCell) -> Text:
    return Text(cell.words, cell.place, cell.path, unknown=cell.unknown)


def says_nothing(words: str) -> bool:
    """Return whether a text only says that there is nothing: 无。"""
    return _NOTHING.fullmatch(words.strip()) is not None


def is_open(package: ScoredPackage, text: Text, where: str) -> bool:
    """Return whether what ``where`` prints of an entry is still to be filled in."""
    one = package.text_in(where, text.path)
    return text.unknown if one is None else one.unknown


def is_empty(words: str) -> bool:
    """Return whether a cell holds nothing but strokes, stops or a number: —, /, 1."""
    return _STROKES.fullmatch(strip_number(words)) is not None


def list_sections(package: PrintedPackage) -> Iterator[tuple[str, str, list[PrintedPassage]]]:
    """Yield the report's sections: where messages place them, the title, the paragraphs."""
    found = {where: list(group) for where, group in groupby(package.paragraphs, key=lambda paragraph: paragraph.where)}
    for section in package.dossier.sections:
        where = f"报告 {section.number}"
        yield where, str(section.title), found.get(where, [])


def read_printed(package: ScoredPackage, text: Text, where: str) -> str:
    """Return an entry as ``where`` prints it, as entered if it does not."""
    one = package.text_in(where, text.path)
    return text if one is None else one.printed
