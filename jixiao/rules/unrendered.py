"""W711: markup that nobody rendered, in the text of the forms and of the report as printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jixiao.findings import Place
from jixiao.render.environment import MARKED_VALUE
from jixiao.render.narrative import report_title
from jixiao.render.passages import list_cells
from jixiao.render.remnants import SUSPECT, Remnant, find_remnants
from jixiao.rules.judged_text import find_holding
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.registry import Breach, rule
from jixiao.rules.writing import judge_text, template_of


@rule("W711")
def markup_is_not_left(package: PrintedPackage) -> Iterator[Breach]:
    """Yield texts with braces round names, comments of web pages, TODO or 待补 marks."""
    for judged in find_holding(package, SUSPECT):
        found = [left for left in find_remnants(judged.text) if judged.owns(left.start, left.end)]
        places = [(left.start, left.shown) for left in found]
        yield from judge_text(judged, f"留有{_kinds(found)}", places, "没有标记、注释和待补记号的正文")
    yield from _in_titles(package)
    yield from _in_forms(package)


def _kinds(found: Iterable[Remnant]) -> str:
    return "、".join(dict.fromkeys(one.kind for one in found))


def _in_titles(package: PrintedPackage) -> Iterator[Breach]:
    """Yield what is left in the titles that the form set words."""
    form_set = package.dossier.form_set
    titles = [("报告标题", report_title(package.dossier), form_set.report_title.place)]
    sections = zip(package.dossier.sections, form_set.sections, strict=True)
    titles += [(f"报告 {section.number} 的标题", str(one.title), one.title.place) for section, one in sections]
    for subject, words, place in titles:
        yield from _left(subject, words, place, ("报告",))


def _in_forms(package: PrintedPackage) -> Iterator[Breach]:
    """Yield what the forms print of themselves; what came from data is judged there."""
    for label, page in package.pages.items():
        for row, cell, text in list_cells(page) if SUSPECT.search(MARKED_VALUE.sub("", page)) else ():
            where = f"{label} 第{row}行第{cell}格" if row else label
            template = template_of(package, label)
            place = Place(f"templates/{package.submission.unit.form_set}/{template}")
            yield from _left(f"模板 {template}", MARKED_VALUE.sub("", text), place, (where,))


def _left(subject: str, words: str, place: Place, printed: tuple[str, ...]) -> Iterator[Breach]:
    for one in find_remnants(words):
        found = f"{printed[0]}留有{one.kind}：“{one.shown}”"
        yield Breach(subject, place, found, "没有标记、注释和待补记号的文字", printed=printed, seen=(one.shown,))
