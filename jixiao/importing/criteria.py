"""Annex 5: the bureau's scoring sheet, with names and points told apart."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from jixiao.glossary import term
from jixiao.importing.field_values import Leaf, Tree, leaf, line
from jixiao.importing.table_reader import SeenValue
from jixiao.model.annex5 import Criterion

_POINTS = re.compile(r"[（(]?\s*([0-9]{1,3}(?:\.[0-9]{1,2})?)\s*分\s*[)）]?$")
_LONGEST = 100


def criteria(rows: Sequence[Mapping[str, SeenValue]]) -> tuple[list[Tree], dict[str, SeenValue]]:
    """Return the groups for annex5.yaml, and the values by their paths."""
    groups: list[Tree] = []
    seen: dict[str, SeenValue] = {}
    fields = Criterion.model_fields
    for row in rows:
        level1, level2 = row.get(term("level1")), row.get(term("level2"))
        if level1 is None or level2 is None or not line(level2.text):
            continue
        name, _ = _named(level1.text)
        if name or not groups:
            groups.append({term("level1"): Leaf(name or "待填", level1), term("level2"): []})
        own, points = _named(level2.text)
        items = groups[-1][term("level2")]
        values = {one: row[term(one)] for one in ("standard", "evidence") if term(one) in row}
        items.append(
            {
                term("name"): Leaf(own, level2),
                term("points"): Leaf(points or "待填", level2),
                term("standard"): leaf(fields["standard"], values.get("standard")),
                term("evidence"): leaf(fields["evidence"], values["evidence"]) if "evidence" in values else Leaf(None),
            }
        )
        path = f"{term('criteria')}[{len(groups)}].{term('level2')}[{len(items)}]"
        seen |= {f"{path}.{term(one)}": value for one, value in values.items()}
    return groups, seen


def _named(text: str) -> tuple[str, str]:
    """Return a name without its points, and the points: 自评通知（8分） → 自评通知, 8."""
    words = line(text)
    match = _POINTS.search(words) if len(words) < _LONGEST else None
    return (words[: match.start()].strip(), match[1]) if match else (words, "")
