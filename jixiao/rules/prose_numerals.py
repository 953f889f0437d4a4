"""Numerals in Chinese prose: where they stand, what they say, and which of them are no figures at all.

Only numbers in digits count; 一是, 两个, 第十三届 are words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct

from jixiao.patterns import compile_late
from jixiao.plain import format_plain
from jixiao.render.passages import PrintedPassage
from jixiao.targets import dates
from jixiao.targets.measures import CHARACTER, UNIT, find_base_unit
from jixiao.targets.number_words import ARABIC, MULTIPLIER, read_multiplier

_NARROW = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_DIGIT = compile_late("[0-9０-９]")
_NUMERAL = compile_late(
    rf"(?<![0-9.])(?P<digits>{ARABIC})(?P<more>[多余几]?)(?:[ ]?(?P<times>{MULTIPLIER}))?"
    rf"(?:[ ]?(?P<unit>(?:[多余])?(?:{UNIT})))?"
)
_ABOUT_BEFORE = compile_late(r"(?:(?<!节)约|近|超过?|逾|达?到?(?<!节)约|不足|不到|至少|最多|≥|≤|>|<|＞|＜)\s*$")
_ABOUT_AFTER = compile_late(r"\s*(?:左右|上下|以上|以下|以内|之内|有余|余)")
_NEXT_WORD = compile_late(rf"{CHARACTER}|[㎡㎥]")

# What follows 10. is no decimal if it is no digit, or a year: 10.2023年，
_NO_DECIMALS = rf"(?:(?![0-9])|(?={dates.YEAR}\s*年))"
_MASK = "\ufffc"
_PERSONS = {"名": "人"}
# Dates, numbers of documents and things, ordinals, quotations, enumerations, names with digits, addresses.
_NO_FIGURES = tuple(
    compile_late(pattern)
    for pattern in (
        *dates.NO_FIGURES,
        rf"[〔\[（(【［]\s*{dates.YEAR}\s*[〕\]）)】］]\s*(?:第?\s*[0-9]+\s*号)?",
        r"第\s*[0-9]+(?:\s*[、至到-]\s*[0-9]+)?",
        r"(?<![0-9])[0-9]++\s*号(?!召)",
        r"《[^《》]{1,80}》",
        r"“[^“”]{1,60}”",
        r"「[^「」]{1,60}」",
        rf"(?:附件|附表|附图|见表|见图|(?<!{CHARACTER})[表图注])\s*[0-9]+(?:[-—.][0-9]+)*",
        r"[（(]\s*[0-9]{1,2}\s*[)）]",
        rf"(?:^|(?<=[。；：，、;:,])|(?<={CHARACTER}))[0-9]{{1,2}}[)）](?={CHARACTER})",
        r"(?<![0-9.])[2-8][GDK](?![A-Za-z])",
        rf"^\s*(?:#+\s*)?[0-9]{{1,3}}\s*\\?[.．、)）]{_NO_DECIMALS}",
        rf"(?<=[。；：:;])\s*[0-9]{{1,2}}\s*\\?[.．、)）]{_NO_DECIMALS}",
        r"(?<![A-Za-z])[A-Za-z][A-Za-z-]*[0-9]+(?:\.[0-9]+)?",
        r"(?:https?://|www\.)[!-~]+",
        r"(?<![A-Za-z])[A-Z]{1,5}(?:/[A-Z]{1,3})?\s*[0-9]+(?:\.[0-9]+)*(?:[-—－–][0-9]{2,4})?",
        r"(?:热线|电话|传真|邮编|邮政编码)[^0-9，。；、]{0,4}[0-9][0-9-]{3,}[0-9]",
        r"\]\([^)]*\)",
    )
)


class Numeral(Struct, frozen=True):
    """A number in a text: ``phrase`` with its unit as written (1.5万册), ``amount`` in the base ``unit`` (元, ㎡, 册).

    ``start`` and ``end`` hold the digits; ``scale`` is what one of the written unit holds of the base
    unit; ``places`` are the decimals written. ``approximate`` is 约, 多, 左右 and the like.
    """

    start: int
    end: int
    stop: int
    phrase: str
    digits: str
    amount: Decimal
    unit: str
    scale: Decimal
    approximate: bool

    @property
    def number(self) -> Decimal:
        """The number as written, without multiplier or unit."""
        return Decimal(self.digits)

    @property
    def counted_in(self) -> str:
        """The base unit, one for persons whichever way they are counted: 人 for 名."""
        return _PERSONS.get(self.unit, self.unit)

    @property
    def places(self) -> int:
        """The decimals written."""
        return len(self.digits.partition(".")[2])

    @property
    def half_step(self) -> Decimal:
        """Half of the last place written, in the unit written: so far rounding may have moved it."""
        return Decimal(5).scaleb(-self.places - 1)

    @property
    def written_unit(self) -> str:
        """What stands behind the digits: 万元, 多册."""
        return self.phrase[len(self.digits) :]

    def reworded(self, amount: Decimal) -> str:
        """Return an amount, in the base unit, as it would be written here: in the multiplier and unit of this one."""
        return f"{format_plain(amount / self.scale)}{self.written_unit}"


@lru_cache(maxsize=4096)
def find_numerals(text: str) -> tuple[Numeral, ...]:
    """Return every number written in digits, in order; ``watch`` asks for those of the same texts again and again."""
    return tuple(_numerals(text)) if _DIGIT.search(text) else ()


def _numerals(text: str) -> Iterator[Numeral]:
    narrow = text.translate(_NARROW)
    for match in _NUMERAL.finditer(narrow):
        digits = match["digits"].replace(",", "")
        written = (match["unit"] or "").lstrip("多余")
        unit, factor = find_base_unit(written)
        scale = read_multiplier(match["times"] or "") * factor
        yield Numeral(
            match.start(),
            end=match.end("digits"),
            stop=match.end(),
            phrase=_phrase(text, match),
            digits=digits,
            amount=Decimal(digits) * scale,
            unit=unit,
            scale=scale,
            approximate=_is_approximate(narrow, match),
        )


def _phrase(text: str, match: re.Match[str]) -> str:
    end = match.end()
    if not match["unit"] and _NEXT_WORD.match(text, end):
        end += 1
    return text[match.start() : end]


def _is_approximate(text: str, match: re.Match[str]) -> bool:
    doubled = (match["unit"] or "")[:1] in ("多", "余")
    before, after = _ABOUT_BEFORE.search(text[max(0, match.start() - 4) : match.start()]), match.end()
    return bool(match["more"] or doubled or before or _ABOUT_AFTER.match(text, after))


def find_free_numerals(paragraph: PrintedPassage, plain: Iterable[str]) -> tuple[Numeral, ...]:
    """Return the numbers of a paragraph that neither came from data nor were declared nor are no figures.

    ``plain`` are wordings whose numbers never need a declaration.
    """
    if not _DIGIT.search(paragraph.text):
        return ()
    bound = tuple((span.start, span.end) for span in paragraph.marks)
    return _free(paragraph.text, bound, (*plain, *(declared.phrase for declared in paragraph.declared)))


def find_figures(text: str) -> tuple[Numeral, ...]:
    """Return the numbers of a text that are figures: no dates, ordinals, titles, numbers of documents."""
    return _free(text, (), ())


@lru_cache(maxsize=1024)
def _free(text: str, bound: tuple[tuple[int, int], ...], phrases: tuple[str, ...]) -> tuple[Numeral, ...]:
    unbound = mask_spans(text, bound)
    if not _DIGIT.search(unbound):
        return ()
    # A name from data that begins with a digit must not pass for the decimals of a number before it: 4.5G……
    narrow = dict.fromkeys((text.translate(_NARROW), unbound.translate(_NARROW)))
    spans = [match.span() for one in narrow for pattern in _NO_FIGURES for match in pattern.finditer(one)]
    for phrase in phrases:
        spans += find_occurrences(text, phrase)
    return find_numerals(mask_spans(text, [*bound, *spans]))


def mask_spans(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return the text, just as long, with the spans made unreadable."""
    letters = list(text)
    for start, end in spans:
        letters[start:end] = _MASK * (end - start)
    return "".join(letters)


def find_occurrences(text: str, phrase: str) -> list[tuple[int, int]]:
    """Return where a piece of text stands, without cutting a number in two: 5名 is not found in 15名."""
    if phrase not in text:
        return []
    start = r"(?<![0-9.,])" if phrase[0].isdigit() else ""
    end = r"(?!\.?[0-9])" if phrase[-1].isdigit() else ""
    return [match.span() for match in re.finditer(f"{start}{re.escape(phrase)}{end}", text)]
