"""What a text on a form is by itself: a label that some set knows, words that may be one, a value, a mark, nothing."""

from __future__ import annotations

from enum import Enum, auto

from jixiao.importing.label_text import narrow
from jixiao.importing.printed_values import is_mark, read_printed
from jixiao.model.form_description import FieldDescription
from jixiao.model.form_roles import FieldKind
from jixiao.patterns import compile_late

_LONGEST_LABEL, _LONGEST_CLAUSE = 30, 14
_QUANTITY = compile_late(r"[≥≤=><﹦<>约]{0,2}[+-]?[0-9][0-9,]*(?:\.[0-9]*)?(?:%|[^\d\s,。(（:：、年]{0,4})")
_CODED = compile_late(r"[0-9][0-9A-Za-z]{2,}-\D.*|.+\[[0-9A-Za-z]+\]")
_DIGITS = compile_late(r"(?<![0-9])[0-9]{3,}-?[0-9]{4,}")
_TICKS = frozenset("☑√■☒✓✔●□○☐")
_HINT = compile_late(r"(?<![0-9])[0-9]+字(?:以内|左右|以上)")
_BLANK = compile_late(r"[\s_＿　]*")
# What amounts below are divided by.
_DIVISION = compile_late(r"(?:其中:)?按\S{1,6}(?:性质|类别|类型|用途|来源|级次|科目|分类)分?:?")
_UNIT = compile_late(r"\(?(?:亿元|万元|千元|元|人|个|平方米|㎡|m2|%|分|年|月|天)\)?")


class TextSort(Enum):
    """What a text is taken for."""

    EMPTY = auto()
    MARK = auto()
    VALUE = auto()
    UNIT = auto()
    LABEL = auto()
    WORDS = auto()


def sort_text(text: str, *, known: bool) -> TextSort:
    """Return what a cell's text is; ``known`` is whether some form has it as a label."""
    plain = narrow(text)
    if not plain or _BLANK.fullmatch(text):
        return TextSort.EMPTY
    if is_mark(text):
        return TextSort.MARK
    if known or _DIVISION.fullmatch(plain):
        return TextSort.LABEL
    if _UNIT.fullmatch(plain):
        return TextSort.UNIT
    return TextSort.VALUE if _is_value(text, plain) else TextSort.WORDS


def _is_value(text: str, plain: str) -> bool:
    """Return whether nobody would call anything so: a number, a day, a code, boxes to tick, a sentence."""
    if _QUANTITY.fullmatch(plain) or _CODED.fullmatch(plain) or _DIGITS.search(plain) or _HINT.search(plain):
        return True
    if _TICKS.intersection(text) or "。" in plain or "；" in text:
        return True
    if any(is_of_kind(text, kind) for kind in (FieldKind.DATE, FieldKind.MONTH, FieldKind.PERIOD)):
        return True
    return len(plain) > _LONGEST_LABEL or ("," in plain and len(plain) > _LONGEST_CLAUSE)


def is_of_kind(text: str, kind: FieldKind) -> bool:
    """Return whether a text can be read as a value of a kind."""
    return read_printed(text, FieldDescription.model_construct(kind=kind, role=None, choices=[])) is not None


def has_ticks(text: str) -> bool:
    """Return whether a text holds boxes or marks to choose by."""
    return bool(_TICKS.intersection(text))
