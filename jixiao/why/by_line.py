"""Answers about a line of a file: what was typed there, and everything that follows from it."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao.errors import UsageError
from jixiao.figures import Text
from jixiao.findings import Place
from jixiao.lineage import amount_words
from jixiao.model.controls import Control
from jixiao.model.overrides import Override
from jixiao.rules.waiving import covers
from jixiao.why.query import LineQuestion, nearest
from jixiao.why.value_facts import Answer, find_facts, typed_at, values_at
from jixiao.why.year_view import PackageView, Value

_LISTED = 12


def by_line(view: PackageView, query: LineQuestion) -> Answer:
    """Return what a line holds; UsageError if there is no such line."""
    file, lines = _file(view, query.file)
    if not 1 <= query.number <= len(lines):
        raise UsageError(f"{file} 没有第 {query.number} 行，共 {len(lines)} 行。")
    title, stands = f"{file}:{query.number}", lines[query.number - 1].strip()
    for paragraph in view.paragraphs:
        if (paragraph.place.file, paragraph.place.line) == (file, query.number):
            values = values_at(view, [span.print.path for span in paragraph.marks])
            notes = (f"印在{paragraph.spoken}。",) + (() if values else ("这一行全是直接写的文字，没有取自数据的值。",))
            return Answer(title, stands, notes, values)
    entries = list(_entries(view, file, query.number))
    if entries:
        note, paths = entries[0]
        return Answer(title, stands, (note,), values_at(view, paths))
    typed = [value for value in view.values.values() if _covers(value, file, query.number)]
    notes = () if typed else (_nothing(view, file, query.number, stands),)
    return Answer(title, stands, notes, tuple(find_facts(view, value) for value in typed))


def _file(view: PackageView, asked: str) -> tuple[str, list[str]]:
    """Return the file meant, by its whole name or its end, and its lines."""
    texts = {source.file: source.text.split("\n") for source in view.package.sources}
    wanted = asked.replace("\\", "/").removeprefix("./")
    found = [name for name in texts if name == wanted or name.endswith(f"/{wanted}") or wanted.endswith(f"/{name}")]
    this_year = [name for name in found if name.startswith(f"data/{view.package.year}/")] or found
    if len(this_year) != 1:
        guesses = this_year or nearest(wanted, texts) or sorted(texts)[:_LISTED]
        raise UsageError(f"{'有几个' if this_year else '没有读过'}叫“{asked}”的文件。可以写：{'、'.join(guesses)}。")
    lines = texts[this_year[0]]
    return this_year[0], lines[:-1] if lines[-1:] == [""] else lines


def _covers(value: Value, file: str, line: int) -> bool:
    place = typed_at(value)
    if place is None or place.file != file:
        return False
    last = value.first_line + value.count("\n") if isinstance(value, Text) else place.line
    return place.line <= line <= last


def _entries(view: PackageView, file: str, line: int) -> Iterator[tuple[str, list[str]]]:
    """Yield what an entry on this line does that steers rather than prints, and the paths it speaks of."""
    for override in view.overrides:
        if _within(override.where, override.reason, file, line):
            yield _override_words(override), [str(override.reference)]
    for control in view.controls:
        if _is_in_control(control, file, line):
            amount = amount_words(control.amount)
            yield (
                f"这是一个核对数：{control.reference} 应为 {amount}（{control.source}），不印。",
                [str(control.reference)],
            )
    for waiver in view.waivers:
        if _within(waiver.rule, waiver.reason, file, line):
            covered = [finding.found for finding in view.package.findings if finding.waived and covers(waiver, finding)]
            found = "；".join(covered) or "没有对上的问题"
            yield f"这是一条豁免，不印：{waiver.rule} {waiver.subject}。豁免的是：{found}。", [str(waiver.subject)]
    for movement in view.movements:
        if _within(movement.reference, movement.reason, file, line):
            yield f"这是一条变动原因，不印：{movement.reference}。", [str(movement.reference)]


def _override_words(override: Override) -> str:
    where = f"{override.where} 第 {override.occurrence} 处" if override.occurrence else str(override.where)
    return f"这一条使{where}的“{override.reference}”照原件印作“{override.as_filed}”。理由：{override.reason}。"


def _is_in_control(control: Control, file: str, line: int) -> bool:
    """Return whether a line is one of a control total's; its source may stand with one before it."""
    amount, source = control.amount.origin, control.source
    first = control.reference.place
    last = amount.line if isinstance(amount, Place) else first.line
    is_next = source.place.file == file and last < source.place.line <= last + 1
    end = source.first_line + source.count("\n") if is_next else last
    return first.file == file and first.line <= line <= end


def _within(first: Text, last: Text, file: str, line: int) -> bool:
    end = max(last.place.line, last.first_line + last.count("\n"))
    return first.place.file == file and first.place.line <= line <= end


def _nothing(view: PackageView, file: str, line: int, stands: str) -> str:
    kind = "空行" if not stands else "注释" if stands.startswith("#") else "键或配置"
    places = ((typed_at(value), value) for value in view.values.values())
    near = sorted(
        (abs(place.line - line), place.line, value.path) for place, value in places if place and place.file == file
    )
    nearby = "、".join(f"第 {number} 行 {path}" for _, number, path in near[:2])
    return f"这一行是{kind}，没有会印出的值。" + (f"最近的：{nearby}。" if nearby else "")
