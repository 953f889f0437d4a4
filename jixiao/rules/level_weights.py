"""What the points of a list's level-1 and level-2 indicators, and of all, add up to, beside what they must."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from jixiao.figures import POINTS, Figure, total
from jixiao.forms.described_set import FormList
from jixiao.model.described_record import Value
from jixiao.model.form_roles import Role
from jixiao.patterns import compile_late

ALL = ("全部", "合计", "总分")
_SQUEEZED = compile_late(r"[\s\u3000]|[（(][^（）()]*[)）]")


class LevelSum(Struct, frozen=True):
    """A level-1 or level-2 indicator, or all: what its points must add up to, and what they do."""

    name: str
    weight: Figure
    points: Figure


def list_level_sums(listed: FormList, rows: Iterable[Mapping[str, Value]]) -> Iterator[LevelSum]:
    """Yield a sum for each weight that the description lays down; nothing for a list without points."""
    points = listed.by_role(Role.INDICATOR_POINTS)
    if points is None:
        return
    named = [(names, row[points.name]) for names, row in with_levels(listed, rows)]
    for weight in listed.description.weights:
        name = str(weight.name)
        fitting = [value for names, value in named if name in ALL or squeeze_label(name) in names]
        figures = [value for value in fitting if isinstance(value, Figure)]
        yield LevelSum(name, weight.points, total(figures, POINTS))


def with_levels(
    listed: FormList, rows: Iterable[Mapping[str, Value]]
) -> Iterator[tuple[frozenset[str], Mapping[str, Value]]]:
    """Yield each row with the names of its levels; one left blank is that of the row above."""
    columns = [listed.by_role(role) for role in (Role.LEVEL1, Role.LEVEL2)]
    above = ["", ""]
    for row in rows:
        words = ["" if column is None else squeeze_label(str(row[column.name])) for column in columns]
        above = [word or before for word, before in zip(words, above, strict=True)]
        yield frozenset(filter(None, above)), row


def squeeze_label(words: str) -> str:
    """Return a name without white space and what stands in brackets behind it: 产出指标（50分） is 产出指标."""
    return _SQUEEZED.sub("", words)
