"""Comments on cells."""

from openpyxl.comments import Comment

from jixiao.accounts.cell_notes import CellNote, list_notes
from jixiao.docx.package import read_package, write_package
from tests.support.workbooks import fill, make_workbook


def notes_of(words: str) -> list[CellNote]:
    def note(sheet: object) -> None:
        sheet["B3"].comment = Comment(words, "审核人甲")  # type: ignore[index]

    return [*list_notes(read_package(make_workbook(note)))]


def test_a_comment_has_its_author_and_its_cell() -> None:
    assert notes_of("请核对") == [CellNote("审核人甲", "请核对", "表 B3")]


def test_the_author_that_excel_writes_first_is_not_part_of_it() -> None:
    assert notes_of("审核人甲:\n请核对")[0].text == "请核对"


def test_a_workbook_without_comments_has_none() -> None:
    assert [*list_notes(read_package(make_workbook(fill({"A1": "甲"}))))] == []


def test_a_number_that_no_author_has_names_none() -> None:
    def note(sheet: object) -> None:
        sheet["B3"].comment = Comment("请核对", "审核人甲")  # type: ignore[index]

    members = read_package(make_workbook(note))
    name = next(one for one in members if "comment" in one and one.endswith(".xml"))
    for number in ("7", "9" * 5000, "²"):
        other = members[name].replace(b'authorId="0"', f'authorId="{number}"'.encode())
        (told,) = list_notes(read_package(write_package({**members, name: other})))
        assert told.author == ""
