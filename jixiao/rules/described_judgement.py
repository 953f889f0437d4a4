"""What packages of described forms come to: what is to be objected to, less what waivers let stand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from msgspec.structs import replace

from jixiao.findings import Finding
from jixiao.model.waivers import Waiver
from jixiao.render.printing import Print
from jixiao.rules.described_checks import check_described
from jixiao.rules.described_filing import FormFiling, PrintedForms, check_filing
from jixiao.rules.described_numbers import check_numbers
from jixiao.rules.described_package import DescribedPackage
from jixiao.rules.described_report import ToldYear, check_claims, count_told_claims, list_told_years
from jixiao.rules.judge import Judgement
from jixiao.rules.waiving import apply_waivers


def judge_described(
    packages: Iterable[PrintedForms],
    waivers: tuple[Waiver, ...],
    today: date,
    *,
    is_open: bool,
    filing: FormFiling | None = None,
) -> list[Judgement]:
    """Return the judgement on each package of a year, whose waivers are the same; what they miss stands with the first.

    So does what differs from the record of a ``filing``. ``is_open`` is whether anything is still to be filled in: it
    may yet bring back what a waiver is about.
    """
    packages = list(packages)
    told = [list_told_years(one) for one in packages]
    found = [_judge(one, years, waivers) for one, years in zip(packages, told, strict=True)]
    findings = apply_waivers([each for one in found for each in one], waivers, today, stale=not is_open)
    judgements = []
    for one, own, years in zip(packages, found, told, strict=True):
        kept, findings = findings[: len(own)], findings[len(own) :]
        labels = tuple(form.label for form in one.dossier.forms)
        judgements.append(
            Judgement(
                tuple(kept), results=(), rescored=None, parts=labels, waivers=waivers, claims=count_told_claims(years)
            )
        )
    if filing is not None:
        findings = [*findings, *check_filing(packages, filing)]
    if judgements and findings:
        first = judgements[0]
        judgements[0] = replace(first, findings=(*first.findings, *findings))
    return judgements


def _judge(forms: PrintedForms, told: list[ToldYear], waivers: tuple[Waiver, ...]) -> list[Finding]:
    printed = _places(forms.prints)
    paragraphs = (one.passage for year in told for _, one in year.paragraphs if not one.is_plan)
    package = DescribedPackage(
        forms.dossier,
        printed,
        prints=tuple(forms.prints),
        paragraphs=tuple(paragraphs),
        waivers=waivers,
        last_year=forms.last_year,
        sources=tuple(forms.sources),
    )
    return [*check_described(package), *check_claims(told, printed), *check_numbers(told, printed)]


def _places(prints: Iterable[Print]) -> dict[str, tuple[str, ...]]:
    """Return where each path stands on paper."""
    places: dict[str, dict[str, None]] = {}
    for one in prints:
        places.setdefault(one.path, {})[one.spoken] = None
    return {path: tuple(spoken) for path, spoken in places.items()}
