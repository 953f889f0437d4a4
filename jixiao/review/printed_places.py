"""Where a change shows on paper: looked up on the new side, on the old one for what the new one does not print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from jixiao.figures import Figure
from jixiao.render.printing import Print
from jixiao.review.fact_changes import FactChange
from jixiao.review.figure_names import places
from jixiao.review.review_types import shown


class PrintedPlaces:
    """The prints of the sides, the new one first. A place that prints a value as filed shows no change of it."""

    def __init__(self, sides: Iterable[Iterable[Print]]) -> None:
        self._sides = [_by_path(side) for side in sides]
        order = dict.fromkeys(path for side in self._sides for path in side)
        self._order = {path: number for number, path in enumerate(order)}

    def rank(self, change: FactChange) -> tuple[int, str]:
        """Return where a change comes in the package; what is not printed comes last."""
        found = [self._order[path] for path in paths_of(change) if path in self._order]
        return min(found, default=len(self._order)), change.name

    def spoken(self, change: FactChange) -> tuple[str, ...]:
        """Return the places that print a value: 附件1 第9行第4格."""
        return tuple(dict.fromkeys(one.spoken for one in self._prints(paths_of(change)) if one.override is None))

    def held(self, change: FactChange) -> tuple[str, ...]:
        """Return the places that print another value, as filed."""
        held = [one for one in self._prints(paths_of(change)) if one.override is not None]
        return tuple(dict.fromkeys(f"{one.spoken}印作 {shown(one.printed)}" for one in held))

    def places(self, changes: Iterable[FactChange]) -> tuple[str, ...]:
        """Return the rows and paragraphs that print any of the values."""
        return self.places_of([path for change in changes for path in paths_of(change)])

    def places_of(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Return the rows and paragraphs that print what stands at any of the paths."""
        return places(one for path in dict.fromkeys(paths) for one in self._prints([path]) if one.override is None)

    def _prints(self, paths: Iterable[str]) -> list[Print]:
        """Return the prints of a value on the first side that prints it, each once."""
        for side in self._sides:
            found = {id(one): one for path in paths for one in side.get(path, ())}
            if found:
                return list(found.values())
        return []


def paths_of(change: FactChange) -> list[str]:
    """Return the paths under which a value may be printed: its own, and that of what it repeats."""
    return list(dict.fromkeys(_paths(change)))


def _paths(change: FactChange) -> Iterator[str]:
    side = change.new or change.old
    if side is not None:
        yield str(getattr(side.value, "path", ""))
        if isinstance(side.value, Figure):
            yield side.value.source.path


def _by_path(prints: Iterable[Print]) -> Mapping[str, list[Print]]:
    """Return the prints by the path of what they print and of what that repeats."""
    found: dict[str, list[Print]] = {}
    for one in prints:
        source = one.value.source.path if isinstance(one.value, Figure) else one.path
        for path in dict.fromkeys((one.path, source)):
            found.setdefault(path, []).append(one)
    return found
