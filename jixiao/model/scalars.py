"""The kinds of scalar the data holds, each read from the scalar's own text.

Every refusal is a ``PydanticCustomError`` whose type is the code of a finding and whose context says
what was expected and how to mend it; ``validate`` turns it into the finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from msgspec import Struct
from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from jixiao.figures import POINTS, TO_FILL_IN, Figure, Text
from jixiao.findings import NOT_FILLED_IN, Place, quoted
from jixiao.model.drawn_amounts import read_drawn
from jixiao.model.pasted import MOST_DECIMALS, read_pasted_day
from jixiao.model.wanted_number import WantedNumber, read_number, refuse, want_number
from jixiao.source.nodes import Drawn, Entries, Flawed, Items, Scalar, Unfilled
from jixiao.targets.dates import read_day

# What the program's own skeletons leave for people to fill in: a finding of its own until then.
UNFILLED, OPEN = TO_FILL_IN, "待填"

_NOWHERE = Place("")
_YEARS = range(2000, 2100)


class Day(Struct, frozen=True):
    """A calendar day from the data; prints as 2024年6月27日, or as ``literal`` where it is not known."""

    value: date
    place: Place
    path: str
    literal: str | None = None

    @property
    def unknown(self) -> bool:
        """Whether nobody knows the day yet."""
        return self.literal is not None

    def __str__(self) -> str:
        return self.literal or f"{self.value.year}年{self.value.month}月{self.value.day}日"


def take_scalar(value: Any, expected: str) -> Scalar:
    """Return a value that is one scalar and filled in; PydanticCustomError for anything else."""
    if isinstance(value, Drawn):
        expected_words = f"{expected}，直接写出"
        raise refuse("N003", f"{quoted(value)}是取数的引用，这里不填数", expected_words, "引用只能写在填数的地方。")
    if isinstance(value, Scalar):
        if OPEN in value and (mark := open_mark(value)):
            raise refuse(NOT_FILLED_IN, "尚未填写", expected, f"把“{mark}”换成{expected}。")
        return value
    kind = "一组“键: 值”" if isinstance(value, Entries) else "一个列表"
    quotes = "；以 { 或 [ 开头的文字用引号括起来" if expected == "文字" else ""
    raise refuse("M003", f"这里是{kind}", expected, f"只留一个值，写在冒号后面{quotes}。")


def open_mark(text: str) -> str:
    """Return the mark by which a text says that it is still to be filled in, whole or in part; "" if it does not."""
    if UNFILLED in text:
        return UNFILLED
    return OPEN if any(line.strip() == OPEN for line in text.split("\n")) else ""


def _stands_at(value: Flawed) -> tuple[Place, str]:
    """Return the place and the path of a value that is not known; what is unreadable has neither."""
    return (value.scalar.place, value.scalar.path) if isinstance(value, Unfilled) else (_NOWHERE, "")


def amount_reader(*, unit: str, signed: bool, whole: bool, blank: bool) -> Callable[[Any], Figure]:
    """Return what reads a figure in a unit; ``blank`` lets it be left out."""
    wanted = want_number(unit=unit, signed=signed, whole=whole)
    expected = wanted.words

    def read(value: Any) -> Figure:
        if isinstance(value, Flawed):
            return Figure(Decimal(0), unit, *_stands_at(value), literal=value.SHOWN)
        scalar = value if isinstance(value, Drawn) else take_scalar(value, expected)
        if scalar.null or not scalar.strip():
            if blank:
                return Figure(Decimal(0), unit, scalar.place, scalar.path, literal="")
            raise refuse("M010", "没有填写", expected, "填写数字；没有发生的填 0。")
        cell = scalar.cell if isinstance(scalar, Drawn) else None
        number = read_number(scalar.strip(), wanted) if cell is None else read_drawn(cell, wanted)
        if number < 0 and not signed:
            raise refuse("M009", f"负数{quoted(scalar)}", f"{expected}，不小于 0", "此处不应为负，请核对。")
        if whole and number != number.to_integral_value():
            raise refuse("M014", f"{quoted(scalar)}带小数", expected, "按整数填写。")
        return Figure(number, unit, scalar.place, scalar.path, drawn=cell)

    return read


# What stands where a block of lines begins, typed with an input method left on.
_WIDE_BARS = tuple(f"{bar}{sign}" for bar in "｜丨︱" for sign in ("-", "－", "—", "+", " ", "\n"))


def text_reader(*, blank: bool) -> Callable[[Any], Text]:
    """Return what reads a text of any number of lines; ``blank`` lets it be left out."""

    def read(value: Any) -> Text:
        if isinstance(value, Flawed):
            return Text(_so_far(value), *_stands_at(value), unknown=True)
        if isinstance(value, Text):
            return value
        scalar = take_scalar(value, "文字")
        text = "" if scalar.null else str(scalar).strip()
        if not text and not blank:
            raise refuse("M010", "没有填写", "文字", "填写内容；确实没有的写“无”。")
        if text.startswith(_WIDE_BARS):
            raise refuse("M003", f"多行文字前的“{text[0]}”不是英文竖线", "“|-”", "换成英文的“|-”，文字从下一行写起。")
        blank_lines = scalar.count("\n", 0, len(scalar) - len(scalar.lstrip()))
        return Text(text, scalar.place, scalar.path, scalar.first_line + blank_lines)

    return read


def _texts(value: Any) -> Text | tuple[Text, ...]:
    read = text_reader(blank=False)
    return tuple(map(read, value)) if isinstance(value, Items) else read(value)


def _so_far(value: Flawed) -> str:
    """Return a text as far as it is filled in, as a draft prints it."""
    text = value.scalar.strip() if isinstance(value, Unfilled) else ""
    return text if UNFILLED in text or "\n" in text else value.SHOWN


def _day(value: Any) -> Day:
    if isinstance(value, Flawed):
        return Day(date(1980, 1, 1), *_stands_at(value), value.SHOWN)
    scalar = take_scalar(value, "日期")
    if scalar.null or not scalar.strip():
        raise refuse("M010", "没有填写", "年-月-日，如 2024-06-27", "填写日期。")
    day = read_day(scalar.strip())
    if day is None or day.year not in _YEARS:
        meant = read_pasted_day(scalar)
        remedy = "核对日期，按“年-月-日”改写。" if meant is None else f"改成 {meant.isoformat()}。"
        raise refuse("M012", f"{quoted(scalar)}不是日期", "年-月-日，如 2024-06-27", remedy)
    return Day(day, scalar.place, scalar.path)


def read_name(value: Any, *, blank: bool = False) -> Text:
    """Return a text of one line; PydanticCustomError for more."""
    text = text_reader(blank=blank)(value)
    if "\n" in text:
        raise refuse("M015", "名称分成了几行", "一行文字", "把名称写在一行里。")
    return text


def _file_name(value: Any) -> Text:
    text = read_name(value)
    if re.search(r"[/\\]|^\.", text):
        raise refuse("M021", f"{quoted(text)}不是文件名", "文件名，不带文件夹", "只写文件名，例如 01-overview.md。")
    return text


def _integer(value: Any) -> int:
    return int(amount_reader(unit="", signed=False, whole=True, blank=False)(value).amount)


def _decimals(value: Any) -> int:
    number = _integer(value)
    if number > MOST_DECIMALS:
        raise refuse("M020", f"{number} 位小数", f"0 到 {MOST_DECIMALS}", "核对小数位数。")
    return number


class OpenWhole(int):
    """A whole number that is still to be filled in; it counts as 0 where a number must be."""


def _unless_left_out(read: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Return a reader of what may also be left out, the key alone or with its value; None stands for that."""

    def read_or_none(value: Any) -> Any:
        is_left_out = value is None or (isinstance(value, Scalar) and (value.null or not value.strip()))
        return None if is_left_out else read(value)

    return read_or_none


