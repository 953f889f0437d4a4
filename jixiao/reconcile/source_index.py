"""The source index: which scalar of which data file a printed value was typed in, if any."""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import cached_property
from itertools import count, takewhile

from msgspec import Struct

from jixiao.build.described_case import PackageCase
from jixiao.figures import RATE, Figure, Text
from jixiao.findings import Place
from jixiao.lineage import derivation_words
from jixiao.model.groups_of_nothing import NONE_AT_ALL
from jixiao.model.scalars import OPEN, UNFILLED, Day
from jixiao.patterns import compile_late
from jixiao.publish.source_map import entered_at
from jixiao.reconcile.entry_schemas import EntrySchemas
from jixiao.reconcile.reworded_values import is_reworded, take_tick, type_again
from jixiao.render.printing import Print, format_figure, same_number
from jixiao.source.list_scalars import list_scalars
from jixiao.source.nodes import Entries, Scalar
from jixiao.source.scalar_text import list_mappings, tidy
from jixiao.source.spelled_groups import filler_of
from jixiao.targets.dates import read_day

_FULL_WIDTH = str.maketrans("０１２３４５６７８９．。－−＋，", "0123456789..--+,")
_CELL = compile_late(r"(?P<above>.+)\[(?P<row>[0-9]+)\]\.(?P<column>[^\[\]]+)")
_PLAIN = compile_late(r"[+-]?(0|[1-9][0-9]*)(\.[0-9]+)?")
_THOUSANDS = compile_late(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]+)?")


class SourceIndex(Struct, frozen=True, dict=True):
    """A year's data files: scalars by place and mappings by path, those of other years and of form sets included."""

    folder: str
    scalars: Mapping[Place, Scalar]
    mappings: Mapping[str, Entries]
    schemas: EntrySchemas

    def scalar_of(self, printed: Print) -> Scalar | None:
        """Return the scalar a printed value was typed in; None for what is computed or not of this year's data."""
        place = find_entry(printed)
        scalar = self.scalars.get(place) if place is not None else None
        return scalar if scalar is not None and scalar.place.file.startswith(f"{self.folder}/") else None

    def entry_of(self, printed: Print) -> Scalar | None:
        """Return the scalar as ``scalar_of``; where it stands for a whole group, what it says of the one value."""
        scalar = self.scalar_of(printed)
        if scalar is None or not stands_for_group(printed, scalar):
            return scalar
        return Scalar(filler_of(scalar), scalar.place, printed.path)

    def list_siblings(self, printed: Print) -> tuple[str, ...]:
        """Return the keys of the group that a word stands for where this value was typed; none for any other value."""
        scalar = self.scalar_of(printed)
        return self.schemas.keys_at(scalar.path) if scalar is not None and stands_for_group(printed, scalar) else ()

    def typed_as(self, printed: Print, text: str) -> str:
        """Return what is typed for a text that came back where nothing was known yet: of ticks the word ticked."""
        word = take_tick(text)
        ticks = printed.unknown and word != text and "enum" in self.schemas.node_at(printed.path).get("items", {})
        return word if ticks else text

    def mapping_for(self, printed: Print) -> Entries | None:
        """Return the mapping that a value left blank would be a key of; None where it has none, or is there.

        One that was left out and does not follow from the rest yet is blank too.
        """
        place, mapping = find_entry(printed), self.mappings.get(printed.path.rpartition(".")[0])
        if mapping is None or printed.override is not None or not isinstance(printed.value, Figure | Text):
            return None
        in_its_file = place is not None and place.file == mapping.place.file
        if not (in_its_file and not printed.printed) and not _left_open(printed.value):
            return None
        return mapping if printed.path.rpartition(".")[2] not in mapping else None

    def list_merged_below(self, scalar: Scalar, printed: Container[Place]) -> tuple[Place, ...]:
        """Return the scalars in the rows below that say the same and are not ``printed``: one cell is for all."""
        cell = _CELL.fullmatch(scalar.path)
        if cell is None:
            return ()
        file, above, column = scalar.place.file, cell["above"], cell["column"]
        rows = (self._by_path.get((file, f"{above}[{row}].{column}")) for row in count(int(cell["row"]) + 1))
        alike = takewhile(lambda one: one is not None and one.place not in printed and same(one, scalar), rows)
        return tuple(one.place for one in alike if one is not None)

    @cached_property
    def _by_path(self) -> Mapping[tuple[str, str], Scalar]:
        """The scalars by file and path: a row's neighbours are looked up for every cell that was changed."""
        return {(one.place.file, one.path): one for one in self.scalars.values()}


