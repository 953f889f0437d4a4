"""P511–P512: references of the report's text to indicators and projects, and what they point at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import PurePosixPath

from jixiao.findings import Place, Severity
from jixiao.rules.looked_at import is_seen
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.registry import Breach, rule
from jixiao.submission.references import Drift, Facet, drifts, find_indicator, references_in, subscript


@rule("P511", Severity.HINT)
def indicators_go_by_name(package: PrintedPackage) -> Iterator[Breach]:
    """Yield the report's files that refer to indicators by their number in the list."""
    files = _files(package)
    for name, text in package.submission.narrative.items():
        numbered = [reference for reference in references_in(text) if reference.number]
        if not numbered:
            continue
        first = numbered[0]
        known = find_indicator(first, package.submission)
        spelled = subscript(known.level3) if known else None
        place = Place(files.get(name, name), first.line, first.column)
        found = f"有 {len(numbered)} 处按序号引用指标，指标换了次序就指到别的上：{first.words}"
        should = f"{first.level2}{spelled}" if spelled else f'{first.level2}["三级指标的名称"]'
        yield Breach(f"report/{name}", place, found, should, seen=tuple(reference.words for reference in numbered))


def _files(package: PrintedPackage) -> Mapping[str, str]:
    """Return how messages show the report's files, by name."""
    return {PurePosixPath(paragraph.place.file).name: paragraph.place.file for paragraph in package.paragraphs}


@rule("P512", Severity.WARNING)
def references_point_at_the_same(package: PrintedPackage) -> Iterator[Breach]:
    """Yield references that point at an indicator or project of another name or unit than last year."""
    prior, files = package.last_year, _files(package)
    if prior is None:
        return
    spoken = {(paragraph.place.file, paragraph.place.line): paragraph.spoken for paragraph in package.paragraphs}
    for name, group in groupby(drifts(package.submission, prior), key=lambda drift: drift.file):
        file = files.get(name, name)
        for drift in group:
            here = Place(file, drift.line, drift.column)
            if not is_seen(package.sources, here, package.submission.year):
                yield _breach(drift, here, spoken.get((file, drift.line), str(here)))


def _breach(drift: Drift, here: Place, where: str) -> Breach:
    # A unit was typed with the value and may be mistyped there; a name is what the sentence relies on.
    found = f"“{drift.words}”所指的{drift.facet}，上年是“{drift.was}”，现在是“{drift.now}”"
    subject, place = f"report/{drift.file} {drift.words}", drift.typed if drift.facet is Facet.UNIT else here
    return Breach(subject, place, found, "与上年相同，或改写句子", printed=(where,), seen=(drift.was, drift.now))