def _optional_whole(value: Any) -> int | None:
    if isinstance(value, Unfilled):
        return OpenWhole()
    return None if _absent(value) else _integer(value)


def _absent(value: Any) -> bool:
    unreadable = isinstance(value, Flawed) and not isinstance(value, Unfilled)
    return value is None or unreadable or (isinstance(value, Scalar) and value.null)


# A string where a number is asked for is a reference into the accounts.
REFERENCE = r"^[^\s.\[]+[.\[].*\]"


class Reads(Struct, frozen=True):
    """Tells pydantic to read a field with ``read`` alone, and what its JSON Schema is.

    ``may_follow`` is whether the value follows from others where it is left out; ``number`` is the number that is asked
    for, None for words.
    """

    read: Callable[[Any], Any]
    schema: Mapping[str, Any]
    may_follow: bool = False
    number: WantedNumber | None = None

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        kinds = self.schema["type"] if self.number else None
        if kinds is None:
            return dict(self.schema)
        allowed = [*([kinds] if isinstance(kinds, str) else kinds), "string"]
        return {**self.schema, "type": allowed, "pattern": REFERENCE}


def number_reads(
    *, unit: str, signed: bool = False, whole: bool = False, blank: bool = False, left_out: bool = False
) -> Reads:
    """Return what reads a number in a unit, and its JSON Schema."""
    kind = "integer" if whole else "number"
    schema: dict[str, Any] = {"type": [kind, "null"] if blank or left_out else kind}
    schema["description"] = f"单位：{unit}。只写数字。" if unit else "只写数字。"
    schema["examples"] = [21 if whole else 12.5]
    if not signed:
        schema["minimum"] = 0
    read = amount_reader(unit=unit, signed=signed, whole=whole, blank=blank)
    wanted = want_number(unit=unit, signed=signed, whole=whole)
    return Reads(_unless_left_out(read) if left_out else read, schema, may_follow=left_out, number=wanted)


