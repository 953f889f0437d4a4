"""Where a change shows on paper: looked up on the new side, on the old one for what the new one does not print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from jixiao.figures import Figure
from jixiao.patterns import compile_late
from jixiao.render.printing import Print, within
from jixiao.review.change import format_value
from jixiao.review.fact_changes import FactChange

_PARAGRAPH = compile_late(r"(.*)第([0-9]+)段")


class PrintedPlaces:
    """The prints of the sides, the new one first. A place that prints a value as filed shows no change of it."""

    def __init__(self, sides: Iterable[Iterable[Print]]) -> None:
        self._sides = [_by_path(side) for side in sides]
        order = dict.fromkeys(path for side in self._sides for path in side)
        self._order = {path: ordinal for ordinal, path in enumerate(order)}

    def rank(self, change: FactChange) -> tuple[int, str]:
        """Return where a change comes in the package; what is not printed comes last."""
        found = [self._order[path] for path in paths_of(change) if path in self._order]
        return min(found, default=len(self._order)), change.name

    def cells(self, change: FactChange) -> tuple[str, ...]:
        """Return the places that print a value: 附件1 第9行第4格."""
        return tuple(dict.fromkeys(one.spoken for one in self._prints(paths_of(change)) if one.override is None))

    def held(self, change: FactChange) -> tuple[str, ...]:
        """Return the places that print another value, as filed."""
        held = [printed for printed in self._prints(paths_of(change)) if printed.override is not None]
        return tuple(dict.fromkeys(f"{printed.spoken}印作 {format_value(printed.printed)}" for printed in held))

    def rows(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Return the rows and paragraphs that print what stands at any of the paths."""
        prints = (printed for path in dict.fromkeys(paths) for printed in self._prints([path]))
        return join_places(printed for printed in prints if printed.override is None)

    def _prints(self, paths: Iterable[str]) -> list[Print]:
        """Return the prints of a value on the first side that prints it, each once."""
        found = ({id(printed): printed for path in paths for printed in side.get(path, ())} for side in self._sides)
        return list(next(filter(None, found), {}).values())


def paths_of(change: FactChange) -> list[str]:
    """Return the paths under which a value may be printed: its own, and that of what it repeats."""
    value = change.facts[-1].value
    own = str(getattr(value, "path", ""))
    return list(dict.fromkeys((own, value.source.path if isinstance(value, Figure) else own)))


def _by_path(prints: Iterable[Print]) -> Mapping[str, list[Print]]:
    """Return the prints by the path of what they print and of what that repeats."""
    found: dict[str, list[Print]] = {}
    for printed in prints:
        source = printed.value.source.path if isinstance(printed.value, Figure) else printed.path
        for path in dict.fromkeys((printed.path, source)):
            found.setdefault(path, []).append(printed)
    return found


def join_places(prints: Iterable[Print]) -> tuple[str, ...]:
    """Return where values are printed, row by row and paragraph by paragraph: 附件1 第4、9行; 报告 二（一）第3段."""
    places: dict[str, set[int]] = {}
    for printed in prints:
        found = _PARAGRAPH.fullmatch(printed.paragraph)
        if printed.row:
            places.setdefault(f"{printed.where} 第%行", set()).add(printed.row)
        elif found:
            places.setdefault(within(printed.where, f"{found[1]}第%段"), set()).add(int(found[2]))
        else:
            places.setdefault(within(printed.where, printed.paragraph) if printed.paragraph else printed.where, set())
    return tuple(
        place.replace("%", "、".join(map(str, sorted(numbers)))) if numbers else place
        for place, numbers in places.items()
    )
