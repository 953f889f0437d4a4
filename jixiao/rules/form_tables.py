"""The self-evaluation forms as printed: funds, execution rate, rows of indicators, closing row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice
from typing import Protocol

from msgspec import Struct

from jixiao.derive.dossier import Annex2Form, IndicatorRow, ProjectForm
from jixiao.figures import Figure, Text
from jixiao.findings import Place
from jixiao.model.scalars import OPEN
from jixiao.patterns import compile_late
from jixiao.plain import cut_end
from jixiao.rules.breach import Spot
from jixiao.rules.printed_package import PrintedPackage, cached_by_package, plain
from jixiao.rules.printed_statement import Statement, entered_place

# 无, —, 不适用; and that all was done is no reason for a deviation either.
_NOTHING = (
    r"[-—－–/／\\0]*|N/?A|(?:暂?无|没有|未发现|不存在|不涉及|不适用)(?:任何)?"
    r"(?:偏差|差异|原因|情况|问题|的|及|和|改进措施)*"
)
_ALL_DONE = (
    r"(?:(?:年度|预期|绩效)?(?:目标|指标|任务))?(?:已|均|都|全部|全面|按[时期]|按计划|如期|及时|圆满|顺利)*"
    r"(?:完成|达标|达成|达到|实现)(?:年度|预期|绩效|目标|指标|任务|要求|值)*|正常|良好"
)
_NO_REASON = compile_late(f"(?:{_NOTHING}|{_ALL_DONE})", re.IGNORECASE)


class Number(Struct, frozen=True):
    """A printed number; ``amount`` is None where none was printed, ``statement`` where the form does not print it."""

    amount: Decimal | None
    figure: Figure
    statement: Statement | None = None
    where: str = ""

    @property
    def value(self) -> Decimal:
        """The amount, 0 where none was printed."""
        return self.amount or Decimal(0)

    @property
    def unknown(self) -> bool:
        """Whether it is still to be filled in: not even that none was printed is known of it."""
        return self.figure.unknown if self.statement is None else self.statement.unknown

    @property
    def path(self) -> str:
        """Its path in the data."""
        return self.figure.path

    @property
    def place(self) -> Place:
        """The line that makes it what it is: the override's, else that of the first entered figure that tells."""
        if self.statement is not None and self.statement.print.override is not None:
            return self.statement.place
        return _telling_place(self.figure)

    @property
    def spot(self) -> Spot:
        """The number, as what a breach is about."""
        return Spot(self.path, self.place, (self.where,))

    @property
    def words(self) -> str:
        """The number as sentences give it."""
        return OPEN if self.unknown else plain(self.amount)


class FormCell(Struct, frozen=True):
    """A printed text; ``unknown`` where it is still to be filled in."""

    words: str
    place: Place
    path: str
    unknown: bool = False
    where: str = ""

    @property
    def spot(self) -> Spot:
        """The cell, as what a breach is about."""
        return Spot(self.path, self.place, (self.where,))

    @property
    def is_reason(self) -> bool:
        """Whether it gives a reason, where a cell for reasons may also say that there is none; not while unknown."""
        return not self.unknown and _NO_REASON.fullmatch(self.words.strip().rstrip("。.；;，,")) is None


class FormRow(Struct, frozen=True):
    """One indicator; ``path`` is its path in the data, ``spoken`` where it stands: 附件2“预算控制数”."""

    where: str
    path: str
    level1: str
    level2: str
    level3: FormCell
    target: FormCell
    actual: FormCell
    points: Number
    score: Number
    deviation: FormCell

    @property
    def spoken(self) -> str:
        """Where it stands, with the beginning of its name."""
        name = self.level3.words.replace("\n", " ")
        return f"{self.where}“{cut_end(name, 20)}”"

    @property
    def seen(self) -> tuple[str, ...]:
        """The values that its score hangs on: target, actual, points, score."""
        return self.target.words, self.actual.words, self.points.words, self.score.words

    @property
    def shortfall(self) -> Decimal:
        """Points not scored; 0 where either number is missing."""
        if self.points.amount is None or self.score.amount is None:
            return Decimal(0)
        return self.points.amount - self.score.amount

    @property
    def full(self) -> bool:
        """Whether the full points were scored."""
        return self.score.amount is not None and self.score.amount == self.points.amount != 0


