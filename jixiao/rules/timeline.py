"""D…: what comes before what: spans of time, start and completion, last year's column and this year's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jixiao.derive.dossier import BudgetLine, IndicatorRow
from jixiao.figures import Figure, Text
from jixiao.findings import Severity
from jixiao.rules.dates import DATED, spans_in, without_titles
from jixiao.rules.printed_package import PrintedPackage, entered_place, plain
from jixiao.rules.printed_text import holding
from jixiao.rules.registry import Breach, rule
from jixiao.targets import Deadline, parse

_STARTS = re.compile(r"开工|启动|开始|动工|进场")
_ENDS = re.compile(r"完工|竣工|完成|交付|验收|结束")
_NO_MATTER = re.compile(r"[0-9.、\s]|时间|日期|及时|情况")


@rule(
    "D405",
    "先开始后完成",
    severity=Severity.WARNING,
    basis="时间先后",
    remedy="核对两个日期，特别是年份和月份。",
    example="附件3（1）“2023年9月至2023年3月”，结束在开始之前。",
)
def ends_follow_starts(book: PrintedPackage) -> Iterator[Breach]:
    """Yield spans of time that end before they begin, and matters completed before they were started."""
    for passage in holding(book, DATED):
        for span in spans_in(without_titles(passage.own)):
            if span.last < span.first:
                yield Breach(
                    f"{passage.subject} {span.words}",
                    place=passage.place(span.start),
                    found=f"“{span.words}”的结束在开始之前",
                    expected="结束不早于开始",
                    printed=passage.printed,
                    severity=None if span.told else Severity.HINT,
                    seen=(span.words,),
                )
    yield from _completed_before_started("附件2", book.dossier.annex2.indicator_rows)
    for form in book.dossier.projects:
        yield from _completed_before_started(f"附件3（{form.number}）", form.indicator_rows)


def _completed_before_started(where: str, rows: Sequence[IndicatorRow]) -> Iterator[Breach]:
    for name in ("target", "actual"):
        starts, ends = _days(rows, _STARTS, name), _days(rows, _ENDS, name)
        for matter in starts.keys() & ends.keys():
            (first, began), (last, ended) = starts[matter], ends[matter]
            if first is not last and began.year == ended.year and ended.last < began.first:
                text: Text = getattr(last, name)
                yield Breach(
                    text.path,
                    place=text.place,
                    found=f"{where}“{last.level3}”{text}，早于“{first.level3}”{getattr(first, name)}",
                    expected="完成不早于开始",
                    printed=(where,),
                    seen=(str(getattr(first, name)), str(text)),
                )


def _days(rows: Sequence[IndicatorRow], called: re.Pattern[str], name: str) -> dict[str, tuple[IndicatorRow, Deadline]]:
    """Return the rows about a beginning or an end that hold a day, by what is left of their names."""
    found: dict[str, tuple[IndicatorRow, Deadline]] = {}
    for row in rows:
        day = parse(getattr(row, name))
        if called.search(row.level3) and isinstance(day, Deadline):
            found.setdefault(_NO_MATTER.sub("", called.sub("", row.level3)), (row, day))
    return found


@rule(
    "D406",
    "“上年决算”一栏是上年的数",
    severity=Severity.HINT,
    basis="附件1 表样：上年决算数、本年预算数、本年决算数",
    remedy="与上年度部门决算报表核对；确实相同的不用改。",
    example="附件1 项目支出的“上年决算”与本年预算逐项相同：17.95、105，像是把本年预算填进了上年决算。",
)
def last_year_is_last_year(book: PrintedPackage) -> Iterator[Breach]:
    """Yield blocks of Annex 1 whose column for last year repeats a column of this year, line by line."""
    for path, lines in _blocks(book):
        filled = [line for line in lines if line.prior_final.amount]
        for column, name in (("budget", "本年预算"), ("final", "本年决算")):
            unknown = any(figure.unknown for line in lines for figure in (line.prior_final, getattr(line, column)))
            if (
                not unknown
                and len(filled) > 1
                and all(getattr(line, column).amount == line.prior_final.amount for line in filled)
            ):
                same = "、".join(format(line.prior_final.amount, "f") for line in filled)
                yield Breach(
                    f"{path}.上年决算",
                    place=entered_place(_source(filled[0])),
                    found=f"附件1 {path.rpartition('.')[2]}的“上年决算”与{name}逐项相同：{same}",
                    expected="上年度部门决算数",
                    printed=("附件1",),
                    seen=tuple(plain(line.prior_final.amount) for line in filled),
                )
                break


def _blocks(book: PrintedPackage) -> Iterator[tuple[str, list[BudgetLine]]]:
    """Yield the blocks of Annex 1 by path, each with the lines that were entered and not added up."""
    form, keys = book.dossier.annex1, book.dossier.projects.by_identifier()
    cars = form.three_public
    yield "附件1.三公经费", [cars.car_purchase, cars.car_running, cars.abroad, cars.receptions]
    yield "附件1.项目支出", [line for line in form.project_outlay.project_lines if line.key in keys]
    public = form.public_funds
    yield "附件1.公用经费", [public.office, public.utilities_travel, public.meetings_training]


def _source(line: BudgetLine) -> Figure:
    return line.prior_final.source
