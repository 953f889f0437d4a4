"""P…: the report's numbers against the forms: bound, declared as plain text, or a figure typed by hand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from jixiao.findings import Severity
from jixiao.glossary import term
from jixiao.model.formset import Topic
from jixiao.patterns import compile_late
from jixiao.render.declared import format_declaration
from jixiao.render.passages import PrintedPassage
from jixiao.rules.claim_reading import find_false_claims, find_number_claims, find_reckoned_numbers
from jixiao.rules.claims import ClaimKind, claim_breach
from jixiao.rules.goals import goals_say_what_indicators_say
from jixiao.rules.known import (
    Known,
    NumberMatch,
    OpenNumbers,
    find_open_numbers,
    is_same_matter,
    is_telling,
    list_known_numbers,
    match_number,
)
from jixiao.rules.printed_package import PrintedPackage, listed_once
from jixiao.rules.prose_numerals import Numeral, find_free_numerals, find_numerals, find_occurrences
from jixiao.rules.registry import Breach, rule, spot_of

_SHOWN = 12


class _Typed(Struct, frozen=True):
    """A number typed by hand: what the forms know of it, the topic or the indicator whose number it states, if any.

    ``open`` is whether it may be a number of the forms that is still to be filled in.
    """

    numeral: Numeral
    known: tuple[tuple[NumberMatch, Known], ...]
    topic: Topic | None
    indicator: Known | None
    open: bool = False

    @property
    def unexplained(self) -> bool:
        return not self.known and self.topic is None and self.indicator is None and not self.open


@listed_once
def _typed(package: PrintedPackage) -> Iterator[tuple[PrintedPassage, list[_Typed]]]:
    """Yield the paragraphs that hold numbers typed by hand and not declared, with these."""
    plain = [str(phrase) for phrase in package.dossier.form_set.checks.plain_numbers]
    free = [(paragraph, found) for paragraph in package.paragraphs if (found := find_free_numerals(paragraph, plain))]
    numbers = list_known_numbers(package) if free else ()
    unknown = find_open_numbers(package) if free else OpenNumbers(frozenset(), ())
    stated = _stated(package) if free else {}
    of_unit: defaultdict[str, list[Known]] = defaultdict(list)
    for known in numbers:
        of_unit[known.unit].append(known)
    for paragraph, found in free:
        yield (
            paragraph,
            [
                _Typed(
                    numeral,
                    known=_kin(numeral, numbers),
                    topic=stated.get((paragraph, numeral.start)),
                    indicator=_counted(paragraph, numeral, of_unit[numeral.unit]),
                    open=unknown.may_hold(numeral, paragraph.text[numeral.stop :]),
                )
                for numeral in found
            ],
        )


def _stated(package: PrintedPackage) -> dict[tuple[PrintedPassage, int], Topic]:
    """Return the topics whose number the report states behind their name, by paragraph and where the number stands."""
    topics = {str(topic.reference): topic for topic in package.dossier.form_set.checks.topics}
    claims = find_number_claims(package).values()
    return {(one.paragraph, one.number): topics[one.path] for one in claims if one.path in topics}


def _counted(paragraph: PrintedPassage, numeral: Numeral, numbers: list[Known]) -> Known | None:
    """Return which of one unit's numbers counts the same thing otherwise; None if there is none, or one agrees."""
    after = paragraph.text[numeral.stop :]
    same = [known for known in numbers if is_same_matter(after, known)]
    unnamed = [known for known in numbers if known.about is None]
    agrees = any(known.amount == numeral.amount for known in (*same, *unnamed))
    return None if numeral.approximate or agrees or not same else same[0]


def _kin(numeral: Numeral, numbers: tuple[Known, ...]) -> tuple[tuple[NumberMatch, Known], ...]:
    if not is_telling(numeral):  # most are not, and a line may hold very many
        return ()
    kin = [(how, known) for known in numbers if (how := match_number(numeral, known)) is not None]
    order = list(NumberMatch)
    best = min((order.index(how) for how, _ in kin), default=0)
    return tuple((how, known) for how, known in kin if order.index(how) == best)


