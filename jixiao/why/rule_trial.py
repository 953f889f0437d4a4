"""Which rules check a value: those that judge otherwise when it is another one.

Nothing says beforehand what a rule looks at. So the value is changed as slips of the keyboard change values, and
misprinted in one place after the other; each time the year is judged anew. A rule is named only if its findings
change; one that would react to another slip only may be missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from decimal import Decimal
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from jixiao.derive.derivation import derive
from jixiao.derive.dossier import Dossier
from jixiao.diagnosis.rejudging import reprint, with_values
from jixiao.figures import Figure, Text
from jixiao.findings import Finding, Place
from jixiao.model.entered_year import Submission
from jixiao.model.overrides import Override
from jixiao.model.scalars import Day
from jixiao.patterns import compile_late
from jixiao.render.printing import Print, format_value
from jixiao.rules.catalogue import all_rules
from jixiao.why.year_view import Value, YearView

# One misprint in each of so many places; what reacts to one in a fifth has reacted before.
_PLACES = 4
_DIGITS = compile_late(r"[0-9]+(\.[0-9]+)?")


class Check(Struct, frozen=True):
    """A rule that reacted, and what it spoke of: totals, ties, the value itself."""

    code: str
    title: str
    subjects: tuple[str, ...]


class ValueTrial(Struct, frozen=True):
    """What was tried, in words, and the rules that reacted, by code."""

    tried: tuple[str, ...]
    checks: tuple[Check, ...]


RuleFindings = set[tuple[str, str, str]]


def trial(view: YearView, value: Value, step: Callable[[str], None]) -> ValueTrial:
    """Return which rules react to changes of a value; ``step`` is told what is being tried."""
    before = _rule_findings(view.case.findings)
    tried: list[str] = []
    subjects: dict[str, dict[str, None]] = {}
    for change, submission, dossier in chain(_changed(view, value), _misprinted(view, value)):
        step(f"正在试改：{change}……")
        after = _judged(view, submission, dossier)
        if after is None:
            continue
        tried.append(change)
        for code, subject, _ in sorted(before ^ after):
            subjects.setdefault(code, {})[subject] = None
    titles = {rule.code: rule.title for rule in all_rules()}
    checks = (Check(code, titles[code], tuple(subjects[code])) for code in sorted(subjects))
    return ValueTrial(tuple(tried), tuple(checks))


def _rule_findings(findings: Iterable[Finding]) -> RuleFindings:
    codes = {rule.code for rule in all_rules()}
    return {(finding.code, finding.subject, finding.found) for finding in findings if finding.code in codes}


def _judged(view: YearView, submission: Submission, dossier: Dossier) -> RuleFindings | None:
    """Return what the rules find; None where the report cannot be filled in that way."""
    year = reprint(submission, dossier, view.folders, tuple(view.case.reading.sources))
    if year is None:
        return None
    found = _rule_findings(year.ask(all_rules()))
    year.forget()
    return found


def _changed(view: YearView, value: Value) -> Iterator[tuple[str, Submission, Dossier]]:
    """Yield the year with other values: typed ones are computed through, computed ones stand alone."""
    for other in _others(value):
        change = f"{value.path} 改为 {format_value(other).strip() or '空白'}"
        submission = with_values(view.submission, _exchange(value, other))
        dossier = derive(submission)
        if submission is view.submission:
            dossier = with_values(view.dossier, _exchange(value, other))
        yield change, submission, dossier


def _exchange(old: Value, new: Value) -> Callable[[Value], Value]:
    def exchanged(value: Value) -> Value:
        if value.path != old.path or type(value) is not type(old):
            return value
        if isinstance(value, Figure) and isinstance(new, Figure):  # the same figure may be shown with other decimals
            return replace(value, amount=new.amount, literal=new.literal)
        return new

    return exchanged


def _others(value: Value) -> Iterator[Value]:
    if isinstance(value, Figure):
        for amount in _amounts(value):
            yield replace(value, amount=amount, literal=None)
        yield replace(value, amount=Decimal(0), literal="")
    elif isinstance(value, Day):
        for days in (366, -366):
            yield replace(value, value=value.value + timedelta(days=days))
    else:
        for text in dict.fromkeys(_texts(value)):
            yield value.reworded(text)


def _amounts(figure: Figure) -> list[Decimal]:
    """Return the amount with its point moved either way and with another last digit; other amounts for 0."""
    amount = figure.amount
    if not amount:
        return [Decimal(1), Decimal(1000)]
    last = Decimal(1).scaleb(min(0, int(amount.as_tuple().exponent)) if figure.entered else -2)
    whole = figure.entered and figure.unit in ("人", "个")
    slips = [amount * 10, (amount + 10) if whole else amount / 10, amount + last]
    return [one for one in slips if one != amount]


def _texts(text: Text) -> Iterator[str]:
    """Yield the text left out, 无 in its place, with other numbers, carelessly written."""
    yield from ("", "无")
    if _DIGITS.search(text):
        yield _DIGITS.sub(lambda match: f"{Decimal(match[0]) * 10}", text, count=1)
        yield _DIGITS.sub(lambda match: f"{Decimal(match[0]) / 10:f}", text, count=1)
    yield f"{text}。。"
    yield text[:-1] or f"{text}{text}"


def _misprinted(view: YearView, value: Value) -> Iterator[tuple[str, Submission, Dossier]]:
    """Yield the year with the value misprinted in one place, as by an entry of overrides.yaml."""
    first = {printed.where: printed for printed in reversed(view.printed(value))}
    for printed in sorted(first.values(), key=view.prints.index)[:_PLACES]:
        wrong = _misprint(printed.printed)
        submission = replace(view.submission, overrides=(_override(printed, wrong), *view.submission.overrides))
        yield f"{printed.spoken}印作 {wrong}", submission, derive(submission)


def _misprint(printed: str) -> str:
    if not _DIGITS.search(printed):
        return f"{printed}甲"
    return _DIGITS.sub(lambda match: f"{(Decimal(match[0]) * 10).normalize() or 1000:f}", printed, count=1)


def _override(printed: Print, wrong: str) -> Override:
    place = Place("data/overrides.yaml")

    def text(words: str) -> Text:
        return Text(words, place, "")

    return Override.model_construct(
        where=text(printed.where),
        reference=text(printed.path),
        occurrence=printed.occurrence,
        implied=None,
        as_filed=text(wrong),
        reason=text("试改"),
    )
