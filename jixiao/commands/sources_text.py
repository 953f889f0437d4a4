"""What ``make sources`` shows on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from jixiao.accounts.ledger import DrawnUse
from jixiao.commands.list_sources import ChangedDraw, SourceReport, SourcesReport, UnusedCell
from jixiao.figures import DrawnCell
from jixiao.plain import format_plain

_DIGITS, _MOST = 12, 8
_NOTHING = "取不到数"


def sources_text(report: SourcesReport, *, everything: bool) -> str:
    """Return the report in words; of what nobody uses the first of each sheet, or ``everything``."""
    return "\n".join(_lines(report, everything=everything)) + "\n"


def _lines(report: SourcesReport, *, everything: bool) -> Iterator[str]:
    for book in report.books:
        yield from (f"来源“{book.name}”：{book.file}", f"  {_digest_words(book, report)}")
        yield from (f"  工作表“{name}”是隐藏的，没有读" for name in book.hidden)
        yield from _uses(book)
        yield from _changes(book)
        yield from _unused(book, everything=everything)
        yield ""
    for finding in report.findings:
        yield f"{finding.place}  {finding.severity} {finding.code}  {finding.found}。{finding.remedy}"
    if not report.books and not report.findings:
        yield "sources.yaml 里没有列来源。"
    if report.accepted:
        yield f"已记下 {len(report.accepted)} 个来源的摘要：{'、'.join(report.accepted)}。make undo 可以退回。"


def _digest_words(book: SourceReport, report: SourcesReport) -> str:
    digest = f"{book.digest[:_DIGITS]}……"
    if book.name in report.accepted:
        return f"摘要 {digest}，已记下"
    if not book.recorded:
        return f"摘要 {digest}，还没有记下；核对后 make sources ARGS=--accept"
    if book.recorded == book.digest:
        return f"摘要 {digest}，与记下的相同"
    return f"摘要 {digest}，记下的是 {book.recorded[:_DIGITS]}……：换过文件；核对后 make sources ARGS=--accept"


def _uses(book: SourceReport) -> Iterator[str]:
    yield f"  引用 {len(book.uses)} 处" + ("：" if book.uses else "")
    for use in book.uses:
        yield f"    {use.place}  {use.path}"
        yield f"        {use.text} → {_cell_words(use.cell)}" + (f"：{use.why}" if use.why else "")


def _cell_words(cell: DrawnCell | None) -> str:
    return f"{_amount_words(cell)}（{cell.sheet} {cell.ref}）" if cell else _NOTHING


def _amount_words(cell: DrawnCell | None) -> str:
    return f"{format_plain(cell.amount)} {cell.unit}".strip() if cell else _NOTHING


def _changes(book: SourceReport) -> Iterator[str]:
    if book.recorded in ("", book.digest):
        return
    if book.changes is None:
        yield "  与上一次记下的工作簿有什么不同，看不出来：Git 和 sources/ 里都没有那个文件了"
    elif not book.changes:
        yield "  与上一次记下的工作簿相比，引用到的数都没有变"
    else:
        yield f"  与上一次记下的工作簿相比，变了 {len(book.changes)} 个数："
        yield from map(_change_words, book.changes)


def _change_words(change: ChangedDraw) -> str:
    use: DrawnUse = change.use
    return f"    {use.path}：{_amount_words(change.before)} → {_amount_words(use.cell)}（{use.place}）"


def _unused(book: SourceReport, *, everything: bool) -> Iterator[str]:
    yield f"  没有用到的数 {len(book.unused)} 个" + ("：" if book.unused else "")
    for sheet, cells in groupby(book.unused, key=lambda one: one.sheet):
        listed = list(cells)
        shown = listed if everything else listed[:_MOST]
        yield f"    工作表“{sheet}” {len(listed)} 个"
        yield from map(_unused_words, shown)
        if len(shown) < len(listed):
            yield f"      ……另有 {len(listed) - len(shown)} 个；全部列出：加 ARGS=--all"


def _unused_words(one: UnusedCell) -> str:
    return f"      {one.ref}  {one.labels[0]}  {one.labels[1]}  {format_plain(one.amount)}"
