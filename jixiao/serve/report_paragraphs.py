"""The report's paragraphs as they are written: lines of Markdown with references, cut into pieces for the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from jixiao.patterns import compile_late
from jixiao.render.passages import PrintedPassage
from jixiao.serve.data_entries import digest

_PIECE = compile_late(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_COMMENT = compile_late(r"\s*\{#.*#\}\s*")
_REFERENCE = compile_late(r"[{]{2}-?\s*(?P<path>[^|}]*?)\s*(?:\|[^}]*)?-?[}]{2}")


class WrittenParagraph(Struct, frozen=True):
    """A paragraph as written: its file, its first line and the line behind its last, counted from 1, its Markdown."""

    file: str
    first: int
    behind: int
    source: str

    @property
    def stamp(self) -> str:
        """What tells whether it is still what it was."""
        return digest(self.file, self.source)


def read_paragraph(text: str, file: str, line: int) -> WrittenParagraph:
    """Return the paragraph that begins in a line of a file's text, with the declarations written below it."""
    lines = text.replace("\r\n", "\n").split("\n")
    behind = line
    while behind < len(lines) and lines[behind - 1].endswith("\\") and not lines[behind - 1].endswith("\\\\"):
        behind += 1
    while behind < len(lines) and _COMMENT.fullmatch(lines[behind]):
        behind += 1
    return WrittenParagraph(file, line, behind + 1, "\n".join(lines[line - 1 : behind]))


def find_paragraph(text: str, file: str, stamp: str) -> WrittenParagraph | None:
    """Return the only paragraph of a text that is what a stamp says, wherever it has moved; None if there is none."""
    lines = range(1, text.count("\n") + 2)
    found = [one for one in (read_paragraph(text, file, line) for line in lines) if one.stamp == stamp]
    return found[0] if len(found) == 1 else None


def replace_paragraph(text: str, paragraph: WrittenParagraph, source: str) -> str:
    """Return a file's text with other Markdown in place of a paragraph; "" takes it out with the blank line behind."""
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    before, after = lines[: paragraph.first - 1], lines[paragraph.behind - 1 :]
    new = source.strip("\n").split("\n") if source.strip() else []
    if not new and after and not after[0].strip():
        after = after[1:]
    return end.join([*before, *new, *after])


def paragraph_json(name: str, passage: PrintedPassage, paragraph: WrittenParagraph) -> dict[str, Any]:
    """Return a paragraph for the page; ``name`` is its bookmark's."""
    shown = {span.print.path: span.print.printed for span in passage.marks}
    return {
        "id": name,
        "place": str(passage.place),
        "section": passage.where.rpartition(" ")[2],
        "position": passage.spoken,
        "hash": paragraph.stamp,
        "source": paragraph.source,
        "pieces": [*_pieces(paragraph.source, shown)],
        "open": passage.is_open(),
        "editable": True,
        "why": "",
    }


def _pieces(source: str, shown: Mapping[str, str]) -> Iterator[dict[str, str]]:
    end = 0
    for match in _PIECE.finditer(source):
        if match.start() > end:
            yield {"text": source[end : match.start()]}
        end, reference = match.end(), _REFERENCE.fullmatch(match[0])
        if reference is None:
            yield {"code": match[0]}
        else:
            path = reference["path"]
            yield {"path": path, "tag": match[0], "shown": shown.get(path, _plainly(path, shown))}
    if end < len(source):
        yield {"text": source[end:]}


def _plainly(path: str, shown: Mapping[str, str]) -> str:
    """Return what a reference prints whose path is spelled otherwise than in the data; "" where that is not known."""
    last = re.split(r"[.\[\]\"]+", path.strip(']"'))[-1]
    alike = [words for other, words in shown.items() if other.rpartition(".")[2] == last]
    return alike[0] if len(alike) == 1 else ""
