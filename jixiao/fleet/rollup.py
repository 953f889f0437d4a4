"""The roll-up of a bureau's units: totals, spread, what lies far out, what moved most, findings by code.

All arithmetic is done here; the outputs only lay it out. Totals are sums of the units' exact amounts. The rows are read
again for each question, and nothing is held that grows with them but the values of one aspect and the units' names.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import asdict

from jixiao.fleet.rollup_figures import LINES, MEASURES, format_value
from jixiao.fleet.statistics import FEWEST, REACH, Bin, Fences, average, bins, change, fences, plus, quotient, sum_known
from jixiao.fleet.unit_records import Status, UnitRow, as_plain
from jixiao.fleet.unit_store import Many
from jixiao.glossary import term
from jixiao.plain import json_pieces

SCORE_EDGES = (60, 70, 80, 85, 90, 95, 100)
RATE_EDGES = (50, 60, 70, 80, 90, 95, 100)
_MOST_MOVERS = 30
OUTLIER_RULE = (
    f"离群：低于 Q1−{REACH}×(Q3−Q1) 或高于 Q3+{REACH}×(Q3−Q1)，Q1、Q3 是四分位数，同 Excel 的 QUARTILE.INC；"
    f"不足 {FEWEST} 个单位、或中间一半单位数值全同的不判断。离群不等于有错，是先看哪里。"
)
MOVER_RULE = "变动合计：三公经费、公用经费、项目支出三项决算与上年之差的绝对值相加；占上年：它与上年三项之和的比。"
CODE_COUNTS = ("有错误、警告的单位", "错误、警告条数", "提示条数", "已豁免条数")


class Aspect(Struct, frozen=True):
    """What units are compared by: a figure, its share of ``divisor``, or its ``growth`` over it.

    ``percent`` says that values are rates.
    """

    title: str
    figure: str
    divisor: str = ""
    growth: bool = False
    percent: bool = True


ASPECTS = (
    Aspect("执行率", "execution_rate"),
    Aspect("自评得分", "score", percent=False),
    Aspect("三公经费决算占全年执行数", "three_public_final", "outturn"),
    Aspect("人均公用经费决算（万元）", "public_funds_final", "on_duty", percent=False),
    *(Aspect(f"{term(line)}决算较上年", f"{line}_final", f"{line}_prior_final", growth=True) for line in LINES),
)


class Outlier(Struct, frozen=True):
    """A unit that lies far from the others in one aspect, with the bounds it is outside of."""

    unit: str
    name: str
    aspect: Aspect
    value: Decimal
    fences: Fences


class Mover(Struct, frozen=True):
    """How a unit's final accounts moved since last year: by line, and all three lines without sign, in 万元.

    ``ratio`` is that sum as a share of last year's three lines; None where they were 0.
    """

    unit: str
    name: str
    changes: tuple[Decimal, ...]
    amount: Decimal
    ratio: Decimal | None


class CodeCount(Struct, frozen=True):
    """A code of findings: how many errors and warnings stand in how many units; how many hints, how many are waived."""

    code: str
    title: str
    units: int
    standing: int
    hints: int
    waived: int


class Rollup(Struct, frozen=True):
    """All of it; ``scope`` are the words for which units these are, ``notes`` what must be known of them.

    ``totals`` are by measure: sums, and the execution rate of all together; ``known`` is how many units they are of.
    ``score`` is the average. ``counts`` are findings by severity, and those waived.
    """

    year: int
    scope: str
    rows: Many[UnitRow]
    totals: dict[str, Decimal | None]
    score: Decimal | None
    counts: Mapping[str, int]
    known: int
    statuses: dict[Status, int]
    grades: tuple[Bin, ...]
    scores: tuple[Bin, ...]
    rates: tuple[Bin, ...]
    outliers: tuple[Outlier, ...]
    movers: tuple[Mover, ...]
    codes: tuple[CodeCount, ...]
    notes: tuple[str, ...]

    @property
    def title(self) -> str:
        """What it is called."""
        return f"{self.year} 年度部门整体支出绩效自评汇总（{self.scope}，{len(self.rows)} 个单位）"

    @property
    def unclean(self) -> int:
        """How many units have something in their way."""
        return sum(number for status, number in self.statuses.items() if not status.clean)


def roll_up(year: int, scope: str, rows: Many[UnitRow], notes: Iterable[str] = ()) -> Rollup:
    """Return the roll-up of the rows, in their order."""
    statuses = Counter(row.status for row in rows)
    movers = filter(None, map(mover_of, _read(rows)))
    return Rollup(
        year,
        scope=scope,
        rows=rows,
        totals=totals_of(_read(rows)),
        score=average(_known(rows, "score")),
        counts=_counts(rows),
        known=sum(1 for _ in _read(rows)),
        statuses={status: statuses[status] for status in Status if statuses[status]},
        grades=_grades(_read(rows)),
        scores=bins(_known(rows, "score"), SCORE_EDGES),
        rates=bins((rate * 100 for rate in _known(rows, "execution_rate")), RATE_EDGES, beyond=True),
        outliers=tuple(_outliers(rows)),
        movers=tuple(heapq.nsmallest(_MOST_MOVERS, movers, key=lambda mover: (-mover.amount, mover.unit))),
        codes=tuple(_codes(rows)),
        notes=(*notes, *_notes(rows)),
    )


def _read(rows: Iterable[UnitRow]) -> Iterator[UnitRow]:
    """Yield the units whose data could be read."""
    return (row for row in rows if row.figures)


def _known(rows: Iterable[UnitRow], measure: str) -> Iterator[Decimal]:
    """Yield the figures of the units that have one."""
    return (amount for row in _read(rows) if (amount := row.figures[measure]) is not None)


def totals_of(rows: Iterable[UnitRow]) -> dict[str, Decimal | None]:
    """Return the sum of each measure that adds up, and the execution rate of all; None for the others."""
    sums = {measure.key: Decimal(0) for measure in MEASURES if measure.added}
    for row in rows:
        for key, total in sums.items():
            sums[key] = plus(total, row.figures[key])
    rate = quotient(sums["outturn"], sums["full_year_budget"])
    return {measure.key: sums.get(measure.key) for measure in MEASURES} | {"execution_rate": rate}


def _counts(rows: Iterable[UnitRow]) -> dict[str, int]:
    counts = Counter({"error": 0, "warning": 0, "hint": 0, "waived": 0})
    for row in rows:
        counts.update(row.counts)
        counts["waived"] += row.waivers
    return dict(counts)


def _grades(rows: Iterable[UnitRow]) -> tuple[Bin, ...]:
    graded, best = Counter[str](), dict[str, Decimal]()
    for row in rows:
        grade, score = row.grade or "（无）", row.figures["score"]
        value = score or Decimal(0)
        graded[grade] += score is not None
        best[grade] = max(best.get(grade, value), value)
    found = [grade for grade in graded if graded[grade]]
    return tuple(Bin(grade, graded[grade]) for grade in sorted(found, key=lambda grade: (-best[grade], grade)))


def value_of(row: UnitRow, aspect: Aspect) -> Decimal | None:
    """Return a unit's value in an aspect; None where it has none."""
    value = row.figures[aspect.figure]
    if not aspect.divisor:
        return value
    divisor = row.figures[aspect.divisor]
    return quotient(change(divisor, value) if aspect.growth else value, divisor)


