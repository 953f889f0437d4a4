"""A year's documents: numbered parts and the whole; a draft says so in every name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from msgspec.structs import replace

from jixiao.build.year_documents import Documents, map_sources, prepare_for_printing, render_documents
from jixiao.docx.package import read_package
from jixiao.model.pdf_attachments import PdfAttachments
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


def test_nothing_goes_along_inside_the_pdf_unless_the_form_set_says_so(draft: Documents) -> None:
    assert draft.embedded == {}


@pytest.mark.parametrize("is_draft", [False, True])
def test_the_data_and_their_map_go_along_where_it_does_and_in_no_draft(is_draft: bool) -> None:
    case = inspected(MADE)
    choosing = case.dossier.form_set.model_copy(update={"pdf_attachments": PdfAttachments.DATA})
    case = replace(case, dossier=replace(case.dossier, form_set=choosing))
    made = render_documents(case, silent, draft=is_draft)
    assert isinstance(made, Documents)
    own = [one.file for one in case.sources if one.file.startswith(f"data/{case.year}/")]
    assert [*made.embedded] == ([] if is_draft else [*own, "source-map.xml"])
    assert all((MADE.root / name).read_bytes() == made.embedded[name] for name in own if not is_draft)


def test_every_print_with_a_mark_is_on_the_map() -> None:
    case = inspected(MADE)
    assert map_sources(case).as_json("")
