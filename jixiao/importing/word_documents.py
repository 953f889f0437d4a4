"""A Word document as import reads it: tracked changes accepted; what is no text is left out and named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from jixiao.docx.block_reader import read_paper
from jixiao.docx.blocks import Block, Cell, Paragraph, RevisionKind, StoryBlocks, Table, WordDocument, paragraphs, stays
from jixiao.docx.folded_paper import fold_paper, note_folding
from jixiao.docx.unread import BESIDE, READ_ELSEWHERE, Unread, UnreadThing, name_things
from jixiao.findings import quoted
from jixiao.importing.documents import Document, FiledBlock, FiledGrid, FiledLine, LeftOut

_SHOWN = 40
_NUMBERED = UnreadThing(Unread.NUMBER)  # in a way that is known: the number is read
_STORIES = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}


def read_word(name: str, data: bytes) -> Document:
    """Return a Word document; BadPackage for what is none or is not safe to open."""
    return list_blocks(name, read_paper(data))[0]


def list_blocks(name: str, read: WordDocument) -> tuple[Document, list[Block]]:
    """Return a document, and what each of its blocks was read from: a paragraph or a table, folded."""
    document = fold_paper(read)
    reader = _WordReader(name)
    pairs = list(reader.read(document.blocks))
    reader.stories(document.stories)
    notes = tuple(filter(None, (note_folding(read), *_notes(document))))
    blocks = tuple(block for block, _ in pairs)
    return Document(name, blocks, notes, left_out=tuple(reader.left_out)), [origin for _, origin in pairs]


class _WordReader(Struct):
    """Goes through a document; ``left_out`` is what it has met beside text."""

    name: str
    left_out: list[LeftOut] = field(default_factory=list)
    _lines: int = 0
    _tables: int = 0

    def read(self, blocks: Iterable[Block]) -> Iterator[tuple[FiledBlock, Block]]:
        """Yield each block as filed with the one it was read from."""
        for block in blocks:
            if isinstance(block, Paragraph):
                yield from ((line, block) for line in self._line(block))
            elif _is_frame(block):
                for row in block.rows:
                    yield from self.read(row.cells[0].blocks)
            else:
                self._tables += 1
                yield self._grid(block), block

    def stories(self, stories: Iterable[StoryBlocks]) -> None:
        """Take note of notes and of what stands beside text in headers and footers; their text is no data."""
        for story in stories:
            kind = _STORIES.get(story.kind, story.kind)
            text = "".join(paragraph.text for paragraph in paragraphs(story.blocks)).strip()
            if text and story.kind in ("footnotes", "endnotes"):
                self.left_out.append(LeftOut(f"{self.name} {kind}", f"{kind}：{quoted(text, characters=_SHOWN)}"))

    def _line(self, paragraph: Paragraph) -> Iterator[FiledLine]:
        gone = not stays(paragraph.changes, RevisionKind.DELETED) and not paragraph.text.strip()
        if gone and not paragraph.unread:
            return
        self._lines += not gone
        text, number = paragraph.text, paragraph.number
        doubtful = self._note(f"第{max(self._lines, 1)}段", text, paragraph.unread)
        if not gone:
            yield FiledLine(text, number, paragraph.level, self._lines, doubtful=doubtful)

    def _grid(self, table: Table) -> FiledGrid:
        rows: list[tuple[str, ...]] = []
        doubtful, continued = set(), set()
        placed = table.placed
        for row, cells in enumerate(placed):
            texts = [_cell_text(cell) for _, cell in cells]
            for number, ((_, cell), text) in enumerate(zip(cells, texts, strict=True)):
                if self._note(f"第{self._tables}张表第{row + 1}行第{number + 1}格", text, cell.things):
                    doubtful.add((row, number))
                if cell.continues:
                    continued.add((row, number))
            rows.append(tuple(texts))
        columns = tuple(
            (*(column for column, _ in cells), cells[-1][0] + cells[-1][1].span) for cells in placed if cells
        )
        return FiledGrid(tuple(rows), frozenset(doubtful), columns, frozenset(continued))

    def _note(self, where: str, text: str, things: Iterable[UnreadThing]) -> bool:
        """Take note of what a paragraph or cell holds beside text; return whether its letters cannot be trusted."""
        left = [thing for thing in things if thing != _NUMBERED and thing.kind not in READ_ELSEWHERE]
        if left:
            round_it = f"（文字读作{quoted(text, characters=_SHOWN)}）" if text.strip() else ""
            self.left_out.append(LeftOut(f"{self.name} {where}", f"{name_things(left)}{round_it}"))
        return any(thing.kind not in BESIDE for thing in left)


def _columns(cells: list[tuple[int, Cell]]) -> tuple[int, ...]:
    """Return where each cell of a row begins and where the last one ends."""
    end = cells[-1][0] + cells[-1][1].span if cells else 0
    return (*(column for column, _ in cells), end)


def _cell_text(cell: Cell) -> str:
    """Return the text of a cell as it is seen, automatic numbers included."""
    return "" if cell.continues else "\n".join(paragraph.number + paragraph.text for paragraph in cell.paragraphs)


def _is_frame(table: Table) -> bool:
    """Return whether a table only holds others in place: one cell to each row, tables in it."""
    nested = any(isinstance(block, Table) for row in table.rows for cell in row.cells for block in cell.blocks)
    return nested and all(len(row.cells) == 1 for row in table.rows)


def _notes(document: WordDocument) -> Iterator[str]:
    if any(piece.changes for paragraph in document.paragraphs for piece in paragraph.pieces):
        yield "文件里有修订，按接受全部修订后的文字读取"
    if document.comments:
        yield f"批注 {len(document.comments)} 条没有读入"
