"""D…: dates and years: this year where this year is meant, days that exist, what comes before what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from jixiao.derive.dossier import BudgetLine, list_lines
from jixiao.findings import Place, Severity
from jixiao.glossary import term
from jixiao.patterns import compile_late
from jixiao.rules.claim_reading import find_number_claims
from jixiao.rules.contents import label_of
from jixiao.rules.described_package import ScoredPackage
from jixiao.rules.form_tables import EvaluationForm, FormCell, FormRow, list_evaluation_forms
from jixiao.rules.judged_text import MASK, find_holding, format_piece
from jixiao.rules.looked_at import is_seen
from jixiao.rules.printed_package import PrintedPackage, plain
from jixiao.rules.printed_statement import entered_place
from jixiao.rules.registry import Breach, Spot, rule
from jixiao.targets import Deadline, parse
from jixiao.targets.dates import DATED, WrittenDate, find_dates, find_spans, last_day_of, mask_titles

# A name keeps its year: 2022年度某某项目.
_NAMES = (".名称", ".单位名称")
# A reason for a deviation says when the rest will be done.
_REASONS = "偏差原因"


def _year(package: ScoredPackage) -> int:
    return package.year


# What speaks of another year with good reason.
_BACK = compile_late(
    r"较|比|[高低多少]于|持平|相当|相近|接近|一致|相同|同期|以来|起|始|自|从|成立|建成|建立|历史|决算|结转|结余|年报|审计|自评|评价|考核|报表|年鉴|年检|上年|去年|截[止至]|先后|曾"
)
_AHEAD = compile_late(
    r"预算|计划|征订|订阅|续订|安排|规划|方案|招标|采购|申报|下一?步|将|拟|继续|要点|预计|争取|力争|明年|来年|今后|自评|公开|公示|有效期"
)
_LEADS = compile_late(r"(?:^|[。；;！\n])[^\S\n]*(?:(?:（[0-9]+）|[0-9]+[.．、])\s*)?$")
# What it was before: 由2022年的…….
_FROM = compile_late("[由从]$")
# A range that goes on to a month without a year stays in its own: 2022年1月至12月.
_YEAR_RANGE = compile_late(r"\s*[-—–~～至到](?!\s*[0-9]{1,2}\s*[月日])")
_PLAN_SECTIONS = compile_late(r"下一?步|改进|打算|建议|计划|应用|公开")


@rule("D401", Severity.HINT)
def years_are_this_year(package: PrintedPackage) -> Iterator[Breach]:
    """Yield texts that name last year, or (a hint) a later year, without any word that tells why."""
    plans = {f"报告 {one.number}" for one in package.dossier.sections if _PLAN_SECTIONS.search(one.title)}
    for judged in find_holding(package, DATED):
        if judged.subject.endswith(_NAMES):
            continue
        planning = judged.section in plans or judged.subject.endswith(_REASONS)
        odd = list(_odd_years(judged.own, _year(package), in_plans=planning))
        if odd and judged.is_prose:
            odd = [one for one in odd if not _is_of_last_year(package, judged.place(0), one)]
        if odd and (judged.is_prose or not isinstance(parse(judged.text), Deadline)):
            stale = any(written.year == _year(package) - 1 for written in odd)
            if stale and is_seen(package.sources, judged.place(odd[0].start), _year(package)):
                continue
            named = "、".join(dict.fromkeys(written.words for written in odd))
            yield judged.spot(odd[0].start).breach(
                f"“{_around(judged.text, odd[0])}”写的是 {named}，填报的是 {_year(package)} 年度",
                f"{_year(package)} 年度的内容；确指别的年份的除外",
                seen=tuple(dict.fromkeys(written.words for written in odd)),
                severity=Severity.WARNING if stale or any(_is_mistyped(package, one) for one in odd) else None,
            )


def _is_mistyped(package: ScoredPackage, written: WrittenDate) -> bool:
    """Return whether a year lies so far ahead that nothing done or agreed can be of it: 2042 for 2024."""
    return written.year is not None and written.year > _year(package) + _FARTHEST


_FARTHEST = 10


def _is_of_last_year(package: PrintedPackage, place: Place, written: WrittenDate) -> bool:
    """Return whether a year stands before a number that is that year's: 2023年三公经费决算1.92万元."""
    return any(
        one.holds and one.start <= written.start < one.end
        for (where, _), one in find_number_claims(package).items()
        if where == place
    )


