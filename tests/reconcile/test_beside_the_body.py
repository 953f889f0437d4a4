"""Headers, footers and what is no text."""

from jixiao.docx.block_reader import read_paper
from jixiao.docx.blocks import Paragraph, RunPiece, StoryBlocks, WordDocument
from jixiao.docx.unread import Unread, UnreadThing
from jixiao.reconcile.beside_the_body import list_beside_the_body, list_unread
from jixiao.reconcile.expected import Expected, ExpectedForm
from tests.support.returned import made_documents

MADE = read_paper(made_documents().whole)
PRINTED = Expected((ExpectedForm("整套", "a.docx", (), MADE),), {})


def with_story(words: str, kind: str = "footer", *things: UnreadThing) -> WordDocument:
    story = StoryBlocks(kind, "word/footer9.xml", (Paragraph((RunPiece(words),), unread=things),))
    return WordDocument(MADE.blocks, (*MADE.stories, story))


def test_what_was_printed_is_not_told() -> None:
    assert [*list_beside_the_body(MADE, PRINTED)] == []
    assert list_unread(MADE, PRINTED) == ()


def test_a_new_footer_is_told_with_its_words() -> None:
    [finding] = list_beside_the_body(with_story("内部资料"), PRINTED)
    assert (finding.code, finding.seen) == ("H013", ("内部资料",))


def test_the_mark_of_a_draft_is_none() -> None:
    picture = UnreadThing(Unread.PICTURE)
    draft = with_story("草稿（不得报送）", "header", picture)
    assert [*list_beside_the_body(draft, PRINTED)] == []
    assert list_unread(draft, PRINTED) == ()
    assert list_unread(with_story("", "header", picture), PRINTED) == (picture,)
