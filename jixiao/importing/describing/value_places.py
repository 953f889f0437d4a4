"""The places for values on a whole form: in its lines and its tables; the years that its words name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from jixiao.glossary import term
from jixiao.importing.describing.found_fields import FormSpot, FoundField, FoundForm
from jixiao.importing.describing.line_fields import find_inline
from jixiao.importing.describing.table_reading import read_table
from jixiao.importing.describing.table_shapes import SortedTable
from jixiao.importing.describing.text_sorts import is_of_kind
from jixiao.importing.describing.vocabulary import Vocabulary, kind_words
from jixiao.importing.documents import Document, FiledLine
from jixiao.importing.label_text import label_key, narrow
from jixiao.importing.paper_cells import lines_in
from jixiao.importing.paper_grid import place_cells
from jixiao.model.form_roles import FieldKind
from jixiao.patterns import compile_late

_NUMBERED = compile_late(r"[^\s0-9]{1,4}[0-9]{0,2}[(（]([0-9]{1,2})[)）]")
# 　　年度, 20XX年度, （    年度）: a year that is still to be filled in.
_OPEN_YEAR = compile_late(
    r"(?:^|(?<=[(（〔\s]))(?:20)?[xX×＿_*\s　]{1,8}(?=年度|年[^度]{0,4}[0-9]月|年\S{4,40}表$)"
    r"|[(（][\s　＿_]*[)）](?=年度)"
)
_YEAR_OF_TITLE = compile_late(r"[(（]?\s{0,4}(?:20[0-9]{2}|[xX×＿_*\s　]{1,8})\s{0,4}[)）]?\s{0,4}年度?\s{0,4}[)）]?")
_LONGEST_TITLE = 60


def find_places(document: Document, vocabulary: Vocabulary, year: int | None) -> FoundForm:
    """Return all places for values of a form and all rows of it that repeat."""
    found = FoundForm()
    for number, block in enumerate(document.blocks):
        if isinstance(block, FiledLine):
            found.fields += _of_line(block, number, vocabulary, year)
        else:
            table = read_table(SortedTable(place_cells(block), vocabulary, year), number)
            found.fields += table.fields
            found.lists += table.lists
    return found


def _of_line(line: FiledLine, number: int, vocabulary: Vocabulary, year: int | None) -> Iterator[FoundField]:
    text, spot = line.full, FormSpot(number)
    if label_key(text) in vocabulary.lines or line.doubtful:
        return
    if match := _NUMBERED.fullmatch(text.strip()):
        start = text.index(match[0]) + match.start(1)
        yield _inline(spot, term("number"), text, (start, start + len(match[1])))
    elif is_of_kind(text, FieldKind.DATE):
        start = len(text) - len(text.lstrip())
        yield _inline(spot, FieldKind.DATE, text, (start, len(text.rstrip())))
    else:
        for one in find_inline(text, vocabulary, year, in_cell=False):
            yield _inline(spot, one.label, text, (one.start, one.end))


def _inline(spot: FormSpot, label: str, text: str, stretch: tuple[int, int]) -> FoundField:
    start, end = stretch
    return FoundField(spot, beside=(label,), above=(), group="", text=text, start=start, end=end, inline=True)


def years_in(text: str, year: int | None, *, open_: bool) -> list[tuple[int, int, str]]:
    """Return where a text names the form's year or the one before, or leaves room for it (``open_``), and the tag."""
    own, prior = (f"{{{{ {term(name)} }}}}" for name in ("year", "prior_year"))
    found = [(match.start(), match.end(), own) for match in _OPEN_YEAR.finditer(text)] if open_ else []
    if year is not None:
        for number, tag in ((year, own), (year - 1, prior)):
            pattern = rf"(?<![0-9]){number}(?=\s*(?:年|$))"
            found += [(match.start(), match.end(), tag) for match in re.finditer(pattern, text)]
    return sorted(found)


def find_title(document: Document) -> str:
    """Return the form's title: the longest line over its first row of cells that is no note and gives no value."""
    titles: list[str] = []
    for line in _lines_above(document):
        text = _YEAR_OF_TITLE.sub("", line, count=1).strip()
        is_note = label_key(text).rstrip("0123456789") in kind_words()["说明行"]
        if text and len(text) < _LONGEST_TITLE and ":" not in narrow(text) and not is_note:
            titles.append(" ".join(text.split()))
    return max(titles, key=len, default="")


def _lines_above(document: Document) -> Iterator[str]:
    """Yield the lines over a form's first row of several cells; the first rows of a table may be some."""
    for block in document.blocks:
        yield from lines_in(block) if isinstance(block, FiledLine) else takewhile(bool, map(_line_of, block.rows))
        if not isinstance(block, FiledLine):
            return


def _line_of(row: tuple[str, ...]) -> str:
    return row[0] if len(row) == 1 else ""
