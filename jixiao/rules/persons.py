"""G…: persons and private matters in what will be published; hints only, for people to decide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jixiao.figures import Text
from jixiao.findings import Place, Severity, quoted
from jixiao.patterns import compile_late
from jixiao.rules.described_package import DescribedPackage, ScoredPackage
from jixiao.rules.judged_text import JudgedText, find_holding, find_occurring
from jixiao.rules.personal_words import (
    LABEL,
    LIKELY_NUMBER,
    MOBILE,
    NUMBERS,
    addressed_persons,
    find_introduced,
    is_name,
    names_alone,
)
from jixiao.rules.registry import Breach, rule
from jixiao.rules.writing import cut_around, name_text


def _told(judged: JudgedText, matches: Iterable[re.Match[str]], what: str, should: str) -> Iterator[Breach]:
    found = [match for match in matches if judged.owns(match.start(), match.end())]
    if found:
        words = dict.fromkeys(quoted(match.group()) for match in found)
        at = found[0].start()
        context = quoted(cut_around(judged.text.replace("\n", " "), at, found[0].end()))
        told = f"{name_text(judged)}{what}{'、'.join(words)}（{context}）"
        yield judged.spot(at).breach(told, should, seen=tuple(dict.fromkeys(match.group() for match in found)))


@rule("G801", Severity.HINT, by_role=True)
def persons_are_not_named(package: ScoredPackage) -> Iterator[Breach]:
    """Yield texts that name a person: by a form of address, after 姓名 or 联系人, or one who is named in the data."""
    address = [re.escape(one) for one in find_occurring(package, package.persons.forms_of_address)]
    persons = [re.escape(one) for one in _known_persons(package)]
    patterns = [*filter(None, [addressed_persons(address)]), *persons]
    for judged in _published(package, compile_late("|".join((LABEL, *address, *persons)))):
        matches = [
            *find_introduced(judged.text),
            *(match for pattern in patterns for match in re.finditer(pattern, judged.text)),
        ]
        yield from _told(judged, sorted(matches, key=lambda match: match.start()), "写到个人", "不指明个人，或确需写明")
    yield from _named_elsewhere(package, package.unit.filled_by.path, "填表人姓名")


def _known_persons(package: ScoredPackage) -> list[str]:
    unit = package.unit
    if unit.unit_name.unknown:
        return []
    # A unit may answer for its waivers as such.
    named = {str(unit.filled_by), *(str(waiver.by) for waiver in package.waivers)} - {str(unit.unit_name)}
    return sorted(name for name in named if is_name(name))


def _published(package: ScoredPackage, mark: re.Pattern[str]) -> Iterator[JudgedText]:
    """Yield the passages with a mark, but for those that name and number who is to be asked.

    A form may have cells for whoever is in charge: what holds a name or a number alone is one.
    """
    unit = package.unit
    by_design = {unit.filled_by.path, unit.telephone.path, unit.unit_name.path}
    for judged in find_holding(package, mark):
        is_cell = isinstance(package, DescribedPackage) and names_alone(judged.text)
        if judged.subject not in by_design and not is_cell:
            yield judged


def _named_elsewhere(package: ScoredPackage, path: str, what: str) -> Iterator[Breach]:
    allowed = tuple(str(one) for one in package.persons.allowed_in)
    for printed in package.text_prints.get(path, ()):
        if not printed.where.startswith(allowed) and not printed.unknown:
            place = printed.value.place if isinstance(printed.value, Text) else Place("")
            words = f"{printed.spoken}印出{what}{quoted(printed.printed)}"
            should = f"只印在{'、'.join(allowed)}"
            yield Breach(
                f"{printed.where}：{path}", place, words, should, printed=(printed.spoken,), seen=(printed.printed,)
            )


@rule("G802", Severity.HINT, by_role=True)
def numbers_of_persons_stay_out(package: ScoredPackage) -> Iterator[Breach]:
    """Yield texts with a telephone, identity card, account or e-mail, and a mobile phone as the unit's telephone."""
    unit = package.unit
    known = _NOT_THERE if unit.telephone.unknown else re.escape(unit.telephone)
    telephone = compile_late(rf"(?<![0-9.]){known}(?![0-9.])")
    for judged in _published(package, compile_late(f"{LIKELY_NUMBER}|{telephone.pattern}")):
        matches = [*NUMBERS.finditer(judged.text), *telephone.finditer(judged.text)]
        yield from _told(judged, matches, "写到号码", "不写个人号码")
    if MOBILE.search(unit.telephone):
        words = f"联系电话{quoted(unit.telephone)}是手机号码"
        phone = unit.telephone
        yield package.spot(phone).breach(words, "单位的办公电话", seen=(str(phone),))
    yield from _named_elsewhere(package, unit.telephone.path, "联系电话")


_NOT_THERE = "(?!)"


@rule("G803", Severity.HINT, by_role=True)
def private_matters_stay_out(package: ScoredPackage) -> Iterator[Breach]:
    """Yield texts with words for private matters, as the form set lists them."""
    words = [re.escape(one) for one in find_occurring(package, package.persons.private_words)]
    if words:
        pattern = compile_late("|".join(words))
        for judged in _published(package, pattern):
            yield from _told(judged, pattern.finditer(judged.text), "写到个人私事", "不涉及个人私事")
