"""Fills described forms in: gaps closed, formulas reckoned in the order in which they need each other, cells named."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from graphlib import TopologicalSorter

from jixiao.derive.bound_texts import BoundText, bind_text, find_by_path, holds_references
from jixiao.derive.described_cells import absent_figure, blank_value, finish_cell, in_money, is_amount
from jixiao.derive.described_dossier import DescribedDossier, FilledForm, FilledTie
from jixiao.derive.figure_words import format_value
from jixiao.figures import Figure, Text
from jixiao.forms.described_set import BoundFormula, DescribedForm, FormField
from jixiao.forms.entered_forms import DescribedSubmission, EnteredForm, EnteredSet
from jixiao.forms.formula_checks import FormulaScope, list_formulas, list_needed, unit_within
from jixiao.forms.formula_figures import reckon
from jixiao.forms.formula_tree import FieldReference
from jixiao.glossary import term
from jixiao.model.described_record import Value
from jixiao.model.form_roles import Role

# The forms of each set by the names of both.
_Fillings = Mapping[str, Mapping[str, list["_Filling"]]]
_Row = dict[str, Value]


def derive_described(submission: DescribedSubmission) -> dict[str, DescribedDossier]:
    """Return the dossier of each set by its name; the formulas must have been found sound."""
    unit = submission.unit
    year, prior_year = (Text(str(submission.year - back), unit.unit_name.place, "") for back in (0, 1))
    given = {"年度": year, "上年度": prior_year}
    given |= {f"单位.{term(name)}": getattr(unit, name) for name in ("unit_name", "filled_by", "telephone")}
    given["单位.填报日期"] = Text(str(unit.filled_on), unit.filled_on.place, unit.filled_on.path)
    prior = _filled(submission.prior, {}, {})
    fillings = _filled(submission.sets, given, prior)
    _bind_texts(fillings)
    dossiers = {}
    for number, (name, entered) in enumerate(submission.sets.items()):
        forms = tuple(one.finished() for each in fillings[name].values() for one in each)
        overrides = () if number else submission.overrides
        others = [one for each in submission.sets if each != name for one in submission.sets[each].described.forms]
        own = partial(_is_of, forms=entered.described.forms, others=others, number=number)
        dossiers[name] = DescribedDossier(
            entered.described,
            year,
            prior_year=prior_year,
            unit=unit,
            forms=forms,
            overrides=overrides,
            controls=tuple(one for one in submission.controls if own(str(one.reference))),
            movements=tuple(one for one in submission.movements if own(str(one.reference))),
        )
    return dossiers


def _is_of(reference: str, forms: Iterable[str], others: Iterable[str], number: int) -> bool:
    """Return whether a path is of a set's forms; one that is of no set's is the first's."""
    begins = reference.partition(".")[0]
    return begins in forms if begins in (*forms, *others) else number == 0


def _filled(sets: Mapping[str, EnteredSet], given: Mapping[str, Text], prior: _Fillings) -> _Fillings:
    fillings: dict[str, dict[str, list[_Filling]]] = {}
    for name, entered in sets.items():
        fillings[name] = {form: [] for form in entered.described.forms}
        places = entered.described.description.amount_places
        for one in entered.forms:
            fillings[name][one.form.name].append(_Filling(one, given, places))
    described = {name: entered.described for name, entered in sets.items()}
    formulas = {node: (scope, formula) for node, scope, formula in list_formulas(described)}
    needed = {node: list(list_needed(scope, formula)) for node, (scope, formula) in formulas.items()}
    for node in TopologicalSorter(needed).static_order():
        if node in formulas:
            scope, formula = formulas[node]
            for filling in fillings[node[0]][node[1]]:
                _Reckoning(scope, formula, filling, fillings=fillings, prior=prior).carry_out()
    for name, entered in sets.items():
        for form in entered.described.forms.values():
            scope = FormulaScope(described, entered.described, form)
            for filling in fillings[name][form.name]:
                _reckon_ties(scope, filling, fillings, prior)
    return fillings


def _bind_texts(fillings: _Fillings) -> None:
    """Put what the texts of forms refer to in its place, of any form of the year."""
    all_of_them = [one for forms in fillings.values() for each in forms.values() for one in each]
    texts = [
        (one, cells, name, value)
        for one in all_of_them
        for cells in one.all_cells()
        for name, value in cells.items()
        if isinstance(value, Text) and holds_references(value)
    ]
    if texts:
        values = {
            value.path: value for one in reversed(all_of_them) for cells in one.all_cells() for value in cells.values()
        }
        for one, cells, name, text in texts:
            find, say = find_by_path(values, one.entered.prefix), partial(format_value, amount_places=one.amount_places)
            cells[name], one.bound[text.path] = bind_text(text, find, say)


def _reckon_ties(scope: FormulaScope, filling: _Filling, fillings: _Fillings, prior: _Fillings) -> None:
    for tie in filling.form.ties:
        left, right = (
            _Reckoning(scope, side, filling, fillings=fillings, prior=prior).figure() for side in (tie.left, tie.right)
        )
        filling.ties.append(FilledTie(tie, left, right))


