"""D…: dates and years: this year where this year is meant, days that exist, what comes before what."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date

from jixiao.derive.dossier import IndicatorRow
from jixiao.findings import Severity
from jixiao.rules.dates import DATED, WrittenDate, dates_in, without_titles
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.printed_text import MASK, holding, shown
from jixiao.rules.registry import Breach, rule
from jixiao.rules.unchanged import is_seen
from jixiao.targets import Deadline, parse

_BASIS = "各表填报的是同一年度"
# A name keeps its year: 2022年度某某项目.
_NAMES = (".名称", ".单位名称")
# A reason for a deviation says when the rest will be done.
_REASONS = "偏差原因"


def _year(book: PrintedPackage) -> int:
    return book.submission.year


# What speaks of another year with good reason.
_BACK = re.compile(
    r"较|比|同期|以来|起|始|自|从|成立|建成|建立|历史|决算|结转|结余|年报|审计|自评|评价|考核|报表|年鉴|年检|上年|去年|截[止至]|先后|曾"
)
_AHEAD = re.compile(
    r"预算|计划|征订|订阅|续订|安排|规划|方案|招标|采购|申报|下一?步|将|拟|继续|要点|预计|争取|力争|明年|来年|今后|自评|公开|公示|有效期"
)
_LEADS = re.compile(r"(?:^|[。；;！\n])\s*(?:（[0-9]+）|[0-9]+[.．、])?\s*$")
_YEAR_RANGE = re.compile(r"\s*[-—–~～至到]")
_PLAN_SECTIONS = re.compile(r"下一?步|改进|打算|建议|计划|应用|公开")


@rule(
    "D401",
    "所写年份是本年度",
    severity=Severity.HINT,
    basis=_BASIS,
    remedy="沿用旧稿没有改的，改成本年度，报告里写 {{ 年度 }}；确指别的年份的，可以不改，"
    "是上年的加注释“已核对 2024”（写本年年度）。",
    example="附件2 三级指标“做好2024年度馆藏档案、资料统计工作”，本表填报 2023 年度。",
)
def years_are_this_year(book: PrintedPackage) -> Iterator[Breach]:
    """Yield texts that name last year, or (a hint) a later year, without any word that tells why."""
    plans = {f"报告 {one.number}" for one in book.dossier.sections if _PLAN_SECTIONS.search(one.title)}
    for passage in holding(book, DATED):
        if passage.subject.endswith(_NAMES):
            continue
        planning = passage.section in plans or passage.subject.endswith(_REASONS)
        odd = list(_odd_years(passage.own, _year(book), in_plans=planning))
        if odd and (passage.is_prose or not isinstance(parse(passage.text), Deadline)):
            stale = any(one.year == _year(book) - 1 for one in odd)
            if stale and is_seen(book.sources, passage.place(odd[0].start), _year(book)):
                continue
            named = "、".join(dict.fromkeys(one.words for one in odd))
            yield Breach(
                passage.subject,
                place=passage.place(odd[0].start),
                found=f"“{_around(passage.text, odd[0])}”写的是 {named}，填报的是 {_year(book)} 年度",
                expected=f"{_year(book)} 年度的内容；确指别的年份的除外",
                printed=passage.printed,
                severity=Severity.WARNING if stale else None,
                seen=tuple(dict.fromkeys(one.words for one in odd)),
            )


def _odd_years(words: str, year: int, *, in_plans: bool) -> Iterator[WrittenDate]:
    text = without_titles(words)
    for one in dates_in(text):
        if one.year is None or one.year == year or _YEAR_RANGE.match(text, one.end):
            continue
        clause = _clause(text, one.start)
        stale = one.year == year - 1 and (not _BACK.search(clause) or _is_of_sentence(text, one, clause, year))
        early = one.year > year and not in_plans and not _AHEAD.search(clause)
        if stale or early:
            yield one


def _is_of_sentence(text: str, one: WrittenDate, clause: str, year: int) -> bool:
    """Return whether a sentence begins with a year as the time of all it tells: 2023年，……, and names no other."""
    leads = _LEADS.search(text[: one.start]) is not None and text[one.end :].lstrip().startswith(("，", ","))
    return leads and one.month is None and str(year) not in clause and f"{MASK}年" not in clause


def _clause(text: str, position: int) -> str:
    start = max(text.rfind(mark, 0, position) for mark in "。；;！\n") + 1
    ends = [end for mark in "。；;！\n" if (end := text.find(mark, position)) >= 0]
    return text[start : min(ends, default=len(text))]


def _around(text: str, found: WrittenDate) -> str:
    start, end = max(0, found.start - 8), found.end + 14
    return ("……" if start else "") + shown(" ".join(text[start:end].split())) + ("……" if end < len(text) else "")


@rule(
    "D402",
    "指标的日期在本年度之内",
    severity=Severity.WARNING,
    basis="年度指标值和实际完成值是本年度的",
    remedy="核对年份；跨年完成的，指标值写本年度应达到的进度。",
    example="附件3（3）“任务完成时间”年度指标值 2022年12月31日前，本表填报 2023 年度。",
)
def indicator_dates_lie_in_the_year(book: PrintedPackage) -> Iterator[Breach]:
    """Yield deadlines and days of indicators outside the year.

    Before it they are last year's, after the day of filling in they cannot be true; in between they are hints.
    """
    year, filled_on = _year(book), book.submission.unit.filled_on
    for row in _rows(book):
        for text, is_target in ((row.target, True), (row.actual, False)):
            day = parse(text)
            if not isinstance(day, Deadline) or day.year in (None, year):
                continue
            if filled_on.unknown and (day.year or year) > year:
                continue
            is_open = not filled_on.unknown and _last_day(day) > filled_on.value
            is_wrong = is_open or (day.year or year) < year
            kind = "年度指标值" if is_target else "实际完成值"
            yield Breach(
                text.path,
                place=text.place,
                found=f"“{row.level3}”{kind} {text}，不在 {year} 年度之内" + ("，且在填报日期之后" if is_open else ""),
                expected=f"{year} 年之内的日期",
                printed=tuple(dict.fromkeys(book.printed_in(text.path))),
                severity=None if is_wrong else Severity.HINT,
                seen=(str(text),),
            )


def _rows(book: PrintedPackage) -> Iterator[IndicatorRow]:
    yield from book.dossier.annex2.indicator_rows
    for form in book.dossier.projects:
        yield from form.indicator_rows


def _last_day(day: Deadline) -> date:
    month, last = day.last
    year = day.year or 1
    return date(year, month, min(last, calendar.monthrange(year, month)[1]))


@rule(
    "D403",
    "填报日期在年度结束之后、期限之内",
    basis="年度终了后自评；期限见表单集“报送期限”，只过了期限的是警告",
    remedy="核对 unit.yaml 的“填报日期”，特别是年份。",
    example="填报日期 2023年6月27日，2023 年度还没有结束。",
)
def filing_day_fits(book: PrintedPackage) -> Iterator[Breach]:
    """Yield a day of filling in before the year's last day, after the deadline, or later than the next year.

    A deadline may be missed; but nobody judges a year that is not over, or two years later.
    """
    year, filled_on = _year(book), book.submission.unit.filled_on
    if filled_on.unknown:
        return
    severity = Severity.ERROR
    limit = book.dossier.form_set.checks.filing_deadline
    last = date(year + 1, 12, 31)
    if limit is not None:
        month, day = limit.last_day
        last = date(year + 1, month, min(day, calendar.monthrange(year + 1, month)[1]))
    if filled_on.value < date(year, 12, 31):
        found = f"填报日期 {filled_on}，{year} 年度还没有结束"
    elif filled_on.value > last:
        severity = Severity.WARNING if filled_on.value <= date(year + 1, 12, 31) else Severity.ERROR
        why = f"期限 {last.year}年{last.month}月{last.day}日（{limit.basis}）" if limit else "年度结束已一年以上"
        found = f"填报日期 {filled_on}，{why}"
    else:
        return
    expected = f"{year}年12月31日至{last.year}年{last.month}月{last.day}日之间的日期"
    printed = book.printed_in(filled_on.path)
    yield Breach(
        "单位.填报日期",
        place=filled_on.place,
        found=found,
        expected=expected,
        printed=printed,
        severity=severity,
        seen=(str(filled_on),),
    )


@rule(
    "D404",
    "所写的日期存在",
    basis="历法",
    remedy="改成实有的日期。",
    example="附件3（2）年度指标值“2023年2月30日前”，2023 年 2 月没有 30 日。",
)
def days_exist(book: PrintedPackage) -> Iterator[Breach]:
    """Yield days and months that no calendar has."""
    for passage in holding(book, DATED):
        for one in dates_in(passage.own):
            if not one.exists:
                yield Breach(
                    f"{passage.subject} {one.words}",
                    place=passage.place(one.start),
                    found=f"“{_around(passage.text, one)}”里的 {one.words} 不存在",
                    expected="实有的日期",
                    printed=passage.printed,
                    seen=(one.words,),
                )
