"""The form as a template: tags where values stood or belong, everything else as it was."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from msgspec import Struct

from jixiao.docx.editable_paper import (
    EditablePaper,
    EditableTable,
    copy_row,
    end_merge,
    open_to_edit,
    paragraph_text,
    paragraphs_in,
    replace_words,
    set_cell,
)
from jixiao.docx.package import BadPackage, read_package, write_package
from jixiao.docx.traces import CORE_PROPERTIES, core_properties, remove_traces
from jixiao.docx.wml import Element, W, detach
from jixiao.forms.described_set import LEVEL1_POINTS
from jixiao.importing.describing.proposals import ProposedForm, ProposedList, ProposedPart
from jixiao.importing.describing.value_places import years_in
from jixiao.importing.documents import Document, FiledBlock, FiledGrid, FiledLine
from jixiao.importing.label_text import narrow
from jixiao.model.form_roles import Role

_ROW = "行"
# What a template's properties state: the form is of no day.
_NO_DAY = datetime(2000, 1, 1, tzinfo=UTC)
_MERGED = (Role.LEVEL1, Role.LEVEL2)
Edit = tuple[int, int, str]


def tag_template(data: bytes, document: Document, proposed: ProposedForm, year: int | None) -> bytes:
    """Return the DOCX with tags for all that is proposed; BadPackage where cells cannot be told from one another."""
    paper = open_to_edit(data)
    writer = _TagWriter(document, match_blocks(document, paper), year)
    writer.whole_cells(proposed)
    writer.words(proposed)
    for one in proposed.lists:
        writer.repeated(one)
    return paper.packed()


def strip_traces(docx: bytes, title: str) -> bytes:
    """Return a template that says nothing of who made it, or when."""
    core = core_properties(moment=_NO_DAY, title=title)
    return write_package({**remove_traces(read_package(docx)), CORE_PROPERTIES: core})


def match_blocks(document: Document, paper: EditablePaper) -> list[Element | EditableTable | None]:
    """Return for each block as read what it is in the file; None for a line that stands in a text box."""
    left = list(paper.blocks)
    matched: list[Element | EditableTable | None] = []
    for block in document.blocks:
        at = next((n for n, one in enumerate(left) if _is_same(block, one)), None)
        if at is None and isinstance(block, FiledGrid):
            raise BadPackage(
                "有一张表的格子对不上（嵌套的表、文本框里的表）；请在 Word 或 WPS 里把它改成普通的表后重试"
            )
        skips_table = at is not None and any(isinstance(one, EditableTable) for one in left[:at])
        if at is None or (skips_table and isinstance(block, FiledLine)):
            matched.append(None)
            continue
        matched.append(left[at])
        del left[: at + 1]
    return matched


def _is_same(block: FiledBlock, one: Element | EditableTable) -> bool:
    if isinstance(block, FiledGrid):
        return isinstance(one, EditableTable) and len(one.rows) == len(block.rows)
    return not isinstance(one, EditableTable) and narrow(paragraph_text(one)) == narrow(block.text)


class _TagWriter(Struct):
    document: Document
    blocks: list[Element | EditableTable | None]
    year: int | None

    def _table(self, block: int) -> EditableTable | None:
        table = self.blocks[block]
        return table if isinstance(table, EditableTable) else None

    def _cell(self, block: int, row: int, number: int) -> Element | None:
        """Return the element of a cell as read; None for a place that the row leaves out."""
        table, grid = self._table(block), self.document.blocks[block]
        if table is None or not isinstance(grid, FiledGrid):
            return None
        cells = table.cells[row]
        missing = len(grid.rows[row]) - len(cells)
        before = missing if missing and table.rows[row].find(f"{W}trPr/{W}gridBefore") is not None else 0
        return cells[number - before] if before <= number < before + len(cells) else None

    def whole_cells(self, proposed: ProposedForm) -> None:
        """Put tags into the cells that hold a value alone."""
        for one in proposed.fields:
            cell = None if one.inline else self._cell(one.spot.block, one.spot.row, one.spot.number)
            if cell is not None:
                set_cell(cell, _tag(one.path))

    def words(self, proposed: ProposedForm) -> None:
        """Put tags for values beside words of their cell or line, and for years, in every text of the form."""
        whole = {one.spot for one in proposed.fields if not one.inline}
        inline: dict[tuple[int, int, int], list[Edit]] = {}
        for one in proposed.fields:
            if one.inline:
                key = one.spot.block, one.spot.row, one.spot.number
                inline.setdefault(key, []).append((one.start, one.end, _tag(one.path)))
        filled = {(spot.block, spot.row, spot.number) for spot in whole} | set(_cells_of_lists(proposed.lists))
        for number, block in enumerate(self.document.blocks):
            if isinstance(block, FiledLine):
                edits = _with_years(block.full, inline.get((number, -1, -1), []), self.year, open_=True)
                self._line(number, block, edits)
                continue
            for row, texts in enumerate(block.rows):
                for cell, text in enumerate(texts):
                    if text.strip() and (number, row, cell) not in filled:
                        edits = _with_years(text, inline.get((number, row, cell), []), self.year, open_=len(texts) == 1)
                        self._words_of_cell(self._cell(number, row, cell), text, edits)

    def _line(self, number: int, line: FiledLine, edits: Iterable[Edit]) -> None:
        paragraph, before = self.blocks[number], len(line.number)
        if (
            paragraph is None
            or isinstance(paragraph, EditableTable)
            or len(paragraph_text(paragraph)) != len(line.text)
        ):
            return
        for start, end, words in edits:
            if start >= before:
                replace_words(paragraph, start - before, end - before, words)

    def _words_of_cell(self, cell: Element | None, text: str, edits: Iterable[Edit]) -> None:
        paragraphs = [] if cell is None else paragraphs_in(cell)
        if "\n".join(map(paragraph_text, paragraphs)) != text:
            return
        starts, at = [], 0
        for paragraph in paragraphs:
            starts.append(at)
            at += len(paragraph_text(paragraph)) + 1
        for start, end, words in edits:
            index = max(n for n, begin in enumerate(starts) if begin <= start)
            replace_words(paragraphs[index], start - starts[index], end - starts[index], words)

    def repeated(self, one: ProposedList) -> None:
        """Make the rows of a list one that repeats: its first row with tags, between those that say so."""
        spot, table = one.found.spot, self._table(one.found.spot.block)
        if table is None:
            return
        row = table.rows[spot.row]
        before = copy_row(row, f"{{%tr for {_ROW} in {one.name.path} %}}")
        after = copy_row(row, "{%tr endfor %}")
        parts = {part.number: part for part in one.parts}
        for number in range(len(table.cells[spot.row]) + 1):
            cell = self._cell(spot.block, spot.row, number)
            if cell is not None and number in parts:
                end_merge(cell)
                set_cell(cell, _part_tag(parts[number], with_points=_prints_points(one)))
            elif cell is not None and number == one.found.grouped:
                set_cell(cell, "{% 合并 loop.first %}")
        row.addprevious(before)
        row.addnext(after)
        for extra in table.rows[spot.row + 1 : spot.row + one.found.rows]:
            detach(extra)


def _cells_of_lists(lists: Iterable[ProposedList]) -> Iterable[tuple[int, int, int]]:
    for one in lists:
        for row in range(one.found.spot.row, one.found.spot.row + one.found.rows):
            yield from ((one.found.spot.block, row, part.number) for part in one.parts)


def _with_years(text: str, edits: list[Edit], year: int | None, *, open_: bool) -> list[Edit]:
    """Return the edits of a text with those for the years it names, the last first, none within another."""
    years = [
        one
        for one in years_in(text, year, open_=open_)
        if not any(one[0] < end and start < one[1] for start, end, _ in edits if end > start)
    ]
    return sorted([*edits, *years], reverse=True)


def _tag(path: str) -> str:
    return f"{{{{ {path} }}}}"


def _prints_points(one: ProposedList) -> bool:
    """Return whether each level-1 indicator prints behind its name what its rows' points come to: 产出指标（50分）."""
    if not any(part.guess.role is Role.INDICATOR_POINTS for part in one.parts):
        return False
    numbers = {part.number for part in one.parts if part.guess.role is Role.LEVEL1}
    names = {text for column in one.found.columns if column.number in numbers for text in column.texts if text}
    return bool(names) and len(names) == len(one.weights)


def _part_tag(part: ProposedPart, *, with_points: bool) -> str:
    tag = _tag(f"{_ROW}.{part.name}")
    if with_points and part.guess.role is Role.LEVEL1:
        tag += f"（{_tag(f'{_ROW}.{LEVEL1_POINTS}')}分）"
    if part.guess.role in _MERGED:
        return f"{{% 合并 {_ROW}.{str(part.guess.role).removesuffix('指标')}首行 %}}{tag}"
    return tag
