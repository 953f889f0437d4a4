"""A figure as printed in one place."""

from __future__ import annotations

from decimal import Decimal

from msgspec import Struct

from jixiao.figures import RATE, Figure
from jixiao.findings import Place
from jixiao.patterns import compile_late
from jixiao.render.printing import Print
from jixiao.rules.breach import Spot
from jixiao.rules.interval import Interval

_PRINTED_NUMBER = compile_late(r"-?[0-9]+(\.[0-9]+)?%?")


class Statement(Struct, frozen=True):
    """A figure as printed in one place; ``amount`` is what was printed, None where no number was."""

    figure: Figure
    print: Print
    amount: Decimal | None
    places: int

    @property
    def unknown(self) -> bool:
        """Whether nobody knows yet what is to be printed; no rule may then say anything of it."""
        return self.print.unknown

    @property
    def value(self) -> Decimal:
        """The amount printed; blanks and 不适用 count as 0."""
        return self.amount or Decimal(0)

    @property
    def interval(self) -> Interval:
        """What the printed digits may stand for; blanks and 不适用 count as 0."""
        return self.within(exact=False)

    def within(self, *, exact: bool) -> Interval:
        """Return the interval of the printed value, or the value alone."""
        if exact or self.amount is None or self.figure.unit in ("人", "个", "年"):
            return Interval.exact(self.value)
        return Interval.rounded(self.value, self.places)

    @property
    def place(self) -> Place:
        """The line that makes it print so: the override's, else the first entered figure's."""
        if self.print.override is not None:
            return self.print.override.as_filed.place
        return entered_place(self.figure)

    @property
    def spoken(self) -> str:
        """Where it is printed."""
        return self.print.spoken

    @property
    def name(self) -> str:
        """What it is and where, for sentences: 附件2“资金.执行率”."""
        return f"{self.spoken}“{self.figure.path}”"

    @property
    def spot(self) -> Spot:
        """The figure, as what a breach is about."""
        return Spot(self.figure.path, self.place, (self.spoken,))


def make_statement(figure: Figure, printed: Print, places: int) -> Statement:
    """Return what a print says of its figure, which is declared with so many decimals."""
    words = printed.printed.strip()
    amount = Decimal(words.rstrip("%")) if _PRINTED_NUMBER.fullmatch(words) else None
    if figure.unit == RATE:
        return Statement(figure, printed, None if amount is None else amount / 100, (figure.places or 0) + 2)
    return Statement(figure, printed, amount, places)


def entered_place(figure: Figure) -> Place:
    """Return the place of the first entered figure that ``figure`` rests on, one of the year's data if there is any."""
    places = [leaf.origin for leaf in figure.leaves() if isinstance(leaf.origin, Place)]
    return next((place for place in places if place.file.startswith("data/")), places[0] if places else Place(""))
