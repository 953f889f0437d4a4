"""The figures of a package for whoever wants to reckon: each with its name, formula and where it is printed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from msgspec import Struct

from jixiao.disclosure.privacy import Privacy
from jixiao.docx.redaction import HIDDEN
from jixiao.figures import Figure
from jixiao.lineage import amount_words, formula_words, lineages, unit_words
from jixiao.plain import json_text
from jixiao.render.printing import Print

TYPED = "本单位填报"
_COLUMNS = ("编号", "名称", "数值", "单位", "怎样得来", "由哪些数得来", "印在")
_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class PublicFigure(Struct, frozen=True):
    """A figure: ``number`` is its place in the list, ``operands`` those of the figures it was computed from.

    ``path`` is its name in the data, for the program alone; ``name`` is what is published of it. ``printed_in`` are the
    places of the forms and the report that print it, in order.
    """

    number: int
    path: str
    name: str
    value: str
    unit: str
    how: str
    operands: tuple[int, ...]
    printed_in: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Its name in the page."""
        return f"f{self.number}"


def list_public_figures(privacy: Privacy) -> list[PublicFigure]:
    """Return every figure that is printed or leads to one that is, in the order of the package.

    Private ones are left out; where a sum rests on one, what it rests on is not told.
    """
    shown = [one for one in privacy.prints if not privacy.hides_part(one.where) and one.mark not in privacy.marks]
    printed = [one.value for one in shown if isinstance(one.value, Figure) and one.value.path]
    steps = {name: step for name, step in lineages(printed).items() if not privacy.hides(step.figure)}
    numbers = {name: number for number, name in enumerate(steps, start=1)}
    places: dict[str, dict[str, None]] = {}
    for one in shown:
        places.setdefault(one.path, {})[_place_words(one)] = None
    redact = privacy.words.redact
    return [
        PublicFigure(
            numbers[name],
            path=name,
            name=redact(name),
            value=redact(amount_words(step.figure)),
            unit=unit_words(step.figure),
            how=(formula_words(step.figure) or TYPED) if _all_told(step.operands, numbers) else HIDDEN,
            operands=tuple(numbers[one] for one in step.operands) if _all_told(step.operands, numbers) else (),
            printed_in=tuple(map(redact, places.get(name, ()))),
        )
        for name, step in steps.items()
    ]


def _place_words(one: Print) -> str:
    return one.spoken if one.printed == one.implied else f"{one.spoken}（照报送的原件印 {one.printed}）"


def _all_told(operands: Iterable[str], numbers: dict[str, int]) -> bool:
    return all(one in numbers for one in operands)


def figures_as_csv(figures: Iterable[PublicFigure]) -> bytes:
    """Return the figures as CSV in UTF-8 with the mark that Excel and WPS need; no cell is a formula to them."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\r\n")
    table.writerow(_COLUMNS)
    for one in figures:
        names = "；".join(map(str, one.operands))
        cells = (_inert(one.name), one.value, one.unit, _inert(one.how), names, _inert("；".join(one.printed_in)))
        table.writerow((one.number, *cells))
    return written.getvalue().encode("utf-8-sig")


def figures_as_json(figures: Iterable[PublicFigure], *, title: str, unit: str, year: int) -> bytes:
    """Return the figures as JSON under the names of the CSV's columns."""
    rows = [
        dict(
            zip(
                _COLUMNS,
                (one.number, one.name, one.value, one.unit, one.how, list(one.operands), list(one.printed_in)),
                strict=True,
            )
        )
        for one in figures
    ]
    return (json_text({"名称": title, "单位": unit, "年度": year, "数": rows}, indent=1) + "\n").encode()


def _inert(text: str) -> str:
    return f"'{text}" if text.startswith(_AS_FORMULA) else text