def _odd_years(words: str, year: int, *, in_plans: bool) -> Iterator[WrittenDate]:
    text = mask_titles(words)
    for written in find_dates(text):
        if written.year is None or written.year == year or _YEAR_RANGE.match(text, written.end):
            continue
        clause = _clause(text, written.start)
        is_from = _FROM.search(text, 0, written.start) is not None
        stale = (
            written.year == year - 1
            and not is_from
            and not _is_beside_this_year(written, clause, year)
            and (not _BACK.search(clause) or _is_of_sentence(text, written, clause, year))
        )
        early = written.year > year and not in_plans and not _AHEAD.search(clause)
        if stale or early:
            yield written


def _is_beside_this_year(written: WrittenDate, clause: str, year: int) -> bool:
    """Return whether both years stand in a sentence, each with its number: 2022年投入50万元，2023年投入60万元."""
    return written.month is None and re.search(f"{year}年(?!度?(?:预算)?绩效)", clause) is not None


def _is_of_sentence(text: str, written: WrittenDate, clause: str, year: int) -> bool:
    """Return whether a sentence begins with a year as the time of all it tells: 2023年，……, and names no other."""
    leads = _LEADS.search(text[: written.start]) is not None and text[written.end :].lstrip().startswith(("，", ","))
    return leads and written.month is None and str(year) not in clause and f"{MASK}年" not in clause


def _clause(text: str, position: int) -> str:
    start = max(text.rfind(mark, 0, position) for mark in "。；;！\n") + 1
    ends = [end for mark in "。；;！\n" if (end := text.find(mark, position)) >= 0]
    return text[start : min(ends, default=len(text))]


def _around(text: str, found: WrittenDate) -> str:
    start, end = max(0, found.start - 8), found.end + 14
    return ("……" if start else "") + format_piece(" ".join(text[start:end].split())) + ("……" if end < len(text) else "")


@rule("D402", Severity.WARNING, by_role=True)
def indicator_dates_lie_in_the_year(package: ScoredPackage) -> Iterator[Breach]:
    """Yield deadlines and days of indicators outside the year.

    Before it they are last year's, after the day of filling in they cannot be true; in between they are hints.
    """
    year, filled_on = _year(package), package.unit.filled_on
    for row in (row for sheet in list_evaluation_forms(package) for row in sheet.rows):
        for cell, is_target in ((row.target, True), (row.actual, False)):
            day = parse(cell.words)
            if not isinstance(day, Deadline) or day.year in (None, year):
                continue
            if filled_on.unknown and (day.year or year) > year:
                continue
            is_open = not filled_on.unknown and last_day_of(day.year or 1, *day.last) > filled_on.value
            is_wrong = is_open or (day.year or year) < year
            kind = "年度指标值" if is_target else "实际完成值"
            what = f"“{row.level3.words}”{kind} {cell.words}"
            found = f"{what}，不在 {year} 年度之内" + ("，且在填报日期之后" if is_open else "")
            severity = None if is_wrong else Severity.HINT
            spot = Spot(cell.path, cell.place, package.printed_in(cell.path))
            yield spot.breach(found, f"{year} 年之内的日期", seen=(cell.words,), severity=severity)


@rule("D403", by_role=True)
def filing_day_fits(package: ScoredPackage) -> Iterator[Breach]:
    """Yield a day of filling in before the year's last day, after the deadline, or later than the next year.

    A deadline may be missed; but nobody judges a year that is not over, or two years later.
    """
    year, filled_on = _year(package), package.unit.filled_on
    if filled_on.unknown or not package.tells_whole_year:
        return
    severity = Severity.ERROR
    limit = package.filing_deadline
    last = date(year + 1, 12, 31)
    if limit is not None:
        last = last_day_of(year + 1, *limit.last_day)
    if filled_on.value < date(year, 12, 31):
        found = f"填报日期 {filled_on}，{year} 年度还没有结束"
    elif filled_on.value > last:
        severity = Severity.WARNING if filled_on.value <= date(year + 1, 12, 31) else Severity.ERROR
        why = f"期限 {last.year}年{last.month}月{last.day}日（{limit.basis}）" if limit else "年度结束已一年以上"
        found = f"填报日期 {filled_on}，{why}"
    else:
        return
    expected = f"{year}年12月31日至{last.year}年{last.month}月{last.day}日之间的日期"
    printed = package.printed_in(filled_on.path)
    yield Breach(
        "单位.填报日期", filled_on.place, found, expected, printed=printed, seen=(str(filled_on),), severity=severity
    )


