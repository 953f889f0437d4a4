"""From one unit to many: the tables of docs/scale.md, reckoned from what was measured."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from benchmarks.measuring import ROOT
from benchmarks.outcome import Section
from benchmarks.stages import STAGES

SCALE = ROOT / "docs/scale.md"
_BLOCK = re.compile(r"(<!-- (stages|reckoned): [^\n]*-->\n).*?(<!-- end -->)", re.DOTALL)
_NAMES = {
    "read": "读数据、计算",
    "judge": "检查、核验",
    "pandoc": "pandoc（成批）",
    "render": "套模板",
    "assemble": "合并成册",
    "pack": "写出各件、来源对照",
    "ZIP": "打包 ZIP",
    "read back": "读回核对",
    "records": "清单、核验报告",
    "store": "写入",
    "PDF": "转换 PDF（LibreOffice，成批）",
}
_PLACES = (("一个市", 100), ("一个省", 15_000), ("全国", 1_000_000))
_HOUR, _KB_PER_GB = 3_600_000, 1_000_000


def rescaled(page: str, sections: Mapping[str, Section]) -> str:
    """Return the page with its tables reckoned anew; as it was where the stages were not measured."""
    if "stages" not in sections:
        return page
    tables = {"stages": _stages(sections["stages"]), "reckoned": _reckoned(sections["stages"])}
    return _BLOCK.sub(lambda found: f"{found[1]}\n" + "\n".join(tables[found[2]]) + f"\n\n{found[3]}", page)


def _means(section: Section, unit: str) -> dict[str, float]:
    column = f"mean {unit}"
    return {row.name: row.cells[column].median for row in section.rows if column in row.cells}


def _stages(section: Section) -> Iterator[str]:
    means = _means(section, "processor ms")
    whole = sum(means.values())
    yield "| 环节 | 每个单位的处理器时间（毫秒，平均） | 占全部 |"
    yield "| --- | ---: | ---: |"
    for stage, taken in means.items():
        yield f"| {_NAMES[stage]} | {taken:.0f} | {taken / whole:.0%} |"
    without = sum(means.get(stage, 0) for stage in STAGES)
    yield f"| 合计，不转 PDF | {without:.0f} | {without / whole:.0%} |"
    yield f"| 合计，转 PDF | {whole:.0f} | 100% |"


def _reckoned(section: Section) -> Iterator[str]:
    means, sizes = _means(section, "processor ms"), _means(section, "KB")
    checked = means["read"] + means["judge"]
    without = sum(means.get(stage, 0) for stage in STAGES)
    folder, pdf = sizes["size: output folder"], sizes.get("size: PDF", 0)
    yield "| | 单位数 | 只检查 | 成套，不转 PDF | 成套，转 PDF | 数据 | 产出，无 PDF | 产出，有 PDF |"
    yield "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    for place, count in _PLACES:
        hours = (_hours(count * one) for one in (checked, without, sum(means.values())))
        # The ZIP holds the PDF once more, and it does not shrink.
        stored = (_gigabytes(count * one) for one in (sizes["size: data"], folder, folder + 2 * pdf))
        yield f"| {place} | {count:,} | {' | '.join(hours)} | {' | '.join(stored)} |"


def _hours(milliseconds: float) -> str:
    hours = milliseconds / _HOUR
    if hours >= 1:
        return f"{_short(hours)} 核时"
    return f"{_short(60 * hours)} 核分" if hours >= 1 / 60 else f"{_short(3600 * hours)} 核秒"


def _gigabytes(kilobytes: float) -> str:
    gigabytes = kilobytes / _KB_PER_GB
    return f"{_short(gigabytes)} GB" if gigabytes >= 1 else f"{_short(1000 * gigabytes)} MB"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.1f}"
