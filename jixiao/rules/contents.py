"""What a package holds, as the rules walk it: forms with their indicators, sections with their paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from jixiao.figures import Text
from jixiao.glossary import term
from jixiao.model.evaluation import CompleteIndicator, CompleteTree, Goals
from jixiao.render.passages import PrintedPassage
from jixiao.rules.breach import Spot
from jixiao.rules.items import strip_number
from jixiao.rules.printed_package import PrintedPackage, listed_once

_NOTHING = re.compile(r"(无|没有|不涉及|不适用|(本单位|本部门|我单位)?无(此项|该项|此类)?(支出|情况|内容)?)[。.]?")
_STROKES = re.compile(r"[-—–－/／\\、.．。…·\s]*")


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
                for number, indicator in enumerate(indicators, start=1):
                    yield level1, level2, f"{self.path}.{term('indicators')}.{level1}.{level2}[{number}]", indicator


@listed_once
def list_forms(package: PrintedPackage) -> Iterator[IndicatorForm]:
    """Yield Annex 2 and each project's form."""
    annex2 = package.dossier.annex2
    yield _form(package, term("annex2"), annex2.goals, annex2.indicators)
    for form in package.dossier.projects:
        yield _form(package, f"{term('projects')}.{form.identifier}", form.goals, form.indicators)


def _form(package: PrintedPackage, path: str, goals: Goals, tree: CompleteTree) -> IndicatorForm:
    places = [printed.where for printed in package.text_prints.get(goals.expected.path, ())]
    label = next((where for where in places if not where.startswith("报告")), path)
    return IndicatorForm(label, file=goals.expected.place.file, path=path, goals=goals, tree=tree)


def says_nothing(words: str) -> bool:
    """Return whether a text only says that there is nothing: 无。"""
    return _NOTHING.fullmatch(words.strip()) is not None


def is_open(package: PrintedPackage, text: Text, where: str) -> bool:
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


def read_printed(package: PrintedPackage, text: Text, where: str) -> str:
    """Return an entry as ``where`` prints it, as entered if it does not."""
    one = package.text_in(where, text.path)
    return text if one is None else one.printed
