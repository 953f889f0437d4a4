"""A Review: everything that any output says about two sides, as plain frozen data.

Terminal, Markdown, HTML and JSON only lay it out: nothing is looked up, reckoned or worded after this.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from jixiao.findings import Finding
from jixiao.glossary import term
from jixiao.review.change import Change, names_of
from jixiao.review.fact_changes import FactComparison

_BIGGEST = 3
REFERENCES = "报告的引用换了所指（核对句子是否还对）"


class SideName(Struct, frozen=True):
    """One side: its name (2022年度, main（1a2b3c4）, 工作区), its year, and how much there is of it.

    ``whole`` is False where only final accounts are kept. ``errors`` are findings that block the package:
    with any, the side is compared as a draft. ``notes`` are sentences about what could not be compared.
    """

    name: str
    year: int
    whole: bool = True
    errors: int = 0
    notes: tuple[str, ...] = ()

    def caveats(self) -> Iterator[str]:
        """Yield what must be known of the side."""
        if not self.whole:
            yield f"{self.name}只保存了决算数，只比较两边都有的数。"
        if self.errors:
            yield f"{self.name}还有 {self.errors} 条错误没有改好，按草稿比较。"
        yield from (f"{self.name}：{note}" for note in self.notes)


class TrendLine(Struct, frozen=True):
    """One line of a chart: a value for each year, None where the data have none."""

    name: str
    values: tuple[Decimal | None, ...]


class Trend(Struct, frozen=True):
    """A chart over all years in the new side's data; rates are given in per cent."""

    title: str
    unit: str
    years: tuple[int, ...]
    lines: tuple[TrendLine, ...]


class Review(Struct, frozen=True, dict=True):
    """Two sides, and all that differs between them.

    ``entered`` are the figures that were typed (and those that rest on none of them, such as a project's total where
    only totals are kept), in the order of the package, with their consequences; ``derived`` all computed ones;
    ``texts`` the texts of forms; ``paragraphs`` the report's; ``references`` those of the report that point elsewhere;
    ``moves`` projects and indicators that are new or gone or changed name or place; ``records`` overrides, waivers,
    control totals, reasons and evidence that differ; ``settings`` those of the form set. ``new_findings`` and
    ``resolved`` are findings. ``parts`` are the rendered parts with the digests of their content, "" where one could
    not be rendered, and empty where no pages can be compared.
    """

    old: SideName
    new: SideName
    comparison: FactComparison
    entered: tuple[Change, ...] = ()
    derived: tuple[Change, ...] = ()
    texts: tuple[Change, ...] = ()
    paragraphs: tuple[Change, ...] = ()
    moves: tuple[Change, ...] = ()
    records: tuple[Change, ...] = ()
    settings: tuple[Change, ...] = ()
    templates: tuple[Change, ...] = ()
    new_findings: tuple[Finding, ...] = ()
    resolved: tuple[Finding, ...] = ()
    parts: tuple[Change, ...] = ()
    trends: tuple[Trend, ...] = ()
    references: tuple[Change, ...] = ()

    @property
    def changed_parts(self) -> tuple[Change, ...]:
        """The parts that do not look as they did."""
        return tuple(part for part in self.parts if not part.old or part.old != part.new)

    @property
    def visible(self) -> bool:
        """Whether any page differs; where pages cannot be compared, whether anything in the data does."""
        if self.parts:
            return bool(self.changed_parts)
        return bool(self.comparison or self.paragraphs or self.templates or self.settings)

    @property
    def differs(self) -> bool:
        """Whether anything differs at all, visible or not."""
        unseen = (self.paragraphs, self.records, self.settings, self.templates, self.new_findings, self.resolved)
        return self.visible or bool(self.comparison) or any(unseen)

    @cached_property
    def biggest(self) -> tuple[Change, ...]:
        """All figures that moved, computed ones included, by their difference in 万元, largest first.

        Between two years the column for last year only repeats what the older year says of itself.
        """
        amounts = [one for one in (*self.entered, *self.derived) if one.unit == "万元" and one.difference is not None]
        if self.old.year != self.new.year:
            amounts = [change for change in amounts if not change.name.endswith(f".{term('prior_final')}")]
        return tuple(sorted(amounts, key=lambda change: (-abs(change.difference or Decimal(0)), change.name)))

    @property
    def title(self) -> str:
        """What is compared with what."""
        return f"变动对照：{self.old.name} → {self.new.name}"

    @cached_property
    def summary(self) -> tuple[str, ...]:
        """The sentences that a reviewer reads first."""
        sentences = self._differences() if self.differs else ["两边完全相同。"]
        return (*sentences, *self.old.caveats(), *self.new.caveats())

    def _differences(self) -> Iterator[str]:
        yield f"{self._counted()}。"
        if self.parts and not self.visible:
            yield "纸面没有变化：各部件的内容与原来逐字相同。"
        elif self.parts:
            yield f"纸面有变化的部件：{'、'.join(part.label for part in self.changed_parts)}。"
        biggest = [change.words for change in self.biggest if change.difference][:_BIGGEST]
        if len(biggest) > 1:
            yield f"变动最大：{'；'.join(biggest)}。"
        if self.new_findings or self.resolved:
            yield f"核验：新出现 {len(self.new_findings)} 条，已消除 {len(self.resolved)} 条。"

    def _counted(self) -> str:
        counts = [
            (len(self.entered), "填报的数变动 {} 个"),
            (len(names_of(self.entered) | {change.name for change in self.derived}), "算出的数随之变动 {} 个"),
            (len(self.moves), "项目和指标变动 {} 处"),
            (len(self.texts), "表内文字改动 {} 处"),
            (sum(not change.followed for change in self.paragraphs), "报告正文改动 {} 段"),
            (len(self.references), "报告的引用换了所指 {} 处"),
            (len(self.records), "按原件列报、豁免、核对数等变动 {} 条"),
            (len(self.settings), "表样设置变动 {} 项"),
            (len(self.templates), "模板改动 {} 个"),
        ]
        return "，".join(words.format(number) for number, words in counts if number) or "数据没有变动"
