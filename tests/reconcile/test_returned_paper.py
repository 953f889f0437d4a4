"""Files that come back, opened."""

from pathlib import Path

import pytest

from jixiao.errors import UsageError
from jixiao.reconcile.returned_paper import open_returned, origin_of
from tests.support.described_year import copy_described
from tests.support.filled_books import made_at
from tests.support.made_unit import MADE
from tests.support.returned import made_documents


def test_a_document_and_a_workbook_open_to_the_same(tmp_path: Path) -> None:
    document = tmp_path / "返回.docx"
    document.write_bytes(made_documents().whole)
    opened = open_returned(document)
    assert (opened.repeats, opened.origin is not None, len(opened.body) > 10) == (frozenset(), True, True)
    book = open_returned(made_at(copy_described(tmp_path / "甲"), 2023))
    assert (bool(book.repeats), book.origin is not None, book.paper.blocks) == (True, True, ())


def test_the_year_that_is_asked_for_goes_before_the_file_s_own(tmp_path: Path) -> None:
    document = tmp_path / "返回.docx"
    document.write_bytes(made_documents().whole)
    opened = open_returned(document)
    assert origin_of(opened, MADE, None).known
    assert (origin_of(opened, MADE, 2022).year, origin_of(opened, MADE, 2022).known) == (2022, False)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600]
)
def test_what_is_neither_is_refused_in_words(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "返回.xlsx"
    path.write_bytes(content)
    with pytest.raises(UsageError, match="读不了"):
        open_returned(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="请核对文件名"):
        open_returned(tmp_path / "没有.xlsx")
