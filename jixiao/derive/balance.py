"""What a finding weighs against each other: entered figures on two sides, and what they miss agreement by."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from jixiao.figures import Figure, Formula, Operator
from jixiao.findings import Balance, Operand, Place

# Of what these give, the operand is the whole.
_UNCHANGED = (Operator.REFERENCE, Operator.ROUND)


def derive_balance(
    left: Iterable[Figure], right: Iterable[Figure], gap: Decimal | None, *, at_most: bool = False
) -> Balance:
    """Return the entered figures that both sides rest on; ``gap`` is what the left must grow by to agree.

    With ``at_most`` it must grow by that or less. A gap of None says only that they hang together.
    """
    found: dict[str, Operand] = {}
    for figures, sign in ((left, 1), (right, -1)):
        for figure in figures:
            for leaf, weight in _weighed(figure, sign):
                assert isinstance(leaf.origin, Place)  # noqa: S101 - it is entered
                before = found[leaf.path].weight if leaf.path in found else 0
                found[leaf.path] = Operand(leaf.path, leaf.origin, leaf.amount, before + weight)
    return Balance(tuple(found.values()), gap, at_most)


def _weighed(figure: Figure, sign: int) -> Iterable[tuple[Figure, int]]:
    """Yield the entered figures below one, with what each counts for; 0 where it is no mere summand."""
    pending = [(figure, sign)]
    while pending:
        figure, weight = pending.pop()
        origin = figure.origin
        if isinstance(origin, Place):
            yield figure, weight
        else:
            pending += zip(reversed(origin.operands), reversed(_weights(origin, weight)), strict=True)


def _weights(formula: Formula, weight: int) -> list[int]:
    count = len(formula.operands)
    if formula.is_addition:
        return [weight] * count
    if formula.operator is Operator.MINUS:
        return [weight, -weight]
    return [weight if formula.operator in _UNCHANGED else 0] * count
