"""Two sides make a Review: every change with its label, its reason, what follows from it and where it is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from msgspec.structs import replace

from jixiao.figures import Figure
from jixiao.findings import Finding, Place
from jixiao.glossary import term
from jixiao.review.consequences import lineage
from jixiao.review.fact_changes import FactChange, FactComparison, Move, compare
from jixiao.review.facts import Fact
from jixiao.review.figure_names import label
from jixiao.review.geometry import template_changes
from jixiao.review.kept_records import record_moves, setting_moves
from jixiao.review.paragraph_changes import paragraph_changes
from jixiao.review.printed_places import PrintedPlaces, paths_of
from jixiao.review.review_types import (
    EnteredChange,
    FigureChange,
    MoveChange,
    PartChange,
    ReferenceChange,
    Review,
    TextChange,
    Trend,
)
from jixiao.review.side import AccountsSide, Side, facts_of_both
from jixiao.review.text_pieces import pieces
from jixiao.submission.references import drifts

_PROJECTS, _ANNEX1_PROJECTS = term("projects"), f"{term('annex1')}.{term('project_outlay')}"
_NAME = f".{term('name')}"
_UNEXPLAINED = "Y101"


def review_of(old: Side | AccountsSide, new: Side | AccountsSide, trends: Iterable[Trend] = ()) -> Review:
    """Return the review of two sides; ValueError if neither is whole."""
    before, after = facts_of_both(old, new)
    both_whole = isinstance(old, Side) and isinstance(new, Side)
    comparison = compare(before, after, common_only=not both_whole)
    desk = _Desk(comparison, old, new)
    review = Review(
        old.name,
        new.name,
        comparison,
        entered=tuple(desk.entered()),
        derived=tuple(desk.derived()),
        texts=tuple(desk.texts()),
        moves=tuple(desk.moves()),
        trends=tuple(trends),
    )
    return _with_all_else(review, old, new) if isinstance(old, Side) and isinstance(new, Side) else review


def _with_all_else(review: Review, old: Side, new: Side) -> Review:
    """Return the review with what only two whole sides have; records and findings belong to one year."""
    review = replace(
        review,
        paragraphs=tuple(paragraph_changes(old.paragraphs, new.paragraphs)),
        references=tuple(_reference_changes(old, new)),
        settings=tuple(setting_moves(old.submission.form_set, new.submission.form_set)),
        templates=tuple(template_changes(old.templates, new.templates)),
    )
    if old.name.year != new.name.year:
        return review
    return replace(
        review,
        records=tuple(record_moves(old.submission, new.submission)),
        # Where the rules were not asked, their silence means nothing.
        came=tuple(_missing_in(new.findings, old.findings)) if old.judged or not new.judged else (),
        went=tuple(_missing_in(old.findings, new.findings)) if new.judged or not old.judged else (),
        parts=tuple(_parts(old.digests, new.digests)),
    )


def _reference_changes(old: Side, new: Side) -> Iterator[ReferenceChange]:
    """Yield the report's references that point at something of another name or unit than on the old side."""
    files = {PurePosixPath(one.place.file).name: one.place.file for one in new.paragraphs}
    for one in drifts(new.submission, old.submission):
        file = files.get(one.file, one.file)
        yield ReferenceChange(one.words, facet=one.facet.value, old=one.was, new=one.now, file=file, line=one.line)


