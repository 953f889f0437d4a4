"""C6…: numbers of items that follow each other, each item on a line of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

from jixiao.findings import Severity, quoted
from jixiao.glossary import term
from jixiao.patterns import compile_late
from jixiao.render.narrative import ATTACHMENTS
from jixiao.render.passages import PrintedPassage
from jixiao.rules.contents import IndicatorForm, list_forms, list_sections, read_printed
from jixiao.rules.items import NUMBER, Gap, Item, find_gaps, find_items, read_first_item
from jixiao.rules.judged_text import JudgedText, find_entries_holding, judged_entry, judged_paragraph, list_lines
from jixiao.rules.printed_package import PrintedPackage
from jixiao.rules.registry import Breach, rule
from jixiao.rules.writing import name_text


@rule("C604", Severity.WARNING)
def numbers_run_in_sequence(package: PrintedPackage) -> Iterator[Breach]:
    """Yield numbers left out, repeated or out of order, and lines without number between numbered ones."""
    for judged in find_entries_holding(package, NUMBER):
        yield from _gaps_in([judged])
        yield from _unnumbered(judged)
    for form in list_forms(package):
        yield from _gaps_between_indicators(form)
    for _, _, found in list_sections(package):
        yield from _gaps_in_section(found)
    yield from _gaps_in_section([one for one in package.paragraphs if one.where.endswith(ATTACHMENTS)])


def _gaps_in_section(found: list[PrintedPassage]) -> Iterator[Breach]:
    for is_heading, group in groupby(found, key=lambda paragraph: paragraph.text.startswith("#")):
        if not is_heading:
            yield from _gaps_in([judged_paragraph(paragraph) for paragraph in group])


def _gaps_in(found: list[JudgedText]) -> Iterator[Breach]:
    for number, offset, gap in _list_gaps(tuple(judged.own for judged in found)):
        judged = found[number]
        yield judged.spot(offset).breach(
            f"{name_text(judged)}{_gap_words(gap)}", "编号从 1 起连续", seen=_gap_seen(gap)
        )


@lru_cache(maxsize=2_000)  # a year judged again after an edit has read most of its texts: 3 of 120 ms
def _list_gaps(texts: tuple[str, ...]) -> tuple[tuple[int, int, Gap], ...]:
    """Return the gaps to be told: in which of the texts, at which line's beginning."""
    where = [
        (item, number, offset)
        for number, text in enumerate(texts)
        for offset, line in list_lines(text)
        for item in find_items(line)
    ]
    items = [item for item, _, _ in where]
    gaps = [gap for gap in find_gaps(items) if _is_told(gap, items)]
    return tuple(next((number, at, gap) for item, number, at in where if item is gap.item) for gap in gaps)


def _is_told(gap: Gap, items: list[Item]) -> bool:
    """A single item that is not the first may be a reference; a list that does not begin at 1 has lost its first."""
    return gap.before is not None or sum(item.kind == gap.item.kind for item in items) > 1


def _gap_words(gap: Gap) -> str:
    number, item = gap.item.number, gap.item
    if gap.before is None:
        return f"的编号从 {item.format()} 开始，缺 {item.format(1)}"
    previous = gap.before.number
    if number == previous:
        return f"的编号 {item.format()} 重复"
    if number < previous:
        return f"的编号 {gap.before.format()} 之后是 {item.format()}，次序不对"
    missing = "、".join(item.format(one) for one in range(previous + 1, min(number, previous + 4)))
    return f"的编号 {gap.before.format()} 之后是 {item.format()}，缺 {missing}{'等' if number > previous + 4 else ''}"


def _gap_seen(gap: Gap) -> tuple[str, ...]:
    return (*([gap.before.format()] if gap.before else []), gap.item.format())


def _gaps_between_indicators(form: IndicatorForm) -> Iterator[Breach]:
    for level1, level2 in {(one, two): None for one, two, _, _ in form.indicators()}:
        names = [indicator.level3 for indicator in form.tree[level1][level2]]
        if any(name.unknown for name in names):
            continue
        numbered = [(item, name) for name in names if (item := read_first_item(name)) is not None]
        for gap in find_gaps(item for item, _ in numbered):
            name = next(name for item, name in numbered if item is gap.item)
            if _is_told(gap, [item for item, _ in numbered]):
                subject = f"{form.path}.{term('indicators')}.{level1}.{level2}"
                found = f"{form.label}“{level2}”各三级指标{_gap_words(gap)}"
                yield Breach(subject, name.place, found, "编号从 1 起连续", printed=(form.label,), seen=_gap_seen(gap))


