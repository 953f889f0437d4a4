"""What ties a year's files together: the year itself, the form set's indicators and classes of outlay.

Values that are flawed already have no place and are passed over: they have their finding.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from jixiao.figures import Figure, Text, total
from jixiao.findings import Finding, Place, finding_at
from jixiao.glossary import nearest, term
from jixiao.lineage import amount_words
from jixiao.model.entered_year import NumberedProject, Submission
from jixiao.model.evaluation import IndicatorTree
from jixiao.model.final_accounts import FinalAccounts
from jixiao.model.formset import FormSet, PartKind
from jixiao.source.decoding import SourceText
from jixiao.source.nodes import Entries, Scalar
from jixiao.submission.succession import Former, SuccessorShare, claims_of, former_projects


def check_year(source: SourceText, found: int, folder: int) -> Iterator[Finding]:
    """Yield a finding if the file's 年度 is not that of its folder."""
    value = source.tree.get(term("year")) if isinstance(source.tree, Entries) else None
    if found != folder and isinstance(value, Scalar):
        message = (
            "M019",
            f"年度是 {found}，文件夹是 {folder}",
            f"年度: {folder}",
            "改年度，或把文件夹改名，两者要一致。",
        )
        yield finding_at(value.place, message, subject=value.path, seen=(str(found), str(folder)))


def check_indicators(source: SourceText, tree: IndicatorTree, form_set: FormSet) -> Iterator[Finding]:
    """Yield a finding for each level-1 or level-2 indicator that the form set does not have."""
    root = source.tree.get(term("indicators")) if isinstance(source.tree, Entries) else None
    allowed = {str(level.name): [str(two) for two in level.level2] for level in form_set.indicator_system}
    yield from _check_keys(tree, allowed, root, "一级指标里")
    for level1, below in tree.items():
        inner = root.get(level1) if isinstance(root, Entries) else None
        if level1 in allowed:
            yield from _check_keys(below, allowed[level1], inner, f"“{level1}”的二级指标里")


def check_parts(form_set: FormSet) -> Iterator[Finding]:
    """Yield findings for parts whose labels would fall together, and for sections that no part prints."""
    labels: set[str] = set()
    for part in (part for part in form_set.parts if not part.label.unknown):
        label, subject = part.label, f"标签“{part.label}”"
        if label in labels:
            message = "M023", f"标签“{label}”用了两次", "每个部件一个标签", "改其中一个的标签。"
            yield finding_at(label.place, message, subject=subject)
        if part.kind is PartKind.PER_PROJECT and "{序号}" not in label:
            found = f"“{label}”每个项目一份，标签里没有“{{序号}}”"
            message = "M023", found, f"如 {label}（{{序号}}）", "加上“{序号}”。"
            yield finding_at(label.place, message, subject=subject)
        labels.add(str(label))
    reports = sum(part.kind is PartKind.REPORT for part in form_set.parts)
    if reports != 1:
        found = f"“组成”里有 {reports} 个类型为“报告”的部件"
        message = "M024", found, "正好一个，印“报告章节”所列的各章", "补上或删去多余的。"
        yield finding_at(form_set.name.place, message, subject="组成", seen=(str(reports),))


def _check_keys(found: Iterable[str], allowed: Iterable[str], node: object, where: str) -> Iterator[Finding]:
    for key in found:
        if key not in allowed and isinstance(node, Entries):
            remedy = suggestion(key, allowed, "改成表单集所列的一个。")
            message = "M001", f"{where}没有“{key}”", "、".join(allowed), remedy
            yield finding_at(node.key_places[key], message, subject=f"{node.path}.{key}")


def check_outlay_class(outlay_class: Text, form_set: FormSet) -> Iterator[Finding]:
    """Yield a finding if the form set has no such class of project outlay."""
    classes = [str(kind.name) for kind in form_set.outlay_classes]
    if outlay_class not in classes and not outlay_class.unknown:
        remedy = suggestion(outlay_class, classes, "改成所列的一个。")
        message = "M017", f"支出类别“{outlay_class}”不在表单集中", "、".join(classes), remedy
        yield finding_at(outlay_class.place, message, subject=outlay_class.path, seen=(str(outlay_class),))


def check_identifiers(accounts: FinalAccounts) -> Iterator[Finding]:
    """Yield a finding for each project identifier that stands twice in the final accounts."""
    seen: dict[str, Text] = {}
    for entry in accounts.project_outlay:
        one = entry.identifier
        if one in seen and not one.unknown:
            found = f"项目标识“{one}”与第 {seen[one].place.line} 行相同"
            message = "M016", found, "每个项目一个标识", "改正其中一个标识，或删去重复的一项。"
            yield finding_at(one.place, message, subject=f"项目标识“{one}”")
        seen.setdefault(one, one)


def check_succession(
    projects: Iterable[NumberedProject], prior: Submission | FinalAccounts | None
) -> Iterator[Finding]:
    """Yield findings for last year's projects that this year's declare to come from, where that cannot be."""
    formers = former_projects(prior)
    for identifier, declared in claims_of(projects).items():
        former = formers.get(identifier)
        if former is None:
            yield from (_no_such_former(claim.amount, identifier, formers) for claim in declared)
        else:
            yield from _check_shares(former, declared)


def _no_such_former(share: Figure, identifier: str, formers: Mapping[str, Former]) -> Finding:
    known = "、".join(f"{one.identifier}（{one.name}）" for one in formers.values())
    remedy = suggestion(identifier, formers, "改成上年项目的标识；上年没有的，删去这一项。")
    found = f"“{term('prior_final_from')}”里的“{identifier}”不是上年的项目"
    message = "M025", found, known or "（没有上年的项目）", remedy
    return finding_at(_place_of(share), message, subject=share.path, seen=(identifier,))


def _check_shares(former: Former, declared: list[SuccessorShare]) -> Iterator[Finding]:
    """Yield findings where more is declared than the project's final accounts, or what is left is given away twice."""
    whole = [claim for claim in declared if claim.amount.blank]
    stated = [claim for claim in declared if not claim.amount.blank]
    if len(whole) > 1:
        others = "、".join(one.project.identifier for one in whole[:-1])
        found = f"“{former.name}”（{former.identifier}）的上年决算没有写数，{others} 已经全部取用"
        expected = "只有一个项目不写数，其余写明各取多少万元"
        yield _share_finding(whole[-1], found, expected, tuple(claim.project.identifier for claim in whole))
    taken = total(claim.amount for claim in stated)
    if stated and not taken.unknown and not former.final.unknown and taken.amount > former.final.amount:
        found = f"各项目取用“{former.name}”（{former.identifier}）的上年决算合计 {amount_words(taken)} 万元"
        expected = f"不超过它的上年决算 {amount_words(former.final)} 万元"
        yield _share_finding(stated[-1], found, expected, (amount_words(taken), amount_words(former.final)))


def _share_finding(claim: SuccessorShare, found: str, expected: str, seen: tuple[str, ...]) -> Finding:
    remedy = f"核对“{term('prior_final_from')}”里各项目取用的数。"
    message = "M026", found, expected, remedy
    return finding_at(_place_of(claim.amount), message, subject=claim.amount.path, seen=seen)


def _place_of(share: Figure) -> Place:
    return share.origin if isinstance(share.origin, Place) else Place("")


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """Return the remedy for a word that is not known: the nearest known one, or ``otherwise``."""
    guess = nearest(word, known)
    return f"是否应为“{guess}”？" if guess else otherwise
