"""Signs that LibreOffice loses at the ends of lines, and a copy of the DOCX in which it loses none.

A full stop or comma that no longer fits hangs beyond the end of its line. Where the line is justified and the next
begins with a digit or a Latin letter, LibreOffice (7.4 and 25.2) does not paint the sign. Flush left, the paragraph
breaks into the same lines and keeps it; ``w:overflowPunct``, ``w:kinsoku`` and ``w:autoSpaceDE`` change nothing, a
zero width space saves some only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jixiao.docx.package import parse_xml, read_package, write_package, xml_bytes
from jixiao.docx.wml import PARAGRAPH_ORDER, VAL, Element, W, properties, sure
from jixiao.patterns import compile_late
from jixiao.publish.pdf_text import BadPdf, page_texts
from jixiao.readback.docx_passages import read_story
from jixiao.readback.pdf_passages import find_unprinted, plain_text, printed_text
from jixiao.readback.story_text import parse_passages

_DOCUMENT = "word/document.xml"
_SIGN = compile_late(r"\W")


def keep_hanging_signs(docx: bytes, pdf: bytes) -> tuple[bytes, list[str]]:
    """Return the DOCX with every paragraph flush left that lost a sign in its PDF, and the texts of these paragraphs.

    Without a text the DOCX is as it was: nothing is lost, or nothing more can be done. BadPackage for no DOCX.
    """
    members = read_package(docx)
    texts = [plain_text(passage.text) for passage in parse_passages(read_story(members[_DOCUMENT]))]
    try:
        printed = printed_text(page_texts(pdf))
    except BadPdf:  # whoever reads it back will say so
        return docx, []
    gaps = find_unprinted(printed, texts)
    if not gaps:
        return docx, []
    root = parse_xml(members[_DOCUMENT])
    changed = [text for paragraph, text in _lossy(root, gaps, printed) if _set_flush_left(paragraph)]
    return (write_package({**members, _DOCUMENT: xml_bytes(root)}), changed) if changed else (docx, [])


def _lossy(root: Element, gaps: Sequence[tuple[int, int]], printed: str) -> Iterator[tuple[Element, str]]:
    """Yield the paragraphs, and their texts, of which ``printed`` lacks a sign; ``gaps`` are offsets in all text."""
    pieces = list(_pieces(root))
    whole = "".join(text for _, text in pieces)
    own: dict[Element, str] = {}
    lacking: dict[Element, str] = {}
    end = 0
    for paragraph, text in pieces:
        start, end = end, end + len(text)
        own[paragraph] = own.get(paragraph, "") + text
        lost = "".join(
            whole[max(start, first) : min(end, last)] for first, last in gaps if first < end and last > start
        )
        lacking[paragraph] = lacking.get(paragraph, "") + lost
    for paragraph, words in lacking.items():
        # In a stretch that the end of a page moved, most paragraphs are whole.
        if _SIGN.search(words) and whole.count(own[paragraph]) > printed.count(own[paragraph]):
            yield paragraph, own[paragraph]


def _pieces(root: Element) -> Iterator[tuple[Element, str]]:
    """Yield every text, plain, and the paragraph it stands in."""
    for text in root.iter(f"{W}t"):
        yield next(text.iterancestors(f"{W}p")), plain_text(text.text or "")


def _set_flush_left(paragraph: Element) -> bool:
    """Set a paragraph flush left, and return whether it was not so before."""
    alignment = sure(properties(paragraph, "pPr"), "jc", PARAGRAPH_ORDER)
    before = alignment.get(VAL)
    alignment.set(VAL, "left")
    return before != "left"
