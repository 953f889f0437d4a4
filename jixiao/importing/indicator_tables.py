"""Indicator tables: rows to the tree of the data, level by level, target and actual apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.glossary import term
from jixiao.importing.field_values import Leaf, Tree, leaf
from jixiao.importing.label_text import key, likeliest
from jixiao.importing.table_reader import SeenValue
from jixiao.model.evaluation import Indicator
from jixiao.model.formset import FormSet

_LEVELS = ("level1", "level2")
_FIELDS = ("level3", "target", "actual", "points", "score", "deviation")
_TOLD_APART = re.compile(
    r"(?:年度|全年|预期)?(?:目标|指标)值?[:：]?(?P<target>.+?)[;；,，/\n]*(?:实际)?(?:完成|实际)(?:情况|值)?[:：](?P<actual>.+)",
    re.DOTALL,
)
_ALIKE = 0.6
_LONGEST = 400


class Indicators(Struct):
    """The tree for a data file, the values by their paths below 绩效指标, and rows that fit nowhere."""

    tree: Tree = field(default_factory=dict)
    seen: dict[str, SeenValue] = field(default_factory=dict)
    left: list[SeenValue] = field(default_factory=list)


def indicators(rows: Sequence[Mapping[str, SeenValue]], form_set: FormSet) -> Indicators:
    """Return the indicators of one form; merged cells carry their level down, split ones repeat it."""
    found = Indicators()
    level1 = level2 = ""
    for row in rows:
        stated1, stated2 = (row[term(name)].text.strip() if term(name) in row else "" for name in _LEVELS)
        if stated1:
            name = _level1(stated1, form_set)
            level1, level2 = name, level2 if name == level1 else ""
        if stated2:
            level2 = _level2(stated2, level1, form_set)
        values = {name: row[term(name)] for name in _FIELDS if term(name) in row}
        if not any(one.text.strip() for one in values.values()):
            continue
        if not (level1 and level2):
            found.left += [one for one in values.values() if one.text.strip()]
            continue
        _add(found, level1, level2, _apart(values))
    return found


def _level1(text: str, form_set: FormSet) -> str:
    names = {key(level.name): str(level.name) for level in form_set.indicator_system}
    return names.get(likeliest(key(text), names, alike=_ALIKE) or "", key(text))


def _level2(text: str, level1: str, form_set: FormSet) -> str:
    inside = [level for level in form_set.indicator_system if level.name == level1] or form_set.indicator_system
    names = {key(name): str(name) for level in inside for name in level.level2}
    return names.get(likeliest(key(text), names, alike=_ALIKE) or "", key(text))


def _apart(values: dict[str, SeenValue]) -> dict[str, SeenValue]:
    """Return the values with target and actual told apart where they share a cell."""
    target, actual = values.get("target"), values.get("actual")
    if target is None or actual is None or target.place != actual.place:
        return values
    one, other = _halves(target.text)
    return {**values, "target": replace(target, text=one), "actual": replace(actual, text=other)}


def _halves(text: str) -> tuple[str, str]:
    match = _TOLD_APART.fullmatch(text.strip()) if len(text) < _LONGEST else None
    if match:
        return match["target"].strip(), match["actual"].strip()
    for divider in ("\n", "/", "／", "；", ";"):
        pieces = [piece.strip() for piece in text.split(divider) if piece.strip()]
        if len(pieces) == 2:
            return pieces[0], pieces[1]
    return text, ""


def _add(found: Indicators, level1: str, level2: str, values: Mapping[str, SeenValue]) -> None:
    items = found.tree.setdefault(level1, {}).setdefault(level2, [])
    fields = Indicator.model_fields
    items.append({term(name): leaf(fields[name], values.get(name)) for name in _FIELDS})
    for name, one in values.items():
        found.seen[f"{level1}.{level2}[{len(items)}].{term(name)}"] = one


def in_order(tree: Tree, form_set: FormSet) -> Tree:
    """Return the tree in the form set's order, every level 2 there; what it does not know comes last."""
    done: Tree = {}
    for level in form_set.indicator_system:
        below = tree.get(str(level.name), {})
        known = {str(name): below[name] for name in level.level2 if name in below}
        done[str(level.name)] = {**known, **{name: rows for name, rows in below.items() if name not in known}}
    return {name: below for name, below in {**done, **tree, **done}.items() if below}


def leaves_of(tree: object) -> Iterator[Leaf]:
    """Yield the leaves of a tree in the order they are written."""
    if isinstance(tree, Leaf):
        yield tree
    elif isinstance(tree, Mapping):
        for one in tree.values():
            yield from leaves_of(one)
    elif isinstance(tree, list):
        for one in tree:
            yield from leaves_of(one)