@rule("P501", Severity.HINT)
def numbers_are_bound_or_declared(package: PrintedPackage) -> Iterator[Breach]:
    """Yield paragraphs with numbers that neither came from data nor were declared as plain text."""
    for paragraph, typed in _typed(package):
        phrases = list(dict.fromkeys(number.numeral.phrase for number in typed if number.unexplained))
        if phrases:
            more = f"等 {len(phrases)} 个" if len(phrases) > _SHOWN else ""
            found = f"{paragraph.spoken}有没有引用数据、也没有声明的数字：{'、'.join(phrases[:_SHOWN])}{more}"
            should = f"写成引用 {{{{ … }}}}，或在该段下面加一行：{format_declaration(phrases)}"
            yield spot_of(paragraph).breach(found, should, seen=tuple(phrases), advice=True)


# What each has is no figure with its point elsewhere: 人均接待费102元.
_A_PIECE = compile_late("(?:人均|户均|次均|场均|日均|月均|平均|单价|每[一-鿿]{1,2})[一-鿿]{0,6}$")


@rule("P502", Severity.WARNING)
def known_numbers_are_not_typed(package: PrintedPackage) -> Iterator[Breach]:
    """Yield numbers typed by hand that equal or nearly equal a figure of the forms."""
    for paragraph, typed in _typed(package):
        for number in typed:
            stated = find_number_claims(package).get((paragraph.place, number.numeral.start))
            if stated is not None and not stated.holds:
                continue  # P504 tells what it should be
            if number.known and number.topic is None:
                how, _ = number.known[0]
                here = paragraph.place, number.numeral.start
                is_other = _A_PIECE.search(paragraph.text[: number.numeral.start]) is not None
                if how is not NumberMatch.SAME and (is_other or here in find_reckoned_numbers(package)):
                    continue
                found = [known for _, known in number.known]
                if how not in (NumberMatch.SAME, NumberMatch.UNIT):
                    sentence = cut_sentence(paragraph.text, number.numeral)
                    found = [known for known in found if _is_spoken_of(package, sentence, how, known)]
                    if not found:
                        continue
                words = f"{paragraph.spoken}手写 {number.numeral.phrase}，{_told(package, found[0])}{how}"
                also, seen = package.printed_in(found[0].path), (number.numeral.phrase, found[0].path, found[0].printed)
                yield spot_of(paragraph).breach(
                    words,
                    _instead(found),
                    detail=number.numeral.phrase,
                    also=also,
                    seen=seen,
                    advice=how is NumberMatch.SAME,
                )


# So many pairs of neighbouring characters shared with a name make a sentence speak of it.
_SHARED = 2
_SENTENCES = compile_late(r"[。；;\n]")
_OF_ALL = compile_late("收入|支出|预算|决算|执行|合计|总额")
_COLUMNS = compile_late(r"附件[0-9]|预算|决算|执行|资金$|合计|上年|绩效指标|满意度?指标|年度")


def cut_sentence(text: str, numeral: Numeral) -> str:
    """Return the sentence that a number stands in."""
    start = max((match.end() for match in _SENTENCES.finditer(text, 0, numeral.start)), default=0)
    end = next((match.start() for match in _SENTENCES.finditer(text, numeral.stop)), len(text))
    return text[start:end]


def _is_spoken_of(package: PrintedPackage, sentence: str, how: NumberMatch, known: Known) -> bool:
    """Return whether a sentence shares a word with what a figure is called: others are near by chance.

    Of two digits turned round in a figure of the whole unit, a word for a sum is enough.
    """
    steps = known.path.split(".")
    names = [step for step in steps if not _COLUMNS.search(step)]
    names += [str(one.project.name) for one in package.submission.projects if one.identifier in steps]
    names += [str(known.about)] if known.about else []
    of_unit = how is NumberMatch.SWAPPED and steps[0] != term("projects") and _OF_ALL.search(sentence)
    return bool(of_unit) or shares_words(sentence, names)


