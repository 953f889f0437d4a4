"""The number that a field asks for, and what is said of a text that is no such number.

Every refusal is a ``PydanticCustomError`` whose type is the code of a finding and whose context says
what was expected and how to mend it; ``validate`` turns it into the finding.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from msgspec import Struct
from pydantic_core import PydanticCustomError

from jixiao.findings import Message, quoted
from jixiao.model.pasted import MOST_DECIMALS, MOST_DIGITS, PLAIN, Pasted, Way, read_pasted, without_noise


class WantedNumber(Struct, frozen=True):
    """What number a field asks for: in words, its unit, whether it may be negative, whether it is whole."""

    words: str
    unit: str
    signed: bool
    whole: bool


def want_number(*, unit: str, signed: bool, whole: bool) -> WantedNumber:
    """Return what number in a unit is asked for."""
    kind = "整数" if whole else "数"
    return WantedNumber(f"以{unit}为单位的{kind}" if unit else kind, unit, signed, whole)


def refuse(code: str, found: str, expected: str, remedy: str) -> PydanticCustomError:
    """Return the error that becomes the finding ``code``."""
    return PydanticCustomError(code, "{found}", {"found": found, "expected": expected, "remedy": remedy})


def find_refusal(read: Callable[[Any], Any], value: Any) -> Message | None:
    """Return what a reader of the data would object to a value, code and words; None for nothing."""
    try:
        read(value)
    except PydanticCustomError as error:
        said = error.context or {}
        return error.type, said["found"], said["expected"], said["remedy"]
    return None


def read_number(text: str, wanted: WantedNumber) -> Decimal:
    """Return the number that a text is, its sign not looked at; PydanticCustomError where it is none."""
    match = PLAIN.fullmatch(text)
    if not match:
        raise _refuse_text(text, wanted)
    number = Decimal(text)
    if len(match[1]) > MOST_DIGITS or len(match[2] or "") > MOST_DECIMALS + 1:
        most = f"整数不超过 {MOST_DIGITS} 位、小数不超过 {MOST_DECIMALS} 位的数"
        short = None if wanted.whole else without_noise(number)
        remedy = "核对是否多打了数字，单位是否看错。" if short is None else f"改成 {short:f}。"
        raise refuse("M020", f"{quoted(text)}位数过多", most, remedy)
    return number or abs(number)  # -0 is 0


_HALF_WIDTH = "用半角数字写成普通的数，不写逗号；核对逗号是千分位还是小数点。"
# The code, what is found, what to do where nobody but the author knows the number; "" where that depends on more.
_ANSWERS: Mapping[Way, tuple[str, str, str]] = {
    Way.FULL_WIDTH: ("M004", "全角数字或符号{0}", _HALF_WIDTH),
    Way.GROUPED: ("M005", "{0}带千分位分隔符", _HALF_WIDTH),
    Way.UNIT: ("M006", "{0}带单位", ""),
    Way.CURRENCY: ("M006", "{0}带货币符号", ""),
    Way.CODE: ("M007", "{0}像编号、时间或其他进制的数", "去掉开头的 0 或冒号，写成普通的数。"),
    Way.INDEFINITE: ("M008", "{0}不是确定的数", "填写确定的数；没有发生的填 0。"),
    Way.SCIENTIFIC: ("M011", "科学计数法{0}", "写成普通的数，各位数字照原数写全。"),
    Way.SEVERAL: (
        "M003",
        "{0}里有两个以上的数",
        "粘贴了几格的，只留这一栏的一个数；是一个数的，删去中间的空格或符号。",
    ),
}


def _refuse_text(text: str, wanted: WantedNumber) -> PydanticCustomError:
    pasted = read_pasted(text, wanted.unit)
    meant = pasted.meant
    negative = meant is not None and meant.startswith("-") and Decimal(meant) != 0
    if negative and not wanted.signed and pasted.way is not Way.FULL_WIDTH:  # those are narrowed first
        return refuse("M009", f"负数{quoted(text)}", f"{wanted.words}，不小于 0", "此处不应为负，请核对。")
    code, found, remedy = _ANSWERS.get(pasted.way, ("M003", "{0}不是数", ""))
    expected = wanted.words
    if pasted.way is Way.FULL_WIDTH:
        expected = f"半角数字，如 {meant or 12}"
    elif pasted.way is Way.GROUPED:
        expected = f"不带分隔符，如 {meant or 1200}"
    elif pasted.way in (Way.UNIT, Way.CURRENCY):
        expected = f"{wanted.words}，只写数字"
    advice = (remedy or _remedy(pasted, wanted)) if meant is None else _number_to_write(pasted, wanted)
    return refuse(code, found.format(quoted(text)), expected, advice)


def _number_to_write(pasted: Pasted, wanted: WantedNumber) -> str:
    if wanted.whole and Decimal(str(pasted.meant)) % 1:
        return "这一栏按整数填写，核对是不是填错了栏。"
    rounded = "；Excel 显示的科学计数可能略去了后几位，照单元格里的数核对" if pasted.way is Way.SCIENTIFIC else ""
    return f"改成 {pasted.meant}{rounded}。"


def _remedy(pasted: Pasted, wanted: WantedNumber) -> str:
    if pasted.way is Way.CURRENCY:
        asked = f"写成以{wanted.unit}为单位的数" if wanted.unit else "只写数字"
        return f"删去货币符号，{asked}；货币格式不说明原数是元还是万元，照原表核对。"
    if pasted.way is Way.UNIT and (pasted.unit == "%" or not wanted.unit):
        return f"删去“{pasted.unit}”，只写数字；核对这里要填的是不是它。"
    if pasted.way is Way.UNIT:
        return f"删去“{pasted.unit}”，换算成以{wanted.unit}为单位的数。"
    digits = "只写阿拉伯数字，例如 12" if wanted.whole else "只写阿拉伯数字和小数点，例如 12.5"
    return f"{digits}；没有发生的填 0。"
