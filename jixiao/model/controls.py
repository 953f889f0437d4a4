"""control.yaml: totals copied from another document, only to check the data against; never printed."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from jixiao.figures import MONEY, TO_FILL_IN, DrawnCell, Figure, Text
from jixiao.findings import NOT_FILLED_IN, Finding, Place, finding_at
from jixiao.glossary import term
from jixiao.model.base import Record
from jixiao.model.drawn_amounts import in_money_unit, read_drawn
from jixiao.model.scalars import Name, OptionalProse, Prose, SignedNumber
from jixiao.model.wanted_number import find_refusal, want_number


class EnteredControl(Record):
    """The amount another document states for the figure at ``reference``, in that figure's unit.

    One that says no ``source`` has that of the one before.
    """

    reference: Name
    amount: SignedNumber
    source: OptionalProse = None


class Control(EnteredControl):
    """A control total with its source, its own or that of the ones before it."""

    source: Prose


class ControlSource(Record):
    """Of a form set: which cell of the accounts states the figure at ``reference``."""

    reference: Name
    drawn_from: Name


def make_control(source: ControlSource, cell: DrawnCell) -> Control | None:
    """Return the control total that a cell states, money in 万元; None for a number with too many digits."""
    wanted = want_number(unit="", signed=True, whole=False)
    if find_refusal(lambda one: read_drawn(one, wanted), cell):
        return None
    stated = source.drawn_from
    amount = Figure(read_drawn(cell, wanted), "", stated.place, f"{source.reference}", drawn=cell)
    words = Text(f"{cell.sheet} {cell.ref}", stated.place, stated.path)
    return Control.model_construct(reference=source.reference, amount=amount, source=words)


class Controls(Record):
    """All control totals of a year."""

    controls: list[EnteredControl]

    @property
    def with_sources(self) -> Iterator[Control]:
        """Yield each control total with its source; unknown where none was said so far."""
        said = _UNSAID
        for one in self.controls:
            said = one.source if one.source is not None else said
            yield Control.model_construct(reference=one.reference, amount=one.amount, source=said)


def settle_control(control: Control, figure: Figure | None) -> Control:
    """Return a control total whose money from the accounts is in the unit of the figure it is about."""
    drawn = control.amount.drawn
    if drawn is None or figure is None or figure.unit == MONEY or control.amount.unknown:
        return control
    amount = in_money_unit(drawn, figure.unit)
    if amount is None:
        return control
    return control.model_copy(update={"amount": replace(control.amount, amount=amount)})


_UNSAID = Text(TO_FILL_IN, Place(""), "", unknown=True)


def check_sources(controls: tuple[Control, ...]) -> Iterator[Finding]:
    """Yield a place to fill in if the first control total does not say where it is from."""
    if controls and controls[0].source is _UNSAID:
        reference, key = controls[0].reference, term("source")
        remedy = f"写明“{key}: ”抄自哪里；后面各项没有写的，与它相同。"
        message = NOT_FILLED_IN, f"{term('controls')} › 第 1 项 › {key}：尚未填写", "文字", remedy
        yield finding_at(reference.place, message, subject=f"{reference}.{key}")
