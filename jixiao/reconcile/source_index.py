"""The source index: which scalar of which data file a printed value was typed in, if any."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

from jixiao.build.steps import Inspected
from jixiao.figures import Figure, Text
from jixiao.findings import Place
from jixiao.model.groups_of_nothing import NONE_AT_ALL
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

    def scalar_of(self, printed: Print) -> Scalar | None:
        """Return the scalar a printed value was typed in; None for what is computed or not of this year's data."""
        place = find_entry(printed)
        scalar = self.scalars.get(place) if place is not None else None
        return scalar if scalar is not None and scalar.place.file.startswith(f"{self.folder}/") else None


def index_sources(case: Inspected) -> SourceIndex:
    """Return the data files of a year that was read."""
    scalars = {place: scalar for source in case.reading.sources for place, scalar in scalars_of(source.tree).items()}
    return SourceIndex(case.workspace.shown(case.workspace.year(case.year)), scalars)


def find_entry(printed: Print) -> Place | None:
    """Return where a printed value was typed, in whatever file; None for what is computed."""
    return entered_at(printed) if printed.override is None else printed.override.as_filed.place


def is_plain(printed: Print, scalar: Scalar) -> bool:
    """Return whether a value prints as it was typed, not reworded or rounded on the way."""
    if printed.override is not None:
        return same(printed.printed, scalar)
    if isinstance(printed.value, Figure) and scalar.strip() in NONE_AT_ALL:
        return False
    if isinstance(printed.value, Figure):
        if scalar.null or not scalar.strip():
            return printed.printed == ""
        return printed.printed == format_figure(printed.value.source) or _is_filled_up(printed.printed, scalar)
    return isinstance(printed.value, Day) or same(printed.printed, "" if scalar.null else scalar)


def _is_filled_up(printed: str, scalar: Scalar) -> bool:
    """Return whether a number prints with more zeros behind it than were typed, where the form set wants them."""
    places = [len(text.partition(".")[2]) for text in (printed.strip(), scalar.strip())]
    return places[0] >= places[1] and same_number(printed, scalar)


def same(one: str, other: str) -> bool:
    """Return whether two texts say the same but for spaces at the ends of lines."""
    return tidy(one) == tidy(other)


def data_words(printed: Print, scalar: Scalar, text: str) -> tuple[str | None, str]:
    """Return how a printed text is written in the data, and what was done to it; None where it cannot be."""
    text = tidy(text)
    if printed.override is not None or isinstance(printed.value, Text):
        return text, ""
    if isinstance(printed.value, Day):
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
