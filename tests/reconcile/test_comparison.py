"""Whatever values of the real package are changed come back under their marks, even where a row lost some."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from jixiao.reconcile.comparison import ReturnKind, compare_returned
from jixiao.reconcile.expected import ExpectedForm, print_again, values_of
from jixiao.reconcile.word_passages import BlockGrid, BlockLine, WordPassage, lay_out
from tests.support.returned import real_paper

# Not a number with words beside it: what of "1、" is the number's is another test's.
TYPED = st.one_of(st.decimals(0, 9999, places=2).map(str), st.text("甲乙年（）、", min_size=1, max_size=6))


@cache
def sheet() -> ExpectedForm:
    return ExpectedForm("附件1", "annex1.docx", tuple(lay_out(real_paper("附件1").blocks)))


def grid() -> BlockGrid:
    [found] = [item for item in sheet().body if isinstance(item, BlockGrid)]
    return found


def marks() -> list[str]:
    return sorted(one.name for line in grid().lines for cell in line.cells for one in values_of(cell))


def originals() -> dict[str, str]:
    cells = (cell for line in grid().lines for cell in line.cells)
    return {one.name: cell.text[one.start : one.end] for cell in cells for one in values_of(cell)}


def without_marks(line: BlockLine, lost: set[str]) -> BlockLine:
    """Return the row without these marks, unless it would have none left."""
    if line.names <= lost:
        return line
    cells = (replace(cell, marks=tuple(one for one in cell.marks if one.name not in lost)) for cell in line.cells)
    return replace(line, cells=tuple(cells))


@settings(max_examples=50)
@given(st.dictionaries(st.sampled_from(marks()), TYPED, max_size=8), st.sets(st.sampled_from(marks()), max_size=20))
def test_changed_values_come_back(changes: dict[str, str], lost: set[str]) -> None:
    changed = [print_again(item, changes) for item in sheet().body]
    returned = [
        replace(item, lines=tuple(without_marks(line, lost) for line in item.lines))
        if isinstance(item, BlockGrid)
        else item
        for item in changed
    ]
    comparison = compare_returned([sheet()], returned)
    read = {name: reading.text for name, reading in comparison.readings.items() if name in originals()}
    assert read == originals() | changes
    assert comparison.remarks == []


@given(st.data())
def test_rows_that_go_and_come_are_told(data: st.DataObject) -> None:
    lines = list(grid().lines)
    gone = data.draw(st.sampled_from([number for number, line in enumerate(lines) if len(line.names) > 1]))
    new = BlockLine((WordPassage("临时加的一行"), WordPassage("3.14")))
    at = data.draw(st.integers(0, len(lines) - 1))
    left = [*lines[:gone], *lines[gone + 1 :]]
    returned = [
        replace(item, lines=(*left[:at], new, *left[at:])) if isinstance(item, BlockGrid) else item
        for item in sheet().body
    ]
    comparison = compare_returned([sheet()], returned)
    told = {remark.kind: remark for remark in comparison.remarks}
    assert set(told) == {ReturnKind.ROW_GONE, ReturnKind.ROW_NEW}
    assert told[ReturnKind.ROW_GONE].marks == tuple(sorted(lines[gone].names))
    assert told[ReturnKind.ROW_NEW].new == "临时加的一行｜3.14"
