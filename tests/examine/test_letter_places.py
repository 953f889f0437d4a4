"""Words of a cell or paragraph are found again in the file, whole numbers only, be they typed with look-alikes."""

import pytest

from jixiao.examine.handed_in import HandedIn, read_handed_in
from jixiao.examine.letter_places import find_words
from jixiao.importing.documents import FiledGrid, PaperSpot
from tests.support.wml import document, paragraph, run

CELLS = "".join(f"<w:tc><w:tcPr/>{paragraph(run(text))}</w:tc>" for text in ("决算", " 1.63 ", ""))
FILE = document(f"{paragraph(run('决算 1.63 万元，'))}<w:tbl><w:tblPr/><w:tr>{CELLS}</w:tr></w:tbl>{paragraph('')}")


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("共 191.21 万元", "191.21", "191.21"),
        ("共 191.21 万元", "191", None),
        ("共 1191 万元", "191", None),
        ("191万元，191.5", "191", "191"),
        ("在职⼈员少于编制", "人员", "⼈员"),
        ("甲", " ", None),
    ],
)
def test_words_are_found_as_typed(text: str, words: str, found: str | None) -> None:
    span = find_words(text, words)
    assert (None if span is None else text[slice(*span)]) == found


def opened() -> HandedIn:
    return read_handed_in("甲.docx", FILE)


def letters(file: HandedIn, spot: PaperSpot, *words: str) -> str | None:
    assert file.letters is not None
    found = file.letters.find(spot, words)
    assert file.placed is not None
    texts = {id(origin): paragraph.text for paragraph, origin in file.placed.origins}
    return None if found is None else texts[id(found.first)][found.start : found.end]


def test_a_number_of_a_paragraph_is_found_and_else_the_paragraph() -> None:
    file = opened()
    line = PaperSpot(file.document.lines[0])
    assert letters(file, line, "没有的话", "1.63") == "1.63"
    assert letters(file, line) == "决算 1.63 万元，"


def test_a_cell_is_found_without_the_white_space_round_it() -> None:
    file = opened()
    grid = next(block for block in file.document.blocks if isinstance(block, FiledGrid))
    assert letters(file, PaperSpot(grid, 0, 1)) == "1.63"
    assert letters(file, PaperSpot(grid, 0, 2)) == ""
    assert letters(file, PaperSpot(grid)) == "决算"


def test_what_stands_in_another_file_is_nowhere() -> None:
    assert letters(opened(), PaperSpot(opened().document.lines[0])) is None


def test_what_stands_nowhere_goes_to_the_first_paragraph() -> None:
    file = opened()
    assert file.letters is not None
    assert file.letters.first is not None
    assert file.letters.first.end == len("决算 1.63 万元，")
