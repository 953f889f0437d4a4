"""T…: the same thing stated twice must agree: forms with forms, forms with the report, totals with their source."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from jixiao.derive.balance import derive_balance
from jixiao.figures import RATE, Figure, Text, round_half_up
from jixiao.findings import Balance, Finding, Place, Severity
from jixiao.model.controls import Control
from jixiao.model.formset import Relation, Tie
from jixiao.plain import cut_end
from jixiao.rules.described_package import ScoredPackage
from jixiao.rules.interval import Interval, add_intervals
from jixiao.rules.printed_package import PrintedPackage, plain
from jixiao.rules.printed_statement import Statement, entered_place
from jixiao.rules.registry import Breach, Spot, rule


@rule("T201")
def a_figure_has_one_value(package: PrintedPackage) -> Iterator[Breach]:
    """Yield figures that are printed with different values in different places."""
    groups: dict[str, list[Statement]] = {}
    for statement in package.statements:
        groups.setdefault(statement.figure.source.path, []).append(statement)
    for path, prints in groups.items():
        if not all(_agree(statement, other) for statement, other in combinations(prints, 2)):
            yield from _disagreeing(path, prints)


def _agree(statement: Statement, other: Statement) -> bool:
    """Return whether two prints of a figure can be the same number, one perhaps with more decimals (98%, 98.15%)."""
    if statement.places == other.places or statement.amount is None or other.amount is None:
        return statement.amount == other.amount
    return statement.interval.meets(other.interval)


def _disagreeing(path: str, prints: list[Statement]) -> Iterator[Breach]:
    by_value: dict[str, list[Statement]] = {}
    for statement in prints:
        by_value.setdefault(statement.print.printed, []).append(statement)
    told = "；".join(
        f"{'、'.join(dict.fromkeys(one.spoken for one in same))}印作 {value or '空白'}"
        for value, same in by_value.items()
    )
    odd = next((statement for statement in prints if statement.print.override is not None), prints[0])
    printed = [statement.spoken for statement in prints]
    seen = tuple(sorted({plain(statement.amount) for statement in prints}))
    yield Breach(path, odd.place, f"“{path}”各处不一致：{told}", "各处印同一个数", printed=printed, seen=seen)


@rule("T202", Severity.WARNING, by_role=True)
def a_text_has_one_wording(package: ScoredPackage) -> Iterator[Breach]:
    """Yield texts that one place prints in other words than the data holds."""
    for printed in package.prints:
        if not isinstance(printed.value, Text) or printed.override is None or printed.value.unknown or printed.unknown:
            continue
        if printed.implied != printed.printed:
            spot = Spot(
                f"{printed.where}：{printed.path}",
                printed.override.as_filed.place,
                (printed.spoken, *package.printed_in(printed.path)),
            )
            found = f"{printed.spoken}把“{_short(printed.implied)}”写作“{_short(printed.printed)}”"
            yield spot.breach(
                found, f"与其他各处相同：{_short(printed.implied)}", seen=(printed.implied, printed.printed)
            )

    if isinstance(package, PrintedPackage):
        yield from _misspelt_supervisors(package)


# Names that differ by one of these are two names: 第一小学, 第二小学.
_TELLING_APART = frozenset("0123456789〇零一二三四五六七八九十甲乙丙丁东西南北中上下前后左右新老大小省市州县区乡镇村")
_LEAST_NAME = 6


def _misspelt_supervisors(package: PrintedPackage) -> Iterator[Breach]:
    """Yield the supervisor of one project that differs by one character from that of several others."""
    names = [one.project.supervisor for one in package.submission.projects if not one.project.supervisor.unknown]
    often = Counter(map(str, names))
    for name in (one for one in names if often[str(one)] == 1 and len(one) >= _LEAST_NAME):
        meant = next((other for other, times in often.items() if times > 1 and _is_one_character_off(name, other)), "")
        if meant:
            printed = package.printed_in(name.path)
            found = f"“{name.path}”写“{name}”，其余项目写“{meant}”"
            yield Breach(name.path, name.place, found, f"“{meant}”", printed=printed, seen=(str(name), meant))


def _is_one_character_off(name: str, other: str) -> bool:
    wrong = [pair for pair in zip(name, other, strict=False) if pair[0] != pair[1]]
    return len(name) == len(other) and len(wrong) == 1 and not _TELLING_APART & set(wrong[0])


def _short(words: str) -> str:
    return cut_end(words.replace("\n", " ").strip(), 30)


@rule("T203")
def ties_hold(package: PrintedPackage) -> Iterator[Breach]:
    """Yield ties of the form set that do not hold between the figures as printed."""
    for tie in package.dossier.form_set.checks.ties:
        left, right = _side(package, tie.left), _side(package, tie.right)
        if left is None or right is None:
            continue
        breach = _tie_breach(tie, left, right)
        if breach is not None:
            yield breach


def _side(package: PrintedPackage, paths: list[Text]) -> list[Statement | Figure] | None:
    """Return what stands at each path, as printed if it is; None if a path does not exist or holds no number."""
    side: list[Statement | Figure] = []
    for path in paths:
        printed = package.best(str(path))
        figure = package.figures.get(str(path))
        if printed is not None and printed.unknown:
            return None
        if printed is not None and printed.amount is not None:
            side.append(printed)
        elif figure is not None and figure.literal is None:
            side.append(figure)
        else:
            return None
    return side


def _amount(one: Statement | Figure) -> Decimal:
    return one.value if isinstance(one, Statement) else one.amount


def _interval(one: Statement | Figure) -> Interval:
    return one.interval if isinstance(one, Statement) else Interval.exact(one.amount)


def _tie_breach(tie: Tie, left: list[Statement | Figure], right: list[Statement | Figure]) -> Breach | None:
    this, that = sum(map(_amount, left), Decimal(0)), sum(map(_amount, right), Decimal(0))
    if _HOLDS[tie.relation](this, that):
        return None
    within = add_intervals(map(_interval, left)).meets(add_intervals(map(_interval, right)))
    return Breach(
        str(tie.name),
        next((one.place for one in [*left, *right] if isinstance(one, Statement)), Place("")),
        f"{tie.name}：左边{_sum_words(left)}，右边{_sum_words(right)}" + ("（在四舍五入范围内）" if within else ""),
        f"{' + '.join(tie.left)} {tie.relation.value} {' + '.join(tie.right)}（{tie.basis}）",
        printed=[one.spoken for one in [*left, *right] if isinstance(one, Statement)],
        seen=tuple(plain(_amount(stated)) for stated in (*left, *right)),
        severity=Severity.HINT if within else tie.severity,
        balance=_tie_balance(tie, left, right),
    )


def _tie_balance(tie: Tie, left: list[Statement | Figure], right: list[Statement | Figure]) -> Balance:
    if tie.relation is Relation.AT_LEAST:
        left, right = right, left
    gap = sum(map(_amount, right), Decimal(0)) - sum(map(_amount, left), Decimal(0))
    return derive_balance(map(_figure, left), map(_figure, right), gap, at_most=tie.relation is not Relation.EQUAL)


def _figure(one: Statement | Figure) -> Figure:
    return one.figure if isinstance(one, Statement) else one


_HOLDS = {Relation.EQUAL: operator.eq, Relation.AT_MOST: operator.le, Relation.AT_LEAST: operator.ge}


def _sum_words(side: list[Statement | Figure]) -> str:
    words = " + ".join(plain(_amount(stated)) for stated in side)
    return f" {words}" if len(side) == 1 else f" {words} = {plain(sum(map(_amount, side), Decimal(0)))}"


@rule("T204", by_role=True)
def controls_are_met(package: ScoredPackage) -> Iterator[Breach]:
    """Yield figures that differ from the total another document states."""
    for control in package.controls:
        figure = package.figures.get(str(control.reference))
        if control.reference.unknown or control.amount.unknown or (figure is not None and figure.unknown):
            continue
        if figure is None:
            found = f"核对数的引用“{control.reference}”不存在"
            yield Breach(str(control.reference), control.reference.place, found, "数据里有的一个路径", seen=())
        elif not control_met(figure, control):
            yield _control_breach(package, control, figure)


def control_met(figure: Figure, control: Control) -> bool:
    """Return whether a figure is the control total, to the decimals written there, two at least."""
    stated = control.amount.amount
    return round_half_up(_value(figure), max(2, -int(stated.as_tuple().exponent))) == stated


def is_about_control(finding: Finding, control: Control) -> bool:
    """Return whether a finding says that this control total is not met; a figure may have several, of other amounts."""
    if finding.code != "T204" or finding.subject != str(control.reference):
        return False
    return finding.seen[1:] in ((), (plain(control.amount.amount),))


def _value(figure: Figure) -> Decimal:
    return figure.amount * 100 if figure.unit == RATE else figure.amount


def _control_breach(package: ScoredPackage, control: Control, figure: Figure) -> Breach:
    spread = add_intervals(
        Interval.rounded(Decimal(0), package.declared_places(leaf))
        if leaf.unit == "万元"
        else Interval.exact(Decimal(0))
        for leaf in figure.leaves()
    )
    rounding = len(list(figure.leaves())) > 1 and (spread + Interval.exact(_value(figure))).meets(
        Interval.rounded(control.amount.amount, 2)
    )
    stated = control.amount.origin if isinstance(control.amount.origin, Place) else control.reference.place
    place = entered_place(figure)
    return Breach(
        str(control.reference),
        place if place.file else stated,
        f"“{control.reference}”由数据得 {plain(_value(figure))}，"
        f"核对数 {plain(control.amount.amount)}（{control.source}）" + ("，相差在四舍五入范围内" if rounding else ""),
        plain(control.amount.amount),
        printed=package.printed_in(figure.path),
        seen=(plain(_value(figure)), plain(control.amount.amount)),
        severity=Severity.HINT if rounding else None,
        balance=weigh_control(control, figure),
        remedy=_drawn_remedy(control, figure),
    )


def _drawn_remedy(control: Control, figure: Figure) -> str:
    """Return how to mend a total drawn from a workbook, or data that are; "" where both were typed."""
    stated = control.amount.drawn
    drawn = [leaf.drawn for leaf in figure.leaves() if leaf.drawn is not None]
    if stated is None and not drawn:
        return ""
    data = f"数据取自 {'、'.join(map(str, drawn[:_CELLS]))}" if drawn else "数据抄错的改数据"
    total = f"核对数取自 {stated}" if stated is not None else "核对数抄错的改 control.yaml"
    return f"{data}；{total}；账表有误的改账表再导出，取错了格的改引用（make sources 列出各格）。"


_CELLS = 3


def weigh_control(control: Control, figure: Figure) -> Balance:
    """Return a figure and its control total."""
    gap = None if figure.unit == RATE else control.amount.amount - figure.amount
    return derive_balance([figure], [control.amount], gap)


def balances(package: PrintedPackage) -> Iterator[Balance]:
    """Yield what ties and control totals weigh against each other, whether it agrees or not."""
    for tie in package.dossier.form_set.checks.ties:
        left, right = _side(package, tie.left), _side(package, tie.right)
        if left is not None and right is not None:
            yield _tie_balance(tie, left, right)
    for control in package.submission.controls:
        figure = package.figures.get(str(control.reference))
        if figure is not None:
            yield weigh_control(control, figure)
