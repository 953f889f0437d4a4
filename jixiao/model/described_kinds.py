"""How a value of each kind of a described form is read from its scalar, and what its JSON Schema is.

Figures come in the unit of their field, per cents as rates; everything else is text, worded as forms print it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from jixiao.figures import NO_RATE, RATE, Figure, Text, count_decimals
from jixiao.findings import quoted
from jixiao.model.form_description import FieldDescription
from jixiao.model.form_roles import NUMBER_KINDS, FieldKind, NumberSign, Presence
from jixiao.model.scalars import (
    DAY_FORMAT,
    LINE,
    WORDS,
    WORDS_OR_NOTHING,
    Reads,
    amount_reader,
    read_name,
    text_reader,
)
from jixiao.model.wanted_number import refuse, want_number
from jixiao.patterns import compile_late
from jixiao.source.nodes import Drawn, Flawed, Items, Scalar
from jixiao.targets.dates import read_day

TICKED, EMPTY = "☑", "□"
_MONTH = compile_late(r"([0-9]{4})(?:-|/|\.|年)(0?[1-9]|1[0-2])月?")
_BETWEEN = compile_late(r"(?:(?<!\s)\s+)?(?:至|到|~|～|(?<!—)—+|－|–)\s*|(?<!\s)\s+-\s+")
_FIRST_YEAR, _LAST_YEAR = 2000, 2099


def reads_for(field: FieldDescription, unit: str, *, given: bool = False) -> Reads:
    """Return what reads a field whose figures are in ``unit`` (RATE for a per cent), and its JSON Schema.

    One that is ``given`` otherwise, by a formula or from elsewhere, may be left blank.
    """
    blank = given or field.presence is not Presence.REQUIRED
    if field.kind in NUMBER_KINDS:
        return _number_reads(field, unit, blank=blank)
    if field.kind is FieldKind.TICK:
        return Reads(
            _ticked(field.choices, blank=blank), _helped(field, "列出勾选的一个或几个。", _choices(field, blank))
        )
    if field.kind is FieldKind.CHOICE:
        return Reads(_chosen(field.choices, blank=blank), _helped(field, "", _choices(field, blank)))
    if field.kind is FieldKind.TEXT:
        return Reads(text_reader(blank=blank), _helped(field, "", WORDS_OR_NOTHING if blank else WORDS))
    line = {**(WORDS_OR_NOTHING if blank else WORDS), **({} if blank else LINE)}
    wording = _WORDINGS.get(field.kind)
    if wording is None:
        return Reads(lambda value: read_name(value, blank=blank), _helped(field, "", line))
    reword, example = wording
    line |= {"format": DAY_FORMAT} if field.kind is FieldKind.DATE else {}
    return Reads(_worded(reword, example, blank=blank), _helped(field, f"如 {example}。", line))


def _helped(field: FieldDescription, words: str, schema: Mapping[str, Any]) -> dict[str, Any]:
    """Return a schema with the description's own guidance before what is said of the kind."""
    guidance = str(field.guidance or "")
    stop = "" if not guidance or guidance.endswith(("。", "！", "？")) else "。"
    both = f"{guidance}{stop}{words}"
    return {**schema, **({"description": both} if both else {})}


def list_wordings() -> list[Callable[[str], str | None]]:
    """Return what words days, months, periods and years as forms print them; each gives None for what is none."""
    return [reword for reword, _ in _WORDINGS.values()]


# numbers


