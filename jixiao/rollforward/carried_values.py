"""What becomes of last year's values in the next year's files: kept, asked for anew, moved on, or left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from jixiao.figures import Figure
from jixiao.glossary import term
from jixiao.model.base import Record
from jixiao.model.entered_year import Submission
from jixiao.model.evaluation import Indicator, IndicatorTree
from jixiao.model.groups_of_nothing import MayBeNone
from jixiao.model.scalars import OPEN
from jixiao.model.yearly import fields_of, of_the_year
from jixiao.source.nodes import Entries, Scalar
from jixiao.source.rewrite import Edit, Manuscript
from jixiao.submission.drawn_figures import list_drawable
from jixiao.submission.earned_points import read_money
from jixiao.submission.left_out import FormFunds, funds_of_project, funds_of_unit, is_of_budget
from jixiao.targets import parse
from jixiao.targets.dates import MOVING_YEAR

# What follows from target and actual, as far as it does; blank reasons stay as the forms have them.
_FOLLOWING = {"score", "deviation", "total_deviation"}


def list_carried_edits(
    manuscript: Manuscript, model: type[Record], tree: object, year: int, follows: frozenset[str] = frozenset()
) -> Iterator[Edit]:
    """Yield the edits that make last year's file one of ``year``: the year, what is left to fill in, target dates.

    Values at the paths in ``follows`` are left out, and so are scores and reasons: they follow from the rest.
    """
    yield from _collapsed(manuscript, model, tree)
    for name, kind, scalar in fields_of(model, tree):
        is_yearly = of_the_year(name, kind, scalar)
        if name == "year":
            words = manuscript.written(scalar)
            yield manuscript.replaced(scalar, str(year), f"{term(name)}：{words} → {year}")
        elif scalar.path in follows or (name in _FOLLOWING and is_yearly):
            yield manuscript.without_line(scalar) or manuscript.replaced(scalar, OPEN)
        elif is_yearly:
            yield manuscript.replaced(scalar, OPEN)
        elif name == "target":
            yield from list_moved_dates(manuscript, scalar, year)


def _collapsed(manuscript: Manuscript, model: Any, tree: object) -> Iterator[Edit]:
    """Yield an edit for each group of amounts that was all 0: one place, to be filled in with 无 or anew."""
    if not (isinstance(tree, Entries) and isinstance(model, type) and issubclass(model, Record)):
        return
    for field in model.model_fields.values():
        node = tree.get(str(field.alias))
        may_be_none = any(isinstance(one, MayBeNone) for one in field.metadata)
        if may_be_none and isinstance(node, Entries) and node and all(value == "0" for value in node.values()):
            yield from manuscript.collapsed(tree, str(field.alias), OPEN)
        else:
            yield from _collapsed(manuscript, field.annotation, node)


def list_moved_dates(manuscript: Manuscript, scalar: Scalar, year: int) -> Iterator[Edit]:
    """Yield the edits that make the days a target names those of ``year``."""
    start, words = manuscript.offset(scalar.place), manuscript.written(scalar)
    for match in MOVING_YEAR.finditer(words):
        now = int(match["year"])
        if now in (year - 1, year):
            date = re.split(r"\s", words[match.start() :])[0].strip("'\"")
            note = f"{term('target')}：{date} → {now + 1}{date.removeprefix(match['year'])}"
            yield Edit(start + match.start(), start + match.end(), str(now + 1), note)


def list_following(last_year: Submission) -> frozenset[str]:
    """Return the paths of last year's values that the next year's forms draw from elsewhere, as last year's did."""
    found = set(list_drawable(last_year))
    found |= set(_of_budget(last_year, last_year.annex2.indicators, funds_of_unit(last_year)))
    for one in last_year.projects:
        found |= set(_of_budget(last_year, one.project.indicators, funds_of_project(one.project)))
    return frozenset(found)


def _of_budget(last_year: Submission, tree: IndicatorTree, funds: FormFunds) -> Iterator[str]:
    """Yield the cells of indicators of the whole budget; a target only where it is the budget itself."""
    wording = last_year.form_set.left_out_values
    for one in (one for below in tree.values() for rows in below.values() for one in rows):
        if not is_of_budget(one, last_year.form_set):
            continue
        if one.actual is not None and wording.budget_actual is not None:
            yield one.actual.path
        if one.target is not None and wording.budget_target is not None and _is_amount(one, funds.budget):
            yield one.target.path


def _is_amount(indicator: Indicator, budget: Figure) -> bool:
    return not budget.unknown and read_money(parse(str(indicator.target))) == budget.amount


def paths_below(paths: frozenset[str], prefix: str) -> frozenset[str]:
    """Return those of the paths that lie below one, without it."""
    start = f"{prefix}."
    return frozenset(path.removeprefix(start) for path in paths if path.startswith(start))
