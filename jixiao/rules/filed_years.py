"""Y…: a year that was filed stays as filed, and next year repeats its final accounts."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping

from jixiao.derive.dossier import Annex1Form, BudgetLine, ProjectOutlayLines
from jixiao.figures import Figure, count_decimals, round_half_up
from jixiao.findings import Place, Severity
from jixiao.glossary import term
from jixiao.lineage import amount_words
from jixiao.model.form_roles import Role
from jixiao.render.printing import Print, same_number
from jixiao.rules.contents import label_of
from jixiao.rules.described_package import DescribedPackage, ScoredPackage
from jixiao.rules.money_lines import list_money_lines
from jixiao.rules.printed_package import PrintedPackage, plain
from jixiao.rules.printed_statement import entered_place
from jixiao.rules.registry import Breach, rule
from jixiao.submission.succession import succession_of

_REPORT = "报告"
_PROJECT_OUTLAY = f"{term('annex1')}.{term('project_outlay')}"


def content_digests(package: PrintedPackage) -> Mapping[str, str]:
    """Return label → SHA-256 of what each part prints from data, and of the report's paragraphs."""
    forms = digest_prints(one for one in package.prints if not one.where.startswith(_REPORT))
    return {**forms, _REPORT: digest_words([paragraph.text for paragraph in package.paragraphs])}


def digest_prints(prints: Iterable[Print]) -> dict[str, str]:
    """Return label → SHA-256 of what each part prints from data."""
    words: dict[str, list[str]] = {}
    for one in prints:
        words.setdefault(one.where, []).append(one.printed)
    return {label: digest_words(printed) for label, printed in words.items()}


def digest_words(printed: list[str]) -> str:
    """Return the SHA-256 of what a part prints."""
    return hashlib.sha256(json.dumps(printed, ensure_ascii=False).encode()).hexdigest()


@rule("Y103")
def filed_years_stand(package: PrintedPackage) -> Iterator[Breach]:
    """Yield parts that print something else than was filed, without a restatement."""
    filed = package.submission.filed
    if filed is None:
        return
    now = content_digests(package)
    restated = {str(one.where) for one in package.submission.restatements}
    unknown = {_REPORT if one.where.startswith(_REPORT) else one.where for one in package.prints if one.unknown}
    if any(one.where.unknown for one in package.submission.restatements):
        return
    for part in filed.parts:
        if part.label in unknown or part.label.unknown or part.content_digest.unknown:
            continue
        if now.get(str(part.label)) != part.content_digest and part.label not in restated:
            found = f"{part.label}与 {filed.recorded_on} 的报送记录不同，没有更正说明"
            should, seen = "与报送时相同，或有更正说明", (now.get(str(part.label), "")[:12],)
            yield Breach(f"报送 {part.label}", part.label.place, found, should, printed=(str(part.label),), seen=seen)


@rule("Y104", by_role=True)
def last_year_stands_as_filed(package: ScoredPackage) -> Iterator[Breach]:
    """Yield 上年决算 cells that differ from what last year's package printed."""
    if isinstance(package, DescribedPackage):
        yield from _columns_for_last_year(package)
        return
    prior = package.last_year
    if prior is None or prior.filed is None or prior.restatements:
        return
    filed = {str(one.reference): one for one in prior.filed.final_figures}
    repeats = _as_filed_last_year(package)
    for statement in package.statements:
        path = statement.figure.path
        was = next((filed[name] for name in repeats(path) if name in filed), None)
        if was is None or was.as_filed.unknown:
            continue
        if was.as_filed != statement.print.printed and not same_number(was.as_filed, statement.print.printed):
            place = statement.place if statement.place.file else was.as_filed.place
            found, should = f"{path}印作 {statement.print.printed}，上年报送的是 {was.as_filed}", str(was.as_filed)
            yield Breach(
                path,
                place,
                found,
                should,
                printed=(statement.spoken,),
                seen=(plain(statement.amount), str(was.as_filed)),
            )


