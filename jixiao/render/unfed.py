"""Cells of a template that no data feeds and that are no fixed words of the form.

An empty cell may be meant, or a placeholder may have been lost; a number may belong to the form, or have been typed
over a placeholder. Only whoever knows the form can tell: the form set lists the cells that are meant so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from jixiao.figures import Text
from jixiao.findings import Finding, Place, Severity, quoted
from jixiao.patterns import compile_late
from jixiao.render.scan import FormCell

_DECLARED = compile_late(r"表([0-9]{1,3})第([0-9]{1,4})行第([0-9]{1,3})(?:[-—~至到]([0-9]{1,3}))?格")
# Digits alone, or with a unit: what a value looks like. 2. and （3） are numbers of lines.
_VALUE = compile_late(
    r"[-+]?[0-9][0-9,]*(\.[0-9]+)?(%|亿元|万元|元|分|人|个|家|次|㎡)?|[0-9]{4}年([0-9]{1,2}月([0-9]{1,2}日)?)?"
)

Cell = tuple[int, int, int]


def find_unfed_cells(cells: tuple[FormCell, ...], shown: str, declared: tuple[Text, ...]) -> tuple[Finding, ...]:
    """Return findings for cells that nothing feeds, and for entries of the form set that name no such cell."""
    found = list_unfed_cells(cells)
    meant = {entry: set(_cells(entry)) for entry in declared}
    excused = set().union(*meant.values())
    findings = [_unfed(place, text, shown) for place, text in found.items() if place not in excused]
    return (*findings, *_needless(meant, found))


def list_unfed_cells(cells: tuple[FormCell, ...]) -> dict[Cell, str]:
    """Return the cells that nothing feeds, by table, row and number from 1, with what stands in them."""
    return {place: text for place, text in cells if _is_unfed(text)}


def _is_unfed(text: str) -> bool:
    squeezed = re.sub(r"\s", "", text)
    return not squeezed or _VALUE.fullmatch(squeezed) is not None


def _cells(entry: str) -> Iterator[Cell]:
    match = _DECLARED.fullmatch(re.sub(r"\s", "", unicodedata.normalize("NFKC", entry)))
    if match:
        table, row, first, last = (int(number or match[3]) for number in match.groups())
        yield from ((table, row, cell) for cell in range(first, last + 1))


def _unfed(place: Cell, text: str, shown: str) -> Finding:
    where = f"表{place[0]} 第{place[1]}行第{place[2]}格"
    words = f"是写死的{quoted(text)}，不取自数据" if text.strip() else "既没有标记，也没有字，印出来是空的"
    return Finding(
        "T011",
        place=Place(shown),
        found=f"{where}{words}",
        expected="数据填入的格里有标记，如 {{ 附件1.三公经费.决算 }}",
        remedy=f"补上标记；表样本来如此的，在 forms.yaml 这个部件下（用说明写成的，在 description.yaml 这张表下）"
        f"写“不填的格: [{where}]”。",
        severity=Severity.WARNING,
        subject=shown,
        seen=(text.strip(),),
    )


def _needless(meant: dict[Text, set[Cell]], found: Iterable[Cell]) -> Iterator[Finding]:
    known = set(found)
    for entry, cells in meant.items():
        if not cells or cells - known:
            yield Finding(
                "T012",
                place=entry.place,
                found=f"“不填的格”里的{quoted(entry)}" + ("有标记或文字，或不存在" if cells else "认不出是哪一格"),
                expected="模板里空着的或印着数的格，如 表1 第5行第6格、表1 第5行第6-8格",
                remedy="照模板改写，或删去这一项；行号包括 {%tr … %} 的行。",
                severity=Severity.WARNING,
                subject="不填的格",
                seen=(str(entry),),
            )
