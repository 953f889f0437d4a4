"""What a story says, as one text, and cut into passages: the same whether it was planned or read from a file.

In the text a passage, what stands in one cell or one paragraph, begins with ``CELL``, and a value stands between its
mark's two ends as it does in a filled-in template. White space counts for nothing: line breaks within a cell are
layout. Two stories whose texts are equal say the same; only where they are not need passages be made to tell how,
which saves some 10 ms for a package of usual size.
"""

from __future__ import annotations

from jixiao.patterns import compile_late
from jixiao.render.environment import BETWEEN, OPEN
from jixiao.render.passages import Passage, parse_marks
from jixiao.render.scan import CELL

_NAME = compile_late(f"{OPEN}([^{BETWEEN}]*){BETWEEN}")


def story_text(marked: str) -> str:
    """Return a story's text without white space, and without the cells and paragraphs in which nothing stands."""
    return CELL.join(filter(None, "".join(marked.split()).split(CELL)))


def parse_passages(text: str) -> list[Passage]:
    """Return the passages of such a text."""
    return [Passage(*parse_marks(words)) for words in text.split(CELL) if words]


def list_marks(text: str) -> list[str]:
    """Return the names of the marks in such a text, in order."""
    return _NAME.findall(text)
