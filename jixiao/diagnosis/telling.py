"""The order of findings: the likely cause, what follows from it, then the rest, likely culprits before records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec.structs import replace

from jixiao.diagnosis.candidates import CandidateMend
from jixiao.diagnosis.causes import Cause, find_causes
from jixiao.diagnosis.misfiled import Misfiled, find_misfiled_project
from jixiao.diagnosis.printed_year import PrintedYear
from jixiao.diagnosis.tried_year import Key, TriedYear, key_of
from jixiao.diagnosis.typed_figures import Figures, list_suspects
from jixiao.figures import Figure
from jixiao.findings import Balance, Finding, Operand, Place, Severity, is_hint_of_form
from jixiao.plain import format_plain

# Kept beside the year's data, to hold it against: the data is looked at first.
_RECORDS = ("control.yaml", "overrides.yaml", "waivers.yaml", "filed.yaml")
_REMEDY = "先核对这一行：填错了的改这一个数，下面随之而来的不必逐条处理；没有填错的，再逐条核对下面各条。"

Line = tuple[str, int]


def may_have_causes(findings: Iterable[Finding]) -> bool:
    """Return whether the causes of what was found are worth looking for: sums that do not come out have some."""
    return any(finding.weighty and finding.balance is not None for finding in findings)


def diagnose(year: TriedYear, findings: Sequence[Finding], *, causes: bool = True) -> list[Finding]:
    """Return what was found in the order to be read: each likely cause and its consequences, then the rest.

    A cause is a finding of its own (E001) if more than one line is to be looked at because of it. Without ``causes``
    none is looked for, which takes as long as judging a dozen years.
    """
    open_ones = [finding for finding in findings if finding.weighty]
    if not open_ones:
        return in_likely_order(findings, {})
    figures = year.typed
    by_line = _by_line(figures, list_suspects(figures, open_ones))
    for finding in open_ones:
        by_line.setdefault((finding.place.file, finding.place.line), 0.0 if finding.place.file.endswith(".md") else 1.0)
    ordered: list[Finding] = []
    rest = [_at_likeliest(figures, finding, by_line) for finding in findings]
    misfiled = find_misfiled_project(year, findings) if causes and isinstance(year, PrintedYear) else None
    if misfiled is not None:
        group, rest = _split(rest, misfiled.retried.vanished)
        led = [replace(finding, cause=misfiled.typed.place) for finding in group]
        ordered += [_misfiled_finding(misfiled, group), *in_likely_order(led, by_line)]
        year, findings = misfiled.retried.year, misfiled.retried.findings
    for cause in find_causes(year, findings) if causes else ():
        group, rest = _split(rest, cause.vanished)
        ordered += _with_cause(figures, cause, in_likely_order(group, by_line))
    return [*ordered, *in_likely_order(rest, by_line)]


def _split(findings: Sequence[Finding], vanished: frozenset[Key]) -> tuple[list[Finding], list[Finding]]:
    """Return the findings that vanish, and the others."""
    group = [finding for finding in findings if finding.weighty and key_of(finding) in vanished]
    return group, [finding for finding in findings if finding not in group]


def in_likely_order(findings: Iterable[Finding], shares: Mapping[Line, float]) -> list[Finding]:
    """Return findings file by file and line by line, hints last in each, of those the hints of form last.

    The likeliest file stands first, records last.
    """
    found = list(dict.fromkeys(findings))
    files: dict[str, tuple[object, ...]] = {}
    for finding in found:
        weight = _weight(finding, shares)
        files[finding.place.file] = min(weight, files.get(finding.place.file, weight))
    return sorted(
        found,
        key=lambda finding: (
            files[finding.place.file],
            finding.place.file,
            not finding.weighty,
            is_hint_of_form(finding),
            finding.place,
            finding.code,
            finding.found,
        ),
    )


def _weight(finding: Finding, shares: Mapping[Line, float]) -> tuple[object, ...]:
    is_record = finding.place.file.endswith(_RECORDS)
    share = shares.get((finding.place.file, finding.place.line), 0.0)
    return not finding.weighty, is_hint_of_form(finding), is_record, list(Severity).index(finding.severity), -share


def _by_line(figures: Figures, shares: Mapping[str, float]) -> dict[Line, float]:
    lines: dict[Line, float] = {}
    for path, share in shares.items():
        place = _place(figures.all[path])
        lines[place.file, place.line] = lines.get((place.file, place.line), 0.0) + share
    return lines


def _at_likeliest(figures: Figures, finding: Finding, shares: Mapping[Line, float]) -> Finding:
    """Return a finding about a sum at the operand that most findings hang on, one of the year's data if it can be.

    A limit is told at the only 0 beside an amount in its line, if there is one: a number that was left out.
    """
    left_out = _left_out(figures, finding.operands) if finding.balance is not None and finding.balance.at_most else []
    if len(left_out) == 1:
        return replace(finding, place=left_out[0].place)
    places = [operand.place for operand in finding.operands if not operand.place.file.endswith(_RECORDS)]
    if finding.place not in places:
        return finding
    year = finding.place.file.split("/")[:2]
    own = [place for place in places if place.file.split("/")[:2] == year]
    return replace(
        finding, place=max([finding.place, *own], key=lambda place: shares.get((place.file, place.line), 0.0))
    )


def _left_out(figures: Figures, operands: Sequence[Operand]) -> list[Operand]:
    """Return the budgets of 0 on the side that is too small, in lines where the other side has an amount."""
    lines = {one.path.rpartition(".")[0] for one in operands if one.amount}
    zeros = [one.path for one in operands if not one.amount and one.weight < 0 and one.path in figures.budgets]
    left_out = {path for path in zeros if path.rpartition(".")[0] in lines}
    return [one for one in operands if one.path in left_out]


def _with_cause(figures: Figures, cause: Cause, group: list[Finding]) -> list[Finding]:
    mend = cause.mends[0]
    accused = _accused(figures, mend, group)
    place = min(_place(figures.all[path]) for path in accused)
    led = [replace(finding, cause=place, place=_place_of(finding, place, dict(mend.amounts))) for finding in group]
    if len(group) == 1 and (len(group[0].operands) < 3 or (group[0].place.line == place.line)):
        return [replace(led[0], cause=None, balance=_marked(led[0].balance, mend))]
    return [_cause_finding(figures, cause, place, group), *led]


def _accused(figures: Figures, mend: CandidateMend, group: Sequence[Finding]) -> list[str]:
    """Return the paths of a mend that are to be named first: of two that may have changed places the ones accused.

    Both are mistyped if a sum comes out right by the exchange, unless they may as well have been alike.
    """
    paths = [path for path, _ in mend.amounts]
    if mend.settles and not (len(paths) == 2 and _are_often_alike(figures, *paths)):
        return paths
    hung_on = {operand.path for finding in group for operand in finding.operands}
    return [path for path in paths if path in hung_on] or paths


def _are_often_alike(figures: Figures, one: str, other: str) -> bool:
    """Return whether some other line has the same amount in two columns of a line, as budgets that nobody changed."""
    columns = {path.rpartition(".")[2] for path in (one, other)}
    line = one.rpartition(".")[0]
    if other.rpartition(".")[0] != line:
        return False
    for group, members in figures.beside.items():
        amounts = [figure.amount for figure in members if figure.path.rpartition(".")[2] in columns]
        if group != line and len(amounts) > 1 and amounts[0] == amounts[1] != 0:
            return True
    return False


def _marked(balance: Balance | None, mend: CandidateMend) -> Balance | None:
    """Return what a finding weighs, first what the mend changes, with what was probably meant."""
    if balance is None:
        return None
    meant = {path: f"像是 {format_plain(amount)}（{mend.slip.value}）" for path, amount in mend.amounts}
    marked = [replace(one, likely=meant.get(one.path, "")) for one in balance.operands]
    return replace(balance, operands=tuple(sorted(marked, key=lambda one: not one.likely)))


def _place_of(finding: Finding, cause: Place, paths: Mapping[str, object]) -> Place:
    """Return where a consequence stands: at the cause, if it is about a sum that the cause counts in."""
    stands_for_sum = any(finding.place == operand.place for operand in finding.operands)
    return cause if stands_for_sum and any(operand.path in paths for operand in finding.operands) else finding.place


def _cause_finding(figures: Figures, cause: Cause, place: Place, group: Sequence[Finding]) -> Finding:
    mend, *others = cause.mends
    also = "".join(f"；也可能是{_words(figures, one, place)}" for one in others)
    follows = f"下面 {len(group)} 条一起消失" if len(group) > 1 else "下面这条就没有了"
    amounts = _in_file_order(figures, mend)
    expected = "、".join(format_plain(amount) for _, amount in amounts)
    found = f"{_words(figures, mend, place)}；这样改，{follows}{also}"
    return _finding(place, amounts[0][0], found, group, expected=expected)


def _misfiled_finding(misfiled: Misfiled, group: Sequence[Finding]) -> Finding:
    typed, meant = misfiled.typed, misfiled.meant
    found = f"“{typed.path}”填的是“{typed}”，像是“{meant}”；这样改，下面 {len(group)} 条一起消失"
    return _finding(typed.place, typed.path, found, group, expected=meant)


def _finding(place: Place, subject: str, found: str, group: Sequence[Finding], *, expected: str) -> Finding:
    """Return the finding on the cause of a group of findings."""
    return Finding(
        "E001",
        place=place,
        found=f"很可能错在这里：{found}",
        expected=expected,
        remedy=_REMEDY,
        severity=min((finding.severity for finding in group), key=list(Severity).index),
        subject=subject,
        printed=tuple(dict.fromkeys(where for finding in group for where in finding.printed))[:4],
        explains=len(group),
    )


def _in_file_order(figures: Figures, mend: CandidateMend) -> list[tuple[str, Decimal]]:
    return sorted(mend.amounts, key=lambda pair: _place(figures.all[pair[0]]))


def _words(figures: Figures, mend: CandidateMend, cause: Place) -> str:
    words = []
    for path, amount in _in_file_order(figures, mend):
        typed, place = format_plain(figures.all[path].amount), _place(figures.all[path])
        where = "" if place == cause else f"（{place.file}:{place.line}）"
        words.append(f"“{path}”{where}填的是 {typed}，像是 {format_plain(amount)}")
    return f"{'，'.join(words)}（{mend.slip.value}）"


def _place(figure: Figure) -> Place:
    assert isinstance(figure.origin, Place)  # noqa: S101 - it is entered
    return figure.origin
