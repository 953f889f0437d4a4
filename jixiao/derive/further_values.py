"""What a form set asks for beside what the program reckons (further.yaml): its values found and reckoned.

The language of formulas and what a cell shows are those of described forms; paths begin where the year's do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from jixiao.derive.described_cells import absent_figure, finish_cell
from jixiao.derive.dossier import GROUPS, Projects
from jixiao.derive.further_paths import find_paths, normal_path
from jixiao.derive.further_records import Value, grow, tree_of
from jixiao.derive.naming import name_record
from jixiao.figures import TO_MEND, Figure, Formula, Operator, Text, total
from jixiao.findings import Finding, Place, finding_at
from jixiao.forms.described_set import BoundFormula, FormField
from jixiao.forms.formula import parse_formula
from jixiao.forms.formula_checks import formula_finding
from jixiao.forms.formula_figures import reckon, unit_of
from jixiao.forms.formula_tree import Expression, FieldReference, FormulaFault, list_references, many_values
from jixiao.glossary import term
from jixiao.model.data_files import REQUIRED
from jixiao.model.described_record import list_entries
from jixiao.model.entered_year import Submission
from jixiao.model.field_patterns import ANY, match_pattern
from jixiao.model.final_accounts import FinalAccounts
from jixiao.model.further_fields import FurtherFields, unit_of_field

_FORMULA, _UNKNOWN, _CIRCULAR, _KIND = "B001", "B002", "B003", "B004"
# Each level takes seven calls.
_DEEPEST = 60
_PROJECTS = term("projects")
_ANNEX1 = term("annex1")
_LINES = f"{_ANNEX1}.{term('project_outlay')}."


class Furthered(Struct, frozen=True):
    """The groups of a dossier with their further values, and what is wrong with the formulas."""

    groups: Mapping[str, Any]
    findings: tuple[Finding, ...] = ()


def add_further(submission: Submission, further: FurtherFields, groups: Mapping[str, Any]) -> Furthered:
    """Return groups of a dossier, by their fields, with what the year's form set asks for beside."""
    named = {name: name_record(groups[name], term(name)) for name in GROUPS if name in groups}
    year = FurtherYear(submission, further, named)
    values = year.all_values()
    grown = {name: grow(value, tree_of(values, term(name))) for name, value in named.items()}
    projects, annex1 = grown["projects"].by_identifier(), grown["annex1"]
    order = Projects(tuple(projects[one.identifier] for one in annex1.project_outlay.projects))
    grown["annex1"] = replace(annex1, project_outlay=replace(annex1.project_outlay, projects=order))
    return Furthered(grown, tuple(year.findings))


