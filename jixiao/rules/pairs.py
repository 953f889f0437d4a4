"""W…: marks that come in pairs, and numbers of a list that are written alike."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from jixiao.findings import Severity
from jixiao.patterns import compile_late
from jixiao.rules.items import NUMBER, Item, find_items
from jixiao.rules.judged_text import JudgedText, find_entries_holding, find_holding, list_judged_paragraphs
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.registry import Breach, rule
from jixiao.rules.writing import cut_around, judge_text, name_text
from jixiao.targets.measures import CHARACTER


@rule("W703", Severity.WARNING)
def marks_come_in_pairs(package: PrintedPackage) -> Iterator[Breach]:
    """Yield texts in which a quotation mark, bracket or title mark lacks its other half."""
    for judged in find_holding(package, _MARK):
        found = [(at, cut_around(judged.text, at, at + 1)) for at in _unpaired(judged.own)]
        yield from judge_text(judged, "的符号没有成对", found, "左右成对的引号、括号、书名号")


_PAIRS = {"”": "“", "’": "‘", "》": "《", "〉": "〈", "）": "（", "】": "【", "〕": "〔", "」": "「", "』": "『"}
_MARK = compile_late(f"[(){''.join([*_PAIRS, *_PAIRS.values()])}]")
_ONE_WIDTH = str.maketrans("()", "（）")
# A number that begins an item may be closed without being opened: 1）.
_HALF_BRACKETED = compile_late(
    r"(?:^|(?<=[。；;：:，、\n]))[ \u3000]*[0-9一二三四五六七八九十a-zA-Z]{1,2}[)）]"
    rf"|(?<={CHARACTER})[1-9][)）](?={CHARACTER})",
    re.MULTILINE,
)


def _unpaired(text: str) -> list[int]:
    """Return the offsets of the marks of a text that have no other half.

    A bracket behind a number may close what was opened （见表1、2） or an item 1）……: the reading with fewer faults.
    """
    alone = _alone(text, frozenset())
    items = {match.end() - 1 for match in _HALF_BRACKETED.finditer(text)} if alone else frozenset()
    closing = [at for at in alone if at not in items]
    return closing and min(closing, _alone(text, items), key=len)


def _alone(text: str, skipped: Collection[int]) -> list[int]:
    opened: list[tuple[int, str]] = []
    alone: list[int] = []
    for mark in _MARK.finditer(text.translate(_ONE_WIDTH)):
        at, character = mark.start(), mark[0]
        if at in skipped or _is_apostrophe(text, at):
            continue
        if character in _PAIRS:
            _close(at, _PAIRS[character], opened, alone)
        else:
            opened.append((at, character))
    return sorted([*alone, *(at for at, _ in opened)])


def _close(at: int, opening: str, opened: list[tuple[int, str]], alone: list[int]) -> None:
    """Match a closing mark with the last one opened of its kind; what was opened since has no other half."""
    if not any(kind == opening for _, kind in opened):
        alone.append(at)
        return
    while opened[-1][1] != opening:
        alone.append(opened.pop()[0])
    opened.pop()


def _is_apostrophe(text: str, at: int) -> bool:
    sides = text[at - 1 : at] + text[at + 1 : at + 2]
    return text[at] in "’‘" and bool(re.search("[A-Za-z]", sides))


@rule("W704", Severity.HINT)
def items_share_one_style(package: PrintedPackage) -> Iterator[Breach]:
    """Yield lists whose numbers are closed now by one mark, now by another."""
    for entry in find_entries_holding(package, NUMBER):
        yield from _mixed_styles([entry])
    section: list[JudgedText] = []
    for judged in list_judged_paragraphs(package):
        if section and (judged.is_heading or judged.section != section[0].section):
            yield from _mixed_styles(section)
            section = []
        section.append(judged)
    yield from _mixed_styles(section)


def _mixed_styles(found: list[JudgedText]) -> Iterator[Breach]:
    run: list[Item] = []
    for judged in found:
        for offset, line in judged.lines():
            for item in find_items(line):
                if item.kind != "arabic" or not item.sure:
                    continue
                run = [item] if item.number == 1 else [*run, item]
                if len(run) > 1 and run[-1].style != run[-2].style:
                    words = f"{name_text(judged)}的编号“{run[-1].format()}”与前面的“{run[-2].format()}”写法不一"
                    yield judged.spot(offset).breach(words, "一种写法", seen=(run[-2].format(), run[-1].format()))
