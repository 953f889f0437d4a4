"""What people type or paste into an entry, as the data file is to hold it."""

from __future__ import annotations

from msgspec import Struct

from jixiao.findings import Place, quoted
from jixiao.folding import fold
from jixiao.model.groups_of_nothing import NONE_AT_ALL
from jixiao.model.pasted import PLAIN, Way, read_pasted, read_pasted_day
from jixiao.model.scalars import open_mark
from jixiao.model.wanted_number import find_refusal
from jixiao.patterns import compile_late
from jixiao.serve.data_entries import DataEntry
from jixiao.source.nodes import Scalar
from jixiao.source.scalar_text import tidy
from jixiao.targets.dates import read_day

MOST_CHARACTERS = 20_000
_CURRENCY = compile_late(r"[¥￥]\s*")


class TypedWords(Struct, frozen=True):
    """Words as the file is to hold them; ``noted`` says what was made of them, ``refused`` why they cannot stand."""

    words: str
    noted: str = ""
    refused: str = ""


def read_typed(entry: DataEntry, text: str) -> TypedWords:
    """Return what is typed into an entry as its file holds it."""
    if len(text) > MOST_CHARACTERS:
        return TypedWords("", refused=f"文字太长（{len(text)} 字），一处最多 {MOST_CHARACTERS} 字。")
    words = tidy(fold(text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")))
    if any(not (sign.isprintable() or sign == "\n") for sign in words):
        return TypedWords("", refused="文字里有看不见的控制字符，请删去后再填。")
    if open_mark(words):
        return TypedWords(words)
    return _checked(entry, _reworded(entry, words))


def _reworded(entry: DataEntry, words: str) -> TypedWords:
    number = entry.sort.reads.number if entry.sort.reads else None
    if number is not None and words and not PLAIN.fullmatch(words) and words not in NONE_AT_ALL:
        return _number(words, number.unit)
    if number is not None and words in NONE_AT_ALL:
        return TypedWords("0", f"{quoted(words)}按 0 填写")
    if entry.sort.kind == "date" and words:
        return _day(entry, words)
    return TypedWords(words)


def _number(words: str, unit: str) -> TypedWords:
    """Return a number as files hold it; with a sign of money it is taken in the unit of its cell, which is said."""
    pasted = read_pasted(words, unit)
    if pasted.way is Way.CURRENCY:
        meant = read_pasted(_CURRENCY.sub("", words), unit).meant or _CURRENCY.sub("", words)
        if PLAIN.fullmatch(meant):
            return TypedWords(meant, f"{quoted(words)}按 {meant}{unit} 填写；原表以别的单位计的，请改")
    if pasted.meant is None:
        return TypedWords(words)
    return TypedWords(pasted.meant, f"{quoted(words)}按 {pasted.meant} 填写")


def _day(entry: DataEntry, words: str) -> TypedWords:
    day = read_day(words) or read_pasted_day(words)
    if day is None:
        return TypedWords(words)
    dashed = "-" in entry.text or not entry.text or entry.is_open
    written = day.isoformat() if dashed else f"{day.year}年{day.month}月{day.day}日"
    return TypedWords(written, "" if written == words else f"{quoted(words)}按 {written} 填写")


def _checked(entry: DataEntry, typed: TypedWords) -> TypedWords:
    """Return the words, refused where reading would object to them."""
    reads = entry.sort.reads
    if reads is None or (entry.sort.kind == "ticks" and typed.words):
        return typed
    if not typed.words and leaves_out(entry):
        return typed
    scalar = Scalar(typed.words, entry.place or Place(""), entry.path, null=not typed.words)
    refusal = find_refusal(reads.read, scalar)
    if refusal is not None:
        _, found, expected, remedy = refusal
        return TypedWords("", refused=f"{found}；应为{expected}。{remedy}")
    listed = entry.sort.choices
    if entry.sort.kind == "choice" and typed.words and typed.words not in listed:
        return TypedWords("", refused=f"{quoted(typed.words)}不在可选的词里：{'、'.join(listed)}。")
    return typed


def leaves_out(entry: DataEntry) -> bool:
    """Return whether an entry may be left out with its key."""
    return not entry.sort.required
