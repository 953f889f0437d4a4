"""How full the pages of a PDF are: which hold next to nothing, which cell runs down a narrow column, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from jixiao.findings import quoted
from jixiao.patterns import compile_late
from jixiao.render.passages import Passage

# How many lines are few; how many characters show where a line belongs; from how many a cell is looked at, in what
# length of line, and from how many such lines on one page it is noted.
_FEW, _LEAST, _LONG, _NARROW, _TALL = 3, 4, 100, 10, 25
_NUMBER = compile_late(r"[—–-]?\s*[0-9]+\s*[—–-]?")


class _Page(Struct, frozen=True):
    """One page's lines, its number left out, and the parts of the package that say all of them."""

    number: int
    lines: tuple[str, ...]
    parts: frozenset[str]


def list_page_notes(pages: Sequence[str], passages: Sequence[Passage]) -> Iterator[str]:
    """Yield a sentence for each page that few lines have run over to, and for each cell far too tall for its column.

    ``pages`` are the texts of a PDF's pages, ``passages`` all that it says. A part that is no longer than a few lines
    (a cover) is no such page.
    """
    texts = _texts_by_part(passages)
    read = [_page(number, text, texts) for number, text in enumerate(pages, start=1)]
    part = ""
    for page in read:
        if 0 < len(page.lines) <= _FEW and part in page.parts:
            yield (
                f"PDF 第 {page.number} 页只有 {len(page.lines)} 行字：{part}末尾的{quoted(page.lines[-1])}"
                f"没有排进第 {page.number - 1} 页。"
                "前面的文字缩短一两行，或把模板里的行距、段距调小一点，可以收回这一页。"
            )
        part = next(iter(page.parts)) if len(page.parts) == 1 else part
    yield from _tall_cells(read, passages)


def _texts_by_part(passages: Iterable[Passage]) -> dict[str, str]:
    texts: dict[str, list[str]] = {}
    for passage in passages:
        texts.setdefault(passage.where.partition(" ")[0], []).append(passage.text)
    return {part: "\n".join(held) for part, held in texts.items()}


def _page(number: int, text: str, texts: Mapping[str, str]) -> _Page:
    squeezed = ("".join(line.split()) for line in text.splitlines())
    lines = tuple(line for line in squeezed if line and not _NUMBER.fullmatch(line))
    held = (frozenset(part for part, words in texts.items() if line in words) for line in lines if len(line) >= _LEAST)
    known = [parts for parts in held if parts]
    # A word or two may stand elsewhere too; what most lines agree on is the page's part.
    alone = Counter(next(iter(parts)) for parts in known if len(parts) == 1)
    agreed = frozenset.intersection(*known) if known else frozenset()
    return _Page(number, lines, frozenset([alone.most_common(1)[0][0]]) if alone else agreed)


def _tall_cells(pages: Sequence[_Page], passages: Sequence[Passage]) -> Iterator[str]:
    narrow = [(page.number, [line for line in page.lines if len(line) <= _NARROW]) for page in pages]
    for passage in (passage for passage in passages if passage.position.endswith("格")):
        text = passage.text
        if len(text) < _LONG:
            continue
        on = [(number, sum(line in text for line in lines)) for number, lines in narrow]
        tall = [(number, lines) for number, lines in on if lines >= _TALL]
        if tall:
            number, lines = max(tall, key=lambda pair: pair[1])
            yield (
                f"PDF 第 {number} 页：{passage.spoken}的{quoted(text)}共 {len(text)} 字，在窄栏里占了 {lines} 行，"
                "一行表格因此很高。表里写要点，详细情况写进报告正文。"
            )