class _Filling:
    """One form while it is filled in."""

    def __init__(self, entered: EnteredForm, given: Mapping[str, Text], amount_places: int | None) -> None:
        self.entered = entered
        self.amount_places = amount_places
        self.form = entered.form
        self.given = given
        self.computed: dict[str, Figure] = {}
        self.rows: dict[str, list[_Row]] = {}
        self.ties: list[FilledTie] = []
        self.bound: dict[str, BoundText] = {}
        self.values: _Row = {}
        self._close_gaps()

    def _close_gaps(self) -> None:
        entered, form = self.entered, self.form
        for path, field in form.fields.items():
            self.values[path] = self._held(entered.values, path, field, f"{entered.prefix}.{path}")
        for path, each in form.lists.items():
            self.rows[path] = []
            for number, row in enumerate(entered.rows.get(path, ()), start=1):
                begins = f"{entered.prefix}.{path}[{number}]"
                cells = {name: self._held(row, name, one, f"{begins}.{name}") for name, one in each.columns.items()}
                self.rows[path].append(cells)
        for path, field in form.fields.items():
            if field.is_given or field.description.drawn_from:
                self.values[path] = self._drawn(path)

    def _held(self, entered: Mapping[str, Value], name: str, field: FormField, path: str) -> Value:
        found = entered.get(name)
        return blank_value(self.form, field, self.entered.file, path) if found is None else found

    def _drawn(self, path: str) -> Value:
        """Return a text, from where it is drawn if it was left blank; a way in a circle ends blank."""
        way, seen = path, {path}
        while not self.values[way]:
            source = way if way in self.given else str(self.form.fields[way].description.drawn_from or "")
            if source in self.given:
                drawn = self.given[source]
                return Text(drawn, drawn.place, f"{self.entered.prefix}.{path}", unknown=drawn.unknown)
            if source not in self.values or source in seen:
                break
            seen.add(source)
            way = source
        found = self.values[way]
        if way == path or not isinstance(found, Text):
            return self.values[path]
        return Text(found, found.place, f"{self.entered.prefix}.{path}", found.first_line, unknown=found.unknown)

    def all_cells(self) -> Iterator[_Row]:
        """Yield the form's own values, then each row's."""
        yield self.values
        for rows in self.rows.values():
            yield from rows

    def figures_at(self, path: str, row: _Row | None) -> list[Figure]:
        """Return the figures that a path leads to: of one row if that is given, else of all."""
        held = self.form.list_of(path)
        if held is None:
            found = [self.values[path]]
        elif row is not None:
            found = [row[path.removeprefix(f"{held.path}.")]]
        else:
            found = [each[path.removeprefix(f"{held.path}.")] for each in self.rows[held.path]]
        return [one for one in found if isinstance(one, Figure)]

    def settle(self, cells: _Row, name: str, way: str, figure: Figure, field: FormField) -> None:
        """Put what a formula came to in its cell, unless something was typed there."""
        way_there, unit = f"{self.entered.prefix}.{way}", self.form.unit_of(field)
        cell = finish_cell(figure, field, unit, way_there, amount_places=self.amount_places)
        self.computed[way] = cell
        typed = cells[name]
        if isinstance(typed, Figure) and typed.blank:
            cells[name] = cell

    def finished(self) -> FilledForm:
        """Return the form as filled in."""
        about, number = self.form.description, self.entered.number
        default = f"{about.name}（{{序号}}）" if self.form.is_per_project else str(about.name)
        return FilledForm(
            self.form,
            self.entered.file,
            label=str(about.label or default).replace("{序号}", str(number)),
            title=self._title(),
            number=number,
            identifier=self.entered.identifier,
            values=self.values,
            rows={path: tuple(each) for path, each in self.rows.items()},
            computed=self.computed,
            ties=tuple(self.ties),
            bound=self.bound,
        )

    def _title(self) -> str:
        title = str(self.form.description.title)
        named = self.form.by_role(Role.PROJECT_NAME)
        if not self.form.is_per_project or not named:
            return title
        name = str(self.values[named[0].path])
        return name + (title.removeprefix("项目") if name.endswith("项目") else title)


class _Reckoning:
    """Reckons one formula in one form."""

    def __init__(
        self, scope: FormulaScope, formula: BoundFormula, filling: _Filling, fillings: _Fillings, prior: _Fillings
    ) -> None:
        self.scope = scope
        self.formula = formula
        self.filling = filling
        self.fillings = fillings
        self.prior = prior

    def carry_out(self) -> None:
        target, form = self.formula.target, self.filling.form
        field, held = form.all_fields[target], form.list_of(target)
        if held is None:
            self.filling.settle(self.filling.values, target, way=target, figure=self.figure(), field=field)
            return
        for number, row in enumerate(self.filling.rows[held.path], start=1):
            way = f"{held.path}[{number}].{field.name}"
            self.filling.settle(row, field.name, way=way, figure=self.figure(row), field=field)

    def figure(self, row: _Row | None = None) -> Figure:
        """Return what the formula comes to, of a list's column in one row."""
        return reckon(self.formula.tree, lambda reference: self._look_up(reference, row), self.formula.place_at)

    def _look_up(self, reference: FieldReference, row: _Row | None) -> list[Figure]:
        bound = self.formula.bound(reference)
        form = self.scope.form_of(bound) or self.filling.form
        fillings = list(self._fillings_of(bound, form))
        own = self.filling.form.money
        found: list[Figure] = []
        for path in bound.paths:
            field = form.all_fields[path]
            if not fillings:
                reason = "没有上年数据" if bound.prior else f"没有“{form.name}”"
                found.append(absent_figure(unit_within(self.filling.form, form, field), reason))
            for one in fillings:
                same = row if one is self.filling and form.list_of(path) is form.list_of(self.formula.target) else None
                figures = one.figures_at(path, same)
                found += [in_money(figure, own) for figure in figures] if is_amount(field) else figures
        return found

    def _fillings_of(self, reference: FieldReference, form: DescribedForm) -> Iterator[_Filling]:
        name = reference.form_set or self.scope.described.name
        if reference.prior:
            before = self.prior.get(name, {}).get(form.name, ())
            yield from (one for one in before if one.entered.identifier == self.filling.entered.identifier)
        elif form is self.filling.form:
            yield self.filling
        else:
            yield from self.fillings.get(name, {}).get(form.name, ())
