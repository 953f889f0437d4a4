"""What described forms weigh against each other: both sides of ties, points and their weights, amounts and limits."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.derive.balance import derive_balance
from jixiao.derive.described_dossier import DescribedDossier, FilledForm, FilledTie
from jixiao.figures import Figure
from jixiao.findings import Balance
from jixiao.model.controls import settle_control
from jixiao.model.formset import Relation
from jixiao.rules.level_weights import LevelSum, list_level_sums
from jixiao.rules.money_lines import LIMITS, list_money_lines
from jixiao.rules.ties import weigh_control


def weigh_tie(filled: FilledTie) -> Balance:
    """Return both sides of a tie."""
    relation = filled.tie.description.relation
    left, right = (filled.right, filled.left) if relation is Relation.AT_LEAST else (filled.left, filled.right)
    return derive_balance([left], [right], right.amount - left.amount, at_most=relation is not Relation.EQUAL)


def weigh_points(level: LevelSum) -> Balance:
    """Return the points of an indicator's rows, which miss its weight by the gap."""
    return derive_balance([level.points], [], level.weight.amount - level.points.amount)


def weigh_formula(typed: Figure, computed: Figure) -> Balance:
    """Return a typed value and what its formula comes to."""
    return derive_balance([typed], [computed], computed.amount - typed.amount)


def weigh_limit(spent: Figure, limit: Figure) -> Balance:
    """Return an amount and what it may not exceed."""
    return derive_balance([spent], [limit], limit.amount - spent.amount, at_most=True)


def list_described_balances(dossier: DescribedDossier) -> Iterator[Balance]:
    """Yield what a package weighs against each other, whether it agrees or not; nothing that is yet to be filled in."""
    for form in dossier.forms:
        yield from _of_form(form)
    figures = {value.path: value for form in dossier.forms for value in form.all_values() if isinstance(value, Figure)}
    for control in dossier.controls:
        figure = figures.get(str(control.reference))
        settled = settle_control(control, figure)
        if figure is not None and not (figure.unknown or settled.amount.unknown):
            yield weigh_control(settled, figure)


def _of_form(form: FilledForm) -> Iterator[Balance]:
    for filled in form.ties:
        if not any(side.unknown or side.literal == "" for side in (filled.left, filled.right)):
            yield weigh_tie(filled)
    for path, rows in form.rows.items():
        for level in list_level_sums(form.form.lists[path], rows):
            if not level.points.unknown:
                yield weigh_points(level)
    for line in list_money_lines(form):
        for at, limit in LIMITS:
            spent, most = line.columns.get(at), line.columns.get(limit)
            if spent is not None and most is not None and not (spent.unknown or most.unknown):
                yield weigh_limit(spent, most)
