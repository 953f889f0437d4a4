"""Where on the paper handed in a finding stands: from lines of data and printed places back to what was read there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from jixiao.examine.examined_year import ExaminedYear
from jixiao.findings import Finding
from jixiao.importing.documents import PaperSpot
from jixiao.importing.filed_package import Filing
from jixiao.importing.import_result import TakenValue
from jixiao.importing.report_sections import FiledSection
from jixiao.render.passages import PrintedPassage
from jixiao.render.printing import Print

_REPORT = "report/"
_OVERRIDES = "overrides.yaml"
Line = tuple[str, int]


class FindingSpot(Struct, frozen=True):
    """Where a finding stands: a block or cell, and the words there that it may be about, the likeliest first.

    ``exact`` is whether that is the very place, and not the beginning of the form or section that it speaks of.
    """

    spot: PaperSpot
    words: tuple[str, ...] = ()
    exact: bool = True


class SpotIndex:
    """All places of a year that was read from paper."""

    def __init__(self, examined: ExaminedYear) -> None:
        plan, case, filing = examined.plan, examined.case, examined.filing
        folder = f"data/{plan.year}"
        self._sentences = case.inspection.paragraphs
        self._paragraphs = {(one.place.file, one.place.line): one for one in case.inspection.paragraphs}
        self._lines = dict(_taken_lines(plan.taken))
        for name, section in filing.report.sections.items():
            self._lines |= {(f"{folder}/{_REPORT}{name}", line): spot for line, spot in list_lines(section)}
        self._printed = dict(_printed_spots(filing, case.inspection.prints, case.inspection.paragraphs, self._lines))
        self._paths = _first_of_each((filed.path, filed.value.spot) for filed in filing.prints())
        self._labels = _first_of_each(_label_spots(filing))

    def find(self, finding: Finding) -> FindingSpot | None:
        """Return where a finding stands; None where what it speaks of was not handed in."""
        if not all(self._is_there(where) for where in finding.printed) or not self._has_operands(finding):
            return None
        spot = next(filter(None, self._candidates(finding)), None)
        if spot is not None:
            return FindingSpot(spot, tuple(find_clause(finding, self._sentences)))
        label = next((spot for where in finding.printed if (spot := self._labelled(where))), None)
        return None if label is None or _is_of_template(finding) else FindingSpot(label, exact=False)

    def _candidates(self, finding: Finding) -> Iterator[PaperSpot | None]:
        """Yield where it may stand, the likeliest first: what differs from the rest, a sentence, a cell, its path."""
        line = finding.place.file, finding.place.line
        if line[0].endswith(_OVERRIDES) or line in self._paragraphs:
            yield self._lines.get(line)
        yield from (self._printed.get(where) for where in finding.printed)
        yield self._paths.get(finding.subject)
        yield self._lines.get(line)

    def at(self, where: str) -> PaperSpot | None:
        """Return what was read for a printed place, 附件2 第3行第5格 or 报告 二（一）第3段; None where nothing was."""
        return self._printed.get(where)

    def _is_there(self, where: str) -> bool:
        return where in self._printed or self._labelled(where) is not None

    def _labelled(self, where: str) -> PaperSpot | None:
        """Return where the form or section begins that a printed place lies in."""
        fitting = (spot for label, spot in self._labels.items() if _lies_in(where, label))
        return next(fitting, None)

    def _has_operands(self, finding: Finding) -> bool:
        """Return whether all figures that a finding sets against each other stand on the paper handed in."""
        return all((one.place.file, one.place.line) in self._lines for one in finding.operands)


def find_clause(finding: Finding, paragraphs: Iterable[PrintedPassage]) -> Iterator[str]:
    """Yield the words a finding may be about, the likeliest first: the clause it names, then the values met."""
    wheres = dict.fromkeys(paragraph.where for paragraph in paragraphs)
    yield from (finding.subject.removeprefix(f"{one} ") for one in wheres if finding.subject.startswith(f"{one} "))
    yield from finding.seen


def _lies_in(where: str, label: str) -> bool:
    return where == label or where.startswith((f"{label} ", f"{label}（"))


def _is_of_template(finding: Finding) -> bool:
    """Return whether a finding is about the words of our own template."""
    return finding.place.file.startswith("templates/")


def _first_of_each(pairs: Iterable[tuple[str, PaperSpot | None]]) -> dict[str, PaperSpot]:
    """Return the first place of each name."""
    found: dict[str, PaperSpot] = {}
    for name, spot in pairs:
        if spot is not None:
            found.setdefault(name, spot)
    return found


def _taken_lines(taken: Iterable[TakenValue]) -> Iterator[tuple[Line, PaperSpot]]:
    """Yield the lines of data that each value was written in: one, or those of its own below its key."""
    for one in taken:
        height = (one.value.text or "").count("\n")
        for below in range(height + 2 if height else 1):
            if one.filed.spot is not None:
                yield (one.file, one.line + below), one.filed.spot


def list_lines(section: FiledSection) -> Iterator[tuple[int, PaperSpot]]:
    """Yield the lines of a section's file with the block each was read from."""
    line = 1
    for text, origin in zip(section.blocks, section.origins, strict=True):
        height = text.count("\n") + 1
        yield from ((line + below, PaperSpot(origin)) for below in range(height))
        line += height + 1


def _printed_spots(
    filing: Filing, prints: Iterable[Print], paragraphs: Sequence[PrintedPassage], lines: Mapping[Line, PaperSpot]
) -> Iterator[tuple[str, PaperSpot]]:
    """Yield what was read for each printed place."""
    by_key = {(one.where, one.path, one.occurrence): one for one in prints}
    for filed in filing.prints():
        printed = by_key.get((filed.where, filed.path, filed.occurrence))
        if printed is not None and printed.row and filed.value.spot is not None:
            yield printed.spoken, filed.value.spot
    for paragraph in paragraphs:
        spot = lines.get((paragraph.place.file, paragraph.place.line))
        if spot is not None:
            yield paragraph.spoken, spot


def _label_spots(filing: Filing) -> Iterator[tuple[str, PaperSpot]]:
    """Yield where each form and section handed in begins, by its label."""
    for filed in filing.prints():
        if filed.value.spot is not None:
            yield (
                filed.where,
                PaperSpot(filed.value.spot.block, 0, 0) if filed.value.spot.row >= 0 else filed.value.spot,
            )
    for section in filing.report.sections.values():
        if section.origins:
            yield section.where, PaperSpot(section.origins[0])
