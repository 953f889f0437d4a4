"""What a command set out to do, found and made: what reporters and the command line are given."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from jixiao.findings import Finding, blocks_draft, is_blocking

if TYPE_CHECKING:
    from jixiao.render.printing import Print
    from jixiao.rules.judge import Judgement
    from jixiao.submission.progress import Progress


class Deed(StrEnum):
    """What a command set out to do, which its last words depend on."""

    CHECKED = "检查"
    BUILT = "生成"
    DRAFTED = "生成草稿"
    COMPARED = "比对"
    RECORDED = "记录"
    ARCHIVED = "归档"
    PUBLISHED = "公开"


class Outcome(Struct):
    """What a command found and made.

    ``files`` are relative to ``folder``, which is None where nothing was written; ``notes`` are
    sentences for the user; ``overridden`` are the places printed as filed instead of as computed;
    ``title`` is what was judged and ``judgement`` what judging came to, None where reading did not get that far.
    ``progress`` is how far the year is filled in, None where nothing is open. ``draftable`` is whether a draft can be
    made in spite of what was found. ``texts`` are the data files as typed, by name, for messages to quote.
    """

    findings: list[Finding] = field(default_factory=list)
    folder: Path | None = None
    files: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    overridden: list[Print] = field(default_factory=list)
    title: str = ""
    judgement: Judgement | None = None
    deed: Deed = Deed.CHECKED
    progress: Progress | None = None
    draftable: bool = True
    texts: Mapping[str, str] = field(default_factory=dict)

    def is_stopped(self, *, strict: bool = False) -> bool:
        """Return whether errors (``strict``: or warnings) stand in the way; of a draft, none that is an open place."""
        return (blocks_draft if self.deed is Deed.DRAFTED else is_blocking)(self.findings, strict=strict)