def _values(rows: Iterable[UnitRow], aspect: Aspect) -> Iterator[Decimal]:
    return (value for row in _read(rows) if (value := value_of(row, aspect)) is not None)


def _outliers(rows: Iterable[UnitRow]) -> list[Outlier]:
    bounds = {aspect: fences(_values(rows, aspect)) for aspect in ASPECTS}
    found = [
        Outlier(row.unit, name=row.name, aspect=aspect, value=value, fences=within)
        for row in _read(rows)
        for aspect, within in bounds.items()
        if within and (value := value_of(row, aspect)) is not None and within.outside(value)
    ]
    return sorted(found, key=_distance)


def _distance(outlier: Outlier) -> tuple[int, Decimal, str]:
    return ASPECTS.index(outlier.aspect), -abs(outlier.value - outlier.fences.median), outlier.unit


def outlier_values(outlier: Outlier) -> list[str]:
    """Return what is compared, the unit's value, the median and the bounds, as tables show them."""
    values = (outlier.value, outlier.fences.median, outlier.fences.lower, outlier.fences.upper)
    return [outlier.aspect.title, *(format_value(value, percent=outlier.aspect.percent) for value in values)]


def mover_of(row: UnitRow) -> Mover | None:
    """Return how a unit moved since last year; None where last year is not known or nothing moved."""
    old = [row.figures[f"{line}_prior_final"] for line in LINES]
    by = [change(before, row.figures[f"{line}_final"]) for line, before in zip(LINES, old, strict=True)]
    changes = tuple(amount for amount in by if amount is not None)
    amount = sum_known(map(abs, changes))
    if len(changes) < len(LINES) or not amount:
        return None
    return Mover(row.unit, name=row.name, changes=changes, amount=amount, ratio=quotient(amount, sum_known(old)))


