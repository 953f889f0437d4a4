"""Described forms handed in, held against the unit's own data: form by form, project by project, row by row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from msgspec import Struct

from jixiao.build.described_case import DescribedCase, open_described_year
from jixiao.derive.described_dossier import FilledForm
from jixiao.derive.row_names import name_rows
from jixiao.errors import UsageError
from jixiao.examine.finding_spots import FindingSpot
from jixiao.examine.own_data import OwnData, OwnFinding, tell_difference
from jixiao.figures import Figure
from jixiao.importing.documents import PaperSpot
from jixiao.importing.label_text import narrow
from jixiao.model.form_roles import Role
from jixiao.paths import Workspace
from jixiao.render.printing import Print
from jixiao.submission.form_set_names import has_described_sets

_REMEDY = "核对是漏了还是多了：数据对的改文件，文件对的改数据。"


class _FormSide(Struct, frozen=True):
    """A form as one side has it: what its values' paths begin with, and what it prints by path."""

    form: FilledForm
    prefix: str
    prints: Mapping[str, Print]


def hold_forms_against(
    workspace: Workspace, year: int, cases: Sequence[DescribedCase], spot_of: Callable[[str], PaperSpot | None]
) -> OwnData | None:
    """Return how a year's own data stand to forms handed in; None where there are none.

    ``spot_of`` gives where on the paper the value of a path was read. UsageError where the data are on other forms,
    or have errors that let nothing of them be used.
    """
    if not workspace.year(year).is_dir():
        return None
    if not has_described_sets(workspace, year):
        raise UsageError(f"data/{year}/ 写的表单集不是文件的这一种，不能用来核对；只看文件自己时不写 YEAR={year}。")
    opened = open_described_year(workspace, year, draft=True)
    submission = opened.reading.repaired
    if not opened.cases or submission is None:
        raise UsageError(f"data/{year}/ 有错误，不能用来核对；先运行 make check-data YEAR={year}。")
    own = {case.name: list(_sides(case)) for case in opened.cases}
    found: list[OwnFinding] = []
    notes: list[str] = []
    named: dict[str, str] = {}
    for name, filed in ((case.name, side) for case in cases for side in _sides(case)):
        counterpart = _counterpart(filed, own.get(name, []))
        if counterpart is None:
            notes.append(f"{_called(filed.form)}：本单位数据里没有这张表，没有与数据核对")
        else:
            named[f"{filed.prefix}."] = f"{counterpart.prefix}."
            found += _differing(filed, counterpart, spot_of)
            notes += _rows_of_one_side(filed.form, counterpart.form)
    return OwnData(tuple(found), submission.waivers, tuple(notes), named)


def _sides(case: DescribedCase) -> Iterator[_FormSide]:
    prints: dict[str, Print] = {}
    for printed in case.inspection.prints:
        prints.setdefault(printed.path, printed)
    for form in case.dossier.forms:
        name = form.form.name
        yield _FormSide(form, f"{name}.{form.identifier}" if form.identifier else name, prints)


def _counterpart(filed: _FormSide, own: Sequence[_FormSide]) -> _FormSide | None:
    """Return the same form of the data: of the same project, by its name; the only one there is needs none."""
    alike = [side for side in own if side.form.form.name == filed.form.form.name]
    if not filed.form.form.is_per_project:
        return alike[0] if alike else None
    return next((side for side in alike if _project(side.form) == _project(filed.form)), None)


def _project(form: FilledForm) -> str:
    return narrow("".join(str(value) for _, value in form.by_role(Role.PROJECT_NAME)))


def _called(form: FilledForm) -> str:
    project = _project(form)
    return form.title if project in narrow(form.title) else f"{form.title}（{project}）"


def _differing(filed: _FormSide, own: _FormSide, spot_of: Callable[[str], PaperSpot | None]) -> Iterator[OwnFinding]:
    """Yield the values that both print, and print differently."""
    for path, counterpart in _pairs(filed.form, own.form):
        ours, theirs = own.prints.get(f"{own.prefix}.{counterpart}"), filed.prints.get(f"{filed.prefix}.{path}")
        spot = spot_of(f"{filed.prefix}.{path}")
        if ours is not None and theirs is not None and spot is not None and not _is_same(theirs, ours):
            difference = tell_difference(theirs.spoken, ours.path, theirs.printed, ours)
            yield OwnFinding(difference, FindingSpot(spot, (theirs.printed,)))


def _is_same(one: Print, other: Print) -> bool:
    both = one.value, other.value
    if all(isinstance(value, Figure) and value.unknown for value in both):
        return True
    return narrow(one.printed) == narrow(other.printed)


def _pairs(filed: FilledForm, own: FilledForm) -> Iterator[tuple[str, str]]:
    """Yield the path of each value of a form on paper with that of the same one in the data."""
    yield from ((path, path) for path in filed.values if path in own.values)
    for path, rows in filed.rows.items():
        described = filed.form.lists[path]
        ours = name_rows(described, own.rows.get(path, ()))
        for name, number in name_rows(described, rows).items():
            if name in ours:
                yield from ((f"{path}[{number}].{key}", f"{path}[{ours[name]}].{key}") for key in rows[number - 1])


def _rows_of_one_side(filed: FilledForm, own: FilledForm) -> Iterator[str]:
    """Yield the rows that only one side has."""
    for path, described in filed.form.lists.items():
        theirs, ours = (name_rows(described, side.rows.get(path, ())) for side in (filed, own))
        yield from (f"{_called(filed)}：数据里没有{path}“{name}”。{_REMEDY}" for name in theirs if name not in ours)
        yield from (
            f"{_called(filed)}：表上没有数据里的{path}“{name}”。{_REMEDY}" for name in ours if name not in theirs
        )
