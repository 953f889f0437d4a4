"""C617, Y107, Y108: the unit's name, its telephone, a project's class: plausible, and what they were last year."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from jixiao.findings import Severity, quoted
from jixiao.patterns import compile_late
from jixiao.rules.contents import label_of
from jixiao.rules.described_package import ScoredPackage
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.registry import Breach, rule


def _same(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _bare(words: str) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words))


@rule("Y107", Severity.WARNING, by_role=True)
def the_unit_keeps_its_name(package: ScoredPackage) -> Iterator[Breach]:
    """Yield a name of the unit that is not last year's; widths and spaces do not count."""
    prior, name = package.last_unit, package.unit.unit_name
    if prior is None or name.unknown or prior.unit_name.unknown:
        return
    if not _same(name, prior.unit_name):
        found = f"单位名称写{quoted(name)}，上年是{quoted(prior.unit_name)}"
        then = str(prior.unit_name)
        yield package.spot(name).breach(found, then, seen=(str(name), then))


@rule("Y108", Severity.WARNING)
def projects_keep_their_class(package: PrintedPackage) -> Iterator[Breach]:
    """Yield projects that stood in another class of outlay last year."""
    prior = package.last_year
    classes = {numbered.identifier: numbered.project.outlay_class for numbered in prior.projects} if prior else {}
    for numbered in package.submission.projects:
        now, then = numbered.project.outlay_class, classes.get(numbered.identifier)
        if then is not None and not now.unknown and not then.unknown and not _same(now, then):
            found = f"项目{quoted(numbered.project.name)}的支出类别是{quoted(now)}，上年是{quoted(then)}"
            yield package.spot(now).breach(
                found, str(then), seen=(str(now), str(then)), also=[label_of(package, "annex1")]
            )


# Mobile, fixed (with area code and extension, if any), 400 and 800, short service numbers.
_WHOLE = compile_late(
    r"(?:\+?86-?)?1[3-9][0-9]-?[0-9]{4}-?[0-9]{4}"
    r"|(?:\(?0[0-9]{2,3}\)?-?)?(?P<local>[2-9][0-9]{6,7})(?:(?:-|转|ext\.?)[0-9]{1,6})?"
    r"|[48]00-?(?:[0-9]{3}-?[0-9]{4}|[0-9]{4}-?[0-9]{3})|1[012][0-9]{3}|9[56][0-9]{3,4}"
)
_MASKED = compile_late(r"[*×xX]{2}|^[0-]+$")


@rule("C617", Severity.WARNING, by_role=True)
def telephones_are_whole(package: ScoredPackage) -> Iterator[Breach]:
    """Yield a telephone number no Chinese network has, or a fixed one of another length than last year's."""
    phone, prior = package.unit.telephone, package.last_unit
    if phone.unknown or _MASKED.search(_bare(phone)):
        return
    then = prior.telephone if prior else None
    was = f"，上年是{quoted(then)}" if then and not _same(phone, then) else ""
    lengths = {len(local) for local in _locals(then or "")}
    for number in _numbers(phone):
        match = _WHOLE.fullmatch(number)
        local = match and match["local"]
        if match is None:
            digits = sum(char.isdigit() for char in number)
            found = f"联系电话{quoted(number)}有 {digits} 位数字，不是完整的号码{was}"
        elif local and lengths and len(local) not in lengths:
            found = f"联系电话{quoted(number)}的本地号码是 {len(local)} 位{was}"
        else:
            continue
        yield package.spot(phone).breach(found, "固定电话 7 或 8 位（可加区号），手机号 11 位", seen=(number,))


def _numbers(phone: str) -> list[str]:
    """Return the numbers of an entry; names and words beside them do not count."""
    narrow = unicodedata.normalize("NFKC", phone).replace("—", "-").replace("–", "-")
    pieces = re.split(r"[、,;/\n]|\s{2,}|(?<=[0-9]{7})\s+(?=[0-9]{7})", narrow)
    bare = (re.sub(r"[^0-9+()\-转]|\s", "", piece).strip("-转") for piece in pieces)
    return [one for one in bare if re.search("[0-9]", one)]


def _locals(phone: str) -> Iterator[str]:
    for number in _numbers(phone):
        match = _WHOLE.fullmatch(number)
        if match and match["local"]:
            yield match["local"]
