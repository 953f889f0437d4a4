"""Comments put into a DOCX: what each is about, and the body as it was before they came."""

from __future__ import annotations

import re

from lxml import etree

from jixiao.docx.block_reader import read_paper
from jixiao.docx.comment_marks import CommentRange
from jixiao.docx.word_comments import PlacedComment, PlacedPaper, add_comments, read_placed_paper

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
WHEN = "2024-03-01T00:00:00Z"
_MARKS = re.compile(
    rb'<(?:\w+:)?commentRange(?:Start|End) \w+:id="\d+"/>'
    rb'|<(?:\w+:)?r><(?:\w+:)?commentReference \w+:id="\d+"/></(?:\w+:)?r>'
)


def without_marks(body: bytes) -> bytes:
    """Return a body whose marks of comments are taken out, and runs joined that follow each other and are alike."""
    root = etree.fromstring(_MARKS.sub(b"", body))
    for run in reversed([*root.iter(f"{W}r")]):
        before = run.getprevious()
        if before is not None and before.tag == run.tag and _looks(before) == _looks(run) and not before.tail:
            before.extend([child for child in run if child.tag != f"{W}rPr"])
            run.getparent().remove(run)  # type: ignore[union-attr]
    return etree.tostring(_joined(root))


def _looks(run: etree._Element) -> tuple[object, ...]:
    stated = run.find(f"{W}rPr")
    return sorted(run.attrib.items()), b"" if stated is None else etree.tostring(stated)


def _joined(root: etree._Element) -> etree._Element:
    for text in [*root.iter(f"{W}t")]:
        text.attrib.pop(_SPACE, "")
        before = text.getprevious()
        if before is not None and before.tag == text.tag:
            text.text = (before.text or "") + (text.text or "")
            before.getparent().remove(before)  # type: ignore[union-attr]
    return root


def range_of(placed: PlacedPaper, words: str) -> CommentRange:
    """Return the letters of a body, where they stand first."""
    for paragraph, origin in placed.origins:
        if words in paragraph.text:
            start = paragraph.text.index(words)
            return CommentRange(origin, start, origin, start + len(words))
    raise AssertionError(words)


def comment_on(data: bytes, *words: str) -> bytes:
    """Return a DOCX with a comment on each of the words, which says 应核对 and them."""
    placed = read_placed_paper(data)
    said = [PlacedComment(range_of(placed, one), "核验", WHEN, (f"应核对 {one}",)) for one in words]
    return add_comments(data, placed, said)


def anchors_in(data: bytes) -> dict[str, str]:
    """Return the letters that each comment of a DOCX is about, by its text."""
    return {comment.text: comment.anchor for comment in read_paper(data).comments}
