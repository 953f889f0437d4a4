"""The source index: which scalar of which data file a printed value was typed in, if any."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from jixiao.build.steps import Inspected
from jixiao.figures import Figure, Text
from jixiao.findings import Place
from jixiao.model.scalars import Day
from jixiao.publish.source_map import entered_at
from jixiao.render.printing import Print, format_figure, same_number
from jixiao.source.nodes import Scalar
from jixiao.source.scalar_text import scalars_of, tidy
from jixiao.targets.dates import read_day

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．。－−＋，", "0123456789..--+,")
_PLAIN = re.compile(r"[+-]?(0|[1-9][0-9]*)(\.[0-9]+)?")
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?")


class SourceIndex(Struct, frozen=True):
    """A year's data files: scalars by place, those of other years and of form sets included."""

    folder: str
    scalars: Mapping[Place, Scalar]

    def scalar_of(self, one: Print) -> Scalar | None:
        """Return the scalar a printed value was typed in; None for what is computed or not of this year's data."""
        place = find_entry(one)
        scalar = self.scalars.get(place) if place is not None else None
        return scalar if scalar is not None and scalar.place.file.startswith(f"{self.folder}/") else None


def index_sources(case: Inspected) -> SourceIndex:
    """Return the data files of a year that was read."""
    scalars = {place: one for source in case.reading.sources for place, one in scalars_of(source.tree).items()}
    return SourceIndex(case.workspace.shown(case.workspace.year(case.year)), scalars)


def find_entry(one: Print) -> Place | None:
    """Return where a printed value was typed, in whatever file; None for what is computed."""
    return entered_at(one) if one.override is None else one.override.as_filed.place


def is_plain(one: Print, scalar: Scalar) -> bool:
    """Return whether a value prints as it was typed, not reworded or rounded on the way."""
    if one.override is not None:
        return same(one.printed, scalar)
    if isinstance(one.value, Figure):
        if scalar.null or not scalar.strip():
            return one.printed == ""
        return one.printed == format_figure(one.value.source) or _is_filled_up(one.printed, scalar)
    return isinstance(one.value, Day) or same(one.printed, "" if scalar.null else scalar)


def _is_filled_up(printed: str, scalar: Scalar) -> bool:
    """Return whether a number prints with more zeros behind it than were typed, where the form set wants them."""
    places = [len(text.partition(".")[2]) for text in (printed.strip(), scalar.strip())]
    return places[0] >= places[1] and same_number(printed, scalar)


def same(one: str, other: str) -> bool:
    """Return whether two texts say the same but for spaces at the ends of lines."""
    return tidy(one) == tidy(other)


def data_words(one: Print, scalar: Scalar, text: str) -> tuple[str | None, str]:
    """Return how a printed text is written in the data, and what was done to it; None where it cannot be."""
    text = tidy(text)
    if one.override is not None or isinstance(one.value, Text):
        return text, ""
    if isinstance(one.value, Day):
        return _day(text, scalar), ""
    digits = half_width(text)
    if digits and not _PLAIN.fullmatch(digits):
        return None, ""
    return digits, "" if digits == text else f"“{text}”按半角数字写作 {digits}"


def half_width(text: str) -> str:
    """Return a number in half-width digits, without spaces and separators of thousands."""
    digits = text.translate(_FULL_WIDTH).replace(" ", "")
    return digits.replace(",", "") if _THOUSANDS.fullmatch(digits) else digits


def _day(text: str, scalar: Scalar) -> str | None:
    day = read_day(text)
    if day is None:
        return None
    return day.isoformat() if "-" in scalar else f"{day.year}年{day.month}月{day.day}日"
