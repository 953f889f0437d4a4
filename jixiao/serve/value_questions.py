"""What the page asks about values: where one comes from, which names the report may draw on, what differs."""

from __future__ import annotations

import re
from typing import Any

from jixiao.build.described_case import DescribedCase
from jixiao.commands.described_diff import compare_described
from jixiao.commands.diff import compare_versions
from jixiao.errors import UsageError
from jixiao.glossary import template_name
from jixiao.paths import Workspace
from jixiao.render.printing import format_value
from jixiao.review.change import Change
from jixiao.review.form_changes import FormChange
from jixiao.review.form_changes_text import changes_text
from jixiao.review.terminal import review_text
from jixiao.serve.served_year import ServedYear
from jixiao.why.answer_json import answer_json
from jixiao.why.answer_text import answer_text
from jixiao.why.described_view import DescribedView
from jixiao.why.open_views import answer_from
from jixiao.why.query import Name
from jixiao.why.year_view import PackageView, YearView

Json = dict[str, Any]
_MOST_NAMES = 50
LAST_YEAR, LAST_COMMIT = "last-year", "commit"


def explain_value(year: ServedYear, *, mark: str = "", path: str = "", rules: bool = False) -> Json:
    """Return all there is to say of the value that a mark prints, or of a path; UsageError for none."""
    if mark:
        path = next((prints[mark].path for prints in year.prints.values() if mark in prints), "")
    if not path:
        raise UsageError("没有这个值。")
    found = answer_from(_views(year), Name(path), rules=rules, step=lambda _: None)
    return {**answer_json(found), "text": answer_text(found)}


def _views(year: ServedYear) -> list[PackageView]:
    if not year.cases:
        raise UsageError("数据还读不成，查不了来历。")
    return [DescribedView(case, ()) if isinstance(case, DescribedCase) else YearView(case) for case in year.cases]


def find_names(year: ServedYear, words: str) -> list[Json]:
    """Return names that a paragraph may draw on, those that hold all the words: path, tag and what it prints."""
    wanted = words.split()
    found = []
    for view in _views(year)[:1]:
        for path, value in view.values.items():
            if all(word in path for word in wanted) and not path.startswith(("表单.", "上年.")):
                tag = ".".join(_step(one) for one in path.split("."))
                found.append({"path": path, "tag": f"{{{{ {tag} }}}}", "shown": format_value(value)})
    return sorted(found, key=lambda one: (len(one["path"]), one["path"]))[:_MOST_NAMES]


def _step(step: str) -> str:
    name, bracket, rest = step.partition("[")
    return template_name(name) + bracket + rest if re.search(r"\w", name) else step


def compare_state(workspace: Workspace, year: int, side: str) -> Json:
    """Return what differs from the last commit or from last year; UsageError where that cannot be said."""
    words = ["HEAD"] if side == LAST_COMMIT else []
    forms = compare_described(workspace, words, year, step=lambda _: None)
    if forms is not None:
        changes = [_form_change(one) for one in forms.changes]
        return {"with": forms.old, "changes": changes, "text": changes_text(forms.old, forms.new, forms.changes)}
    review = compare_versions(workspace, words, year, step=lambda _: None).review
    listed = (*review.entered, *review.moves, *review.texts, *review.paragraphs, *review.records, *review.settings)
    return {"with": review.old.name, "changes": [_change(one) for one in listed], "text": review_text(review)}


def _change(one: Change) -> Json:
    places = one.places or one.printed
    return {"subject": one.label or one.name, "words": one.words, "kind": one.kind.name.lower(), "places": [*places]}


def _form_change(one: FormChange) -> Json:
    subject = f"{one.form} {one.path}".strip()
    words = f"{subject}：{one.old or '（无）'} → {one.new or '（无）'}" if one.path else f"{one.kind.value} {one.form}"
    return {"subject": subject, "words": words, "kind": "figure", "places": [one.form]}
