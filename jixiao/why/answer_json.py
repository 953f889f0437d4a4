"""An answer for programs."""

from __future__ import annotations

from jixiao.figures import Figure
from jixiao.lineage import amount_words, derivation_words, lineage_json, unit_words
from jixiao.model.scalars import Day
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
        "values": [_facts(facts) for facts in answer.values],
    }


def _facts(facts: ValueFacts) -> dict[str, object]:
    return {
        "path": facts.value.path,
        **_value(facts.value),
        "lineage": lineage_json([facts.value]) if isinstance(facts.value, Figure) else {},
        "printed": [_seen(seen) for seen in facts.seen],
        "used_by": [{"path": figure.path, **_value(figure)} for figure in facts.users],
        "controls": [
            {
                "value": amount_words(held.control.amount),
                "source": str(held.control.source),
                "place": str(held.control.reference.place),
                "met": held.met,
            }
            for held in facts.controls
        ],
        "findings": [finding.as_json() for finding in facts.findings],
        "rules": _trial(facts.trial),
    }


def _value(value: Value) -> dict[str, object]:
    place = typed_at(value)
    typed = place.as_json() if place else {}
    how = "" if isinstance(value, Day) else derivation_words(value)
    typed |= {"derived": how} if how else {}
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
    checks = [{"code": check.code, "title": check.title, "subjects": list(check.subjects)} for check in trial.checks]
    return {"tried": list(trial.tried), "reacting": checks}
