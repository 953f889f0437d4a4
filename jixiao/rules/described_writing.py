"""Careless writing in described forms: W701, W702, W705, W708, W709 and W711, of what their fields hold.

Marks that nobody rendered or filled in stand out in any text; punctuation is judged where a text is the unit's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from jixiao.derive.described_dossier import FilledForm
from jixiao.figures import Text
from jixiao.findings import quoted
from jixiao.forms.described_set import FormField
from jixiao.forms.field_words import is_prose
from jixiao.patterns import compile_late
from jixiao.render.remnants import find_remnants
from jixiao.rules import unrendered
from jixiao.rules.described_fault import DescribedFault, fault_of_rule, place_of_value
from jixiao.rules.registry import REGISTERED
from jixiao.rules.writing import LEFT_MARKS, cut_around
from jixiao.source import punctuation
from jixiao.source.punctuation import Mend

__all__ = ["list_writing_faults", "unrendered"]  # the latter registers the words of W711

_MOST_SHOWN = 3
_LEFT = compile_late("|".join(LEFT_MARKS))


def _of_mends(*mends: Callable[[str], Iterator[Mend]]) -> Callable[[str], list[str]]:
    def find(text: str) -> list[str]:
        lines = text.split("\n")
        return [cut_around(line, one.start, one.end) for line in lines for mend in mends for one in mend(line)]

    return find


def _find_left_marks(text: str) -> list[str]:
    return [one.group() for one in _LEFT.finditer(text)]


def _find_remnants(text: str) -> list[str]:
    return [one.shown for one in find_remnants(text)]


# By code what is found in a text, what it is called, what should be there.
_IN_PROSE = {
    "W701": (
        _of_mends(punctuation.half_width_marks, punctuation.half_width_brackets),
        "有半角标点",
        "，；：？！（）",
    ),
    "W702": (_of_mends(punctuation.straight_quotes), "有直引号", "“ ”"),
    "W705": (_of_mends(punctuation.stray_spaces), "有多余的空格", "汉字之间不空格"),
    "W708": (_of_mends(punctuation.full_width_letters), "有全角数字或字母", "半角数字和字母"),
}
_IN_ANY = {
    "W709": (_find_left_marks, "留有待填记号", "实际内容"),
    "W711": (_find_remnants, "留有没有填的标记", "没有标记和待补记号的正文"),
}


def list_writing_faults(form: FilledForm) -> Iterator[DescribedFault]:
    """Yield what is careless in the texts that were typed into a form, once a text and code."""
    for way, field, text in _typed_texts(form):
        looks = {**_IN_ANY, **_IN_PROSE} if is_prose(field, text) else _IN_ANY
        for code, (find, what, should) in looks.items():
            if found := find(text):
                yield _fault(code, way, text, found=found, words=(what, should))


def _typed_texts(form: FilledForm) -> Iterator[tuple[str, FormField, Text]]:
    """Yield the texts with their fields and the way to each: its path, of a row's the list and the column."""
    for way, field, value in form.all_cells():
        if isinstance(value, Text) and value.path and not value.unknown and field.is_entered:
            yield way, field, value


def _fault(code: str, way: str, text: Text, *, found: Iterable[str], words: tuple[str, str]) -> DescribedFault:
    seen, rule = tuple(found), REGISTERED[code]
    shown = "、".join(map(quoted, seen[:_MOST_SHOWN])) + (f"等 {len(seen)} 处" if len(seen) > _MOST_SHOWN else "")
    return fault_of_rule(
        rule,
        path=text.path,
        place=place_of_value(text),
        found=f"“{way}”{words[0]}：{shown}",
        expected=words[1],
        seen=seen,
        about=way,
    )
