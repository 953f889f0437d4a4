"""What formulas refer to: every way must lead to numbers of one unit, and none back to where it began."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from jixiao.figures import RATE
from jixiao.findings import Finding, Place, finding_at
from jixiao.forms.described_set import BoundFormula, BoundTie, DescribedForm, DescribedSet, FormField
from jixiao.forms.formula_figures import PLAIN, UnitOf, unit_of
from jixiao.forms.formula_tree import FieldReference, FormulaFault, list_references, many_values
from jixiao.glossary import nearest
from jixiao.model.form_roles import FieldKind

Sets = Mapping[str, DescribedSet]
# A set, a form of it and a path in that.
Node = tuple[str, str, str]
_FORMULA, _UNKNOWN, _CIRCULAR, _KIND = "B001", "B002", "B003", "B004"


class FormulaScope(Struct, frozen=True):
    """The set and the form that a formula is of, and all sets that it may lead to."""

    sets: Sets
    described: DescribedSet
    form: DescribedForm

    def form_of(self, reference: FieldReference) -> DescribedForm | None:
        """Return the form that a reference leads into; None where there is none of that name."""
        described = self.sets.get(reference.form_set) if reference.form_set else self.described
        if described is None:
            return None
        return described.forms.get(reference.form) if reference.form else self.form

    def node(self, reference: FieldReference, path: str) -> Node:
        """Return what a reference leads to by a path."""
        form = reference.form or self.form.name
        return reference.form_set or self.described.name, form, path


def check_formulas(sets: Sets) -> dict[str, list[Finding]]:
    """Return what is wrong with the formulas of some sets, set by set."""
    found: dict[str, list[Finding]] = {name: [] for name in sets}
    for name, described in sets.items():
        for form in described.forms.values():
            scope = FormulaScope(sets, described, form)
            for formula in form.formulas.values():
                found[name] += list(_reference_findings(scope, formula)) or list(_unit_findings(scope, formula))
            for tie in form.ties:
                sides = [one for side in (tie.left, tie.right) for one in _reference_findings(scope, side)]
                found[name] += sides or list(_tie_findings(scope, tie))
    for node, finding in _circles(sets):
        found[node[0]].append(finding)
    return found


def formula_finding(subject: str, place: Place, fault: FormulaFault, code: str = _FORMULA) -> Finding:
    """Return a formula's fault as a finding about what the formula gives."""
    message = code, f"“{subject}”的公式：{fault.found}", fault.expected, fault.remedy
    return finding_at(place, message, subject=subject, seen=(fault.found,))


def _reference_findings(scope: FormulaScope, formula: BoundFormula) -> Iterator[Finding]:
    for reference, summed in list_references(formula.tree):
        bound = formula.bound(reference)
        for code, fault in _reference_faults(scope, formula.target, bound, summed=summed):
            yield formula_finding(f"{scope.form.name}.{formula.target}", formula.place_at(fault.offset), fault, code)


def _reference_faults(
    scope: FormulaScope, target: str, reference: FieldReference, *, summed: bool
) -> Iterator[tuple[str, FormulaFault]]:
    form = scope.form_of(reference)
    if form is None:
        yield _UNKNOWN, _no_form(scope, reference)
        return
    for path in reference.paths:
        field = form.all_fields.get(path)
        if field is None:
            yield _UNKNOWN, _no_field(form, reference, path)
        elif not field.is_number:
            remedy = "改成要用的那一项；这一项是数的，改它的“类型”。"
            found = f"“{path}”是{field.description.kind}，不能计算"
            yield _KIND, FormulaFault(reference.offset, found, "金额、数、百分数、分值、得分", remedy)
        elif not summed and is_plural(scope.form, form, target, path):
            yield _FORMULA, many_values(reference)


def is_plural(own: DescribedForm, form: DescribedForm, target: str, path: str) -> bool:
    """Return whether a path stands for several values in the formula of ``target``: of rows, or of several projects."""
    if form is not own and form.is_per_project:
        return True
    held = form.list_of(path)
    return held is not None and not (form is own and held is own.list_of(target))


def _no_form(scope: FormulaScope, reference: FieldReference) -> FormulaFault:
    if reference.form_set and reference.form_set not in scope.sets:
        guess, known, what = nearest(reference.form_set, scope.sets), list(scope.sets), reference.form_set
    else:
        forms = scope.sets[reference.form_set].forms if reference.form_set else scope.described.forms
        guess, known, what = nearest(reference.form, forms), list(forms), reference.form
    remedy = f"是否应为“{guess}”？" if guess else "改成所列的一个；别的表单集，要在 unit.yaml 的“表单集”里一起列出。"
    return FormulaFault(reference.offset, f"没有“{what}”", "、".join(known), remedy)


def _no_field(form: DescribedForm, reference: FieldReference, path: str) -> FormulaFault:
    numbers = [name for name, field in form.all_fields.items() if field.is_number]
    guess = nearest(path, numbers, cutoff=0.6)
    remedy = f"是否应为“{guess}”？" if guess else "改成模板里有标记、说明里有的一项。"
    return FormulaFault(reference.offset, f"表里没有“{path}”", "表里的一个数", remedy)


