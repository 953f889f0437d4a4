"""A document as read, with characters that only look like others folded; bookmarks stay round what they were round."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from msgspec.structs import replace

from jixiao.docx.blocks import Block, Paragraph, RevisionKind, TextSpan, WordDocument, paragraphs, stays
from jixiao.folding import describe_folding, fold, is_suspect


def fold_paper(document: WordDocument) -> WordDocument:
    """Return a document with its texts folded, those of headers, footers and notes too."""
    stories = (replace(story, blocks=_fold_blocks(story.blocks)) for story in document.stories)
    return replace(document, blocks=_fold_blocks(document.blocks), stories=tuple(stories))


def note_folding(document: WordDocument) -> str:
    """Return a sentence on what folding changes in a document, headers and notes too; "" if it changes nothing."""
    blocks = chain(document.blocks, *(story.blocks for story in document.stories))
    words = describe_folding(paragraph.text for paragraph in paragraphs(blocks))
    return f"有只是看着一样的字符，按通行的字读取：{words}" if words else ""


def _fold_blocks(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(_fold_block(block) for block in blocks)


def _fold_block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return _fold_paragraph(block)
    rows = (
        replace(row, cells=tuple(replace(cell, blocks=_fold_blocks(cell.blocks)) for cell in row.cells))
        for row in block.rows
    )
    return replace(block, rows=tuple(rows))


def _fold_paragraph(paragraph: Paragraph) -> Paragraph:
    if not any(is_suspect(piece.text) for piece in paragraph.pieces):
        return paragraph
    kept = [piece.text for piece in paragraph.pieces if stays(piece.changes, RevisionKind.DELETED)]

    def moved(span: TextSpan) -> TextSpan:
        return replace(span, start=_offset(kept, span.start), end=_offset(kept, span.end))

    return replace(
        paragraph,
        pieces=tuple(replace(piece, text=fold(piece.text)) for piece in paragraph.pieces),
        number=fold(paragraph.number),
        bookmarks=tuple(map(moved, paragraph.bookmarks)),
        anchors=tuple(map(moved, paragraph.anchors)),
    )


def _offset(kept: Iterable[str], offset: int) -> int:
    """Return where a place of the text is once each of its pieces is folded."""
    done = 0
    for text in kept:
        done += len(fold(text[:offset]))
        offset -= min(offset, len(text))
    return done
