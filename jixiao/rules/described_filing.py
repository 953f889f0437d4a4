"""A year on described form sets that was filed stays as filed, part by part, but for what restatements put right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from jixiao.derive.described_dossier import DescribedDossier
from jixiao.findings import Finding, Severity
from jixiao.model.filed import Filed, Restatement
from jixiao.render.printing import Print
from jixiao.rules.filed_years import digest_prints, digest_words
from jixiao.source.decoding import SourceText

DIFFERS_FROM_FILED = "K111"
_REMEDY = "改回报送时的数；确需更正的，写进 restatements.yaml，重新报送后运行 make file ARGS=--again。"


class PrintedForms(Struct, frozen=True):
    """A package of described forms and everything it prints; ``pages`` are its forms as text by their labels.

    ``last_year`` is the package of the same set the year before, ``sources`` the files that the year was read from.
    """

    dossier: DescribedDossier
    prints: Sequence[Print]
    pages: Mapping[str, str] = {}
    last_year: DescribedDossier | None = None
    sources: Sequence[SourceText] = ()


class FormFiling(Struct, frozen=True):
    """What was filed for a year, and what was put right since."""

    filed: Filed
    restatements: Sequence[Restatement] = ()


def name_part(packages: Sequence[PrintedForms], number: int, label: str) -> str:
    """Return what the record calls a part of a package: its label, after the set's name but in the year's own set."""
    return f"{packages[number].dossier.described.name} {label}" if number else label


def digest_parts(packages: Sequence[PrintedForms]) -> Mapping[str, str]:
    """Return, by what the record calls each part of a year's packages, the SHA-256 of what it prints from data."""
    found = {}
    for number, package in enumerate(packages):
        digests = digest_prints(package.prints)
        for form in package.dossier.forms:
            found[name_part(packages, number, form.label)] = digests.get(form.label, digest_words([]))
    return found


def check_filing(packages: Sequence[PrintedForms], filing: FormFiling) -> Iterator[Finding]:
    """Yield a finding on each part that prints something else than was filed, or is gone, without a restatement.

    What is still to be filled in may yet be what it was.
    """
    now = digest_parts(packages)
    unknown = {
        name_part(packages, number, one.where)
        for number, package in enumerate(packages)
        for one in package.prints
        if one.unknown
    }
    passed = unknown | {str(one.where) for one in filing.restatements}
    for part in filing.filed.parts:
        label = str(part.label)
        if part.content_digest.unknown or label in passed or now.get(label) == part.content_digest:
            continue
        yield Finding(
            DIFFERS_FROM_FILED,
            place=part.label.place,
            found=f"{label}与 {filing.filed.recorded_on} 的报送记录不同，没有更正说明",
            expected="与报送时相同，或有更正说明",
            remedy=_REMEDY,
            severity=Severity.ERROR,
            subject=f"报送 {label}",
            seen=(now.get(label, "")[:12],),
            printed=(label,),
        )
