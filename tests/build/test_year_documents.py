"""A year's documents: numbered parts and the whole; a draft says so in every name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from jixiao.build.year_documents import Documents, map_sources, prepare_for_printing, render_documents
from jixiao.docx.package import read_package
from tests.support.made_unit import MADE
from tests.support.opened import inspected
from tests.support.package import silent

MOMENT = datetime(2024, 3, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def draft() -> Documents:
    made = render_documents(inspected(MADE), silent, draft=True)
    assert isinstance(made, Documents)
    return made


def test_parts_are_numbered_and_a_draft_is_named_one(draft: Documents) -> None:
    names = list(draft.parts)
    assert [name.partition("/")[2][:2] for name in names] == [f"{number:02d}" for number in range(1, len(names) + 1)]
    assert all("（草稿）" in name for name in (draft.stem, *names))


def test_for_printing_there_are_no_bookmarks(draft: Documents) -> None:
    document = "word/document.xml"
    assert b"w:bookmarkStart" in read_package(draft.whole)[document]
    assert b"w:bookmarkStart" not in read_package(prepare_for_printing(draft.whole, MOMENT).content)[document]


def test_every_print_with_a_mark_is_on_the_map() -> None:
    case = inspected(MADE)
    assert map_sources(case).as_json("")
