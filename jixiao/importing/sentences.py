"""Figures that a report states in its sentences and no annex holds, and which path of the data each one is.

The words are those of the official outline of the report; what a unit says in other words stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from jixiao.importing.table_reader import SeenValue

_NUMBER = r"(?P<number>[-−－]?[0-9０-９]{1,12}(?:[,，][0-9]{3})*(?:[.．][0-9０-９]{1,8})?)"
_BASIC, _PROJECTS = "基本支出情况", "项目支出情况"


class Saying(Struct, frozen=True):
    """Words before a figure, its unit, and its path; ``under`` is the heading it must stand under."""

    before: str
    unit: str
    path: str
    under: str = ""


_SAYINGS = (
    Saying("编制人数(?:为|共)?", "[人名]", "附件1.财政供养人员.编制数"),
    Saying("全额拨款编制(?:为|共)?", "[人名]", "单位.人员.全额拨款编制"),
    Saying("工勤编制(?:为|共)?", "[人名]", "单位.人员.工勤编制"),
    Saying("在职人员(?:为|共|数)?", "[人名]", "附件1.财政供养人员.在职人数"),
    Saying("工勤人员(?:为|共)?", "[人名]", "单位.人员.工勤人员"),
    Saying("(?:政府)?购买服务人员(?:为|共)?", "[人名]", "单位.人员.政府购买服务人员"),
    Saying("退休人员(?:为|共)?", "[人名]", "单位.人员.退休人员"),
    Saying("内设(?:机构|科室)(?:有|共|共有)?", "个", "单位.人员.内设机构数"),
    Saying("整体支出(?:为|共)?", "万元", "整体支出.决算"),
    Saying("批复的基本支出(?:预算)?(?:为|共)?", "万元", "基本支出.年初预算.合计"),
    Saying("人员经费(?:支出)?(?:为)?", "万元", "基本支出.年初预算.人员经费", _BASIC),
    Saying("公用经费(?:支出)?(?:为)?", "万元", "基本支出.年初预算.公用经费", _BASIC),
    Saying("(?:年中|预算)?追加(?:预算)?(?:为)?", "万元", "基本支出.年中追加", _BASIC),
    Saying("合计收入(?:为)?|全年收入(?:合计)?(?:为)?", "万元", "基本支出.全年收入", _BASIC),
    Saying("(?:其中|决算)基本支出(?:决算)?(?:为)?|实际决算支出(?:为)?", "万元", "基本支出.决算.合计", _BASIC),
    Saying("人员支出(?:为)?", "万元", "基本支出.决算.人员支出", _BASIC),
    Saying("公用支出(?:为)?", "万元", "基本支出.决算.公用支出", _BASIC),
    Saying("工资福利性?支出(?:为)?", "万元", "基本支出.决算.工资福利支出", _BASIC),
    Saying("商品和服务支出(?:为)?", "万元", "基本支出.决算.商品和服务支出", _BASIC),
    Saying("对个人和家庭的?补助(?:支出)?(?:为)?", "万元", "基本支出.决算.对个人和家庭的补助", _BASIC),
    Saying("[年终末]{2}结余(?:为)?", "万元", "基本支出.年末结余", _BASIC),
    Saying("(?<!的)项目支出(?:决算)?(?:为)?", "万元", "项目支出.决算", _BASIC),
    Saying("批复的项目支出(?:预算)?(?:为)?", "万元", "项目支出.年初预算批复", _PROJECTS),
    Saying("全年收入(?:合计)?(?:为)?|合计收入(?:为)?", "万元", "项目支出.全年收入", _PROJECTS),
    Saying("实际决算支出(?:为)?|决算的项目支出(?:为)?", "万元", "项目支出.决算", _PROJECTS),
    Saying("[年终末]{2}结余(?:为)?", "万元", "项目支出.年末结余", _PROJECTS),
    Saying("基本支出[0-9.]+万元[，,]占总支出的?", "%", "基本支出.占总支出", _BASIC),
    Saying("人员支出[0-9.]+万元[，,]占基本支出的?", "%", "基本支出.人员支出占比", _BASIC),
    Saying("公用支出[0-9.]+万元[，,]占基本支出的?", "%", "基本支出.公用支出占比", _BASIC),
    Saying("项目支出[0-9.]+万元[，,]占总支出的?", "%", "项目支出.占总支出", _BASIC),
)  # fmt: skip


def sayings(projects: Mapping[str, str]) -> list[tuple[Saying, re.Pattern[str]]]:
    """Return what is looked for, and how: the outline's words, and each project's name before what it spent."""
    named = [
        Saying(
            f"{re.escape(name)}(?:项目)?(?:支出)?",
            "万元",
            f"各项目.{identifier}.资金.年度资金总额.全年执行数",
            _PROJECTS,
        )
        for name, identifier in projects.items()
        if name
    ]
    return [(one, re.compile(rf"(?:{one.before})\s*{_NUMBER}\s*(?:{one.unit})")) for one in [*named, *_SAYINGS]]


def figures_in(
    text: str, heading: str, place: str, known: Iterable[tuple[Saying, re.Pattern[str]]]
) -> Iterator[tuple[int, int, SeenValue]]:
    """Yield the figures that a paragraph under ``heading`` states, in order: where in it, and what is seen."""
    found: dict[int, tuple[int, int, SeenValue]] = {}
    for saying, pattern in known:
        if saying.under and saying.under not in heading:
            continue
        for match in pattern.finditer(text):
            # A rate prints with its sign, an amount without its unit.
            start, end = match.start("number"), match.end() if saying.unit == "%" else match.end("number")
            found.setdefault(start, (start, end, SeenValue(saying.path, text[start:end], place)))
    yield from (found[start] for start in sorted(found))
