"""A PDF's text against the document it was made from.

LibreOffice paints cells in reading order, so that without white space the text of all pages is that of all cells. What
differs and is no fault: page numbers and repeated heading rows come on top, two cells broken by the end of a page
change places, a sign from another font comes a place later, the lines of a label are read between those of a long text
beside it, or parted by the end of a page. So everything must be there, in order, but for whole
passages, long stretches and signs that stand elsewhere; what is there on top is not judged.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from jixiao.findings import Finding, quoted
from jixiao.folding import fold
from jixiao.patterns import compile_late
from jixiao.readback.passage_differences import find_place
from jixiao.render.passages import Passage
from jixiao.render.printing import Print

_ANCHOR = 24
_FARTHEST = 6000
_SHORT, _CHANCE, _MOVABLE, _AROUND = 60, 8, 4, 8
_MARGIN = 200  # so much of a page are a row that its end cuts, the heading rows and what stands in its foot
_WORDS = compile_late(r"\w")
_DIGIT = compile_late(r"\d")
_VARIANT = compile_late("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Signs of the main fonts that may hang beyond the end of a line: LibreOffice never moves them.
_HANGING = compile_late("[。，、．；：！？]+")


def find_missing_passages(
    pages: Sequence[str], passages: Sequence[Passage], prints: Mapping[str, Print], document: str
) -> Iterator[Finding]:
    """Yield what a PDF, whose pages' texts are given, does not say; ``passages`` are all it should."""
    texts = [plain_text(passage.text) for passage in passages]
    read, expected = [plain_text(page) for page in pages], "".join(texts)
    starts, whole = [0, *accumulate(map(len, texts))], "".join(read)
    numbers = (bisect_right(starts, start) - 1 for start, _ in find_unprinted(whole, texts))
    lost: dict[object, Passage] = {}
    for number in numbers:
        passage = passages[number]
        if not (_stands_in_two(passage, expected, whole) or _stands_on_two_pages(passage, read)):
            lost.setdefault(passage.says, passage)
    for passage in lost.values():
        printed = [prints[name] for name in passage.values if name in prints]
        place = (find_place(printed[0]) if len(printed) == 1 else None) or passage.place
        found = f"{document}：{passage.spoken}没有照样印出{quoted(passage.text, characters=60)}"
        remedy = "重新运行 make report；仍然如此的，检查字体和 LibreOffice 是否完好。"
        subject, should = printed[0].path if printed else document, "PDF 与 DOCX 文字相同"
        yield Finding(
            "V006",
            place=place,
            found=found,
            expected=should,
            remedy=remedy,
            subject=subject,
            seen=(passage.text,),
            printed=(passage.spoken,),
        )


def _stands_in_two(passage: Passage, expected: str, actual: str) -> bool:
    """Return whether a label, its words alone, is there in two pieces, each as often as it should be."""
    text = plain_text(passage.text)
    if passage.values or len(text) > _SHORT:
        return False
    halves = ((text[:cut], text[cut:]) for cut in range(1, len(text)))
    return any(all(expected.count(half) <= actual.count(half) for half in both) for both in halves)


def _stands_on_two_pages(passage: Passage, pages: Sequence[str]) -> bool:
    """Return whether a value of words ends one page and goes on at the head of the next, as in a cell over rows.

    ``pages`` are plain.
    """
    text = plain_text(passage.text)
    if _DIGIT.search(text) or len(text) > _SHORT:
        return False
    return any(
        text[:cut] in before[-_MARGIN:] and text[cut:] in after[:_MARGIN]
        for before, after in pairwise(pages)
        for cut in range(1, len(text))
    )


def plain_text(text: str) -> str:
    """Return a text without white space as a PDF can tell it.

    Of characters that share a glyph it names any, of variants the ideograph.
    """
    return _VARIANT.sub("", fold("".join(text.split())))


def printed_text(pages: Sequence[str]) -> str:
    """Return what all pages say, so."""
    return "".join(map(plain_text, pages))


def find_unprinted(printed: str, texts: Sequence[str]) -> list[tuple[int, int]]:
    """Return the stretches, by offsets in the joined texts of all passages, that are not printed; all are plain."""
    return find_missing("".join(texts), printed, {0, *accumulate(map(len, texts))})


def find_missing(expected: str, actual: str, edges: set[int]) -> list[tuple[int, int]]:
    """Return the stretches of ``expected`` that ``actual`` does not hold where they belong, nor moved as allowed.

    ``edges`` are the offsets at which passages begin and end.
    """

    def stands_elsewhere(start: int, end: int, instead: str) -> bool:
        piece, around = expected[start:end], expected[max(start - _AROUND, 0) : end + _AROUND]
        if _HANGING.fullmatch(piece) and piece[0] not in instead:
            return False  # a repeated heading row that holds the sign does not make up for it
        whole = start in edges and end in edges
        may_move = whole or len(piece) >= _MOVABLE or not _WORDS.search(piece)
        return any(expected.count(one) <= actual.count(one) for one in ([piece, around] if may_move else [around]))

    return [gap for gap, instead in _gaps(expected, actual) if not stands_elsewhere(*gap, instead)]


def _gaps(expected: str, actual: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield the stretches that only the first text has where they belong, by offsets, and what stands there instead."""
    here = there = 0
    while here < len(expected):
        same = _same(expected, here, actual, there)
        here, there = here + same, there + same
        if here == len(expected):
            return
        ahead, across = _next_meeting(expected, here, actual, there)
        instead = actual[there:across]
        yield from (((here + start, here + end), instead) for start, end in _only(expected[here:ahead], instead))
        here, there = ahead, across


def _only(expected: str, actual: str) -> Iterator[tuple[int, int]]:
    """Yield what only the first text has; in long texts short likenesses are chance."""
    shortest, end = 1 if len(expected) <= _SHORT else _CHANCE, 0
    for block in SequenceMatcher(None, expected, actual, autojunk=False).get_matching_blocks():
        if block.size >= shortest or block.size == 0:
            if end < block.a:
                yield end, block.a
            end = block.a + block.size


def _same(expected: str, here: int, actual: str, there: int) -> int:
    """Return how many characters agree from two places on."""
    low, high = 0, min(len(expected) - here, len(actual) - there)
    while low < high:
        middle = (low + high + 1) // 2
        if expected[here : here + middle] == actual[there : there + middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _next_meeting(expected: str, here: int, actual: str, there: int) -> tuple[int, int]:
    """Return the nearest places, one in each text, from which both go on alike; their ends if there are none."""
    nearest, meeting = _FARTHEST, (len(expected), len(actual))
    for ahead in range(min(len(expected) - here, _FARTHEST)):
        if ahead >= nearest:
            break
        anchor = expected[here + ahead : here + ahead + _ANCHOR]
        across = actual.find(anchor, there, there + nearest - ahead + _ANCHOR)
        if across >= 0:
            nearest, meeting = ahead + across - there, (here + ahead, across)
    return meeting
