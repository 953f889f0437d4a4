"""P…: sums and shares inside a sentence of the report: …万元，其中：甲…万元、乙…万元；占总支出44%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.figures import round_half_up
from jixiao.findings import Severity
from jixiao.model.formset import Limit, Topic
from jixiao.patterns import compile_late
from jixiao.render.passages import PrintedPassage
from jixiao.rules.claim_reading import find_false_claims, find_untold_claims
from jixiao.rules.claims import ClaimKind, claim_breach
from jixiao.rules.interval import Interval, add_intervals
from jixiao.rules.printed_package import PrintedPackage, plain
from jixiao.rules.registry import Breach, rule, spot_of
from jixiao.targets.measures import CHARACTER

_NUMBER = r"(?<![0-9])[0-9]++(?:\.[0-9]++)?"
_ITEM = rf"(?:(?:{CHARACTER}|[“”《》]){{1,40}}?)(?P<amount>{_NUMBER})万元"
_LIST = compile_late(rf"(?P<whole>{_NUMBER})万元\s*[，,。]?\s*[（(]?\s*其中[：:]?\s*(?P<items>[^。；;）)\n]+)")
_SEPARATED = compile_late(r"(?<=万元)\s*[、，,和及]\s*")
# A nested breakdown, a comparison or a second statement is no list of parts.
_NO_LIST = compile_late(r"其中|占|较|比|增|减|完成|结余|预算|收入|追加|调整|年|合计|共计|总|到位|结算|合同价|报废|处置")
_SOURCES = compile_late(r"上年结转|[当本]年(?:财政)?(?:安排|拨款|资金)")


@rule("P508", Severity.WARNING)
def parts_in_sentences_add_up(package: PrintedPackage) -> Iterator[Breach]:
    """Yield lists of parts that exceed their total; those that miss it by little are hints, for 其中 may be partial."""
    read = list(find_false_claims(package, ClaimKind.SUM))
    yield from map(claim_breach, read)
    words = {(one.paragraph.place, phrase) for one in read for phrase in one.seen[:1]}
    yield from (breach for breach in _lists_of_amounts(package) if (breach.place, f"{breach.seen[0]}万元") not in words)


def _lists_of_amounts(package: PrintedPackage) -> Iterator[Breach]:
    for paragraph in package.paragraphs:
        for match in () if paragraph.is_open() else _LIST.finditer(paragraph.text):
            parts = _parts(match["items"])
            if parts is not None and len(parts) > 1:
                yield from _sum_breach(paragraph, match["whole"], parts)


def _parts(items: str) -> list[str] | None:
    """Return the amounts of a plain list of named amounts; None if it is anything else."""
    matches = [re.fullmatch(_ITEM + r"\s*", one) for one in _SEPARATED.split(items)]
    if _NO_LIST.search(_SOURCES.sub("", items)) or not all(matches):
        return None
    return [match["amount"] for match in matches if match]


def _sum_breach(paragraph: PrintedPassage, whole: str, parts: list[str]) -> Iterator[Breach]:
    total, sum_of_parts = _interval(whole), add_intervals(map(_interval, parts))
    exact = sum(map(Decimal, parts), Decimal(0))
    if sum_of_parts.meets(total):
        return
    over = exact > Decimal(whole)
    near = abs(exact - Decimal(whole)) * 100 < Decimal(whole)
    if over or near:
        words = f"{' + '.join(parts)} = {plain(exact)}"
        found = f"{paragraph.spoken}写 {whole}万元，其中各项 {words}" + ("，超过合计" if over else "，略少于合计")
        should, severity = f"各项合计不超过 {whole}；列全了的应等于 {whole}", None if over else Severity.HINT
        yield spot_of(paragraph).breach(found, should, detail=f"{whole}万元", seen=(whole, *parts), severity=severity)


def _interval(words: str) -> Interval:
    return Interval.rounded(Decimal(words), len(words.partition(".")[2]))


_SHARE = compile_late(
    rf"(?P<part>{_NUMBER})(?P<unit>万元|人|名)[，,（(]?\s*占(?P<whole>(?:{CHARACTER}|[“”]){{2,12}}?)的?(?:比例|比重|比)?(?:为|达)?\s*(?P<share>{_NUMBER})%"
)


@rule("P509", Severity.WARNING)
def shares_in_sentences_follow(package: PrintedPackage) -> Iterator[Breach]:
    """Yield shares typed by hand that differ from the quotient of the two amounts: as named in the paragraph, else
    as printed on the forms."""
    told = list(_shares(package))
    yield from told
    yield from map(claim_breach, find_untold_claims(package, ClaimKind.SHARE, told))


def _shares(package: PrintedPackage) -> Iterator[Breach]:
    wholes = _wholes(package)
    for paragraph in package.paragraphs:
        for match in () if paragraph.is_open() else _SHARE.finditer(paragraph.text):
            if paragraph.is_bound(*match.span("share")) or match["whole"] not in wholes:
                continue
            whole = _whole(package, paragraph, match, wholes[match["whole"]])
            quotient = None if whole is None else _interval(match["part"]).over(_interval(whole))
            if whole is not None and quotient is not None:
                yield from _share_breach(paragraph, match, whole, quotient)


def _wholes(package: PrintedPackage) -> dict[str, Topic | Limit]:
    """Return what a share may be of, by name: topics, and what they are measured by where a name means one thing."""
    topics = package.dossier.form_set.checks.topics
    limits = [(str(alias), limit) for topic in topics for limit in topic.limits for alias in limit.aliases]
    clear = {
        name: one for name, one in limits if all(same.reference == one.reference for n, same in limits if n == name)
    }
    return clear | {str(alias): topic for topic in topics for alias in topic.aliases}


# Another year or a part of this one, of which the forms say nothing.
_OTHER_TIME = compile_late(r"上年|去年|季度|半年|[0-9]月|20[0-9]{2}年|计划|拟|预计|将")


def _whole(package: PrintedPackage, paragraph: PrintedPassage, match: re.Match[str], of: Topic | Limit) -> str | None:
    """Return the amount of which a share is told, in the part's unit."""
    unit = match["unit"].replace("名", "人")
    named = _amount_named(paragraph, [str(alias) for alias in of.aliases], unit, match.start())
    sentence = paragraph.text[: match.start()].rpartition("。")[2].replace(f"{package.dossier.year}年", "")
    figure = package.figures.get(str(of.reference))
    if named is not None or _OTHER_TIME.search(sentence) or figure is None or figure.unit != unit:
        return named
    amount = _read_amount(package, str(of.reference))
    return None if amount is None else plain(amount)