def shares_words(sentence: str, names: Iterable[str]) -> bool:
    """Return whether a sentence shares so many pairs of characters with names that it speaks of what they name."""
    pairs = {name[at : at + 2] for name in names for at in range(len(name) - 1)}
    return sum(pair in sentence for pair in pairs) >= _SHARED


def _told(package: PrintedPackage, known: Known) -> str:
    where = next(iter(package.printed_in(known.path)), "")
    return f"“{known.path}” {known.printed}" + (f"（{where}）" if where else "")


def _instead(found: list[Known]) -> str:
    references = list(dict.fromkeys(f"{{{{ {known.reference} }}}}" for known in found))
    return "是同一个数的写 " + " 或 ".join(references[:3])


@rule("P503", Severity.HINT)
def declarations_are_met(package: PrintedPackage) -> Iterator[Breach]:
    """Yield declared numbers that do not stand in their paragraph.

    Where another number of the same thing stands there, undeclared, one of the two was mistyped.
    """
    plain = [str(phrase) for phrase in package.dossier.form_set.checks.plain_numbers]
    for paragraph in package.paragraphs:
        for declared in () if paragraph.is_open() else paragraph.declared:
            if any(char.isdigit() for char in declared.phrase) and find_occurrences(paragraph.text, declared.phrase):
                continue
            units = {each.unit for each in find_numerals(declared.phrase)} - {""}
            instead = next((each for each in find_free_numerals(paragraph, plain) if each.unit in units), None)
            yield spot_of(paragraph).breach(
                f"声明了事实数字“{declared.phrase}”，{paragraph.spoken}里没有"
                + (f"，写的是 {instead.phrase}" if instead else ""),
                "照该段的写法，如 1200㎥" if instead is None else f"两处同为 {declared.phrase} 或 {instead.phrase}",
                detail=declared.phrase,
                place=declared.place if instead is None else paragraph.place,
                seen=(declared.phrase, instead.phrase) if instead else (declared.phrase,),
                severity=Severity.WARNING if instead else None,
                advice=True,
            )


@rule("P504", Severity.WARNING)
def stated_numbers_agree(package: PrintedPackage) -> Iterator[Breach]:
    """Yield numbers behind a name that are not that matter's, and right ones that were typed by hand."""
    in_goals = {(breach.place.file, breach.seen[0]) for breach in goals_say_what_indicators_say(package)}
    for one in find_false_claims(package, ClaimKind.NUMBER):
        if (one.paragraph.place.file, one.seen[0]) in in_goals:
            continue  # T208 tells it
        yield claim_breach(one, package.printed_in(one.path) if one.path else ())
    for paragraph, typed in _typed(package):
        for number in typed:
            stated = find_number_claims(package).get((paragraph.place, number.numeral.start))
            if number.topic is not None and stated is not None and stated.holds:
                yield _advise(package, paragraph, number.numeral, number.topic, path=stated.path)


def _advise(package: PrintedPackage, paragraph: PrintedPassage, numeral: Numeral, topic: Topic, *, path: str) -> Breach:
    name = str(topic.aliases[0])
    found = f"{paragraph.spoken}手写{name} {numeral.phrase}，应写成引用"
    also, seen = package.printed_in(path), (numeral.phrase, path)
    return spot_of(paragraph).breach(found, f"{{{{ {path} }}}}", detail=name, also=also, seen=seen, advice=True)


@rule("P510", Severity.HINT)
def counts_agree_with_indicators(package: PrintedPackage) -> Iterator[Breach]:
    """Yield counts of things that an indicator counts too, with another result."""
    for paragraph, typed in _typed(package):
        for number in typed:
            if number.indicator is not None and not number.known and number.topic is None and not number.open:
                known = number.indicator
                where = next(iter(package.printed_in(known.path)), "")
                yield spot_of(paragraph).breach(
                    f"{paragraph.spoken}写“{paragraph.text[number.numeral.start : number.numeral.stop + 12]}……”，"
                    f"{where}“{known.about}”为 {known.printed}",
                    f"两处一致，或写 {{{{ {known.reference} }}}}",
                    detail=number.numeral.phrase,
                    also=(where,),
                    seen=(number.numeral.phrase, known.path, known.printed),
                )
