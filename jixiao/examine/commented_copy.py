"""The copy of a file handed in, with a comment at each place that does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from jixiao import edition
from jixiao.docx.package import BadPackage
from jixiao.docx.word_comments import PlacedComment, add_comments
from jixiao.examine.examined_paper import ExaminedPaper, PlacedFinding
from jixiao.examine.handed_in import HandedIn
from jixiao.examine.letter_places import LetterPlaces
from jixiao.reporting.margin_words import REVIEWER

_NO_PLACE = "（这一条不在正文的哪一处文字上，批注放在正文开头。）"


class CommentedCopy(Struct, frozen=True):
    """A copy: its name and bytes, b"" where there is none and ``why`` says so; how many comments it has."""

    name: str
    data: bytes = b""
    comments: int = 0
    why: str = ""


def list_copies(paper: ExaminedPaper) -> Iterator[CommentedCopy]:
    """Yield a copy with comments of each file handed in, in order, or why there is none."""
    for one in paper.files:
        own = [placed for placed in paper.placed if one.holds(placed.spot.spot.block)]
        yield _copy(one, own, paper)


def _copy(one: HandedIn, own: Iterable[PlacedFinding], paper: ExaminedPaper) -> CommentedCopy:
    if one.placed is None or one.letters is None:
        return CommentedCopy(one.name, why="不是 Word 文件，不加批注；问题都列在核验报告里")
    when = edition.build_moment(paper.moment).strftime("%Y-%m-%dT%H:%M:%SZ")
    comments = list(_comments(one.letters, own, when))
    name = f"{one.name.rpartition('.')[0] or one.name}（核验）.docx"
    try:
        return CommentedCopy(name, add_comments(one.data, one.placed, comments), len(comments))
    except BadPackage as error:
        return CommentedCopy(one.name, why=f"{error}；没有加批注，问题都列在核验报告里")


def _comments(letters: LetterPlaces, own: Iterable[PlacedFinding], when: str) -> Iterator[PlacedComment]:
    for placed in own:
        about = letters.find(placed.spot.spot, placed.spot.words)
        if about is not None:
            yield PlacedComment(about, REVIEWER, when, placed.lines)
        elif letters.first is not None:
            yield PlacedComment(letters.first, REVIEWER, when, (*placed.lines, _NO_PLACE))