@rule("D404", by_role=True)
def days_exist(package: ScoredPackage) -> Iterator[Breach]:
    """Yield days and months that no calendar has."""
    for judged in find_holding(package, DATED):
        for written in find_dates(judged.own):
            if not written.exists:
                found = f"“{_around(judged.text, written)}”里的 {written.words} 不存在"
                yield judged.spot(written.start).breach(
                    found, "实有的日期", detail=written.words, seen=(written.words,)
                )


_ANNEX1, _PRIOR_FINAL = term("annex1"), term("prior_final")
_STARTS = compile_late(r"开工|启动|开始|动工|进场")
_ENDS = compile_late(r"完工|竣工|完成|交付|验收|结束")
_NO_MATTER = compile_late(r"[0-9.、\s]|时间|日期|及时|情况")


@rule("D405", Severity.WARNING, by_role=True)
def ends_follow_starts(package: ScoredPackage) -> Iterator[Breach]:
    """Yield spans of time that end before they begin, and matters completed before they were started."""
    for judged in find_holding(package, DATED):
        for span in find_spans(mask_titles(judged.own)):
            if span.last < span.first:
                found, should = f"“{span.words}”的结束在开始之前", "结束不早于开始"
                yield judged.spot(span.start).breach(
                    found,
                    should,
                    detail=span.words,
                    seen=(span.words,),
                    severity=None if span.is_dated else Severity.HINT,
                )
    for sheet in list_evaluation_forms(package):
        yield from _completed_before_started(sheet)


def _completed_before_started(sheet: EvaluationForm) -> Iterator[Breach]:
    for name in ("target", "actual"):
        starts, ends = _days(sheet.rows, _STARTS, name), _days(sheet.rows, _ENDS, name)
        for matter in starts.keys() & ends.keys():
            (first, began), (last, ended) = starts[matter], ends[matter]
            if first is not last and began.year == ended.year and ended.last < began.first:
                cell: FormCell = getattr(last, name)
                start: FormCell = getattr(first, name)
                words = f"{sheet.where}“{last.level3.words}”{cell.words}"
                found = f"{words}，早于“{first.level3.words}”{start.words}"
                yield cell.spot.breach(found, "完成不早于开始", seen=(start.words, cell.words))


def _days(rows: Sequence[FormRow], called: re.Pattern[str], name: str) -> dict[str, tuple[FormRow, Deadline]]:
    """Return the rows about a beginning or an end that hold a day, by what is left of their names."""
    found: dict[str, tuple[FormRow, Deadline]] = {}
    for row in rows:
        day = parse(getattr(row, name).words)
        if called.search(row.level3.words) and isinstance(day, Deadline):
            found.setdefault(_NO_MATTER.sub("", called.sub("", row.level3.words)), (row, day))
    return found


@rule("D406", Severity.HINT)
def last_year_is_last_year(package: PrintedPackage) -> Iterator[Breach]:
    """Yield blocks of Annex 1 whose column for last year repeats a column of this year, line by line."""
    label = label_of(package, "annex1")
    for group, lines in _blocks(package):
        filled = [line for line in lines if line.prior_final.amount]
        for column in ("budget", "final") if len(filled) > 1 else ():
            now = [getattr(line, column) for line in lines]
            unknown = any(figure.unknown for figure in (*now, *(line.prior_final for line in lines)))
            if not unknown and all(getattr(line, column).amount == line.prior_final.amount for line in filled):
                amounts = [line.prior_final.amount for line in filled]
                same = f"与本年{term(column)}逐项相同：{'、'.join(format(amount, 'f') for amount in amounts)}"
                spot = Spot(f"{_ANNEX1}.{group}.{_PRIOR_FINAL}", entered_place(filled[0].prior_final.source), (label,))
                words = f"{label} {group}的“{_PRIOR_FINAL}”{same}"
                yield spot.breach(words, "上年度部门决算数", seen=tuple(map(plain, amounts)))
                break


def _blocks(package: PrintedPackage) -> Iterator[tuple[str, list[BudgetLine]]]:
    """Yield the blocks of Annex 1 by name, each with the lines that were entered and not added up."""
    form, keys = package.dossier.annex1, package.dossier.projects.by_identifier()
    yield term("three_public"), [line for _, line in list_lines(form.three_public)]
    yield term("project_outlay"), [line for line in form.project_outlay.project_lines if line.key in keys]
    yield term("public_funds"), [line for _, line in list_lines(form.public_funds)]
