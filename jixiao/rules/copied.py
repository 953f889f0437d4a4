"""Y111–Y113: what reads as it did last year, though it tells of a year, an amount, a fact.

A comment 已核对 lets it stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby
from pathlib import PurePosixPath

from jixiao.derive.described_dossier import DescribedDossier
from jixiao.figures import Text
from jixiao.findings import Place, Severity, quoted
from jixiao.forms.described_set import FormList
from jixiao.model.described_record import Value
from jixiao.model.form_roles import Role
from jixiao.render.passages import PrintedPassage
from jixiao.rules.described_package import DescribedPackage, ScoredPackage
from jixiao.rules.form_tables import list_evaluation_forms
from jixiao.rules.looked_at import is_seen
from jixiao.rules.printed_package import PrintedPackage, listed_once
from jixiao.rules.prose_numerals import find_numerals
from jixiao.rules.registry import Breach, rule
from jixiao.rules.unchanged import Files, Matter, Unchanged, files_of, tells_facts, unchanged
from jixiao.source.punctuation import bones
from jixiao.targets.measures import MONEY

_CHAPTER = 3  # so many paragraphs, and no other, make a chapter that was taken over whole
# Whether their entries still hold is asked entry by entry (X901, O003).
_OF_ONE_YEAR = ("/waivers.yaml", "/overrides.yaml")


@listed_once
def _found(package: PrintedPackage) -> Iterator[Unchanged]:
    """Yield what reads as last year's and cannot well be right."""
    files, budgets = files_of(package.sources, package.submission.year), _budgets(package)
    if _is_copy(files):
        return
    for copied in unchanged(files):
        own = copied.place.file.endswith(_OF_ONE_YEAR) or _is_this_years(copied, budgets)
        if copied.stale and not (copied.matter is Matter.LINE and own):
            yield copied


def _is_copy(files: Files) -> bool:
    """Return whether the figures, too, are last year's: then one year is a copy of the other, and the figures tell."""
    now, before = (side.get("basic.yaml") for side in (files.now, files.before))
    return now is not None and before is not None and now.text == before.text


def _budgets(package: PrintedPackage) -> dict[str, set[object]]:
    """Return the amounts of each form's own budget, in 元, by the form's file."""
    return {
        sheet.total_deviation.place.file: {one.amount * 10_000 for one in (sheet.initial, sheet.budget) if one.amount}
        for sheet in list_evaluation_forms(package)
    }


def _is_this_years(copied: Unchanged, budgets: dict[str, set[object]]) -> bool:
    """Return whether all amounts of a line are this year's budget, which happens to be last year's."""
    amounts = {number.amount for number in find_numerals(copied.words) if number.unit == MONEY}
    return bool(amounts) and amounts <= budgets.get(copied.place.file, set())


@rule("Y111", Severity.WARNING)
def report_tells_this_year(package: PrintedPackage) -> Iterator[Breach]:
    """Yield paragraphs that tell last year's facts in last year's words; a chapter taken over whole is one breach."""
    paragraphs = {(paragraph.place.file, paragraph.place.line): paragraph for paragraph in package.paragraphs}
    found = [copied for copied in _found(package) if copied.matter.of_report]
    for file, group in groupby(found, key=lambda copied: copied.place.file):
        same = list(group)
        if len(same) >= _CHAPTER and _is_whole(package, file, same):
            yield _chapter(paragraphs, same)
        else:
            yield from (_paragraph(paragraphs.get((file, copied.place.line)), copied) for copied in same)


def _is_whole(package: PrintedPackage, file: str, same: list[Unchanged]) -> bool:
    """Return whether most of what a chapter tells is last year's, word for word."""
    text = next((source.text for source in package.sources if source.file == file), "")
    telling = sum(map(tells_facts, text.split("\n")))
    return sum(copied.matter is Matter.PARAGRAPH for copied in same) * 4 > telling * 3


