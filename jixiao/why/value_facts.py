"""What there is to say of one value: where it comes from, who uses it, what is found, where it is printed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from jixiao.figures import Figure, Text
from jixiao.findings import Finding, Place, quoted
from jixiao.lineage import Step, amount_words, lineage, lineages, unit_words
from jixiao.model.controls import Control
from jixiao.model.overrides import Override
from jixiao.render.printing import Print, format_value
from jixiao.rules.ties import control_met
from jixiao.why.rule_trial import ValueTrial
from jixiao.why.year_view import PackageView, Value


class PrintInContext(Struct, frozen=True):
    """A print of a value, with the text before and behind it."""

    print: Print
    before: str
    behind: str


class Controlled(Struct, frozen=True):
    """A control total about a value, and whether the value meets it."""

    control: Control
    met: bool


class ValueFacts(Struct, frozen=True):
    """What there is to say of one value; ``trial`` is None where the rules were not tried."""

    value: Value
    steps: dict[str, Step]
    seen: tuple[PrintInContext, ...]
    users: tuple[Figure, ...]
    controls: tuple[Controlled, ...]
    overrides: tuple[Override, ...]
    findings: tuple[Finding, ...]
    trial: ValueTrial | None = None


class Answer(Struct, frozen=True):
    """The answer to a question: what was asked about, what stands there, what is to be known of it, and the values.

    ``stands`` is the line, the cell or the paragraph; "" for a path. ``projects`` are the names of the
    projects by the identifiers that stand for them in paths.
    """

    title: str
    stands: str
    notes: tuple[str, ...]
    values: tuple[ValueFacts, ...]
    projects: Mapping[str, str] = field(default_factory=dict)


def find_facts(view: PackageView, value: Value) -> ValueFacts:
    """Return all there is to say of a value, the rules left out."""
    prints = view.printed(value)
    paths = {value.path} | {printed.path for printed in prints}
    return ValueFacts(
        value,
        steps=_steps(value),
        seen=tuple(_seen(view, printed) for printed in prints),
        users=tuple(view.users(value)),
        controls=tuple(_controlled(value, one) for one in view.controls if str(one.reference) in paths),
        overrides=tuple(override for override in view.overrides if str(override.reference) in paths),
        findings=tuple(finding for finding in view.package.findings if _concerns(finding, value, prints)),
    )


def _steps(value: Value) -> dict[str, Step]:
    if isinstance(value, Figure):
        return lineage(value)
    return lineages(value.basis.operands) if isinstance(value, Text) and value.basis else {}


def _controlled(value: Value, control: Control) -> Controlled:
    return Controlled(control, isinstance(value, Figure) and control_met(value, control))


def _seen(view: PackageView, printed: Print) -> PrintInContext:
    before, _, behind = view.around(printed)
    return PrintInContext(printed, before, behind)


def _concerns(finding: Finding, value: Value, prints: Iterable[Print]) -> bool:
    """Return whether a finding is about a value: by its name, its line, or the cell that prints it."""
    if finding.subject == value.path or finding.subject.endswith(f"：{value.path}"):
        return True
    typed = typed_at(value)
    if typed is not None and (finding.place.file, finding.place.line) == (typed.file, typed.line):
        return True
    return any(printed.row and printed.spoken in finding.printed for printed in prints)


def typed_at(value: Value) -> Place | None:
    """Return where a value was typed; None if it was computed."""
    if isinstance(value, Figure):
        return value.origin if isinstance(value.origin, Place) else None
    return None if isinstance(value, Text) and not value.entered else value.place


def value_words(value: Value) -> str:
    """Return a value on one line with its unit."""
    if isinstance(value, Figure):
        return " ".join(filter(None, (amount_words(value), unit_words(value))))
    return quoted(format_value(value), characters=60) if format_value(value) else "空白"


def values_at(view: PackageView, paths: Iterable[str]) -> tuple[ValueFacts, ...]:
    """Return the values at the paths that there are, each once."""
    known = (view.values[path] for path in dict.fromkeys(paths) if path in view.values)
    return tuple(find_facts(view, value) for value in known)