def _unnumbered(judged: JudgedText) -> Iterator[Breach]:
    for offset, line, before, after in _list_unnumbered(judged.own):
        words = f"“{judged.subject}”的 {before.format()} 与 {after.format()} 之间有一行没有编号：{quoted(line)}"
        yield judged.spot(offset).breach(words, "每条都有编号", seen=(line.strip(),), severity=Severity.HINT)


@lru_cache(maxsize=2_000)  # as above
def _list_unnumbered(text: str) -> tuple[tuple[int, str, Item, Item], ...]:
    """Return the lines without number between two that follow each other: where each begins, and its neighbours."""
    lines = [(offset, line) for offset, line in list_lines(text) if line.strip()]
    firsts = [read_first_item(line) for _, line in lines]
    numbers = [item if item is not None and item.sure else None for item in firsts]
    return tuple(
        (offset, line, before, after)
        for (offset, line), before, here, after in zip(lines[1:], numbers, numbers[1:], numbers[2:], strict=False)
        if here is None and before and after and (after.kind, after.number) == (before.kind, before.number + 1)
    )


@rule("C615", Severity.WARNING)
def items_have_lines_of_their_own(package: PrintedPackage) -> Iterator[Breach]:
    """Yield lines in which one numbered item ends and the next begins, where the others have lines of their own."""
    for form in list_forms(package):
        texts = [form.goals.expected, form.goals.achieved]
        for text in texts:
            others = [line for other in texts for line in read_printed(package, other, form.label).split("\n")]
            judged = judged_entry(package, text)
            yield from _run_together([(judged, *line) for line in judged.lines()], others)
    goals = {text.path for form in list_forms(package) for text in (form.goals.expected, form.goals.achieved)}
    for judged in find_entries_holding(package, NUMBER):
        if judged.subject not in goals:
            lines = list(judged.lines())
            yield from _run_together([(judged, *line) for line in lines], [line for _, line in lines])
    for _, _, found in list_sections(package):
        section = [judged_paragraph(paragraph) for paragraph in found if not paragraph.text.startswith(("#", "|"))]
        yield from _run_together([(one, 0, one.own) for one in section], [one.own for one in section])


_AFTER_STOP = compile_late(r"(?<=[。！])[ \u3000]+")


def _run_together(lines: list[tuple[JudgedText, int, str]], others: list[str]) -> Iterator[Breach]:
    for number, first, second, shown in _list_joined(tuple(line for _, _, line in lines), tuple(others)):
        judged, offset, _ = lines[number]
        words = f"{name_text(judged)}的 {first.format()} 和 {second.format()} 连在一行：{quoted(shown)}"
        yield judged.spot(offset).breach(words, "每条各占一行", seen=(shown,))


@lru_cache(maxsize=2_000)  # as above
def _list_joined(lines: tuple[str, ...], others: tuple[str, ...]) -> tuple[tuple[int, Item, Item, str], ...]:
    """Return the lines that hold two items, by number: both, and the words around the second."""
    firsts, found = [read_first_item(line) for line in lines], []
    for number, (first, line) in enumerate(zip(firsts, lines, strict=True)):
        if first is None or not first.sure:
            continue
        line = _AFTER_STOP.sub("", line)
        second = _next_in(line, first)
        following = next((item for item in firsts[number + 1 :] if item and item.kind == first.kind), None)
        if second is None or (following is not None and following.number <= second.number):
            continue
        if any(_alone(one, first) for one in others if one != line):
            found.append((number, first, second, _around(line, second)))
    return tuple(found)


def _next_in(line: str, first: Item) -> Item | None:
    """Return the item that follows ``first`` behind a full stop in its line; None if there is none."""
    for item in find_items(line):
        same = (item.kind, item.style, item.number) == (first.kind, first.style, first.number + 1)
        if same and item.sure and line[: item.start].rstrip().endswith(("。", "！")):
            return item
    return None


def _alone(line: str, first: Item) -> bool:
    """Return whether a line is one item of the same kind, without the next."""
    here = read_first_item(line)
    return here is not None and (here.kind, here.style) == (first.kind, first.style) and _next_in(line, here) is None


def _around(line: str, item: Item) -> str:
    return line[max(0, item.start - 8) : item.end + 8]