# A schema sees what YAML 1.2 makes of a scalar: 2023 and true are texts too where a text is wanted.
_FILLED = {"not": {"enum": [UNFILLED, OPEN]}}
WORDS: Mapping[str, Any] = {"type": ["string", "number", "boolean"], "pattern": r"\S", **_FILLED}
WORDS_OR_NOTHING: Mapping[str, Any] = {"type": ["string", "number", "boolean", "null"], **_FILLED}
LINE = {"pattern": r"^\s*\S[^\n]*\s*$"}
_FILE = {"pattern": r"^\s*[^\s./\\][^\n/\\]*\s*$"}
DAY_FORMAT = "date"
_DAY = {
    "type": "string",
    "format": DAY_FORMAT,
    "pattern": r"^\s*[0-9]{4}(-|/|\.|年)[0-9]{1,2}(-|/|\.|月)[0-9]{1,2}日?\s*$",
    "examples": ["2024-06-27"],
}

Money = Annotated[Figure, number_reads(unit="万元")]
BlankableMoney = Annotated[Figure, number_reads(unit="万元", blank=True)]
SignedMoney = Annotated[Figure, number_reads(unit="万元", signed=True)]
SignedNumber = Annotated[Figure, number_reads(unit="", signed=True)]
Area = Annotated[Figure, number_reads(unit="㎡")]
People = Annotated[Figure, number_reads(unit="人", whole=True)]
Count = Annotated[Figure, number_reads(unit="个", whole=True)]
Points = Annotated[Figure, number_reads(unit=POINTS)]
BlankablePoints = Annotated[Figure, number_reads(unit=POINTS, blank=True)]
OptionalPoints = Annotated[Figure | None, number_reads(unit=POINTS, left_out=True)]
OptionalPercent = Annotated[Figure | None, number_reads(unit="%", left_out=True)]
OptionalSignedMoney = Annotated[Figure | None, number_reads(unit="万元", signed=True, left_out=True)]
OptionalPeople = Annotated[Figure | None, number_reads(unit="人", whole=True, left_out=True)]
Percent = Annotated[Figure, number_reads(unit="%")]
BlankablePercent = Annotated[Figure, number_reads(unit="%", blank=True)]
Whole = Annotated[int, Reads(_integer, {"type": "integer", "minimum": 0})]
Decimals = Annotated[int, Reads(_decimals, {"type": "integer", "minimum": 0, "maximum": MOST_DECIMALS})]
OptionalWhole = Annotated[
    int | None,
    Reads(_optional_whole, {"type": ["integer", "null"], "minimum": 0}),
]
OptionalDecimals = Annotated[
    int | None,
    Reads(
        lambda value: None if _absent(value) else _decimals(value),
        {"type": ["integer", "null"], "minimum": 0, "maximum": MOST_DECIMALS},
    ),
]
Name = Annotated[Text, Reads(read_name, {**WORDS, **LINE})]
OptionalName = Annotated[
    Text | None,
    Reads(lambda value: None if _absent(value) else read_name(value), {**WORDS_OR_NOTHING, **LINE}),
]
FileName = Annotated[Text, Reads(_file_name, {**WORDS, **_FILE})]
Prose = Annotated[Text, Reads(text_reader(blank=False), WORDS)]
BlankableProse = Annotated[Text, Reads(text_reader(blank=True), WORDS_OR_NOTHING)]
# Keys that may be missing; where they stand they are read as Prose and BlankableProse are.
OptionalProse = Annotated[Text | None, Reads(text_reader(blank=False), WORDS, may_follow=True)]
OptionalCell = Annotated[Text | None, Reads(text_reader(blank=True), WORDS_OR_NOTHING, may_follow=True)]
ProseOrList = Annotated[
    Text | tuple[Text, ...],
    Reads(_texts, {**WORDS, "type": ["string", "number", "boolean", "array"], "items": WORDS}),
]
Date = Annotated[Day, Reads(_day, _DAY)]
