"""A part's DOCX is the one the package would hold; it is made once for what it says."""

from pathlib import Path

import pytest

from jixiao.build.stories import build_package
from jixiao.docx.block_reader import read_paper
from jixiao.errors import UsageError
from jixiao.serve.part_documents import PartDocuments
from tests.support.described_year import MADE as DESCRIBED
from tests.support.served import RECEPTIONS, YEAR, open_session, type_into


def test_the_parts_are_those_of_the_package(tmp_path: Path) -> None:
    session, documents = open_session(tmp_path), PartDocuments()
    outcome = build_package(session.workspace, YEAR, step=lambda _: None, pdf=False)
    assert outcome.folder is not None
    filed = [read_paper(one.read_bytes()).blocks for one in sorted((outcome.folder / "分件").iterdir())]
    drawn = [read_paper(documents.docx(one)).blocks for one in session.year.parts if one.case is not None]
    assert drawn == filed


def test_it_is_made_once_and_anew_when_a_value_moves(tmp_path: Path) -> None:
    session, documents = open_session(tmp_path), PartDocuments()
    first = documents.docx(session.year.parts[0])
    assert documents.docx(session.year.parts[0]) is first
    type_into(session, RECEPTIONS, "0.5")
    assert documents.docx(session.year.parts[0]) != first


def test_a_described_form_is_drawn_too() -> None:
    from jixiao.serve.year_opening import open_served_year

    year = open_served_year(DESCRIBED, YEAR)
    assert read_paper(PartDocuments().docx(year.parts[0])).blocks


def test_what_is_on_no_paper_has_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有 DOCX"):
        PartDocuments().docx(open_session(tmp_path).year.parts[-1])
