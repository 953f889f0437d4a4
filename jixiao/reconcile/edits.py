"""What is to be changed in the data, and what is reported about it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from msgspec import Struct, field

from jixiao.docx.blocks import Comment
from jixiao.docx.unread import UnreadThing
from jixiao.findings import Finding, Place
from jixiao.reconcile.comparison import ReturnKind
from jixiao.reconcile.report_text import EditSpan
from jixiao.reporting.waiver_skeleton import GivenWaiver


class Target(Enum):
    """What a change goes into."""

    VALUE = "数据"
    FILED = "按原件列报的实报值"
    WORDS = "报告文字"
    PARAGRAPH = "报告段落"
    ROW = "数据的一项"


class ReturnedEdit(Struct, frozen=True):
    """One change: what it goes into and where, old and new, the places on paper, who tracked it.

    Written as ``value`` in place of a scalar, or behind a new ``key`` of the mapping at the place, by ``spans`` of
    Markdown, or by taking out a list's ``item`` (its path). Where the scalar there stands for a whole group (无), it is
    spelled out first, a line to each of the ``siblings``. ``repeated`` are further scalars below it that one merged
    cell prints with it. ``marks`` are the values whose print it changes; ``kind`` is the remark's it comes from;
    ``note`` says how it was found or what was done to it. In the report, ``whole`` is what stands then for the words
    ``piece`` of ``paragraph``, or as a new paragraph behind it (piece 0) or before it (piece -1).
    """

    target: Target
    place: Place
    subject: str
    old: str
    new: str
    printed: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    note: str = ""
    value: str | None = None
    key: str = ""
    siblings: tuple[str, ...] = ()
    repeated: tuple[Place, ...] = ()
    spans: tuple[EditSpan, ...] = ()
    item: str = ""
    marks: tuple[str, ...] = ()
    paragraph: str = ""
    piece: int = 0
    whole: str = ""
    kind: ReturnKind | None = None

    def as_json(self) -> dict[str, object]:
        """Return the change as a flat object for programs."""
        return {
            "target": self.target.value,
            "file": self.place.file,
            "line": self.place.line,
            "column": self.place.column,
            "subject": self.subject,
            "old": self.old,
            "new": self.new,
            "words": self.whole,
            "printed": list(self.printed),
            "authors": list(self.authors),
            "note": self.note,
        }


class Follower(Struct, frozen=True):
    """A computed value that was changed by hand to what the data give once the changes are in."""

    subject: str
    old: str
    new: str
    printed: str


class Edits(Struct, frozen=True):
    """All differences, sorted: changes to be tried out, findings, marks of computed values that were changed.

    ``there_already`` counts changes that the data have already.
    """

    changes: tuple[ReturnedEdit, ...] = ()
    findings: tuple[Finding, ...] = ()
    computed: tuple[str, ...] = ()
    there_already: int = 0
    notes: tuple[str, ...] = ()


class Returned(Struct, frozen=True):
    """The result for a returned file: changes that can go into the data, what else there is to say.

    ``followers`` need no change; ``moving`` are computed values that will print something else. ``written`` says
    whether the changes are in the data now, ``read_only`` that they must not get there. ``unread`` is what stands in
    the file beside text and was not printed. ``texts`` are the data files as typed, by name. ``answers``
    are the waivers that answers under our comments come to.
    """

    year: int
    changes: tuple[ReturnedEdit, ...] = ()
    findings: tuple[Finding, ...] = ()
    followers: tuple[Follower, ...] = ()
    moving: tuple[Follower, ...] = ()
    comments: tuple[Comment, ...] = ()
    notes: tuple[str, ...] = ()
    written: bool = False
    read_only: bool = False
    unread: tuple[UnreadThing, ...] = ()
    texts: Mapping[str, str] = field(default_factory=dict)
    answers: tuple[GivenWaiver, ...] = ()
