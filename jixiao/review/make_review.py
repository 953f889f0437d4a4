"""Two sides make a Review: every change with its label, its reason, what follows from it and where it is printed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from msgspec.structs import replace

from jixiao.figures import Figure
from jixiao.findings import Finding, Place
from jixiao.glossary import term
from jixiao.patterns import compile_late
from jixiao.review.change import Change, ChangeKind, MoveKind
from jixiao.review.consequences import trace_changes
from jixiao.review.fact_changes import FactChange, FactComparison, compare_facts
from jixiao.review.geometry import list_template_changes
from jixiao.review.kept_records import list_record_changes, list_setting_changes
from jixiao.review.paragraph_changes import list_paragraph_changes
from jixiao.review.printed_places import PrintedPlaces, paths_of
from jixiao.review.review_types import Review, Trend
from jixiao.review.side import AccountsSide, Side, facts_of_both
from jixiao.review.text_pieces import compare_texts
from jixiao.submission.references import drifts

_PROJECTS, _ANNEX1, _RATES = term("projects"), term("annex1"), term("control_rates")
_ANNEX1_PROJECTS = f"{_ANNEX1}.{term('project_outlay')}"
_SEGMENT = compile_late(r"(?:[^.「]|「[^」]*」|「)+")
_UNEXPLAINED = "Y101"


def make_review(old: Side | AccountsSide, new: Side | AccountsSide, trends: Iterable[Trend] = ()) -> Review:
    """Return the review of two sides; ValueError if neither is whole."""
    both_whole = isinstance(old, Side) and isinstance(new, Side)
    comparison = compare_facts(*facts_of_both(old, new), common_only=not both_whole)
    laid_out = _LaidOut(comparison, old, new)
    review = Review(
        old.name,
        new.name,
        comparison,
        entered=tuple(laid_out.entered()),
        derived=tuple(laid_out.derived()),
        texts=tuple(laid_out.texts()),
        moves=tuple(map(laid_out.move, comparison.moves)),
        trends=tuple(trends),
    )
    return _with_all_else(review, old, new) if isinstance(old, Side) and isinstance(new, Side) else review


def _with_all_else(review: Review, old: Side, new: Side) -> Review:
    """Return the review with what only two whole sides have; records and findings belong to one year."""
    review = replace(
        review,
        paragraphs=tuple(list_paragraph_changes(old.paragraphs, new.paragraphs)),
        references=tuple(_reference_changes(old, new)),
        settings=tuple(list_setting_changes(old.submission.form_set, new.submission.form_set)),
        templates=tuple(list_template_changes(old.templates, new.templates)),
    )
    if old.name.year != new.name.year:
        return review
    labels = dict.fromkeys([*new.digests, *old.digests]) if old.digests and new.digests else ()
    parts = (Change(ChangeKind.PART, one, old.digests.get(one), new.digests.get(one), label=one) for one in labels)
    return replace(
        review,
        records=tuple(list_record_changes(old.submission, new.submission)),
        # Where the rules were not asked, their silence means nothing.
        new_findings=tuple(_missing_in(new.findings, old.findings)) if old.judged or not new.judged else (),
        resolved=tuple(_missing_in(old.findings, new.findings)) if new.judged or not old.judged else (),
        parts=tuple(parts),
    )


def _reference_changes(old: Side, new: Side) -> Iterator[Change]:
    """Yield the report's references that point at something of another name or unit than on the old side."""
    files = {PurePosixPath(paragraph.place.file).name: paragraph.place.file for paragraph in new.paragraphs}
    for drift in drifts(new.submission, old.submission):
        yield Change(
            ChangeKind.REFERENCE,
            name=drift.words,
            old=drift.was,
            new=drift.now,
            what=drift.facet,
            file=files.get(drift.file, drift.file),
            line=drift.line,
        )


