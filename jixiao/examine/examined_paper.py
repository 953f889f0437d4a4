"""What examining the files handed in came to: findings at their places, the fact sheet, and what was not read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from jixiao.examine.figure_facts import FigureFact
from jixiao.examine.finding_spots import FindingSpot
from jixiao.examine.handed_in import HandedIn
from jixiao.findings import Finding, Severity
from jixiao.importing.documents import FiledLine


class PlacedFinding(Struct, frozen=True):
    """A finding, where it stands on the paper handed in, and its words for the margin there."""

    finding: Finding
    spot: FindingSpot
    lines: tuple[str, ...]


class UnreadText(Struct, frozen=True):
    """A text that was not read: where it stands, and its words."""

    place: str
    text: str


class ExaminedPaper(Struct, frozen=True, kw_only=True):
    """All that examining came to.

    ``unit`` is the name the paper states, "" for none; ``held_against`` is whether the unit's own data were there;
    ``texts`` are how many cells and paragraphs say anything. ``moment`` is the day the paper says it was filled in.
    """

    year: int
    unit: str
    form_set: str
    files: tuple[HandedIn, ...]
    placed: tuple[PlacedFinding, ...]
    moment: date
    facts: tuple[FigureFact, ...] = ()
    numbers: tuple[FigureFact, ...] = ()
    unread: tuple[UnreadText, ...] = ()
    notes: tuple[str, ...] = ()
    texts: int = 0
    held_against: bool = False

    @property
    def read_share(self) -> str:
        """The share of the texts that was read, as per cents with one decimal, 100% only for all of them."""
        if not self.texts:
            return "0%"
        left = min(len(self.unread), self.texts)
        share = Decimal(self.texts - left) * 100 / self.texts
        shown = share.quantize(Decimal("0.1"), ROUND_HALF_UP)
        return f"{min(shown, Decimal('99.9')) if left else Decimal(100)}%"

    @property
    def findings(self) -> list[Finding]:
        """What was found, the heaviest first, otherwise in the order found."""
        weights = list(Severity)
        return sorted((one.finding for one in self.placed), key=lambda finding: weights.index(finding.severity))


def count_texts(files: Sequence[HandedIn]) -> int:
    """Return how many paragraphs and cells of files say anything."""
    blocks = [block for one in files for block in one.document.blocks]
    lines = sum(bool(block.full.strip()) for block in blocks if isinstance(block, FiledLine))
    rows = [row for one in files for row in one.document.rows]
    return lines + sum(bool(cell.strip()) for row in rows for cell in row)