def _number_reads(field: FieldDescription, unit: str, *, blank: bool) -> Reads:
    spoken = "%" if unit == RATE else unit
    read = amount_reader(unit=spoken, signed=field.sign is NumberSign.ANY, whole=field.decimals == 0, blank=blank)
    least = {} if field.sign is NumberSign.ANY else {"minimum": 0}
    schema: dict[str, Any] = {"type": ["number", "null"] if blank else "number", **least}
    words = f"单位：{spoken}。只写数字。" if spoken else "只写数字。"

    def read_figure(value: Any) -> Figure:
        if unit == RATE and isinstance(value, Scalar) and value.strip() == NO_RATE:
            return Figure(Decimal(0), RATE, value.place, value.path, literal=NO_RATE)
        if isinstance(value, Drawn) and field.decimals is not None:
            value = Drawn.of(value, replace(value.cell, places=field.decimals))
        figure = read(value)
        decimals = max(0, -int(figure.amount.as_tuple().exponent))
        if field.decimals is not None and count_decimals(figure.amount) > field.decimals:
            found = f"{quoted(str(value))}有 {decimals} 位小数"
            raise refuse("M020", found, f"最多 {field.decimals} 位小数", "核对是否多打了数字；确是这样的，四舍五入。")
        if unit != RATE:
            return figure
        return replace(
            figure, amount=figure.amount.scaleb(-2) if figure.amount else Decimal(0), unit=RATE, places=decimals
        )

    wanted = want_number(unit=spoken, signed=field.sign is NumberSign.ANY, whole=field.decimals == 0)
    return Reads(read_figure, _helped(field, words, schema), number=wanted)


# words


def _choices(field: FieldDescription, blank: bool) -> dict[str, Any]:
    words: list[str | None] = [str(one) for one in field.choices]
    one = {"enum": [*words, None] if blank else words}
    if field.kind is not FieldKind.TICK:
        return one
    return {"type": ["string", "array", "null"] if blank else ["string", "array"], "items": one}


def _chosen(choices: Iterable[str], *, blank: bool) -> Callable[[Any], Text]:
    known = [str(one) for one in choices]

    def read(value: Any) -> Text:
        text = read_name(value, blank=blank)
        if not text.unknown and text and text not in known:
            raise refuse("M017", f"{quoted(text)}不是所列的词", "、".join(known), "改成所列的一个词。")
        return text

    return read


def _ticked(choices: Iterable[str], *, blank: bool) -> Callable[[Any], Text]:
    """Return what reads one choice or a list of them, as the form prints all: ☑新增 □延续."""
    known = [str(one) for one in choices]
    read_one = _chosen(known, blank=blank)

    def read(value: Any) -> Text:
        chosen = [read_one(one) for one in value] if isinstance(value, Items) and value else [read_one(value)]
        if any(one.unknown for one in chosen):
            return chosen[0].opened()
        ticks = (f"{TICKED if one in chosen else EMPTY}{one}" for one in known)
        path = value.path if isinstance(value, Items) else chosen[0].path
        return Text(" ".join(ticks), chosen[0].place, path)

    return read


def _worded(reword: Callable[[str], str | None], example: str, *, blank: bool) -> Callable[[Any], Text]:
    def read(value: Any) -> Text:
        text = read_name(value, blank=blank)
        if isinstance(value, Flawed) or not text:
            return text
        words = reword(text)
        if words is None:
            raise refuse("M012", f"{quoted(text)}不合写法", f"写法如 {example}", "照写法改写。")
        return text.reworded(words)

    return read


def _day(text: str) -> str | None:
    day = read_day(text)
    return None if day is None else f"{day.year}年{day.month}月{day.day}日"


def _month(text: str) -> str | None:
    match = _MONTH.fullmatch(text)
    return f"{match[1]}年{int(match[2])}月" if match else None


def _period(text: str) -> str | None:
    ends = [_month(end) or _day(end) for end in _BETWEEN.split(text)]
    return f"{ends[0]}至{ends[1]}" if len(ends) == 2 and all(ends) else None


def _year(text: str) -> str | None:
    digits = text.removesuffix("年")
    return digits if re.fullmatch(r"[0-9]{4}", digits) and _FIRST_YEAR <= int(digits) <= _LAST_YEAR else None


_WORDINGS: Mapping[FieldKind, tuple[Callable[[str], str | None], str]] = {
    FieldKind.DATE: (_day, "2024-06-27"),
    FieldKind.MONTH: (_month, "2024-06"),
    FieldKind.PERIOD: (_period, "2024-01 至 2024-12"),
    FieldKind.YEAR: (_year, "2024"),
}