def _missing_in(findings: Iterable[Finding], others: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings still open that the other side does not have, wherever their lines have moved to."""
    known = Counter((finding.code, finding.subject) for finding in others)
    the_same = Counter((finding.code, finding.subject, finding.seen) for finding in others)
    unmet: list[Finding] = []
    for finding in findings:
        the_same[finding.code, finding.subject, finding.seen] -= 1
        if the_same[finding.code, finding.subject, finding.seen] < 0:
            unmet.append(finding)
        else:
            known[finding.code, finding.subject] -= 1
    for finding in unmet:  # of the same matter, but with other values
        known[finding.code, finding.subject] -= 1
        if known[finding.code, finding.subject] < 0 and not finding.waived:
            yield finding


class _LaidOut:
    """The changes of a comparison laid out; what is printed is looked up on the new side, else on the old one."""

    def __init__(self, comparison: FactComparison, old: Side | AccountsSide, new: Side | AccountsSide) -> None:
        self.paper = PrintedPlaces(side.prints for side in (new, old) if isinstance(side, Side))
        self.projects = _project_names(old) | _project_names(new)
        self.reasons = _reasons(old, new)
        self.changes = sorted(comparison.changes, key=self.paper.rank)
        self.lineage = trace_changes(change for change in self.changes if change.is_figure)
        moves = comparison.moves
        self.renamed = {move.name: move.new for move in moves if move.what == MoveKind.INDICATOR_RENAMED}
        self.renamed_projects = {_name_of(move) for move in moves if move.what == MoveKind.PROJECT_RENAMED}
        self.owned = {move.name: self._owned_by(move) for move in moves if MoveKind(move.what).one_sided}
        self.owned_names = {change.name for changes in self.owned.values() for change in changes}

    def entered(self) -> Iterator[Change]:
        """Yield the figures that no other change explains, with what follows from them."""
        for change in self.lineage.roots:
            if change.name not in self.owned_names:
                following = self._following([change])
                yield replace(
                    self.figure(change),
                    consequences=tuple(map(self.figure, following)),
                    places=self._rows([change, *following]),
                )

    def derived(self) -> Iterator[Change]:
        """Yield the computed figures that something explains."""
        elsewhere = {change.name for change in self.lineage.roots} | self.owned_names
        yield from (self.figure(change) for change in self.lineage.computed if change.name not in elsewhere)

    def texts(self) -> Iterator[Change]:
        """Yield the texts that are not listed elsewhere: under another name, or with a project."""
        elsewhere = self.owned_names | self.renamed_projects
        differing = {change.name for change in self.changes}
        for change in self.changes:
            repeats = any(path != change.name and path in differing for path in paths_of(change))
            if not change.is_figure and change.name not in elsewhere and not repeats:
                old, new = change.words
                yield self._change(ChangeKind.TEXT, change, pieces=compare_texts(old or "", new or ""))

    def figure(self, change: FactChange) -> Change:
        """Return one figure's change."""
        fact = change.facts[-1]
        return self._change(
            ChangeKind.FIGURE,
            change,
            unit=fact.figure.unit if fact.figure else "",
            difference=change.difference,
            ratio=change.ratio,
            entered=change.entered,
            reason=self.reasons.get(change.name, ""),
            held=self.paper.held(change),
        )

    def _change(self, kind: ChangeKind, change: FactChange, **more: Any) -> Change:
        old, new = change.words
        value = change.facts[-1].value
        origin = value.origin if isinstance(value, Figure) else getattr(value, "place", None)
        place = origin if isinstance(origin, Place) else Place("", 0)
        return Change(
            kind,
            name=change.name,
            old=old,
            new=new,
            label=self._label(change.name),
            printed=self.paper.cells(change),
            file=place.file,
            line=place.line,
            **more,
        )

    def _label(self, name: str) -> str:
        """Return what people call a value, an indicator by its new words."""
        start, _, field = name.rpartition(".")
        new = self.renamed.get(start)
        return label_of(name if new is None else f"{start.partition('「')[0]}「{new}」.{field}", self.projects)

    def move(self, move: Change) -> Change:
        """Return a move with what is stated of the thing, what moved with it, and where all of it is printed."""
        kind = MoveKind(move.what)
        owned = self.owned[move.name] if kind.one_sided else []
        following = self._following([change for change in owned if change.is_figure])
        renamed = kind is MoveKind.PROJECT_RENAMED
        name = move.name
        return replace(
            move,
            label=self.projects.get(name, name) if kind.of_project else label_of(f"{name}.", self.projects).strip(),
            details=tuple(self._details(move, owned)),
            consequences=tuple(map(self.figure, following)),
            places=self.paper.rows([_name_of(move)]) if renamed else self._rows([*owned, *following]),
        )

    def _owned_by(self, move: Change) -> list[FactChange]:
        """Return what is stated of a project or indicator that one side does not have."""
        forms = (f"{_PROJECTS}.", f"{_ANNEX1_PROJECTS}.") if move.what == MoveKind.PROJECT else ("",)
        starts = tuple(f"{form}{move.name}." for form in forms)
        return [change for change in self.changes if len(change.facts) == 1 and change.name.startswith(starts)]

    def _following(self, changes: list[FactChange]) -> list[FactChange]:
        found = self.lineage.consequences(changes)
        return [change for change in found if change not in changes and change.name not in self.owned_names]

    def _rows(self, changes: Iterable[FactChange]) -> tuple[str, ...]:
        return self.paper.rows(path for change in changes for path in paths_of(change))

    def _details(self, move: Change, owned: list[FactChange]) -> Iterator[str]:
        """Yield what its own form states, but no figure that is 0 or repeats another."""
        of_project = move.what == MoveKind.PROJECT
        start = f"{_PROJECTS}.{move.name}." if of_project else f"{move.name}."
        for change in owned:
            [fact] = change.facts
            idle = fact.figure is not None and (fact.figure.amount == 0 or fact.figure.source is not fact.figure)
            if fact.words.strip() and change.name.startswith(start) and not idle:
                name = label_of(change.name, {}).partition(" ") if of_project else change.name.rpartition(".")
                yield f"{name[2]} {fact.words}"


def _name_of(move: Change) -> str:
    """Return the path of a project's name."""
    return f"{_PROJECTS}.{move.name}.{term('name')}"


def label_of(name: str, projects: Mapping[str, str]) -> str:
    """Return what people call the value at ``name``; ``projects`` are their names by identifier.

    附件1.三公经费.公务接待.决算 is 公务接待 决算, 各项目.custody.资金.执行率 is 档案保管保护费 执行率.
    """
    first, *rest = _SEGMENT.findall(name)
    if first == _PROJECTS and rest:
        return " ".join([projects.get(rest[0], rest[0]), *_short(rest[1:])])
    if first == _ANNEX1 and rest:
        return " ".join(projects.get(one, one) for one in rest[-2:])
    return " ".join(rest if first == _RATES and rest else [first, *_short(rest)])


def _short(segments: list[str]) -> list[str]:
    """Return the segments that are needed: an indicator needs no level 1, a fund not to be called 资金."""
    if any("「" in segment for segment in segments):
        return segments[-2:] if "「" in segments[-2] else segments[-1:]
    return segments[1:] if segments[:1] == [term("funds")] else segments


def _reasons(old: Side | AccountsSide, new: Side | AccountsSide) -> dict[str, str]:
    """Return the reasons given on the new side by path, and where one is missing; they speak of moves between years."""
    if isinstance(new, AccountsSide) or old.name.year == new.name.year:
        return {}
    missing = {
        finding.subject: f"没有写（已豁免：{finding.waived}）" if finding.waived else "没有写，应当写明"
        for finding in new.findings
        if finding.code == _UNEXPLAINED
    }
    return missing | {str(reason.reference): str(reason.reason) for reason in new.submission.movements}


def _project_names(side: Side | AccountsSide) -> dict[str, str]:
    if isinstance(side, AccountsSide):
        return {str(accounts.identifier): str(accounts.name) for accounts in side.accounts.project_outlay}
    return {project.identifier: str(project.name) for project in side.dossier.projects}