def stands_for_group(printed: Print, scalar: Scalar) -> bool:
    """Return whether a word (无, 待填) was typed in place of the group of amounts that a value is of."""
    return printed.override is None and printed.path.rpartition(".")[0] == scalar.path


def _left_open(value: Figure | Text) -> bool:
    """Return whether a value was left out and nobody knows yet what it follows to."""
    return value.unknown and bool(derivation_words(value))


def index_sources(case: PackageCase) -> SourceIndex:
    """Return the data files of a year that was read."""
    scalars = {scalar.place: scalar for source in case.sources for scalar in list_scalars(source.tree)}
    mappings = {one.path: one for source in case.sources for one in list_mappings(source.tree)}
    return SourceIndex(case.workspace.shown(case.workspace.year(case.year)), scalars, mappings, EntrySchemas(case))


def find_entry(printed: Print) -> Place | None:
    """Return where a printed value was typed, in whatever file; None for what is computed."""
    return entered_at(printed) if printed.override is None else printed.override.as_filed.place


def is_plain(printed: Print, scalar: Scalar) -> bool:
    """Return whether a value prints as it was typed, not reworded or rounded on the way."""
    if printed.override is not None:
        return same(printed.printed, scalar)
    if is_open(scalar):
        return True
    if isinstance(printed.value, Figure) and scalar.strip() in NONE_AT_ALL:
        return False
    if isinstance(printed.value, Figure):
        if scalar.null or not scalar.strip():
            return printed.printed == ""
        return printed.printed == format_figure(printed.value.source) or _is_filled_up(printed.printed, scalar)
    if isinstance(printed.value, Day) or _prints_as_typed(printed, scalar):
        return True
    return is_reworded(printed.printed, scalar)


def is_open(scalar: Scalar) -> bool:
    """Return whether a whole value is still to be filled in."""
    return scalar.strip() in (UNFILLED, OPEN)


def _prints_as_typed(printed: Print, scalar: Scalar) -> bool:
    return same(printed.printed, "" if scalar.null else scalar)


def _is_filled_up(printed: str, scalar: Scalar) -> bool:
    """Return whether a number prints with more zeros behind it than were typed, where the form set wants them."""
    places = [len(text.partition(".")[2]) for text in (printed.strip(), scalar.strip())]
    return places[0] >= places[1] and same_number(printed, scalar)


def same(one: str, other: str) -> bool:
    """Return whether two texts say the same but for spaces at the ends of lines."""
    return tidy(one) == tidy(other)


def data_words(printed: Print, scalar: Scalar | None, text: str) -> tuple[str | None, str]:
    """Return how a printed text is written in the data, and what was done to it; None where it cannot be.

    ``scalar`` is what stands there by now, None if nothing does.
    """
    text = tidy(text)
    if printed.override is not None:
        return text, ""
    if isinstance(printed.value, Text):
        return _words(printed, scalar, text), ""
    if isinstance(printed.value, Day):
        return _day(text, "-" if scalar is None or is_open(scalar) else scalar), ""
    digits = half_width(text)
    if isinstance(printed.value, Figure) and printed.value.unit == RATE:
        digits = digits.removesuffix("%").removesuffix("％")
    if digits and not _PLAIN.fullmatch(digits):
        return None, ""
    return digits, "" if digits == text.removesuffix("%") else f"“{text}”按半角数字写作 {digits}"


def half_width(text: str) -> str:
    """Return a number in half-width digits, without spaces and separators of thousands."""
    digits = text.translate(_FULL_WIDTH).replace(" ", "")
    return digits.replace(",", "") if _THOUSANDS.fullmatch(digits) else digits


def _words(printed: Print, scalar: Scalar | None, text: str) -> str | None:
    if scalar is None or is_open(scalar) or _prints_as_typed(printed, scalar):
        return text
    return type_again(printed.printed, scalar, text) if is_reworded(printed.printed, scalar) else None


def _day(text: str, scalar: str) -> str | None:
    day = read_day(text)
    if day is None:
        return None
    return day.isoformat() if "-" in scalar else f"{day.year}年{day.month}月{day.day}日"
