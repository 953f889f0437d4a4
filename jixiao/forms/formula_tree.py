"""What a formula says, as a tree: numbers, ways to values, and what is done with them, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

from msgspec import Struct

from jixiao.figures import Operator


class FormulaFault(Exception):
    """A formula that cannot be read: what stands ``offset`` characters in, what should, how to mend it."""

    def __init__(self, offset: int, found: str, expected: str, remedy: str) -> None:
        super().__init__(found)
        self.offset = offset
        self.found, self.expected, self.remedy = found, expected, remedy


class Constant(Struct, frozen=True):
    """A number written out; a per cent is the fraction that it is."""

    amount: Decimal
    percent: bool
    offset: int


class FieldReference(Struct, frozen=True):
    """The way to a value or, with alternatives in a step or inside a sum, to several.

    ``form`` and ``form_set`` are "" for the form and the set that the formula is of; ``prior`` means last year's.
    """

    steps: tuple[tuple[str, ...], ...]
    offset: int
    form: str = ""
    form_set: str = ""
    prior: bool = False

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths it stands for, one for each choice among its alternatives."""
        return tuple(".".join(steps) for steps in product(*self.steps))

    @property
    def spoken(self) -> str:
        """The way as it is written."""
        return ".".join(one[0] if len(one) == 1 else f"{{{', '.join(one)}}}" for one in self.steps)


class Operation(Struct, frozen=True):
    """Two parts and what is done to them."""

    operator: Operator
    left: Expression
    right: Expression
    offset: int


class Summed(Struct, frozen=True):
    """All that some parts stand for, added up or, with ``mean``, averaged."""

    parts: tuple[Expression, ...]
    mean: bool
    offset: int


class Capped(Struct, frozen=True):
    """A part, and what it may be at most."""

    part: Expression
    limit: Expression
    offset: int


class Rounded(Struct, frozen=True):
    """A part rounded half up to so many decimals; of a rate, decimals of a per cent."""

    part: Expression
    decimals: int
    offset: int


class Banded(Struct, frozen=True):
    """Points by the highest line that a part reaches, each with what it gives, the highest first; below all, 0."""

    part: Expression
    bands: tuple[tuple[Constant, Constant], ...]
    offset: int


Expression = Constant | FieldReference | Operation | Summed | Capped | Rounded | Banded


def many_values(reference: FieldReference) -> FormulaFault:
    """Return the fault of a way to several values where one is asked for."""
    remedy = "写成 合计(…)；只要其中一项的，写明是哪一项。"
    found = f"“{reference.spoken}”是几项，不是一个数"
    return FormulaFault(reference.offset, found, "直接写在 合计(…)、平均(…) 里", remedy)


def list_references(tree: Expression, *, summed: bool = False) -> Iterator[tuple[FieldReference, bool]]:
    """Yield the references of a formula in the order they are written, and whether each may stand for several."""
    match tree:
        case FieldReference():
            yield tree, summed
        case Operation(left=left, right=right):
            yield from list_references(left)
            yield from list_references(right)
        case Summed(parts=parts):
            for part in parts:
                yield from list_references(part, summed=True)
        case Capped(part=part, limit=limit):
            yield from list_references(part)
            yield from list_references(limit)
        case Rounded(part=part) | Banded(part=part):
            yield from list_references(part)
