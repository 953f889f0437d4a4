"""Form sets drafted from drawings, with the words of the shipped sets or with none."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jixiao.docx.block_reader import read_paper
from jixiao.docx.blocks import Table
from jixiao.importing.describing.field_proposals import propose_form
from jixiao.importing.describing.found_fields import FoundForm
from jixiao.importing.describing.new_form import DESCRIPTION, TEMPLATE, NewForm, draft_form
from jixiao.importing.describing.proposals import ProposedForm
from jixiao.importing.describing.value_places import find_places
from jixiao.importing.describing.vocabulary import Vocabulary, learn_words
from jixiao.importing.documents import Document
from jixiao.importing.paper_cells import find_year
from jixiao.paths import Workspace
from tests.support.drawn_docx import draw_docx
from tests.support.paper import draw_blocks

_ROOT = Path(__file__).resolve().parents[2]


@cache
def shipped_words() -> Vocabulary:
    """Return the words of the form sets that the project ships."""
    return learn_words(Workspace(_ROOT))


def find_drawn(drawing: str, vocabulary: Vocabulary | None = None) -> FoundForm:
    """Return the places for values of a drawing."""
    blocks = draw_blocks(drawing)
    return find_places(Document(TEMPLATE, blocks), vocabulary or shipped_words(), find_year(blocks))


def propose_drawn(drawing: str, vocabulary: Vocabulary | None = None) -> ProposedForm:
    """Return a drawing's fields and lists as they might be described."""
    words = vocabulary or shipped_words()
    return propose_form(find_drawn(drawing, words), words, find_year(draw_blocks(drawing)))


def draft_drawn(drawing: str, vocabulary: Vocabulary | None = None) -> NewForm:
    """Return the form set that a drawing makes."""
    return draft_form(draw_docx(drawing), "sample", vocabulary or shipped_words())


def description_of(form: NewForm) -> str:
    """Return the description that was drafted."""
    return form.files[DESCRIPTION].decode("utf-8")


def rows_of(form: NewForm) -> list[list[str]]:
    """Return the cells of the first table of the template."""
    table = next(block for block in read_paper(form.files[TEMPLATE]).blocks if isinstance(block, Table))
    return table.grid


def paths_of(proposed: ProposedForm) -> list[str]:
    """Return the paths of the fields that stand alone."""
    return [one.path for one in proposed.fields]