def _share_breach(paragraph: PrintedPassage, match: re.Match[str], whole: str, quotient: Interval) -> Iterator[Breach]:
    stated = _interval(match["share"])
    if not (quotient * Interval.exact(Decimal(100))).meets(stated):
        should = f"{plain(round_half_up(Decimal(match['part']) * 100 / Decimal(whole), 2))}%"
        found = f"{paragraph.spoken}写“{match[0]}”，{match['whole']} {whole}{match['unit']}，按此计算为 {should}"
        yield spot_of(paragraph).breach(found, should, detail=match[0], seen=(match["part"], whole, match["share"]))


def _amount_named(paragraph: PrintedPassage, aliases: list[str], unit: str, before: int) -> str | None:
    """Return the one amount that follows one of these names earlier in the paragraph, if it is one only."""
    named = "|".join(re.escape(alias) for alias in sorted(aliases, key=len, reverse=True))
    found = re.findall(rf"(?:{named})(?:决算|合计|共计|为|共|数)*({_NUMBER}){unit}", paragraph.text[:before])
    return found[0] if len(set(found)) == 1 else None


def _read_amount(package: PrintedPackage, path: str) -> Decimal | None:
    """Return a figure as printed, as computed where it is not printed; None if there is no number."""
    printed, figure = package.best(path), package.figures.get(path)
    if printed is not None:
        return printed.amount
    return None if figure is None or figure.literal is not None else figure.amount
