"""The kinds of scalar the data holds, each read from the scalar's own text.

Every refusal is a ``PydanticCustomError`` whose type is the code of a finding and whose context says
what was expected and how to mend it; ``validate`` turns it into the finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from jixiao.figures import POINTS, Figure, Text
from jixiao.findings import Place
from jixiao.load import Entries, Items, Scalar
from jixiao.model.base import Flawed

_NOWHERE = Place("")
_PLAIN = re.compile(r"[+-]?(0|[1-9][0-9]*)(\.[0-9]+)?")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９．－＋，％", "0123456789.-+,%")
_UNITS = "亿元|万元|千元|元|亿|万|千|㎡|平方米|人|个|分|%|家"


@dataclass(frozen=True)
class Day:
    """A calendar day from the data; prints as 2024年6月27日."""

    value: date
    place: Place
    path: str

    def __str__(self) -> str:
        return f"{self.value.year}年{self.value.month}月{self.value.day}日"


def refuse(code: str, found: str, expected: str, remedy: str) -> PydanticCustomError:
    """Return the error that becomes the finding ``code``."""
    return PydanticCustomError(code, "{found}", {"found": found, "expected": expected, "remedy": remedy})


def _scalar(value: Any, expected: str) -> Scalar:
    if isinstance(value, Scalar):
        return value
    kind = "一组键" if isinstance(value, Entries) else "一个列表" if isinstance(value, Items) else "别的东西"
    raise refuse("M003", f"这里是{kind}", expected, f"改成{expected}，写在冒号后面。")


def _amount(*, unit: str, signed: bool, whole: bool, blank: bool) -> Callable[[Any], Figure]:
    expected = f"以{unit}为单位的{'整数' if whole else '数'}"

    def read(value: Any) -> Figure:
        if isinstance(value, Flawed):
            return Figure(Decimal(0), unit, _NOWHERE, literal=Flawed.SHOWN)
        scalar = _scalar(value, expected)
        if scalar.null or not scalar.strip():
            if blank:
                return Figure(Decimal(0), unit, scalar.place, scalar.path, literal="")
            raise refuse("M010", "没有填写", expected, "填写数字；没有发生的填 0。")
        number = _decimal(scalar, expected)
        if number < 0 and not signed:
            raise refuse("M009", f"负数“{scalar}”", f"不小于 0 的{expected}", "此处不应为负，请核对。")
        if whole and number != number.to_integral_value():
            raise refuse("M014", f"“{scalar}”带小数", expected, "按整数填写。")
        return Figure(number, unit, scalar.place, scalar.path)

    return read


def _decimal(scalar: Scalar, expected: str) -> Decimal:
    text = str(scalar).strip()
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    raise _why_no_number(text, expected)


def _why_no_number(text: str, expected: str) -> PydanticCustomError:
    narrow = text.translate(_FULL_WIDTH)
    bare = narrow.replace(",", "")
    if re.fullmatch(r"[+-]?\.?(nan|inf)|无穷.*", text, re.IGNORECASE):
        return refuse("M008", f"“{text}”不是确定的数", expected, "填写确定的数字。")
    if narrow != text and _PLAIN.fullmatch(bare):
        return refuse("M004", f"全角数字或符号“{text}”", f"半角数字，如 {bare}", f"改成 {bare}。")
    if "," in narrow and _PLAIN.fullmatch(bare):
        return refuse("M005", f"“{text}”带千分位逗号", f"不带逗号，如 {bare}", f"改成 {bare}。")
    unit = re.fullmatch(rf"([+-]?[0-9.,]+)\s*({_UNITS})+", narrow)
    if unit:
        return refuse(
            "M006",
            f"“{text}”带单位",
            f"{expected}，只写数字",
            f"删去“{narrow[unit.end(1) :].strip()}”，按所列单位换算后只写数字。",
        )
    if re.fullmatch(r"[+-]?0[0-9_]+(\.[0-9]*)?|[+-]?0[xob][0-9a-fA-F_]+|[+-]?[0-9]+(:[0-9]+)+(\.[0-9]*)?", text):
        return refuse("M007", f"“{text}”像编号或时间，不像金额", expected, "去掉开头的 0 或冒号，写成普通的数。")
    if re.fullmatch(r"[+-]?[0-9.]+[eE][+-]?[0-9]+", text):
        return refuse("M011", f"科学计数法“{text}”", expected, "写成普通的数，例如 1200。")
    return refuse("M003", f"“{text}”不是数", expected, "只写数字和小数点，例如 12.5；没有发生的填 0。")


def _text(*, blank: bool) -> Callable[[Any], Text]:
    def read(value: Any) -> Text:
        if isinstance(value, Flawed):
            return Text(Flawed.SHOWN, _NOWHERE, "")
        if isinstance(value, Text):
            return value
        scalar = _scalar(value, "文字")
        text = "" if scalar.null else str(scalar).strip()
        if not text and not blank:
            raise refuse("M010", "没有填写", "文字", "填写内容；确实没有的写“无”。")
        return Text(text, scalar.place, scalar.path)

    return read


def _day(value: Any) -> Day:
    if isinstance(value, Flawed):
        return Day(date(1980, 1, 1), _NOWHERE, "")
    scalar = _scalar(value, "日期")
    match = re.fullmatch(r"([0-9]{4})(?:-|/|\.|年)([0-9]{1,2})(?:-|/|\.|月)([0-9]{1,2})日?", scalar.strip())
    try:
        day = date(*(int(part) for part in match.groups())) if match else None
    except ValueError:
        day = None
    if day is None:
        raise refuse("M012", f"“{scalar}”不是日期", "年-月-日，如 2024-06-27", "按“年-月-日”改写。")
    return Day(day, scalar.place, scalar.path)


def _name(value: Any) -> Text:
    text = _text(blank=False)(value)
    if "\n" in text:
        raise refuse("M015", "名称分成了几行", "一行文字", "把名称写在一行里。")
    return text


def _integer(value: Any) -> int:
    return int(_amount(unit="个", signed=False, whole=True, blank=False)(value).amount)


def _absent(value: Any) -> bool:
    return value is None or isinstance(value, Flawed) or (isinstance(value, Scalar) and value.null)


@dataclass(frozen=True)
class _Reads:
    """Tells pydantic to read a field with ``read`` alone, and what its JSON Schema is."""

    read: Callable[[Any], Any]
    schema: Mapping[str, Any]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.read)

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return dict(self.schema)


def _number(*, unit: str, signed: bool = False, whole: bool = False, blank: bool = False) -> _Reads:
    kind = "integer" if whole else "number"
    schema: dict[str, Any] = {"type": [kind, "null"] if blank else kind}
    if not signed:
        schema["minimum"] = 0
    return _Reads(_amount(unit=unit, signed=signed, whole=whole, blank=blank), schema)


_WORDS: Mapping[str, Any] = {"type": ["string", "number", "boolean"]}
_WORDS_OR_NOTHING: Mapping[str, Any] = {"type": ["string", "number", "boolean", "null"]}

Money = Annotated[Figure, _number(unit="万元")]
BlankableMoney = Annotated[Figure, _number(unit="万元", blank=True)]
SignedMoney = Annotated[Figure, _number(unit="万元", signed=True)]
SignedNumber = Annotated[Figure, _number(unit="", signed=True)]
Area = Annotated[Figure, _number(unit="㎡")]
People = Annotated[Figure, _number(unit="人", whole=True)]
Count = Annotated[Figure, _number(unit="个", whole=True)]
Points = Annotated[Figure, _number(unit=POINTS)]
Whole = Annotated[int, _Reads(_integer, {"type": "integer", "minimum": 0})]
OptionalWhole = Annotated[
    int | None,
    _Reads(lambda value: None if _absent(value) else _integer(value), {"type": ["integer", "null"]}),
]
Name = Annotated[Text, _Reads(_name, _WORDS)]
OptionalName = Annotated[Text | None, _Reads(lambda value: None if _absent(value) else _name(value), _WORDS_OR_NOTHING)]
Prose = Annotated[Text, _Reads(_text(blank=False), _WORDS)]
BlankableProse = Annotated[Text, _Reads(_text(blank=True), _WORDS_OR_NOTHING)]
Date = Annotated[Day, _Reads(_day, {"type": "string", "format": "date"})]