def _codes(rows: Iterable[UnitRow]) -> Iterator[CodeCount]:
    from jixiao.rules.catalogue import all_rules

    titles = {rule.code: rule.title for rule in all_rules()}
    units, standing, hints, waived = (Counter[str]() for _ in range(4))
    for row in rows:
        units.update(row.codes.keys())
        standing.update(row.codes)
        hints.update(row.hints)
        waived.update(row.waived)
    found = standing.keys() | hints.keys() | waived.keys()
    for code in sorted(found, key=lambda code: (-units[code], -standing[code], -waived[code], code)):
        yield CodeCount(code, titles.get(code, ""), *(counts[code] for counts in (units, standing, hints, waived)))


def _notes(rows: Iterable[UnitRow]) -> Iterator[str]:
    unread = sum(not row.figures for row in rows)
    if unread:
        yield f"有 {unread} 个单位的数据读不出来，没有计入合计、分布和比较。"
    flawed = sum(row.status is Status.FLAWED for row in _read(rows))
    if flawed:
        yield f"合计、分布和比较里有 {flawed} 个有错误的单位，改好以后会变。"
    lacking = sum(all(row.figures[f"{line}_final"] is None for line in LINES) for row in _read(rows))
    if lacking:
        lines = "、".join(map(term, LINES))
        yield f"有 {lacking} 个单位的表里没有{lines}的决算数，这几项的合计不含它们。"
    names = Counter(row.name for row in rows if row.name)
    twice = sorted(name for name, number in names.items() if number > 1)
    if twice:
        yield f"下列单位名称在不止一个文件夹里出现，合计可能重复：{'、'.join(twice[:10])}。"


def rollup_json(rollup: Rollup) -> Iterator[str]:
    """Yield the roll-up as JSON in pieces, amounts as texts, exact; ends with a line end."""
    value = {
        "year": rollup.year,
        "scope": rollup.scope,
        "notes": rollup.notes,
        "measures": {measure.key: {"title": measure.title, "unit": measure.unit} for measure in MEASURES},
        "statuses": rollup.statuses,
        "totals": {"units": rollup.known, **rollup.totals},
        "grades": rollup.grades,
        "scores": rollup.scores,
        "execution_rates": rollup.rates,
        "outliers": tuple(
            {"unit": one.unit, "name": one.name, "aspect": one.aspect.title, "value": one.value, **asdict(one.fences)}
            for one in rollup.outliers
        ),
        "movers": tuple(
            {"unit": mover.unit, "name": mover.name, "amount": mover.amount, "ratio": mover.ratio}
            | dict(zip(LINES, mover.changes, strict=True))
            for mover in rollup.movers
        ),
        "codes": rollup.codes,
    }
    return json_pieces(as_plain(value), "units", map(as_plain, rollup.rows))
