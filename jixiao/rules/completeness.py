"""C6…: what must be there and reach the paper: texts in sections, indicators at three levels, cells filled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from jixiao.figures import Figure, Text, entered_leaves
from jixiao.findings import Place, Severity, quoted
from jixiao.glossary import term
from jixiao.model.data_files import REQUIRED
from jixiao.model.evaluation import CompleteIndicator
from jixiao.model.final_accounts import FinalAccounts
from jixiao.render.passages import PrintedPassage
from jixiao.render.printing import format_value
from jixiao.rules.contents import (
    IndicatorForm,
    is_empty,
    is_open,
    label_of,
    list_forms,
    list_sections,
    read_printed,
    says_nothing,
)
from jixiao.rules.items import strip_number
from jixiao.rules.printed_package import PrintedPackage, leaves, listed_once, plain
from jixiao.rules.registry import Breach, rule, spot_of
from jixiao.source.missing_line import place_of_missing
from jixiao.source.nodes import Entries


@rule("C601")
@listed_once
def sections_are_filled(package: PrintedPackage) -> Iterator[Breach]:
    """Yield sections without text, headings with nothing below them, and 无 where more is asked for."""
    may_be_none = {str(title) for title in package.dossier.form_set.checks.completeness.sections_may_be_none}
    for where, title, found in list_sections(package):
        place = _section_place(package, where, found)
        texts = [paragraph.text for paragraph in found if not paragraph.text.startswith("#")]
        if not any(not is_empty(text) for text in texts):
            yield Breach(where, place, f"报告“{title}”没有正文", "有正文的章节", printed=(where,), seen=())
        elif all(says_nothing(text) for text in texts) and title not in may_be_none:
            found_words = f"报告“{title}”只写了{quoted(texts[0])}"
            yield Breach(
                where, place, found_words, "有内容的正文", printed=(where,), seen=(texts[0],), severity=Severity.WARNING
            )
        else:
            yield from _bare_headings(found)


def _section_place(package: PrintedPackage, where: str, found: list[PrintedPassage]) -> Place:
    if found:
        return found[0].place
    number = where.removeprefix("报告 ")
    name = next(heading.source_file for heading in package.dossier.sections if heading.number == number)
    folder = next((paragraph.place.file.rpartition("/")[0] for paragraph in package.paragraphs), "report")
    return Place(f"{folder}/{name}")


def _bare_headings(found: list[PrintedPassage]) -> Iterator[Breach]:
    for paragraph, following in zip(found, [*found[1:], None], strict=True):
        if _level(paragraph) and (following is None or 0 < _level(following) <= _level(paragraph)):
            heading = paragraph.text.lstrip("# ")
            words = f"标题{quoted(heading)}下面没有正文"
            yield spot_of(paragraph).breach(words, "标题下有正文", seen=(heading,), severity=Severity.WARNING)


def _level(paragraph: PrintedPassage) -> int:
    return len(paragraph.text) - len(paragraph.text.lstrip("#"))


@rule("C602")
def indicators_have_three_levels(package: PrintedPackage) -> Iterator[Breach]:
    """Yield level-1 and level-2 indicators of the form set that a form leaves without any indicator."""
    form_set = package.dossier.form_set
    optional = {str(name) for name in form_set.checks.completeness.optional_level2}
    for form in list_forms(package):
        for level1 in form_set.indicator_system:
            below = form.tree.get(level1.name, {})
            missing = [str(name) for name in level1.level2 if not below.get(name)]
            path = f"{form.path}.{term('indicators')}.{level1.name}"
            if len(missing) == len(level1.level2):
                found, expected = f"{form.label}“{level1.name}”下没有三级指标", "至少一条三级指标"
                printed = (form.label,)
                yield Breach(
                    path, _place_of_level(package, form, str(level1.name)), found, expected, printed=printed, seen=()
                )
                continue
            for name in missing:
                if name not in optional:
                    words, should = f"{form.label}“{name}”下没有三级指标", "至少一条三级指标"
                    place = _place_of_level(package, form, str(level1.name), name)
                    yield Breach(
                        f"{path}.{name}", place, words, should, printed=(form.label,), seen=(), severity=Severity.HINT
                    )


def _place_of_level(package: PrintedPackage, form: IndicatorForm, level1: str, level2: str = "") -> Place:
    """Return where a level that has no indicator belongs in the form's file."""
    source = next((one for one in package.sources if one.file == form.file), None)
    tree = source.tree if source is not None else None
    above = tree.get(term("indicators")) if isinstance(tree, Entries) else None
    if source is None or not isinstance(above, Entries):
        return Place(form.file)
    levels = {str(one.name): [str(name) for name in one.level2] for one in package.dossier.form_set.indicator_system}
    key, order = level1, list(levels)
    if level2 and isinstance(below := above.get(level1), Entries):
        above, key, order = below, level2, levels[level1]
    if key in above:
        return above.key_places[key]
    return place_of_missing(source, above, key, order, nested=True)


