"""Words and values in one line or cell: 填表人：… 填报日期：…, 其中：基本支出：356.07."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from msgspec import Struct

from jixiao.importing.describing.text_sorts import TextSort, sort_text
from jixiao.importing.describing.vocabulary import Vocabulary, kind_words
from jixiao.importing.label_text import label_key, narrow
from jixiao.patterns import compile_late

_LABEL = compile_late(r"(?:^|(?<=[\s　_＿;；,，、:：。]))([^\s　:：_＿;；,，。]{1,20})[ 　]*[:：]")
_VALUE_END = compile_late(r"(?<![\s　_＿])[\s　_＿]+$")
_VALUE_START = compile_late(r"[\s　_＿]*")
_NUMBERED = compile_late(r"(?:[0-9]+|[一二三四五六七八九十]+)(?:[、.．]|$).*|.*[0-9]+")
_LONGEST_VALUE = 40
_LONGEST_CELL_LABEL = 20


class InlineField(Struct, frozen=True):
    """A label and where the value behind it stands in the text."""

    label: str
    start: int
    end: int


def find_inline(text: str, vocabulary: Vocabulary, year: int | None, *, in_cell: bool) -> list[InlineField]:
    """Return the labelled values of a text; [] for a text that is words of the form, or a value, as a whole."""
    if "\n" in text.strip() and in_cell:
        return []
    found = list(_labelled(text))
    if not found or label_key(found[0].label) in kind_words()["说明行"]:
        return []
    kept = [one for one in found if _may_be_one(text, one, vocabulary, year, in_cell=in_cell)]
    return kept if len(kept) == len([one for one in found if not _is_fixed(text, one)]) else []


def _labelled(text: str) -> Iterator[InlineField]:
    """Yield each label and the value up to the next one; a word that only leads to the next one is none."""
    labels = list(_LABEL.finditer(text))
    for match, after in zip_longest(labels, labels[1:]):
        end = after.start(1) if after else len(text)
        whole = text[match.end() : end]
        if narrow(match[1]) in kind_words()["引出"]:
            continue
        blank = _VALUE_START.match(whole)
        start = match.end() + (blank.end() if blank and whole.strip(" 　_＿\t\n") else 0)
        kept = _VALUE_END.sub("", text[start:end])
        yield InlineField(match[1], start, start + len(kept))


def _is_fixed(text: str, one: InlineField) -> bool:
    """Return whether a label has nothing to be printed behind it: a unit that the form states, a hand-written sign."""
    value = text[one.start : one.end]
    if sort_text(value, known=False) is TextSort.UNIT:
        return True
    signed = narrow(one.label).endswith(kind_words()["手写"])
    return signed and not value.strip()


def _may_be_one(text: str, one: InlineField, vocabulary: Vocabulary, year: int | None, *, in_cell: bool) -> bool:
    value = text[one.start : one.end]
    if _is_fixed(text, one) or len(value) > _LONGEST_VALUE or "。" in value:
        return False
    if vocabulary.knows(one.label, year) or label_key(one.label) in vocabulary.beside:
        return True
    if _NUMBERED.fullmatch(narrow(one.label)) or len(one.label) > _LONGEST_CELL_LABEL:
        return False
    return not in_cell or not value.strip() or sort_text(value, known=False) is TextSort.VALUE
