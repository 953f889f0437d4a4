"""What Word numbers of its own accord, paragraphs and pages, in a document and in the one made from the data.

The words of a paragraph may be the same, and what a list prints before them not.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress

from msgspec import Struct

from jixiao.docx import package
from jixiao.docx.block_reader import read_paper
from jixiao.docx.blocks import Paragraph
from jixiao.docx.package import BadPackage
from jixiao.docx.unread import Unread
from jixiao.docx.wml import Element, W
from jixiao.findings import quoted

_NONE = "没有自动编号"
_LISTED = (Unread.NUMBER, Unread.BULLET)


class NumberDifference(Struct, frozen=True):
    """What is printed in words for messages, and what should be."""

    found: str
    expected: str


def compare_numbers(held: bytes, made: bytes) -> Iterator[NumberDifference]:
    """Yield the paragraphs with the same words and other numbers, then the sections whose pages count otherwise.

    A document that is not safe to read is told elsewhere, and not compared.
    """
    with suppress(BadPackage):
        numbers, wanted = _list_numbers(held), _list_numbers(made)
        for words in [one for one in wanted if one in numbers]:
            for found, expected in zip(numbers[words], wanted[words], strict=False):
                if found != expected:
                    yield NumberDifference(f"{quoted(words)}前面印的是{found}", expected)
    yield from _compare_pages(package.read_package(held), package.read_package(made))


def _list_numbers(docx: bytes) -> Mapping[str, list[str]]:
    """Return what is printed before each paragraph of a document, by its words without white space, in order."""
    found: dict[str, list[str]] = defaultdict(list)
    for paragraph in read_paper(docx).paragraphs:
        words = "".join(paragraph.text.split())
        if words:
            found[words].append(_spoken(paragraph))
    return found


def _spoken(paragraph: Paragraph) -> str:
    things = [str(thing) for thing in paragraph.unread if thing.kind in _LISTED]
    return f"{'、'.join(things)}{quoted(paragraph.number) if paragraph.number else ''}" if things else _NONE


def _compare_pages(held: Mapping[str, bytes], made: Mapping[str, bytes]) -> Iterator[NumberDifference]:
    pages, wanted = _list_page_numbers(held), _list_page_numbers(made)
    if len(pages) == len(wanted):  # else text is lost or added, which is told
        for number, (found, expected) in enumerate(zip(pages, wanted, strict=True), start=1):
            if found != expected:
                yield NumberDifference(f"第{number}节的页码是{found}", expected)


def _list_page_numbers(members: Mapping[str, bytes]) -> list[str]:
    """Return how the pages of each section are numbered."""
    root = package.parse_xml(members[package.main_part(members)])
    return [_paged(section.find(f"{W}pgNumType")) for section in root.iter(f"{W}sectPr")]


def _paged(stated: Element | None) -> str:
    start, format_ = (None, None) if stated is None else (stated.get(f"{W}start"), stated.get(f"{W}fmt"))
    return f"{'接着编' if start is None else f'从 {start} 起编'}（{format_ or 'decimal'}）"