def _chapter(paragraphs: dict[tuple[str, int], PrintedPassage], same: list[Unchanged]) -> Breach:
    file = same[0].place.file
    here = paragraphs.get((file, same[0].place.line))
    where = here.where if here else PurePosixPath(file).stem
    lines = "、".join(str(copied.place.line) for copied in same)
    found = f"{where}写有事实的段落大多是上年的（{len(same)} 段，第 {lines} 行）：{quoted(same[0].words)}等"
    return Breach(
        where, Place(file), found, "本年的事实", printed=(where,), seen=tuple(copied.words for copied in same)
    )


def _paragraph(here: PrintedPassage | None, copied: Unchanged) -> Breach:
    where = here.spoken if here else f"第 {copied.place.line} 行"
    subject, printed = here.where if here else copied.place.file, (where,) if here else ()
    return Breach(subject, copied.place, f"{where}{copied.found}", "本年的事实", printed=printed, seen=(copied.words,))


@rule("Y112", Severity.WARNING)
def data_names_this_year(package: PrintedPackage) -> Iterator[Breach]:
    """Yield lines of the data that name last year, or a target's amount, and are as they were."""
    yield from _of_data(package, (Matter.LINE,), "本年的年份、金额")


@rule("Y113", Severity.WARNING, by_role=True)
def outcomes_are_this_years(package: ScoredPackage) -> Iterator[Breach]:
    """Yield achievements and reasons for deviations in last year's words."""
    if isinstance(package, DescribedPackage):
        yield from _same_outcomes(package)
        return
    yield from _of_data(package, (Matter.ACHIEVEMENT, Matter.REASON), "本年的情况")


def _of_data(package: PrintedPackage, matters: Iterable[Matter], expected: str) -> Iterator[Breach]:
    labels = {sheet.total_deviation.place.file: sheet.where for sheet in list_evaluation_forms(package)}
    for copied in _found(package):
        if copied.matter in matters:
            where = labels.get(copied.place.file, "")
            told = f"{where}{copied.found}" if where else f"第 {copied.place.line} 行{copied.found}"
            subject = where or PurePosixPath(copied.place.file).name
            yield Breach(
                subject, copied.place, told, expected, printed=(where,) if where else (), seen=(copied.words.strip(),)
            )


# What says so little may well be said again.
_SHORTEST = 8
_OUTCOMES = {Role.ACHIEVEMENT: Matter.ACHIEVEMENT, Role.REASON: Matter.REASON, Role.FORM_REASON: Matter.REASON}


def _same_outcomes(package: DescribedPackage) -> Iterator[Breach]:
    """Yield achievements and reasons of described forms that are last year's, in the same form and of the same row."""
    before = {key: str(text) for key, _, text in _list_outcomes(package.last_year)} if package.last_year else {}
    for key, matter, text in _list_outcomes(package.dossier) if before else ():
        was = before.get(key, "")
        if len(bones(text)) < _SHORTEST or bones(text) != bones(was):
            continue
        if not is_seen(package.sources, text.place, package.year):
            found = f"{key[0]}{matter.value}：{quoted(str(text))}"
            yield package.spot(text).breach(found, "本年的情况", seen=(text.strip(),))


def _list_outcomes(dossier: DescribedDossier) -> Iterator[tuple[tuple[str, ...], Matter, Text]]:
    """Yield the texts on outcomes, each under what it is called in any year: form, project, field, indicator."""
    for form in dossier.forms:
        own = (
            (field, value, "") for field, value in ((form.form.fields[path], one) for path, one in form.values.items())
        )
        of_rows = (
            (columns[name], value, _name_of(listed, row))
            for path, rows in form.rows.items()
            for listed, columns in [(form.form.lists[path], form.form.lists[path].columns)]
            for row in rows
            for name, value in row.items()
        )
        for field, value, row in chain(own, of_rows):
            matter = _OUTCOMES.get(field.description.role) if field.description.role else None
            if matter is not None and isinstance(value, Text) and not value.unknown:
                yield (form.form.name, form.identifier, field.path, row), matter, value


def _name_of(listed: FormList, row: Mapping[str, Value]) -> str:
    field = listed.by_role(Role.LEVEL3) or listed.by_role(Role.LEVEL2)
    return bones(str(row[field.name])) if field is not None else ""
