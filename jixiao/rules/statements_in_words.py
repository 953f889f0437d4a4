"""P…: words of direction, comparison and completion in the report against the figures they speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings import Severity
from jixiao.rules.claim_reading import find_untold_claims
from jixiao.rules.claims import ClaimKind, claim_breach
from jixiao.rules.form_tables import list_evaluation_forms
from jixiao.rules.interval import Interval
from jixiao.rules.printed_package import PrintedPackage, plain
from jixiao.rules.registry import Breach, rule, spot_of
from jixiao.rules.topics import TopicClaim, find_claims

_DONE = re.compile(
    r"(?:全部|全面|圆满|超额|如期|全都)地?(?:完成|实现)了?[^，,。；;]{0,12}(?:目标|任务|指标)"
    r"|(?:目标|任务|指标)(?:均已|均|都已|已)?(?:全部|全面|圆满|超额|如期)(?:完成|实现|达到|达标|达成)"
    r"|(?:各项|全部|所有)(?:绩效|年度)*指标[^，,。；;]{0,6}(?:均|都|全部)(?:已)?(?:完成|达标|达到|达成|实现)"
    r"|指标均(?:已)?(?:完成|达标|达到|达成|实现)"
)
_PLANNED = re.compile(r"下一?步|今后|明年|将|拟|力争|争取|确保|应当?|要求|努力|未能?|没有|不")


@rule("P505", Severity.WARNING)
def words_follow_figures(package: PrintedPackage) -> Iterator[Breach]:
    """Yield comparisons in words that the printed figures contradict."""
    told = list(_contradicted(package))
    yield from told
    yield from map(claim_breach, find_untold_claims(package, ClaimKind.RELATION, told))


def _contradicted(package: PrintedPackage) -> Iterator[Breach]:
    for claim in find_claims(package):
        if not claim.holds:
            found = f"{claim.paragraph.spoken}写{_inner(claim.words)}，而{claim.this.spoken}，{claim.that.spoken}"
            should, also = f"{claim.this.name}{claim.relation.value}{claim.that.name}，才能这样写", _printed(claim)
            yield spot_of(claim.paragraph).breach(found, should, detail=claim.words, also=also, seen=_seen(claim))


def _inner(words: str) -> str:
    """Return words as a quotation; quotation marks within become single ones."""
    return f"“{words.translate(_SINGLE)}”"


_SINGLE = str.maketrans("“”", "‘’")


def _seen(claim: TopicClaim) -> tuple[str, ...]:
    return plain(claim.this.amount), plain(claim.that.amount)


def _printed(claim: TopicClaim) -> tuple[str, ...]:
    places = (claim.paragraph.spoken, claim.this.where, claim.that.where)
    return tuple(dict.fromkeys(place for place in places if place))


@rule("P506", Severity.WARNING)
def changes_follow_figures(package: PrintedPackage) -> Iterator[Breach]:
    """Yield amounts and per cents of a change that differ from what the printed figures give."""
    told = list(_miscounted(package))
    yield from told
    yield from map(claim_breach, find_untold_claims(package, ClaimKind.CHANGE, told))


def _miscounted(package: PrintedPackage) -> Iterator[Breach]:
    for claim in find_claims(package):
        for number, places, unit in claim.changes if claim.holds else ():
            should = _change(claim, unit)
            if should is not None and not should.meets(Interval.rounded(number, places)):
                middle = (should.low + should.high) / 2
                words = f"{plain(middle.quantize(Decimal(1).scaleb(-max(places, 2))))}{unit}"
                yield spot_of(claim.paragraph).breach(
                    f"{claim.paragraph.spoken}写{_inner(claim.words)}，{claim.this.spoken}，{claim.that.spoken}，"
                    f"按此计算为 {words}",
                    words,
                    detail=claim.words,
                    also=_printed(claim),
                    seen=_seen(claim),
                )


def _change(claim: TopicClaim, unit: str) -> Interval | None:
    """Return how far the two figures lie apart, in 万元 or 元, 人, or per cent of the second."""
    smaller, larger = sorted((claim.this, claim.that), key=lambda value: value.amount)
    difference = larger.interval - smaller.interval
    if unit == "%":
        rate = difference.over(claim.that.interval)
        return None if rate is None else rate * Interval.exact(Decimal(100))
    return difference * Interval.exact(Decimal(10_000)) if unit == "元" else difference


@rule("P507", Severity.HINT)
def completion_follows_scores(package: PrintedPackage) -> Iterator[Breach]:
    """Yield sentences that say all goals were reached while some indicator did not get its full points."""
    missed = [
        f"{row.spoken}得 {row.score.words} 分（分值 {row.points.words}）"
        for sheet in list_evaluation_forms(package)
        for row in sheet.rows
        if row.shortfall > 0
    ]
    for paragraph in package.paragraphs if missed else ():
        for sentence in re.finditer(r"[^。；;，,\n]+", paragraph.text):
            match = None if paragraph.is_open(*sentence.span()) else _DONE.search(sentence[0])
            if match and not _PLANNED.search(sentence[0]):
                found = f"{paragraph.spoken}写“{match[0]}”，而{'；'.join(missed[:3])}" + (
                    "等" if len(missed) > 3 else ""
                )
                severity = Severity.WARNING if "指标" in match[0] else None
                yield spot_of(paragraph).breach(
                    found, "没有完成的部分如实写明", detail=match[0], seen=(match[0],), severity=severity
                )