class EvaluationForm(Struct, frozen=True):
    """One form: ``path`` is its path in the data (附件2, 各项目.building), ``where`` its label (附件3（1）).

    ``achieved`` is what it tells of its goals. ``leeway`` is how far the share of points given for a missed target may
    be from the share reached, where nobody lays down what it must be. What is told ``midyear`` need not be reached yet.
    That ``of_unit`` is of all projects together.
    """

    where: str
    path: str
    initial: Number
    budget: Number
    outturn: Number
    rate: Number
    points: Number
    score: Number
    rows: tuple[FormRow, ...]
    total_points: Number
    total_score: Number
    total_deviation: FormCell
    achieved: str = ""
    leeway: Decimal = Decimal(0)
    midyear: bool = False
    of_unit: bool = False

    def numbers(self) -> Iterator[tuple[str, Number, Number]]:
        """Yield what scores: its name, its points, its score."""
        yield f"{self.where}执行率", self.points, self.score
        for row in self.rows:
            yield row.spoken, row.points, row.score

    @property
    def closing(self) -> tuple[str, Number, Number]:
        """The closing row likewise."""
        return f"{self.where}总分", self.total_points, self.total_score


class HasForms(Protocol):
    """A package that has read its self-evaluation forms itself, by the roles of their fields."""

    @property
    def evaluation_forms(self) -> tuple[EvaluationForm, ...]:
        """Its forms in the order of the package."""
        ...


@cached_by_package
def list_evaluation_forms(package: PrintedPackage | HasForms) -> tuple[EvaluationForm, ...]:
    """Return the self-evaluation forms as printed: Annex 2, then each project's; of described forms, all in order."""
    if not isinstance(package, PrintedPackage):
        return package.evaluation_forms
    reader = _FormReader(package)
    dossier = package.dossier
    return (reader.sheet(dossier.annex2), *(reader.sheet(form) for form in dossier.projects))


class _FormReader:
    def __init__(self, package: PrintedPackage) -> None:
        self.package = package

    def sheet(self, form: Annex2Form | ProjectForm) -> EvaluationForm:
        funds, closing = form.funds, form.total_score
        amounts = form.funds if isinstance(form, Annex2Form) else form.funds.annual_total
        path = closing.score.path.rsplit(".", 2)[0]
        where = self._label(closing.score) or path
        return EvaluationForm(
            where,
            path=path,
            initial=self.number(amounts.initial_budget, where),
            budget=self.number(amounts.full_year_budget, where),
            outturn=self.number(amounts.outturn, where),
            rate=self.number(funds.execution_rate, where),
            points=self.number(funds.points, where),
            score=self.number(funds.score, where),
            rows=tuple(self._rows(form, where)),
            total_points=self.number(closing.points, where),
            total_score=self.number(closing.score, where),
            total_deviation=self.cell(closing.deviation, where),
            achieved=str(form.goals.achieved),
            of_unit=isinstance(form, Annex2Form),
        )

    def _label(self, figure: Figure) -> str:
        places = (statement.print.where for statement in self.package.stated(figure.path))
        return next((where for where in places if not where.startswith("报告 ")), "")

    def _rows(self, form: Annex2Form | ProjectForm, where: str) -> Iterator[FormRow]:
        rows = iter(form.indicator_rows)
        for level in self.package.dossier.form_set.indicator_system:
            below = form.indicators.get(level.name, {})
            inside = sum(len(below.get(level2, ())) for level2 in level.level2)
            yield from (self._row(row, str(level.name), where) for row in islice(rows, inside))

    def _row(self, indicator: IndicatorRow, level1: str, where: str) -> FormRow:
        return FormRow(
            where,
            path=indicator.points.path.rpartition(".")[0],
            level1=level1,
            level2=str(indicator.level2),
            level3=self.cell(indicator.level3, where),
            target=self.cell(indicator.target, where),
            actual=self.cell(indicator.actual, where),
            points=self.number(indicator.points, where),
            score=self.number(indicator.score, where),
            deviation=self.cell(indicator.deviation, where),
        )

    def cell(self, text: Text, where: str) -> FormCell:
        """Return a text as ``where`` prints it, as entered where it does not."""
        one = self.package.text_in(where, text.path)
        if one is None or one.override is None:
            return FormCell(str(text), text.place, text.path, unknown=text.unknown, where=where)
        return FormCell(one.printed, one.override.as_filed.place, text.path, unknown=one.unknown, where=where)

    def number(self, figure: Figure, where: str) -> Number:
        """Return a figure as ``where`` prints it, as derived where it does not."""
        one = self.package.here(figure.path, where)
        if one is None:
            return Number(None if figure.literal is not None else figure.amount, figure, where=where)
        return Number(one.amount, figure, one, where)


def _telling_place(figure: Figure) -> Place:
    """Return the place of the first entered figure that is not 0, of the first one where all are."""
    telling = (leaf for leaf in figure.leaves() if leaf.amount)
    places = (leaf.origin for leaf in telling if isinstance(leaf.origin, Place))
    return next((place for place in places if place.file.startswith("data/")), entered_place(figure))
