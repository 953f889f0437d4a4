"""C6…: the bureau's scoring sheet (Annex 5): the evidence it asks for, and what of it a program can score."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from jixiao.derive.balance import derive_balance
from jixiao.figures import POINTS, round_half_up, total
from jixiao.findings import Place, Severity, quoted
from jixiao.glossary import term
from jixiao.model.annex5 import Criterion
from jixiao.model.norms import SelfCheck, SelfCheckSubject
from jixiao.model.scalars import OPEN
from jixiao.rules.completeness import sections_are_filled
from jixiao.rules.contents import IndicatorForm, is_empty, label_of, list_forms
from jixiao.rules.printed_package import PrintedPackage, cached_by_package, plain
from jixiao.rules.printed_statement import entered_place
from jixiao.rules.project_lists import projects_are_listed
from jixiao.rules.registry import Breach, rule

_ANNEX5 = term("annex5")


@rule("C610")
def evidence_is_present(package: PrintedPackage) -> Iterator[Breach]:
    """Yield evidence asked for and not named, names without a file, files that no item names."""
    files = {one.name: one for one in package.submission.evidence}
    named = {name for criterion in list_criteria(package) for name in criterion.evidence_files}
    unknown, label = any(name.unknown for name in named), label_of(package, "annex5")
    unnamed = [
        one for one in list_criteria(package) if one.evidence and not one.evidence.unknown and not one.evidence_files
    ]
    yield from _without_evidence(unnamed, label, together=not named)
    for criterion in list_criteria(package):
        for name in criterion.evidence_files:
            if name not in files and not name.unknown:
                words = f"{label}“{criterion.name}”的佐证文件{quoted(name)}不在 evidence/ 里"
                yield Breach(
                    name.path, name.place, words, f"有文件 evidence/{name}", printed=(label,), seen=(str(name),)
                )
    for stored, file in files.items():
        if stored not in named and not unknown:
            words = f"佐证材料{quoted(stored)}没有哪一项用到，不会打包"
            subject, should = f"佐证材料：{stored}", f"{label}某一项的佐证文件"
            yield Breach(subject, Place(file.file), words, should, seen=(stored,), severity=Severity.WARNING)


def _without_evidence(unnamed: list[Criterion], label: str, *, together: bool) -> Iterator[Breach]:
    """Yield items whose evidence no file is named for; ``together``: one for all, where none is named at all."""
    groups = [unnamed] if together and unnamed else [[criterion] for criterion in unnamed]
    for first, *others in groups:
        words = f"{label}“{first.name}”所需的佐证材料没有列出文件：{quoted(first.evidence)}"
        if others:
            words += f"；同样的还有 {len(others)} 项：{'、'.join(f'“{one.name}”' for one in others)}"
        seen = tuple(criterion.evidence for criterion in (first, *others))
        should = "佐证文件: [文件名]"
        subject = f"{_ANNEX5}.{term('evidence_files')}" if together else first.name.path
        yield Breach(subject, first.name.place, words, should, printed=(label,), seen=seen, severity=Severity.HINT)


def list_criteria(package: PrintedPackage) -> Iterator[Criterion]:
    """Yield the scored items of Annex 5 in order."""
    for group in package.submission.annex5.criteria:
        yield from group.level2


class SelfScore(Struct, frozen=True):
    """Points a program gives for one part of an item of Annex 5; ``missing`` says what was lost for.

    ``points`` are None while something they hang on is still to be filled in.
    """

    check: SelfCheck
    points: Decimal | None
    missing: tuple[str, ...]

    @property
    def words(self) -> str:
        """The score as a phrase: “完整性”报告正文齐全 6/8 分."""
        full = plain(self.check.points.amount)
        return f"“{self.check.criterion}”{self.check.about.value} {self.points_words}/{full} 分"

    @property
    def points_words(self) -> str:
        """The points, or that they are still open."""
        return OPEN if self.points is None else plain(self.points)

    def as_json(self) -> dict[str, object]:
        """Return the score as a flat object for programs; points are strings, exact."""
        return {
            "criterion": str(self.check.criterion),
            "about": self.check.about.value,
            "points": None if self.points is None else plain(self.points),
            "of": plain(self.check.points.amount),
            "missing": list(self.missing),
        }


class SelfScores(Struct, frozen=True):
    """What a program gives of the bureau's sheet, and how many points are left to people.

    ``given`` and ``left`` are None while they hang on something that is still to be filled in.
    """

    scores: tuple[SelfScore, ...]
    given: Decimal | None
    possible: Decimal
    left: Decimal | None
    label: str

    @property
    def words(self) -> str:
        """All of it as one sentence that names what loses points."""
        losing = "、".join(one.words for one in self.scores if one.missing)
        given, left = (OPEN if points is None else plain(points) for points in (self.given, self.left))
        score = f"{given}/{plain(self.possible)} 分" + (f"（{losing}）" if losing else "")
        return f"{self.label} 自查：程序能评的部分得 {score}，其余 {left} 分由人评。"


@cached_by_package
def score_self_check(package: PrintedPackage) -> SelfScores:
    """Return the scores of everything in Annex 5 that needs no judgement, in the form set's order."""
    scores = tuple(_scored(package, check) for check in package.dossier.form_set.checks.completeness.self_checks)
    given = [score.points for score in scores if score.points is not None]
    possible = sum((score.check.points.amount for score in scores), Decimal(0))
    whole = total((criterion.points for criterion in list_criteria(package)), POINTS)
    left = None if whole.unknown else whole.amount - possible
    return SelfScores(
        scores,
        given=sum(given, Decimal(0)) if len(given) == len(scores) else None,
        possible=possible,
        left=left,
        label=label_of(package, "annex5"),
    )