def _unit_findings(scope: FormulaScope, formula: BoundFormula) -> Iterator[Finding]:
    form = scope.form
    field, subject = form.all_fields[formula.target], f"{form.name}.{formula.target}"
    try:
        unit = unit_of(formula.tree, unit_finder(scope, formula))
    except FormulaFault as fault:
        yield formula_finding(subject, formula.place_at(fault.offset), fault)
        return
    wanted = form.unit_of(field)
    if not _fits(unit, wanted, field):
        found = f"{formula.target}：公式算出的是{_spoken(unit)}，这一项是{field.description.kind}（{_spoken(wanted)}）"
        message = _KIND, found, f"算出{_spoken(wanted)}的公式", "核对公式，或改这一项的“类型”“计量单位”。"
        yield finding_at(formula.place, message, subject=subject)


def _tie_findings(scope: FormulaScope, tie: BoundTie) -> Iterator[Finding]:
    subject = f"{scope.form.name}.{tie.description.name}"
    units = []
    for side in (tie.left, tie.right):
        try:
            units.append(unit_of(side.tree, unit_finder(scope, side)))
        except FormulaFault as fault:
            yield formula_finding(subject, side.place_at(fault.offset), fault)
    different = sorted({unit for unit in units if unit != PLAIN})
    if len(different) > 1:
        found = f"勾稽关系“{tie.description.name}”的两边单位不同：{'、'.join(map(_spoken, different))}"
        message = _KIND, found, "同一单位的数", "核对两边的公式。"
        yield finding_at(tie.left.place, message, subject=subject)


def unit_finder(scope: FormulaScope, formula: BoundFormula) -> UnitOf:
    """Return what tells the unit of a formula's references; amounts of another form come in this one's unit."""

    def unit_at(reference: FieldReference) -> str:
        bound = formula.bound(reference)
        form = scope.form_of(bound)
        fields = [] if form is None else [form.all_fields[path] for path in bound.paths]
        units = {unit_within(scope.form, form or scope.form, field) for field in fields}
        if len(units) > 1:
            remedy = "只加同一单位的数。"
            spoken = "、".join(sorted(map(_spoken, units)))
            raise FormulaFault(reference.offset, f"单位不同的数不能相加：{spoken}", "同一单位的数", remedy)
        return units.pop() if units else PLAIN

    return unit_at


def unit_within(own: DescribedForm, form: DescribedForm, field: FormField) -> str:
    """Return the unit in which a field of a form comes into a formula of ``own``."""
    return own.money if field.description.kind is FieldKind.AMOUNT else form.unit_of(field)


def _fits(unit: str, wanted: str, field: FormField) -> bool:
    loose = unit == PLAIN or (unit == RATE and field.description.kind is FieldKind.NUMBER)
    return loose or unit == wanted


def _spoken(unit: str) -> str:
    return {RATE: "百分数", PLAIN: "没有单位的数"}.get(unit, unit)


def _circles(sets: Sets) -> Iterator[tuple[Node, Finding]]:
    """Yield each circle of formulas once, at the formula that stands first."""
    graph = {node: list(list_needed(scope, formula)) for node, scope, formula in list_formulas(sets)}
    places = {node: (scope, formula) for node, scope, formula in list_formulas(sets)}
    for circle in find_circles(graph):
        scope, formula = places[circle[0]]
        way = " → ".join(path for _, _, path in (*circle, circle[0]))
        message = _CIRCULAR, f"公式绕了一圈：{way}", "从填写的数算起的公式", "其中一项改为填写，删去它的公式。"
        yield circle[0], finding_at(formula.place, message, subject=f"{scope.form.name}.{formula.target}", seen=(way,))


def list_formulas(sets: Sets) -> Iterator[tuple[Node, FormulaScope, BoundFormula]]:
    """Yield every formula of some sets with what it gives and what it may refer to."""
    for name, described in sets.items():
        for form in described.forms.values():
            for formula in form.formulas.values():
                yield (name, form.name, formula.target), FormulaScope(sets, described, form), formula


def list_needed(scope: FormulaScope, formula: BoundFormula) -> Iterator[Node]:
    """Yield what a formula needs of this year, to be known before it."""
    for reference, _ in list_references(formula.tree):
        if not reference.prior:
            bound = formula.bound(reference)
            yield from (scope.node(bound, path) for path in bound.paths)


def find_circles(graph: Mapping[Node, list[Node]]) -> Iterator[list[Node]]:
    """Yield the circles of a graph, each from its first node in the graph's order; a node is in one of them at most."""
    done: set[Node] = set()
    order = {node: number for number, node in enumerate(graph)}
    for start in graph:
        way: list[Node] = []
        pending = [(start, 0)]
        while pending:
            node, depth = pending.pop()
            del way[depth:]
            if node in way:
                circle = way[way.index(node) :]
                first = min(range(len(circle)), key=lambda at: order[circle[at]])
                yield circle[first:] + circle[:first]
            elif node in graph and node not in done:
                way.append(node)
                pending += [(following, depth + 1) for following in reversed(graph[node])]
                done.add(node)
