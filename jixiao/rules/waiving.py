"""Waivers over findings: which of them each lets stand, and what is wrong with the waivers themselves.

A waiver matches by code, subject and the values seen. Where a value stands on paper is no part of that, so that a
row of fixed words put into a template, or a paragraph into the report, brings nothing back.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest

from msgspec.structs import replace

from jixiao.findings import Finding, Place, Severity
from jixiao.model.waivers import Waiver
from jixiao.patterns import compile_late


def apply_waivers(
    findings: Iterable[Finding], waivers: Iterable[Waiver], today: date, *, stale: bool = True
) -> list[Finding]:
    """Return the findings, waived where a waiver covers them, and findings about the waivers themselves.

    ``stale`` is whether waivers that cover nothing are told.
    """
    judged = list(findings)
    for waiver in waivers:
        covered = [number for number, finding in enumerate(judged) if covers(waiver, finding)]
        if waiver.until.value < today and not waiver.until.unknown:
            judged.append(_expired(waiver))
        elif not covered and not stale:
            continue
        elif not covered:
            judged.append(_stale(waiver, judged))
        else:
            for number in covered:
                judged[number] = replace(judged[number], waived=str(waiver.reason))
    return judged


def covers(waiver: Waiver, finding: Finding) -> bool:
    """Return whether a waiver speaks of a finding as it is now, expired or not; what is open in it fits anything."""
    if not _is_about(waiver, finding):
        return False
    if isinstance(waiver.seen, tuple):
        pairs = list(zip_longest(waiver.seen, finding.seen))
        return all(a is not None and b is not None and (a.unknown or _value(a) == _value(b)) for a, b in pairs)
    return (
        waiver.seen.unknown
        or waiver.seen in finding.found
        or _without_positions(waiver.seen) in _without_positions(finding.found)
        or _is_printed_more(waiver.seen, finding.found)
    )


def _is_about(waiver: Waiver, finding: Finding) -> bool:
    if not finding.waivable or (waiver.rule.unknown and waiver.subject.unknown):
        return False
    if waiver.rule != finding.code and not waiver.rule.unknown:
        return False
    return waiver.subject.unknown or _without_positions(waiver.subject) == _without_positions(finding.subject)


def _value(words: str) -> str | Decimal:
    """Return a value to be compared: 3.80 and 3.8 are one, and so are texts that differ in white space."""
    return Decimal(words) if _NUMBER.fullmatch(words.strip()) else " ".join(words.split())


_NUMBER = compile_late(r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?")
# A waiver may quote a sentence, as all once did, with its places: 附件2 第3行第5格, 报告 二（一）第3段, 第 20 行.
_POSITION = compile_late(
    r" ?第[0-9]+行第[0-9]+格| ?第[0-9]+处| ?(?:（[一二三四五六七八九十百]+）)?(?:(?<![0-9])[0-9]+\.)?第[0-9]+段"
    r"|（[一二三四五六七八九十百]+）(?:[0-9]+\.)?标题|(?<=第 )[0-9]+(?= 行)"
)


# Where a form's number stands is said behind it: the first of several places, of which there may be more.
_STANDS_IN = compile_late(r"（(?:附件[0-9]+(?:（[0-9]+）)?|报告|封面)(?: [一二三四五六七八九十]+)?）")


@lru_cache(maxsize=4096)  # each waiver is held against many findings: 3 ms a check
def _without_positions(words: str) -> str:
    return _STANDS_IN.sub("", _POSITION.sub("", words))


def _is_printed_more(waived: str, found: str) -> bool:
    """Return whether two sentences name the same values, each printed at least where the first says (附件1印作 5)."""
    (about, values), (about_now, now) = _values_named(waived), _values_named(found)
    return about == about_now and values.keys() == now.keys() and all(values[one] <= now[one] for one in values)


def _values_named(words: str) -> tuple[str, dict[str, frozenset[str]]]:
    """Return what a sentence is about, and the parts that print each of its values."""
    about, _, values = _without_positions(words).partition("：")
    named = (one.rpartition("印作 ") for one in values.split("；"))
    return about, {value: frozenset(places.split("、")) for places, _, value in named}


# Quotation marks within a quotation are single ones.
_SINGLE = str.maketrans("“”", "‘’")


def _stale(waiver: Waiver, findings: Iterable[Finding]) -> Finding:
    now = next((finding for finding in findings if _is_about(waiver, finding)), None)
    seen = "、".join(waiver.seen) if isinstance(waiver.seen, tuple) else str(waiver.seen)
    found = f"豁免对不上：{waiver.rule}“{waiver.subject}”没有所见“{seen.translate(_SINGLE)}”的问题"
    expected = f"现在查出的是：{now.found}" if now else "只豁免确实存在的问题"
    remedy = "问题已消失的删去这条豁免；内容变了的，核对后改“所见”。"
    return _about_waiver(waiver, "X901", waiver.rule.place, found, expected=expected, remedy=remedy)


def _expired(waiver: Waiver) -> Finding:
    found = f"豁免已过期：{waiver.rule}“{waiver.subject}”有效期至 {waiver.until}"
    remedy = "重新核对；仍需保留的延长“有效期至”，否则删去。"
    return _about_waiver(waiver, "X902", waiver.until.place, found, expected="在有效期内的豁免", remedy=remedy)


def _about_waiver(waiver: Waiver, code: str, place: Place, found: str, *, expected: str, remedy: str) -> Finding:
    subject = f"豁免 {waiver.rule}：{_without_positions(waiver.subject)}"
    seen = tuple(map(str, waiver.seen)) if isinstance(waiver.seen, tuple) else (_without_positions(waiver.seen),)
    return Finding(code, place, found, expected, remedy=remedy, severity=Severity.WARNING, subject=subject, seen=seen)