@rule("C603", Severity.WARNING)
def cells_are_filled(package: PrintedPackage) -> Iterator[Breach]:
    """Yield money cells left blank, and indicators whose name, target or actual holds nothing."""
    for statement in package.statements:
        if statement.figure.blank and statement.figure.entered and not statement.print.printed.strip():
            yield statement.spot.breach(f"{statement.name}留空", "数字；没有发生的填 0", seen=(statement.print.where,))
    for form in list_forms(package):
        for _, _, _, indicator in form.indicators():
            if indicator.points.amount and not indicator.points.unknown:
                yield from _empty_cells(package, form, indicator)


def _empty_cells(package: PrintedPackage, form: IndicatorForm, indicator: CompleteIndicator) -> Iterator[Breach]:
    cells = (("三级指标", indicator.level3), ("年度指标值", indicator.target), ("实际完成值", indicator.actual))
    for name, text in cells:
        if is_open(package, text, form.label):
            continue
        words = read_printed(package, text, form.label)
        nameless = name == "三级指标" and says_nothing(strip_number(words))
        if is_empty(words) or nameless:
            shown = f"只有{quoted(words)}" if words else "留空"
            of = "" if name == "三级指标" else f"{quoted(indicator.level3)}的"
            found = f"{form.label}{of}{name}{shown}"
            yield form.spot(text).breach(found, f"写明{name}", seen=(words,) if words else ())


@rule("C616", Severity.WARNING)
def buildings_are_filled_throughout(package: PrintedPackage) -> Iterator[Breach]:
    """Yield buildings of which one size or investment is filled and not what belongs to it.

    What was approved has a size and an investment; so has what was built, which may be nothing yet.
    """
    buildings = package.dossier.annex1.buildings
    names = ("approved_size", "budgeted_investment", "actual_size", "actual_investment")
    cells = [(term(name), package.best(getattr(buildings, name).path)) for name in names]
    stated = [(name, statement) for name, statement in cells if statement is not None and not statement.figure.unknown]
    if len(stated) < len(names):
        return
    wanted = stated if any(statement.amount for _, statement in stated[2:]) else stated[:2]
    missing = [(name, statement) for name, statement in wanted if not statement.amount]
    if len(missing) < len(wanted) and missing:
        filled = "、".join(f"{name} {plain(one.amount)}" for name, one in stated if one.amount)
        lacking = "、".join(name for name, _ in missing)
        words = f"{label_of(package, 'annex1')} 楼堂馆所填了{filled}，没有填{lacking}"
        printed, seen = tuple(one.spoken for _, one in missing), tuple(plain(one.amount) for _, one in stated)
        odd = next(one for _, one in stated if one.amount) if len(missing) * 2 >= len(wanted) else missing[0][1]
        subject = f"{term('annex1')}.{term('buildings')}"
        yield Breach(subject, odd.place, words, f"也填{lacking}，或四项都填 0", printed=printed, seen=seen)


