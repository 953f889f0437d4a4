"""What there is to know of files examined beside findings: whose they are, what did not come, what was read as what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from jixiao.examine.examined_year import ExaminedYear
from jixiao.importing.amounts import number_of
from jixiao.importing.documents import Document
from jixiao.importing.label_text import squeeze
from jixiao.patterns import compile_late

_TITLES, _LONGEST_TITLE, _LISTED = 15, 60, 6
_YEAR = r"(?:20[0-9]{2}年度?)?"
_ENDS = "局馆院心委办厅站校学所队会处部社府司团台园署库乡镇道联协室区县市"
_NAME = rf"(?:(?!部门|单位|整体|支出|项目|预算|绩效|年度|关于)[一-鿿（）·]){{2,30}}[{_ENDS}]"
_WHAT = "(?:部门（单位）|部门|单位)?(?:整体|项目)?(?:支出|收支|预算)*"
_OF_REPORT = f"{_WHAT}绩效(?:目标)?(?:自评|评价|自我评价).{{0,8}}报告"
_TITLE = compile_late(rf"(?:关于)?{_YEAR}({_NAME})(?:本级|机关)?(?:关于)?{_YEAR}的?{_OF_REPORT}")
_BARE_TITLE = compile_late(rf"{_YEAR}{_OF_REPORT}")
_ONLY_NAME = compile_late(rf"{_NAME}(?:本级|机关)?")
_STATED = compile_late(
    rf"(?:填报|预算|编制|评价)?(?:单位|部门)(?:名称)?(?:（[盖公]+章）)?：({_NAME})(?:（[盖公]+章）)?"
)


def find_unit(documents: Iterable[Document]) -> str:
    """Return the unit that the title of a report names, in it or in the line above, or a line of its own; else ""."""
    for document in documents:
        titles = [squeeze(line.text) for line in document.lines if line.text.strip()][:_TITLES]
        titles = [title for title in titles if len(title) < _LONGEST_TITLE]
        for title in (*titles, *(f"{one}{other}" for one, other in pairwise(titles))):
            if (named := _TITLE.fullmatch(title)) is not None:
                return named[1]
        for above, title in pairwise(titles):
            if _BARE_TITLE.fullmatch(title) and _ONLY_NAME.fullmatch(above):
                return above
        if stated := next(filter(None, map(_STATED.fullmatch, titles)), None):
            return stated[1]
    return ""


def note_units(documents: Iterable[Document]) -> Iterator[str]:
    """Yield a note where lines of their own name several units: what they say is then held together all the same."""
    lines = (squeeze(line.text) for document in documents for line in document.lines if len(line.text) < _LONGEST_TITLE)
    stated = dict.fromkeys(found[1] for line in lines if (found := _STATED.fullmatch(line) or _TITLE.fullmatch(line)))
    others = [name for name in stated if not any(name != one and one.endswith(name) for one in stated)]
    if len(others) > 1:
        yield f"文件里写着几个单位：{_first(others, '个')}；请一个单位一份，分开核验"


def list_notes(examined: ExaminedYear) -> Iterator[str]:
    """Yield what to know of a year that was read from files, in words of an examination."""
    filing = examined.filing
    has_report = filing.report.is_filed
    yield from filing.package.notes
    if absent := [*filing.list_absent(), *([] if has_report else ["报告"])]:
        yield f"没有交来{'、'.join(absent)}；要靠它们才能判断的，没有核验"
    if alone := [project.name for project in filing.projects if project.part is None]:
        yield f"表上列的项目没有交来自评表：{_first(alone, '个')}"
    if has_report and filing.package.is_loose:
        yield "报告的标题不是表样的，整篇一起看；各章是否齐全没有核验"
    elif has_report and filing.report.missing:
        yield f"报告里没有认出这几章：{'、'.join(filing.report.missing)}"
    read = ((one.filed, one.value.text) for one in examined.plan.taken)
    if nothing := [filed.place for filed, text in read if text == "0" and number_of(filed.text) is None]:
        yield f"空着、写“无”“—”的数按 0 看：{_first(list(dict.fromkeys(nothing)), '处')}"


def _first(names: Sequence[str], unit: str) -> str:
    more = f"等 {len(names)} {unit}" if len(names) > _LISTED else ""
    return f"{'、'.join(names[:_LISTED])}{more}"
