"""An answer for programs."""

from __future__ import annotations

from jixiao.figures import Figure
from jixiao.lineage import amount_words, lineage_json, unit_words
from jixiao.render.printing import Print, format_value
from jixiao.why.rule_trial import ValueTrial
from jixiao.why.value_facts import Answer, PrintInContext, ValueFacts, typed_at
from jixiao.why.year_view import Value


def answer_json(answer: Answer) -> dict[str, object]:
    """Return the answer as an object; every value with its whole lineage."""
    return {
        "title": answer.title,
        "text": answer.stands,
        "notes": list(answer.notes),
        "values": [_facts(one) for one in answer.values],
    }


def _facts(one: ValueFacts) -> dict[str, object]:
    return {
        "path": one.value.path,
        **_value(one.value),
        "lineage": lineage_json([one.value]) if isinstance(one.value, Figure) else {},
        "printed": [_seen(seen) for seen in one.seen],
        "used_by": [{"path": figure.path, **_value(figure)} for figure in one.users],
        "controls": [
            {
                "value": amount_words(held.control.amount),
                "source": str(held.control.source),
                "place": str(held.control.reference.place),
                "met": held.met,
            }
            for held in one.controls
        ],
        "findings": [finding.as_json() for finding in one.findings],
        "rules": _trial(one.trial),
    }


def _value(value: Value) -> dict[str, object]:
    place = typed_at(value)
    typed = place.as_json() if place else {}
    if isinstance(value, Figure):
        return {"value": amount_words(value), "unit": unit_words(value), **typed}
    return {"value": format_value(value), **typed}


def _seen(seen: PrintInContext) -> dict[str, object]:
    one: Print = seen.print
    override = {} if one.override is None else {"implied": one.implied, "reason": str(one.override.reason)}
    return {
        "where": one.where,
        "row": one.row,
        "cell": one.cell,
        "paragraph": one.paragraph,
        "occurrence": one.occurrence,
        "spoken": one.spoken,
        "printed": one.printed,
        "before": seen.before,
        "behind": seen.behind,
        **override,
    }


def _trial(trial: ValueTrial | None) -> dict[str, object] | None:
    if trial is None:
        return None
    checks = [{"code": one.code, "title": one.title, "subjects": list(one.subjects)} for one in trial.checks]
    return {"tried": list(trial.tried), "reacting": checks}
