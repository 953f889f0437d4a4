"""What stands in a returned document beside its body: headers, footers, notes, and what is no text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jixiao.docx.blocks import Block, StoryBlocks, WordDocument, paragraphs, things_of
from jixiao.docx.folded_paper import fold_paper
from jixiao.docx.unread import UnreadThing, additional, name_things
from jixiao.findings import Finding, Place, Severity, quoted
from jixiao.reconcile.expected import Expected
from jixiao.render.draft import DRAFT_WORDS

_STORIES = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注"}


def list_beside_the_body(paper: WordDocument, expected: Expected) -> Iterator[Finding]:
    """Yield findings on what stands in headers, footers and notes that we did not print."""
    ours = [story for sheet in expected.sheets for story in sheet.paper.stories]
    known = {_letters(story.blocks) for story in ours}
    kinds = {thing.kind for story in ours for thing in things_of(story.blocks)}
    for story in fold_paper(paper).stories:
        words, name = _without_draft_mark(_letters(story.blocks)), _STORIES.get(story.kind, "页眉页脚")
        why = "表样的页眉页脚", "要长期改的，改模板。"
        if words and words not in known:
            yield _unwritable(story.member, f"{name}里有{quoted(words)}", why, words)
        if _is_draft(story):
            continue  # its mark is a drawing
        if things := [thing for thing in things_of(story.blocks) if thing.kind not in kinds]:
            names = name_things(things)
            yield _unwritable(story.member, f"{name}里有{names}，没有读入", why, names)


def _is_draft(story: StoryBlocks) -> bool:
    """Return whether a header bears the mark of a draft."""
    words = _letters(story.blocks)
    return words != _without_draft_mark(words)


def _without_draft_mark(words: str) -> str:
    return words.replace("".join(DRAFT_WORDS.split()), "", 1)


def list_unread(returned: WordDocument, expected: Expected) -> tuple[UnreadThing, ...]:
    """Return what stands anywhere in the file beside text and was not printed; a footer's page numbers were."""
    printed = [sheet.paper for sheet in expected.sheets]
    body = additional(returned.unread, (thing for paper in printed for thing in paper.unread))
    ours = {thing for paper in printed for story in paper.stories for thing in things_of(story.blocks)}
    stories = (story for story in returned.stories if not _is_draft(story))
    beside = (thing for story in stories for thing in things_of(story.blocks))
    return (*body, *(thing for thing in beside if thing not in ours))


def _unwritable(member: str, found: str, why: tuple[str, str], seen: str) -> Finding:
    """Return the finding on a member's content; ``why`` is what was expected, and the remedy."""
    expected, remedy = why
    return Finding(
        "H013",
        place=Place(member),
        found=found,
        expected=expected,
        remedy=remedy,
        severity=Severity.WARNING,
        subject=member,
        seen=(seen,),
    )


def _letters(blocks: Iterable[Block]) -> str:
    words = "".join(paragraph.text for paragraph in paragraphs(blocks))
    return re.sub(r"[\s0-9]", "", words)