def _missing_in(findings: Iterable[Finding], others: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings still open that the other side does not have, wherever their lines have moved to."""
    known = Counter((one.code, one.subject) for one in others)
    the_same = Counter((one.code, one.subject, one.seen) for one in others)
    unmet: list[Finding] = []
    for one in findings:
        the_same[one.code, one.subject, one.seen] -= 1
        if the_same[one.code, one.subject, one.seen] < 0:
            unmet.append(one)
        else:
            known[one.code, one.subject] -= 1
    for one in unmet:  # of the same matter, but with other values
        known[one.code, one.subject] -= 1
        if known[one.code, one.subject] < 0 and not one.waived:
            yield one


def _parts(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[PartChange]:
    if old and new:
        for name in dict.fromkeys([*new, *old]):
            yield PartChange(name, old.get(name), new.get(name))


class _Desk:
    """Lays out the changes of a comparison; what is printed is looked up on the new side, else on the old one."""

    def __init__(self, comparison: FactComparison, old: Side | AccountsSide, new: Side | AccountsSide) -> None:
        sides = [side for side in (new, old) if isinstance(side, Side)]
        self.paper = PrintedPlaces(side.prints for side in sides)
        self.projects = _project_names(old) | _project_names(new)
        self.reasons = _reasons(old, new)
        self.changes = sorted(comparison.changes, key=self.paper.rank)
        self.moved = comparison.moves
        self.renamed = {move.key: move.new for move in comparison.moves if move.what == "指标改名"}
        self.lineage = lineage(change for change in self.changes if change.is_figure)
        self.owned = {move.key: self._owned_by(move) for move in comparison.moves if _is_one_sided(move)}
        self.owned_names = {change.name for changes in self.owned.values() for change in changes}

    def entered(self) -> Iterator[EnteredChange]:
        for change in self.lineage.roots:
            if change.name not in self.owned_names:
                following = self._following([change])
                yield EnteredChange(
                    self.figure(change), tuple(map(self.figure, following)), self.paper.places([change, *following])
                )

    def derived(self) -> Iterator[FigureChange]:
        told = {change.name for change in self.lineage.roots} | self.owned_names
        yield from (self.figure(change) for change in self.lineage.computed if change.name not in told)

    def texts(self) -> Iterator[TextChange]:
        differing = {change.name for change in self.changes}
        for change in self.changes:
            if change.is_figure or change.name in self.owned_names or self._is_told_elsewhere(change, differing):
                continue
            old, new = _words(change.old), _words(change.new)
            file, line = _entry(change)
            yield TextChange(
                change.name,
                label=self.label(change.name),
                old=old,
                new=new,
                pieces=tuple(pieces(old or "", new or "")),
                printed=self.paper.spoken(change),
                file=file,
                line=line,
            )

    def _is_told_elsewhere(self, change: FactChange, differing: set[str]) -> bool:
        """Return whether a text stands for itself under another name, or is a renamed project's."""
        if any(path != change.name and path in differing for path in paths_of(change)):
            return True
        return any(move.what == "项目改名" and change.name == f"{_PROJECTS}.{move.key}{_NAME}" for move in self.moved)

    def moves(self) -> Iterator[MoveChange]:
        for move in self.moved:
            owned = self.owned.get(move.key, []) if _is_one_sided(move) else []
            following = self._following([change for change in owned if change.is_figure])
            yield MoveChange(
                move.what,
                key=move.key,
                old=move.old,
                new=move.new,
                label=self._move_label(move),
                details=tuple(self._details(move, owned)),
                consequences=tuple(map(self.figure, following)),
                places=self._move_places(move, [*owned, *following]),
            )

    def _owned_by(self, move: Move) -> list[FactChange]:
        """Return what is stated of a project or indicator that one side does not have."""
        starts = [f"{move.key}."]
        if move.what == "项目":
            starts = [f"{_PROJECTS}.{move.key}.", f"{_ANNEX1_PROJECTS}.{move.key}."]
        return [
            change
            for change in self.changes
            if (change.old is None or change.new is None) and change.name.startswith(tuple(starts))
        ]

    def _following(self, changes: list[FactChange]) -> list[FactChange]:
        found = self.lineage.consequences(changes)
        return [change for change in found if change not in changes and change.name not in self.owned_names]

    def _details(self, move: Move, owned: list[FactChange]) -> Iterator[str]:
        start = f"{_PROJECTS}.{move.key}." if move.what == "项目" else f"{move.key}."
        for change in owned:
            words = _words(change.old) or _words(change.new)
            if words and words.strip() and change.name.startswith(start) and not self._is_idle(change):
                name = label(change.name, {}).partition(" ")[2] if move.what == "项目" else _last(change.name)
                yield f"{name} {words}"

    def _is_idle(self, change: FactChange) -> bool:
        """Return whether nothing is said by naming a figure: it is 0, or repeats another."""
        side = change.old or change.new
        figure = side.figure if side else None
        return figure is not None and (figure.amount == 0 or figure.source is not figure)

    def _move_label(self, move: Move) -> str:
        if move.what.startswith("项目"):
            return self.projects.get(move.key, move.key)
        return label(f"{move.key}.", self.projects).strip()

    def _move_places(self, move: Move, changes: list[FactChange]) -> tuple[str, ...]:
        if move.what == "项目改名":
            return self.paper.places_of([f"{_PROJECTS}.{move.key}{_NAME}"])
        return self.paper.places(changes)

    def figure(self, change: FactChange) -> FigureChange:
        """Return one figure's change, laid out."""
        file, line = _entry(change)
        some = change.new or change.old
        return FigureChange(
            change.name,
            label=self.label(change.name),
            unit=some.figure.unit if some and some.figure else "",
            old=_words(change.old),
            new=_words(change.new),
            difference=change.difference,
            ratio=change.ratio,
            entered=change.entered,
            printed=self.paper.spoken(change),
            file=file,
            line=line,
            reason=self.reasons.get(change.name, ""),
            held=self.paper.held(change),
        )

    def label(self, name: str) -> str:
        """Return what people call a value, an indicator by its new words."""
        start, _, field = name.rpartition(".")
        new = self.renamed.get(start)
        if new is not None:
            name = f"{start.partition('「')[0]}「{new}」.{field}"
        return label(name, self.projects)


def _entry(change: FactChange) -> tuple[str, int]:
    """Return the file and line where a value was typed, on the new side if it has it; "" if it was computed."""
    side = change.new or change.old
    value = side.value if side else None
    origin = value.origin if isinstance(value, Figure) else getattr(value, "place", None)
    return (origin.file, origin.line) if isinstance(origin, Place) else ("", 0)


def _words(fact: Fact | None) -> str | None:
    return None if fact is None else fact.words


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _is_one_sided(move: Move) -> bool:
    return move.what in ("项目", "指标")


def _reasons(old: Side | AccountsSide, new: Side | AccountsSide) -> dict[str, str]:
    """Return the reasons given on the new side by path, and where one is missing; they speak of moves between years."""
    if isinstance(new, AccountsSide) or old.name.year == new.name.year:
        return {}
    missing = {
        one.subject: f"没有写（已豁免：{one.waived}）" if one.waived else "没有写，应当写明"
        for one in new.findings
        if one.code == _UNEXPLAINED
    }
    return missing | {str(one.reference): str(one.reason) for one in new.submission.movements}


def _project_names(side: Side | AccountsSide) -> dict[str, str]:
    if isinstance(side, AccountsSide):
        return {str(one.identifier): str(one.name) for one in side.accounts.project_outlay}
    return {project.identifier: str(project.name) for project in side.dossier.projects}
