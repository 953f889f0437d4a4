"""Whatever values of the real package are changed come back under their marks, even where a row lost some."""

from __future__ import annotations

from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from jixiao.docx.blocks import TextSpan
from jixiao.reconcile.comparison import ReturnKind, compare_returned
from jixiao.reconcile.expected import ExpectedForm, print_again, values_of
from jixiao.reconcile.word_passages import BlockGrid, BlockLine, BodyItem, WordPassage, lay_out
from tests.support.returned import real_paper

PARAGRAPHS = tuple(map(WordPassage, ("甲的情况", "乙的情况", "丙的情况")))
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


def returned_with(lines: list[BlockLine]) -> list[BodyItem]:
    return [replace(item, lines=tuple(lines)) if isinstance(item, BlockGrid) else item for item in sheet().body]


def row_of_two() -> int:
    """Return a row with two values that differ, each in a cell of its own."""
    for number, line in enumerate(grid().lines):
        cells = [cell for cell in line.cells if values_of(cell)]
        if len(cells) > 1 and cells[0].text != cells[1].text:
            return number
    raise AssertionError("no row with two values")


def test_a_value_in_a_cell_merged_by_hand_is_not_taken_for_its_neighbour() -> None:
    lines, number = list(grid().lines), row_of_two()
    line = lines[number]
    first, second, *_ = [cell for cell in line.cells if values_of(cell)]
    merged = replace(second, column=first.column)
    lines[number] = BlockLine(tuple(merged if cell is first else cell for cell in line.cells if cell is not second))
    comparison = compare_returned([sheet()], returned_with(lines))
    assert {remark.kind for remark in comparison.remarks} == {ReturnKind.CELLS}
    assert values_of(first)[0].name not in comparison.readings


def test_a_row_that_stands_in_another_table_now_is_moved_and_not_gone() -> None:
    lines, number = list(grid().lines), row_of_two()
    body = [*returned_with([*lines[:number], *lines[number + 1 :]]), BlockGrid((lines[number],))]
    comparison = compare_returned([sheet()], body)
    assert {remark.kind for remark in comparison.remarks} == {ReturnKind.ROW_MOVED, ReturnKind.TABLE_NEW}


def test_a_paragraph_that_moved_is_told() -> None:
    first, *rest = [replace(item, marks=(TextSpan(f"_JXP{at}", 0, 1),)) for at, item in enumerate(PARAGRAPHS)]
    report = ExpectedForm("报告", "report.docx", (first, *rest))
    comparison = compare_returned([report], [*rest, first])
    assert [(one.kind, one.old) for one in comparison.remarks] == [(ReturnKind.PART_MOVED, first.text)]
