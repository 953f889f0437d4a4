"""C613, C614: what was typed reaches the paper, and cells the form set wants filled hold something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from jixiao.figures import Figure, Text, entered_leaves
from jixiao.findings import Place, Severity, quoted
from jixiao.glossary import term
from jixiao.model.final_accounts import FinalAccounts
from jixiao.render.printing import format_value
from jixiao.rules.printed_package import PrintedPackage, leaves, plain
from jixiao.rules.registry import Breach, rule

# These choose forms, lines and files; they do their work without being printed.
_STEERING = {term(name) for name in ("form_set", "outlay_class", "evidence_files")}
# Their cells are on the forms. Of the rest the report tells what its author wants to tell.
_ON_FORMS = ("annex1", "annex2", "annex5", "projects")


@rule(
    "C613",
    "填了的都印得出来",
    severity=Severity.WARNING,
    basis="自评表、报告与所填数据一致：填了而没有印的，读者看不到，也不参与核对",
    remedy="该印的，在模板或报告里补上标记；报告里不需要的数，可以不管；表上已没有这一栏的，从数据里删去。",
    example="“附件1.政府采购金额.预算”填了 188，没有印在任何一页，也没有用来算印出的数。",
)
def typed_values_reach_a_page(book: PrintedPackage) -> Iterator[Breach]:
    """Yield typed values that neither print nor enter a printed figure.

    What has no cell on the forms may be there for a tie, a topic of the report or a control total alone.
    """
    printed = _made_of(one.value for one in book.prints)
    unknown = any(control.reference.unknown for control in book.submission.controls)
    compared = _made_of(book.figures.get(path) for path in _compared(book))
    for name, values in _typed(book):
        on_forms = name in _ON_FORMS
        if unknown and not on_forms:
            continue  # it may be what a control total is for
        reached = printed if on_forms else printed | compared
        for value in values:
            if value.path not in reached and _holds_something(value):
                severity = None if on_forms else Severity.HINT
                shown = format_value(value) if isinstance(value, Figure) else quoted(value)
                found = f"“{value.path}”填了 {shown}，没有印在任何一页，也没有用来算印出的数"
                seen = (plain(value.amount) if isinstance(value, Figure) else str(value),)
                yield Breach(
                    value.path,
                    place=_place(value),
                    found=found,
                    expected="印在表里或报告里，或不填",
                    printed=(),
                    severity=severity,
                    seen=seen,
                )


def _typed(book: PrintedPackage) -> Iterator[tuple[str, Iterable[Figure | Text]]]:
    """Yield what people fill in to be printed, by its English name.

    Overrides, waivers, control totals and reasons are held to their use elsewhere; a whole last year is a package
    of its own.
    """
    yield from ((name, book.entered[name]) for name in (*_ON_FORMS, "unit", "basic_outlay"))
    prior = book.submission.prior
    if isinstance(prior, FinalAccounts):
        accounts = (prior.three_public, prior.public_funds, *(one.final for one in prior.project_outlay))
        yield from (("prior", leaves(one)) for one in accounts)


def _holds_something(value: Figure | Text) -> bool:
    if value.unknown:
        return False
    if isinstance(value, Figure):
        return not value.blank
    return bool(value.strip()) and _last(value.path) not in _STEERING


def _last(path: str) -> str:
    return path.rpartition(".")[2].partition("[")[0]


def _place(value: Figure | Text) -> Place:
    if isinstance(value, Text):
        return value.place
    return value.origin if isinstance(value.origin, Place) else Place("")


def _made_of(values: Iterable[Any]) -> set[str]:
    """Return the paths of the values and of all that they are made of."""
    known = [value for value in values if value is not None]
    figures = [value for value in known if isinstance(value, Figure)]
    return {one.path for one in (*known, *(figure.source for figure in figures), *entered_leaves(figures))}


def _compared(book: PrintedPackage) -> Iterator[str]:
    checks = book.dossier.form_set.checks
    for tie in checks.ties:
        yield from map(str, (*tie.left, *tie.right))
    for topic in checks.topics:
        yield from map(str, (topic.reference, *filter(None, (topic.prior,)), *(one.reference for one in topic.limits)))
    yield from (str(control.reference) for control in book.submission.controls)


@rule(
    "C614",
    "表单集要求填的栏有内容",
    severity=Severity.WARNING,
    basis="表单集“必填栏”",
    remedy="填写内容；本表单集要求这一栏不留空，确实没有的写“无”。没有就留空的，从表单集的“必填栏”里去掉这一栏。",
    example="附件3（2） 第2行第2格“主管部门”留空。",
)
def mandatory_cells_filled(book: PrintedPackage) -> Iterator[Breach]:
    """Yield cells that the form set wants filled and that hold nothing on paper."""
    wanted = {str(one.cell): one.severity for one in book.dossier.form_set.checks.completeness.mandatory_cells}
    for one in book.prints:
        if isinstance(one.value, Text) and not one.printed.strip() and (name := _last(one.path)) in wanted:
            place = one.value.place if one.override is None else one.override.as_filed.place
            found = f"{one.spoken}“{name}”留空"
            yield Breach(
                one.path,
                place=place,
                found=found,
                expected=f"写明{name}",
                printed=(one.spoken,),
                severity=wanted[name],
                seen=(one.where,),
            )
