"""The figures typed for a year by path, as mends are looked for among them, and those that findings hang on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from jixiao.figures import Figure
from jixiao.findings import Finding, Place


class Figures(Struct, frozen=True):
    """The figures typed for a year, by path: those of its own files, of control totals, of last year.

    ``beside`` are the year's own by the line they stand in. Those of ``signed`` may be below zero, those of ``budgets``
    are what a line may spend; ``copied`` are the first steps of paths that begin with a project's form.
    """

    own: Mapping[str, Figure]
    controls: Mapping[str, Figure]
    prior: Mapping[str, Figure]
    beside: Mapping[str, Sequence[Figure]]
    all: Mapping[str, Figure]
    signed: frozenset[str] = frozenset()
    budgets: frozenset[str] = frozenset()
    copied: frozenset[str] = frozenset()


def group_figures(
    own: Iterable[object], controls: Iterable[object], prior: Iterable[object], *, copied: Iterable[str] = ()
) -> Figures:
    """Return the numbers among some values, of one path the first; which may be below zero is yet to be said."""
    entered, stated, before = _by_path(own), _by_path(controls), _by_path(prior)
    beside: dict[str, list[Figure]] = {}
    for value in entered.values():
        beside.setdefault(above(value.path), []).append(value)
    every = before | stated | entered
    return Figures(entered, stated, before, beside=beside, all=every, copied=frozenset(copied))


def _by_path(values: Iterable[object]) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for value in values:
        if isinstance(value, Figure) and _is_typed_number(value):
            found.setdefault(value.path, value)
    return found


def _is_typed_number(figure: Figure) -> bool:
    """Return whether a number was typed: what is drawn from a workbook was not."""
    is_number = figure.literal is None and figure.drawn is None
    return is_number and isinstance(figure.origin, Place) and figure.origin.file.startswith("data/")


def above(path: str) -> str:
    """Return what a path lies below: of a column's, the line."""
    return path.rpartition(".")[0]


def list_suspects(figures: Figures, findings: Iterable[Finding]) -> dict[str, float]:
    """Return the typed figures that findings hang on, by path, each with its share in them; the most suspect first."""
    lines: dict[tuple[str, int], list[str]] = {}
    for figure in figures.all.values():
        assert isinstance(figure.origin, Place)  # noqa: S101 - it is entered
        lines.setdefault((figure.origin.file, figure.origin.line), []).append(figure.path)
    shares: dict[str, float] = {}
    for finding in findings:
        hung_on = [operand.path for operand in finding.operands if operand.path in figures.all]
        hung_on += [path for path in lines.get((finding.place.file, finding.place.line), ()) if path not in hung_on]
        if finding.subject in figures.all and finding.subject not in hung_on:
            hung_on.append(finding.subject)
        for path in hung_on:
            shares[path] = shares.get(path, 0.0) + 1 / len(hung_on)
    return dict(sorted(shares.items(), key=lambda share: -share[1]))