class FurtherYear:
    """Finds and reckons the further values of a year, each when it is first asked for."""

    def __init__(self, submission: Submission, further: FurtherFields, groups: Mapping[str, Any]) -> None:
        self.submission = submission
        self.further = further
        self.lines = groups["annex1"].project_outlay.project_lines
        self.paths = find_paths(further, groups)
        self.cells, self.fields, self.targets = self.paths.cells, self.paths.fields, self.paths.targets
        self.findings: list[Finding] = [*self.paths.findings]
        self.trees = {target: one for target in further.formulas if (one := self._parsed(target))}
        self.known: dict[str, Value] = {}
        self.under_way: list[str] = []

    def all_values(self) -> dict[str, Value]:
        """Return the further values by path, and those that formulas give in place of the program's."""
        return {path: self.value(path) for path in dict.fromkeys((*self.fields, *self.targets))}

    def _parsed(self, target: str) -> Expression | None:
        text = self.further.formulas[target]
        try:
            return parse_formula(str(text))
        except FormulaFault as fault:
            self.findings.append(formula_finding(target, text.place, fault))
            return None

    # one value

    def value(self, path: str) -> Value:
        """Return what stands at a path: as the set's formula gives it, else as typed or as the program gives it."""
        if path not in self.known:
            self.known[path] = self._found(path)
        return self.known[path]

    def _found(self, path: str) -> Value:
        field, target = self.fields.get(path), self.targets.get(path)
        if target is None:
            return self.cells[path] if field is None else self._typed(path, field)
        if path in self.under_way or len(self.under_way) >= _DEEPEST:
            return self._circle(path, target)
        self.under_way.append(path)
        figure = self._reckoned(path, target)
        self.under_way.pop()
        if field is None:
            own = figure.linked(path) if figure.path else replace(figure, path=path)
            return replace(own, places=getattr(self.cells[path], "places", None))
        places = self.submission.form_set.amount_places
        return finish_cell(figure, field, self._unit_at(path), path, amount_places=places)

    def _typed(self, path: str, field: FormField) -> Value:
        """Return what was typed for a further field, a blank where nothing was."""
        if path not in self.entered:
            pattern = field.pattern
            remedy = f"在“公式”里写上“{path}”。"
            message = "B016", f"“{path}”没有公式，数据里也没有填它的地方", "算出它的公式", remedy
            self.findings.append(finding_at(self.further.place_of(pattern), message, subject=pattern, seen=(path,)))
            return self._flawed(path) if field.is_number else Text(TO_MEND, Place(""), path, unknown=True)
        if (typed := self.entered[path]) is not None:
            return typed
        place = Place(self.submission.unit.unit_name.place.file)
        if not field.is_number:
            return Text("", place, path)
        return Figure(Decimal(0), self._unit_at(path), place, path, literal="")

    def _unit_at(self, path: str) -> str:
        """Return what the figure at a path is in, "" for a text or a number without a unit."""
        field = self.fields.get(path)
        return unit_of_field(field.description) if field else getattr(self.cells[path], "unit", "")

    def _flawed(self, path: str) -> Figure:
        return Figure(Decimal(0), self._unit_at(path), Formula(Operator.ABSENT, reason="公式有错"), literal=TO_MEND)

    def _circle(self, path: str, target: str) -> Figure:
        begins = self.under_way.index(path) if path in self.under_way else len(self.under_way) - 2
        way = " → ".join((*self.under_way[begins:], path))
        found = f"公式绕了一圈：{way}" if path in self.under_way else f"公式一层套一层，超过 {_DEEPEST} 层：{way}"
        message = _CIRCULAR, found, "从填写的数算起的公式", "其中一项改为填写，删去它的公式。"
        self.findings.append(finding_at(self.further.formulas[target].place, message, subject=path, seen=(way,)))
        return self._flawed(path)

    @cached_property
    def entered(self) -> dict[str, Value | None]:
        """What was typed this year, by the paths that the data has; None where nothing was."""
        return _list_entered(self.submission)

    @cached_property
    def entered_before(self) -> dict[str, Value | None]:
        """What was typed last year."""
        return _list_entered(self.submission.prior)

    # reckoning

    def _reckoned(self, path: str, target: str) -> Figure:
        if target not in self.trees:
            return self._flawed(path)
        text = self.further.formulas[target]
        stars = match_pattern(normal_path(target), normal_path(path)) or ()
        own = [step for step, one in zip(path.split("."), target.split("."), strict=True) if one == ANY]
        formula = BoundFormula(path, self.trees[target], tuple(own[: len(stars)]), text=str(text), place=text.place)
        if kept := self._kept_line(formula, path):
            return kept
        try:
            references = list_references(formula.tree)
            figures = {id(one): self._looked_up(formula, one, summed=summed) for one, summed in references}
            unit = unit_of(formula.tree, lambda reference: _common_unit(figures[id(reference)], reference))
            self._check_unit(path, unit)
            return reckon(formula.tree, lambda reference: figures[id(reference)], formula.place_at)
        except FormulaFault as fault:
            code = _UNKNOWN if fault.found.startswith("没有") else _FORMULA
            finding = formula_finding(target, formula.place_at(fault.offset), fault, code)
            if finding not in self.findings:  # of each line that the target stands for
                self.findings.append(finding)
            return self._flawed(path)

    def _check_unit(self, path: str, unit: str) -> None:
        field, wanted = self.fields.get(path), self._unit_at(path)
        if unit not in ("", wanted) or (field is not None and not field.is_number):
            kind = str(field.description.kind) if field else "数"
            raise FormulaFault(
                0, f"算出的是{unit or '数'}，这一项是{kind}（{wanted}）", wanted, "核对公式，或改“类型”。"
            )

    def _looked_up(self, formula: BoundFormula, reference: FieldReference, *, summed: bool) -> list[Figure]:
        bound = formula.bound(reference)
        if bound.form or bound.form_set:
            raise FormulaFault(reference.offset, "这里没有 另表、另套", "从年度起的路径，如 附件2.…", "直接写路径。")
        found: list[Figure] = []
        for written in bound.paths:
            paths = self.paths.matching(written)
            if not paths:
                guess = self.paths.nearest(written)
                remedy = f"是否应为“{guess}”？" if guess and ANY not in reference.spoken else "改成表上有的一项。"
                raise FormulaFault(reference.offset, f"没有“{reference.spoken}”", "表上的一个数", remedy)
            if ANY in written.split(".") and not summed:
                raise many_values(reference)
            found += [self._figure(path, bound) for path in paths]
        return found

    def _figure(self, path: str, reference: FieldReference) -> Figure:
        value = self._last_year(path, reference) if reference.prior else self.value(path)
        if not isinstance(value, Figure):
            raise FormulaFault(reference.offset, f"“{path}”不是数，不能计算", "表上的一个数", "改成要用的那一项。")
        return value

    def _last_year(self, path: str, reference: FieldReference) -> Value:
        """Return what was typed at a path last year; blank where there is no such year, or nothing was."""
        if path not in self.fields and self.entered.get(path) is None:
            raise FormulaFault(reference.offset, f"“{path}”不是填写的，取不到上年的", "填写的一项", "改成填写的一项。")
        value = self.entered_before.get(path)
        if value is not None and not getattr(value, "blank", False):
            return value
        reason = "没有上年数据" if self.submission.prior is None else "上年没有这一项"
        return absent_figure(self._unit_at(path), reason)

    # lines of Annex 1 that stand for no project

    def _kept_line(self, formula: BoundFormula, path: str) -> Figure | None:
        """Return what a line below 项目支出 shows of its projects: a class their sum, a discontinued one nothing.

        None for any other path, and for a line whose formula asks for nothing of a project's form.
        """
        if not path.startswith(_LINES) or not formula.stars:
            return None
        key, column = formula.stars[0], path.rpartition(".")[2]
        projects = {one.identifier: one for one in self.submission.projects}
        asked = {paths.split(".")[0] for one, _ in list_references(formula.tree) for paths in one.paths}
        if _PROJECTS not in asked or key in projects:
            return None
        members = dict(self._members()).get(key)
        if members is None:
            return Figure(Decimal(0), "万元", Formula(Operator.ABSENT, reason="本年不再列支"))
        figures = [self.value(f"{_LINES}{one}.{column}") for one in members]
        whole = total([one for one in figures if isinstance(one, Figure)])
        return whole.opened() if any(one.project.outlay_class.unknown for one in projects.values()) else whole

    def _members(self) -> Iterator[tuple[str, list[str]]]:
        """Yield the classes and the lines of each by their keys."""
        classes = [str(kind.name) for kind in self.submission.form_set.outlay_classes]
        members: list[str] = []
        for line in self.lines:
            if line.key in classes:
                members = []
                yield line.key, members
            else:
                members.append(line.key)


def _common_unit(figures: list[Figure], reference: FieldReference) -> str:
    units = sorted({one.unit for one in figures})
    if len(units) > 1:
        raise FormulaFault(reference.offset, f"单位不同的数不能相加：{'、'.join(units)}", "同一单位的数", "分开写。")
    return units[0] if units else ""


def _list_entered(year: Submission | FinalAccounts | None) -> dict[str, Value | None]:
    """Return what was typed in a year by its paths, None where nothing was; final accounts are those of Annex 1."""
    if year is None:
        return {}
    if isinstance(year, FinalAccounts):
        entries = [(f"{_ANNEX1}.{path}.{term('final')}", value) for path, value in list_entries(year)]
    else:
        records = [(file.path, getattr(year, file.field)) for file in REQUIRED]
        records += [(f"{_PROJECTS}.{one.identifier}", one.project) for one in year.projects]
        entries = [entry for root, record in records for entry in list_entries(record, root)]
    return {path: value if isinstance(value, Value) else None for path, value in entries}