# These choose forms, lines and files; they do their work without being printed.
_STEERING = {term(name) for name in ("form_set", "outlay_class", "evidence_files")}
# Of these the report tells what its author wants to tell; all the rest has its cells on the forms.
_FOR_THE_REPORT = ("unit", "basic_outlay", "prior")


@rule("C613", Severity.WARNING)
def typed_values_reach_a_page(package: PrintedPackage) -> Iterator[Breach]:
    """Yield typed values that neither print nor enter a printed figure.

    What has no cell on the forms may be there for a tie, a topic of the report or a control total alone.
    """
    printed = _made_of(one.value for one in package.prints)
    unknown = any(control.reference.unknown for control in package.submission.controls)
    compared = _made_of(package.figures.get(path) for path in _compared(package))
    for name, values in _typed(package):
        on_forms = name not in _FOR_THE_REPORT
        if unknown and not on_forms:
            continue  # it may be what a control total is for
        reached = printed if on_forms else printed | compared
        for value in values:
            if value.path not in reached and _holds_something(value):
                severity = None if on_forms else Severity.HINT
                shown = format_value(value) if isinstance(value, Figure) else quoted(value)
                found = f"“{value.path}”填了 {shown}，没有印在任何一页，也没有用来算印出的数"
                seen = (plain(value.amount) if isinstance(value, Figure) else str(value),)
                yield Breach(value.path, _place(value), found, "印在表里或报告里，或不填", seen=seen, severity=severity)


def _typed(package: PrintedPackage) -> Iterator[tuple[str, Iterable[Figure | Text]]]:
    """Yield what people fill in to be printed, by its English name.

    Overrides, waivers, control totals and reasons are held to their use elsewhere; a whole last year is a package
    of its own.
    """
    yield from ((name, package.entered[name]) for name in (*(file.field for file in REQUIRED), "projects"))
    prior = package.submission.prior
    if isinstance(prior, FinalAccounts):
        accounts = (prior.three_public, prior.public_funds, *(one.final for one in prior.project_outlay))
        yield from (("prior", leaves(one)) for one in accounts)


def _holds_something(value: Figure | Text) -> bool:
    if value.unknown:
        return False
    if isinstance(value, Figure):
        return not value.blank
    return bool(value.strip()) and _last(value.path) not in _STEERING


def _last(path: str) -> str:
    return path.rpartition(".")[2].partition("[")[0]


def _place(value: Figure | Text) -> Place:
    if isinstance(value, Text):
        return value.place
    return value.origin if isinstance(value.origin, Place) else Place("")


def _made_of(values: Iterable[Any]) -> set[str]:
    """Return the paths of the values and of all that they are made of."""
    known = [value for value in values if value is not None]
    figures = [value for value in known if isinstance(value, Figure)]
    return {one.path for one in (*known, *(figure.source for figure in figures), *entered_leaves(figures))}


def _compared(package: PrintedPackage) -> Iterator[str]:
    checks = package.dossier.form_set.checks
    for tie in checks.ties:
        yield from map(str, (*tie.left, *tie.right))
    for topic in checks.topics:
        yield from map(str, (topic.reference, *filter(None, (topic.prior,)), *(one.reference for one in topic.limits)))
    yield from (str(control.reference) for control in package.submission.controls)


@rule("C614", Severity.WARNING)
def mandatory_cells_are_filled(package: PrintedPackage) -> Iterator[Breach]:
    """Yield cells that the form set wants filled and that hold nothing on paper."""
    wanted = {str(cell.cell): cell.severity for cell in package.dossier.form_set.checks.completeness.mandatory_cells}
    for printed in package.prints:
        if isinstance(printed.value, Text) and not printed.printed.strip() and (name := _last(printed.path)) in wanted:
            place = printed.value.place if printed.override is None else printed.override.as_filed.place
            found = f"{printed.spoken}“{name}”留空"
            yield Breach(
                printed.path,
                place,
                found,
                f"写明{name}",
                printed=(printed.spoken,),
                seen=(printed.where,),
                severity=wanted[name],
            )
