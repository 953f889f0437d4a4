"""Tables whose rows repeat as trees of the data: indicators level by level, and the bureau's scoring sheet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from jixiao.glossary import term
from jixiao.importing.field_values import FieldValue, Tree, convert_field, join_lines
from jixiao.importing.label_text import find_label, label_key
from jixiao.importing.table_reader import FiledValue, Row
from jixiao.model.annex5 import Criterion
from jixiao.model.evaluation import Indicator
from jixiao.model.formset import FormSet
from jixiao.model.scalars import OPEN
from jixiao.patterns import compile_late

_TARGET_AND_ACTUAL = compile_late(
    r"(?:年度|全年|预期)?(?:目标|指标)值?[:：]?(?P<target>.+?)[;；,，/\n]*(?:实际)?(?:完成|实际)(?:情况|值)?[:：](?P<actual>.+)",
    re.DOTALL,
)
_DIVIDERS = ("\n", "/", "／", "；", ";")
_POINTS = compile_late(r"[（(]?\s*([0-9]{1,3}(?:\.[0-9]{1,2})?)\s*分\s*[)）]?$")
_ALIKE = 0.6
_LONGEST, _LONGEST_NAME = 400, 100


class FiledRows(Struct):
    """The rows of a table as a tree for a data file, their values by the paths below it, and what fits nowhere."""

    tree: Any = field(default_factory=dict)
    values: Row = field(default_factory=dict)
    unread: list[FiledValue] = field(default_factory=list)


def read_indicators(rows: Iterable[Row], form_set: FormSet) -> FiledRows:
    """Return the indicators of one form, in the form set's order; what that does not know comes last.

    Merged cells carry their level down, split ones repeat it.
    """
    system = {str(level.name): [str(name) for name in level.level2] for level in form_set.indicator_system}
    everywhere = [name for names in system.values() for name in names]
    found = FiledRows()
    level1 = level2 = ""
    for row in rows:
        stated1, stated2 = (row[term(name)].text.strip() if term(name) in row else "" for name in ("level1", "level2"))
        if stated1:
            name = _official(stated1, system)
            level1, level2 = name, level2 if name == level1 else ""
        if stated2:
            level2 = _official(stated2, system.get(level1, everywhere))
        values = {name: row[term(name)] for name in Indicator.model_fields if term(name) in row}
        written = [value for value in values.values() if value.text.strip()]
        if not (level1 and level2):
            found.unread += written
        elif written:
            _add(found, level1, level2, _split_target_and_actual(values))
    found.tree = _in_order(found.tree, system)
    return found


def _add(found: FiledRows, level1: str, level2: str, values: Row) -> None:
    items = found.tree.setdefault(level1, {}).setdefault(level2, [])
    fields = Indicator.model_fields.items()
    items.append({term(name): convert_field(about, values.get(name)) for name, about in fields})
    found.values |= {f"{level1}.{level2}[{len(items)}].{term(name)}": value for name, value in values.items()}


def _in_order(tree: Tree, system: Mapping[str, list[str]]) -> Tree:
    first = {level1: _first(tree.get(level1, {}), level2) for level1, level2 in system.items()}
    return {level1: below for level1, below in {**first, **tree, **first}.items() if below}


def _first(tree: Tree, names: Iterable[str]) -> Tree:
    return {name: tree[name] for name in names if name in tree} | tree


def _official(text: str, names: Iterable[str]) -> str:
    """Return which of the form set's names a filed one is; the filed one itself where it is none."""
    known = {label_key(name): name for name in names}
    return known.get(find_label(label_key(text), known, alike=_ALIKE) or "", label_key(text))


def _split_target_and_actual(values: Row) -> Row:
    """Return the values with target and actual told apart where they share a cell."""
    target, actual = values.get("target"), values.get("actual")
    if target is None or actual is None or target.place != actual.place:
        return values
    first, second = _halves(target.text)
    return {**values, "target": replace(target, text=first), "actual": replace(actual, text=second)}


def _halves(text: str) -> tuple[str, str]:
    match = _TARGET_AND_ACTUAL.fullmatch(text.strip()) if len(text) < _LONGEST else None
    if match:
        return match["target"].strip(), match["actual"].strip()
    for divider in _DIVIDERS:
        halves = [half.strip() for half in text.split(divider) if half.strip()]
        if len(halves) == 2:
            return halves[0], halves[1]
    return text, ""


def read_criteria(rows: Iterable[Row]) -> FiledRows:
    """Return the groups of the bureau's scoring sheet, names and points apart; paths begin with 评分项."""
    groups: list[Tree] = []
    found = FiledRows(groups)
    fields = Criterion.model_fields
    for row in rows:
        level1, level2 = row.get(term("level1")), row.get(term("level2"))
        if level1 is None or level2 is None or not join_lines(level2.text):
            continue
        group, _ = _name_and_points(level1.text)
        if group or not groups:
            groups.append({term("level1"): FieldValue(group or OPEN, level1), term("level2"): []})
        name, points = _name_and_points(level2.text)
        item = {term("name"): FieldValue(name, level2), term("points"): FieldValue(points or OPEN, level2)}
        item[term("standard")] = convert_field(fields["standard"], row.get(term("standard")))
        evidence = row.get(term("evidence"))
        item[term("evidence")] = convert_field(fields["evidence"], evidence) if evidence else FieldValue(None)
        items = groups[-1][term("level2")]
        items.append(item)
        path = f"{term('criteria')}[{len(groups)}].{term('level2')}[{len(items)}]"
        printed = (term(name) for name in ("standard", "evidence"))
        found.values |= {f"{path}.{name}": row[name] for name in printed if name in row}
    return found


def _name_and_points(text: str) -> tuple[str, str]:
    """Return a name without its points, and the points: 自评通知（8分） → 自评通知, 8."""
    words = join_lines(text)
    match = _POINTS.search(words) if len(words) < _LONGEST_NAME else None
    return (words[: match.start()].strip(), match[1]) if match else (words, "")
