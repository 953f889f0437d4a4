"""The next year on another form set with forms.yaml: what is new in it is asked for, what has no place there goes."""

from __future__ import annotations

from collections.abc import Iterable

from jixiao.errors import UsageError
from jixiao.findings import Place
from jixiao.glossary import term
from jixiao.model.data_files import UNIT, file_of
from jixiao.paths import Workspace
from jixiao.rollforward.fitted_files import fit_file
from jixiao.rollforward.last_year import LastYear
from jixiao.rollforward.year_plan import YearPlan, plan_year
from jixiao.source.nodes import Entries, Scalar, parse_yaml
from jixiao.source.rewrite import Manuscript, apply_edits
from jixiao.submission.year_models import model_finder_of_set, read_further


def plan_on_other_set(
    last_year: LastYear, form_set: str, *, drop: Iterable[str] = (), add: Iterable[str] = ()
) -> YearPlan:
    """Return the year after one, on another set with forms.yaml; UsageError as ``plan_year``, or for a flawed set."""
    workspace = last_year.workspace
    reading = read_further(workspace, form_set)
    if reading is not None and reading.fields is None:
        first = reading.source.findings[0]
        raise UsageError(f"表单集 {form_set} 的 {first.place.file} 有错误：{first.found}。先改好再建新年度。")
    plan = plan_year(last_year, drop=drop, add=add)
    find_model = model_finder_of_set(workspace, form_set)
    for name, content in plan.files.items():
        file = file_of(name)
        if file is not None and file.yearly and file is not UNIT:
            fitted = fit_file(content.decode("utf-8"), find_model(name))
            plan.files[name] = fitted.text.encode()
            plan.fresh += [f"{name} {key}" for key in fitted.fresh]
            plan.unplaced += [f"{name} {key}" for key in fitted.unplaced]
    _name_set(plan, workspace, form_set)
    return plan


def _name_set(plan: YearPlan, workspace: Workspace, form_set: str) -> None:
    """Have the unit's file of the new year name the set."""
    text = plan.files[UNIT.name].decode("utf-8")
    shown = workspace.shown(workspace.year(plan.year) / UNIT.name)
    tree = parse_yaml(text, shown, "").tree
    named = tree.get(term("form_set")) if isinstance(tree, Entries) else None
    if isinstance(named, Scalar) and str(named) != form_set:
        note = f"{term('form_set')}：{named} → {form_set}"
        changed, notes = apply_edits(text, [Manuscript(text).replaced(named, form_set, note)])
        plan.files[UNIT.name] = changed.encode()
        plan.moved += [(Place(shown, line), words) for line, words in notes]
        plan.new_sets = [form_set]
