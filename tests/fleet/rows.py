"""Rows as units leave them, made up."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from jixiao.fleet.rollup_figures import MEASURES
from jixiao.fleet.unit_changes import UnitChanges
from jixiao.fleet.unit_records import Status, UnitRow
from jixiao.fleet.unit_store import STORE, Made, Many, UnitRecord, UnitStore

_AMOUNTS = {one.key: Decimal(number) + Decimal("0.25") for number, one in enumerate(MEASURES, start=10)}


def row(number: int, name: str = "", *, status: Status = Status.PASSED, **figures: Decimal | None) -> UnitRow:
    """Return a unit's row; its figures are made up but for those given."""
    made = _AMOUNTS | {"execution_rate": Decimal("0.95"), "score": Decimal("96.5")} | figures
    counts = {"error": 0, "warning": 1, "hint": 2}
    unit = f"unit-{number:05d}"
    return UnitRow(unit, name or f"第{number}单位", status, "优", made, counts, {"C601": 1}, {"P502": 2}, {"T203": 3})


def unread(number: int) -> UnitRow:
    """Return the row of a unit whose data could not be read."""
    counts = {"error": 1, "warning": 0, "hint": 0}
    return UnitRow(f"unit-{number:05d}", "", Status.FLAWED, counts=counts, codes={"L001": 1}, first="L001 坏了")


def keep_rows(folder: Path, rows: Iterable[UnitRow | UnitChanges]) -> Many[Any]:
    """Return the rows as they come back from a store below ``folder``."""
    rows = list(rows)
    store = UnitStore(folder / STORE)
    store.prepare()
    store.keep(*((UnitRecord(one), Made("", "", {})) for one in rows))
    return store.read_rows(type(rows[0]) if rows else UnitRow, [one.unit for one in rows])


def drawn_rows(most: int = 12) -> st.SearchStrategy[list[UnitRow]]:
    """Return rows as units might leave them: in order, read or not, some figures not known, some names shared."""
    return st.lists(_rows, max_size=most).map(
        lambda rows: [replace(one, unit=f"unit-{number:05d}") for number, one in enumerate(rows)]
    )


_known = st.decimals(0, 10**6, places=2)
_counts = st.dictionaries(st.sampled_from(["C601", "L001", "P502", "Z999"]), st.integers(1, 9), max_size=3)
_rows = st.builds(
    UnitRow,
    st.just(""),
    st.sampled_from(["", "档案馆", "<甲>", "乙\n丙\x07"])
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    st.sampled_from(Status),
    st.sampled_from(["", "优", "良"]),
    st.just({}) | st.fixed_dictionaries({one.key: st.none() | _known for one in MEASURES}),
    st.fixed_dictionaries({name: st.integers(0, 9) for name in ("error", "warning", "hint")}),
    _counts,
    _counts,
    _counts,
    st.sampled_from(["", "T203 不平", "L001 \u2028<b>"]),
)


EVIL = '=HYPERLINK("http://example.com","点")<script>alert(1)</script>'
HOSTILE_ROWS: tuple[UnitRow, ...] = (
    *(
        row(number, outturn=Decimal(number) / 8, execution_rate=Decimal(80 + number) / 100, score=Decimal(88 + number))
        for number in range(1, 11)
    ),
    row(11, EVIL, status=Status.FLAWED, score=Decimal(20)),
    unread(12),
)
_FINDING = [
    {
        "code": "T203", "severity": "错误", "file": "data/2023/annex1.yaml", "line": 3,
        "found": "+1-1", "expected": "-2", "remedy": "=1+1", "waived": "",
    }
]  # fmt: skip
FINDINGS = [(row(11, "@SUM(A1)"), _FINDING)]
