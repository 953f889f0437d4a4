"""What a target or an actual may be: a quantity, a deadline, the budget, several quantities, words, nothing."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from jixiao.plain import format_plain


class Sign(StrEnum):
    """How an actual has to stand to the amount; PLAIN where no sign was written."""

    AT_LEAST = "≥"
    MORE = ">"
    AT_MOST = "≤"
    LESS = "<"
    EQUAL = "="
    BETWEEN = "至"
    PLAIN = ""


class ParsedValue(Struct, frozen=True, eq=False, kw_only=True):
    """What was read from ``text``; two are equal if they say the same, in whatever words."""

    text: str = ""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._meaning() == other._meaning()

    def __hash__(self) -> int:
        return hash(self._meaning())

    def _meaning(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.__struct_fields__ if name != "text")


class Quantity(ParsedValue, frozen=True, eq=False):
    """An amount in the base unit of its dimension (元, ㎡, %, 次 …), of ``noun`` if one was named.

    ``written_unit`` is the unit as written (万元, 万页) and ``scale`` what one of it holds of the base
    unit; ``upper`` closes a range; ``approximate`` is 约, 近, 左右, 余.
    """

    comparison: Sign
    amount: Decimal
    unit: str
    written_unit: str
    scale: Decimal
    noun: str = ""
    upper: Decimal | None = None
    approximate: bool = False

    @property
    def number(self) -> Decimal:
        """The amount in the unit as written."""
        return self.amount / self.scale

    @property
    def bound(self) -> bool:
        """Whether it says a limit (≥96%) and not an amount."""
        return self.comparison not in (Sign.PLAIN, Sign.EQUAL)


class Deadline(ParsedValue, frozen=True, eq=False):
    """A day or a span of days, month and day each; ``year`` is None where none was written.

    ``bound`` is whether it says 前, 之前, 内, 底前: a limit and not the day something happened.
    """

    year: int | None
    first: tuple[int, int]
    last: tuple[int, int]
    bound: bool


class BudgetLimit(ParsedValue, frozen=True, eq=False):
    """不超预算: the form's own budget is the limit."""


class Several(ParsedValue, frozen=True, eq=False):
    """Several quantities with their nouns: 扫描10万页，著录1万条."""

    parts: tuple[Quantity, ...]

    @property
    def bound(self) -> bool:
        """Whether any part says a limit."""
        return any(part.bound for part in self.parts)


class Wording(Struct, frozen=True):
    """A quality in words: 有所提升. Also whatever could not be read as anything else."""

    text: str


class Nothing(Struct, frozen=True):
    """无, — or /; or a blank cell, whose text is then empty."""

    text: str = ""


Target = Quantity | Deadline | BudgetLimit | Several | Wording | Nothing


def format_quantity(quantity: Quantity) -> str:
    """Return a quantity as text that reads back as the same quantity: 著录条目≥1万条, 约3-5次."""
    sign = "" if quantity.comparison is Sign.BETWEEN else quantity.comparison.value
    about = "约" if quantity.approximate else ""
    amount = format_plain(quantity.number)
    if quantity.upper is not None:
        amount += f"{quantity.written_unit}至{format_plain(quantity.upper / quantity.scale)}"
    return f"{quantity.noun}{sign}{about}{amount}{quantity.written_unit}"