def _columns_for_last_year(package: DescribedPackage) -> Iterator[Breach]:
    """Yield amounts in columns for last year that last year's form of the same set does not have as spent."""
    for form in package.dossier.forms:
        for line in list_money_lines(form):
            column, spent = line.columns.get(Role.PRIOR_OUTTURN), line.columns.get(Role.OUTTURN)
            was = package.figures_before.get(spent.path) if spent is not None else None
            if column is None or was is None or column.unknown or not column.entered:
                continue
            decimals = min(count_decimals(one.amount) for one in (column, was))
            if round_half_up(column.amount, decimals) == round_half_up(was.amount, decimals):
                continue
            words = amount_words(column), amount_words(was)
            found, printed = f"{column.path}填 {words[0]}，上年的表上是 {words[1]}", package.printed_in(column.path)
            place = entered_place(column)
            yield Breach(column.path, place, found, words[1], printed=printed, seen=words, severity=Severity.WARNING)


def _as_filed_last_year(package: PrintedPackage) -> Callable[[str], list[str]]:
    """Return what tells which figure of last year's form a cell of the column for last year repeats, if any."""
    past, form_set = succession_of(package.submission), package.submission.form_set
    own, column = f".{term('final')}", f".{term('prior_final')}"
    lines: dict[str, list[str]] = {numbered.identifier: [] for numbered in package.submission.projects}
    lines |= {key: [former] for key, former in past.unchanged.items()}
    lines |= {str(kind.name): [str(kind.name), *kind.former_names] for kind in form_set.outlay_classes}
    for moved in past.reclassified:  # Y105 tells of these
        lines |= {moved.old_class: [], str(moved.project.project.outlay_class): []}

    def repeats(path: str) -> list[str]:
        if not path.endswith(column):
            return []
        start, _, key = path.removesuffix(column).rpartition(".")
        if start == _PROJECT_OUTLAY:
            return [f"{start}.{name}{own}" for name in lines.get(key, [])]
        return [path.removesuffix(column) + own]

    return repeats


@rule("Y105", Severity.WARNING)
def last_year_stays_in_its_class(package: PrintedPackage) -> Iterator[Breach]:
    """Yield declarations that move last year's final accounts to another class than last year's form printed."""
    for moved in succession_of(package.submission).reclassified:
        project, amount = moved.project, amount_words(moved.prior_final)
        new = project.project.outlay_class
        declared = project.project.prior_final_from[moved.former.identifier].origin
        yield Breach(
            f"{term('projects')}.{project.identifier}.{term('prior_final_from')}.{moved.former.identifier}",
            declared if isinstance(declared, Place) else Place(project.file),
            f"“{moved.former.name}”上年列在“{moved.old_class}”，“{term('prior_final_from')}”把 {amount} "
            f"改列到“{new}”，这两类的上年决算都与上年所印的不同",
            f"{amount} 列在“{moved.old_class}”",
            printed=package.printed_in(f"{_PROJECT_OUTLAY}.{new}.{term('prior_final')}"),
            seen=(moved.old_class, str(new), amount),
        )


@rule("Y106")
def last_years_projects_have_a_class(package: PrintedPackage) -> Iterator[Breach]:
    """Yield last year's projects that no line of Annex 1 shows, as their class is not known or not there any more."""
    label = label_of(package, "annex1")
    for former in succession_of(package.submission).unplaced:
        amount = f"它的上年决算 {amount_words(former.final)} 没有列进{label}"
        name = f"上年的项目“{former.name}”（{former.identifier}）本年没有"
        if former.outlay_class is None:
            classes = "、".join(str(kind.name) for kind in package.submission.form_set.outlay_classes)
            found, place = f"{name}，没有写明上年列在哪一类，{amount}", former.name.place
            expected = f"“{term('name')}”下面有一行“{term('outlay_class')}”，写 {classes} 之一"
        else:
            found, place = f"{name}，表单集没有它的类别“{former.outlay_class}”，{amount}", former.outlay_class.place
            expected = f"forms.yaml 里接着它的一类有“{term('former_names')}: [{former.outlay_class}]”"
        subject = f"{term('prior')}.{term('projects')}.{former.identifier}"
        yield Breach(subject, place, found, expected, printed=(label,), seen=(amount_words(former.final),))


def final_figures(annex1: Annex1Form) -> Iterator[Figure]:
    """Yield the figures of Annex 1 that next year repeats in its 上年决算 column."""
    groups = [annex1.three_public, annex1.public_funds, annex1.project_outlay]
    for group in groups:
        yield group.final
        held = (getattr(group, name) for name in group.__struct_fields__)
        lines = [value for value in held if isinstance(value, BudgetLine)]
        if isinstance(group, ProjectOutlayLines):
            lines += group.project_lines
        yield from (line.final for line in lines)