@rule("C611", Severity.HINT)
def points_are_kept(package: PrintedPackage) -> Iterator[Breach]:
    """Yield items of Annex 5 that would lose points."""
    places = {str(criterion.name): criterion.name.place for criterion in list_criteria(package)}
    label = label_of(package, "annex5")
    for score in score_self_check(package).scores:
        if score.missing:
            shown = "；".join(score.missing[:3]) + ("等" if len(score.missing) > 3 else "")
            place = places.get(str(score.check.criterion), score.check.criterion.place)
            subject = f"附件5：{score.check.criterion}：{score.check.about.value}"
            found = f"{label} 自查：{score.words}：{shown}"
            yield Breach(subject, place, found, "满分", printed=(label,), seen=(plain(score.points), *score.missing))


@rule("C612")
def sheet_adds_up(package: PrintedPackage) -> Iterator[Breach]:
    """Yield a scoring sheet whose points miss their total."""
    wanted, found = package.dossier.form_set.checks.completeness.sheet_total, list(list_criteria(package))
    whole = total((criterion.points for criterion in found), POINTS)
    if wanted is not None and not whole.unknown and whole.amount != wanted:
        label, sum_ = label_of(package, "annex5"), " + ".join(plain(criterion.points.amount) for criterion in found)
        words = f"{label}各项分值 {sum_} = {plain(whole.amount)}，应为 {wanted}"
        place = entered_place(found[0].points) if found else Place(package.submission.unit.unit_name.place.file)
        seen = tuple(plain(criterion.points.amount) for criterion in found)
        sides = derive_balance([whole], [], wanted - whole.amount)
        yield Breach(
            f"{_ANNEX5}.{term('points')}", place, words, f"合计 {wanted}", printed=(label,), seen=seen, balance=sides
        )


def _scored(package: PrintedPackage, check: SelfCheck) -> SelfScore:
    missing, whole = _missing(package, check.about)
    full = check.points.amount
    if check.deduction is not None:
        left = full - check.deduction * len(missing)
    else:
        left = full * (whole - len(missing)) / whole if whole else full
    is_open = check.about is SelfCheckSubject.WEIGHTS and any(_weights_open(form) for form in list_forms(package))
    return SelfScore(check, None if is_open else max(Decimal(0), round_half_up(left, 2)), tuple(missing))


def _missing(package: PrintedPackage, about: SelfCheckSubject) -> tuple[list[str], int]:
    """Return what is missing, and of how many."""
    all_forms = list_forms(package)
    match about:
        case SelfCheckSubject.SECTIONS:
            bare = [breach.found for breach in sections_are_filled(package) if breach.found.startswith("报告“")]
            return bare, len(package.dossier.sections)
        case SelfCheckSubject.ATTACHMENTS:
            return [breach.found for breach in projects_are_listed(package) if breach.severity is Severity.ERROR], 0
        case SelfCheckSubject.WEIGHTS:
            wrong = [form.label for form in all_forms if not _weights_open(form) and not _weights_right(package, form)]
            return [f"{label}的一级指标分值与规定的权重不符" for label in wrong], len(all_forms)
        case SelfCheckSubject.LEVEL3:
            rough = [form.label for form in all_forms if not _is_detailed(package, form)]
            return [f"{label}没有全部细化到三级指标" for label in rough], len(all_forms)


def _weights_open(form: IndicatorForm) -> bool:
    return any(indicator.points.unknown for _, _, _, indicator in form.indicators())


def _weights_right(package: PrintedPackage, form: IndicatorForm) -> bool:
    return all(
        level.weight.blank
        or level.weight.amount
        == sum(indicator.points.amount for below in form.tree.get(level.name, {}).values() for indicator in below)
        for level in package.dossier.form_set.indicator_system
    )


def _is_detailed(package: PrintedPackage, form: IndicatorForm) -> bool:
    system = package.dossier.form_set.indicator_system
    return all(any(form.tree.get(level.name, {}).values()) for level in system) and not any(
        is_empty(indicator.level3) for _, _, _, indicator in form.indicators()
    )
