"""Layouts of a template that LibreOffice sets otherwise than Word, or that leave no room for what is filled in.

Seen with LibreOffice 7.4: letters wider than a cell of the character grid take two, so that lines are half empty; rows
of a floating table that do not fit on its page are lost; text is not squeezed into a width.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from jixiao.docx.wml import Element, W, is_on, value
from jixiao.findings import Finding, Place, Severity
from jixiao.patterns import compile_late
from jixiao.render.form_places import number_tables, speak_cell
from jixiao.render.text_looks import TextLooks

# The name of a kind, where it is met first, and how often.
OddLayout = tuple[str, str, int]
_INTEGER = compile_late("-?[0-9]{1,7}")
_TWIPS, _GRID = 20, 4096
_STARTS_TAG = compile_late(r"\{[{%]")
_LINE = 1.2  # of the letters' height


class LayoutKind(Enum):
    """A kind of layout: what it does, and how it is mended in Word or WPS."""

    GRID = (
        "按字符网格排，字比网格宽，PDF 里一个字会占两格，行只排满一半",
        "“页面设置→文档网格”改选“只指定行网格”；或段落格式里取消“如果定义了文档网格，则对齐到网格”。",
    )
    FIXED_ROW = (
        "行高是“固定值”，填进去的字多于这么高的，会被切掉",
        "“表格属性→行”里把行高改为“最小值”。",
    )
    FIXED_LINE = (
        "行距是“固定值”，比字还矮，字会被切掉或叠在一起",
        "“段落”里把行距的固定值加大到字号以上，或改为“最小值”。",
    )
    FLOATING = (
        "表格设了“文字环绕”，一页放不下时，LibreOffice 会丢掉后面的行",
        "“表格属性→表格”里把文字环绕改为“无”。",
    )
    FIXED_FRAME = (
        "图文框或文本框的高度固定，放不下的字会被切掉",
        "把这段文字移到正文或表格里；或让框的高度随文字变化。",
    )
    SQUEEZED = (
        "字要挤进固定的宽度（调整宽度、适应文字），LibreOffice 不挤，会占多出的地方",
        "取消“调整宽度”或单元格的“适应文字”，改小字号。",
    )


def list_odd_layouts(body: Element, styles: Element | None) -> tuple[OddLayout, ...]:
    """Return the odd layouts of a template's story, each kind once; ``styles`` is the root of its styles."""
    tables, looks = number_tables(body), TextLooks(styles)
    met: dict[str, list[str]] = {}
    for kind, element in _meet_layouts(body, looks):
        met.setdefault(kind.name, []).append(speak_cell(element, tables) or "正文")
    return tuple((name, places[0], len(places)) for name, places in met.items())


def judge_layouts(layouts: tuple[OddLayout, ...], shown: str) -> Iterator[Finding]:
    """Yield a warning for each kind in the template that messages call ``shown``."""
    for name, spoken, count in layouts:
        what, remedy = LayoutKind[name].value
        more = f"等 {count} 处" if count > 1 else ""
        yield Finding(
            "T020",
            place=Place(shown),
            found=f"{spoken}{more}：{what}",
            expected="Word 和 LibreOffice 排得一样、放得下填入内容的版式",
            remedy=f"用 Word 或 WPS 打开模板，{remedy}",
            severity=Severity.WARNING,
            subject=shown,
            seen=(name, spoken),
        )


def _meet_layouts(body: Element, looks: TextLooks) -> Iterator[tuple[LayoutKind, Element]]:
    """Yield each odd layout with an element it is met at."""
    yield from ((LayoutKind.GRID, one) for one in _grid_paragraphs(body, looks))
    for table in body.iter(f"{W}tbl"):
        if table.find(f"{W}tblPr/{W}tblpPr") is not None:
            yield LayoutKind.FLOATING, next(table.iter(f"{W}p"), table)
    for row in body.iter(f"{W}tr"):
        yield from ((LayoutKind.FIXED_ROW, one) for one in _cut_paragraphs(row, looks))
    for paragraph in body.iter(f"{W}p"):
        if _text(paragraph):
            yield from ((kind, paragraph) for kind in _kinds_of(paragraph, looks))


def _kinds_of(paragraph: Element, looks: TextLooks) -> Iterator[LayoutKind]:
    """Yield what is odd about a paragraph that holds text."""
    line = looks.fixed_line(paragraph)
    if line is not None and line < _TWIPS * looks.largest(paragraph) / 2:
        yield LayoutKind.FIXED_LINE
    frame = paragraph.find(f"{W}pPr/{W}framePr")
    boxed = next(paragraph.iterancestors(f"{W}txbxContent"), None) is not None
    if (frame is not None and frame.get(f"{W}hRule") == "exact") or (boxed and _has_tag(paragraph)):
        yield LayoutKind.FIXED_FRAME
    cell = next(paragraph.iterancestors(f"{W}tc"), None)
    fitted = cell is not None and is_on(cell.find(f"{W}tcPr/{W}tcFitText"))
    if fitted or next(paragraph.iter(f"{W}fitText"), None) is not None:
        yield LayoutKind.SQUEEZED


def _cut_paragraphs(row: Element, looks: TextLooks) -> Iterator[Element]:
    """Yield the paragraphs of a row of fixed height that it has no room for, or that are filled in."""
    stated = row.find(f"{W}trPr/{W}trHeight")
    if stated is None or stated.get(f"{W}hRule") != "exact":
        return
    height = _number(value(stated))
    for cell in row.iterchildren(f"{W}tc"):
        held = [one for one in cell.iter(f"{W}p") if _text(one)]
        lines = (looks.fixed_line(one) or _LINE * _TWIPS * looks.largest(one) / 2 for one in held)
        if held and (_has_tag(cell) or sum(lines) > height):
            yield held[0]


def _grid_paragraphs(body: Element, looks: TextLooks) -> Iterator[Element]:
    """Yield the paragraphs whose letters are wider than a cell of their section's grid of characters."""
    waiting: list[Element] = []
    for paragraph in body.iter(f"{W}p", f"{W}sectPr"):
        if paragraph.tag == f"{W}p":
            waiting.append(paragraph)
            continue
        width = _cell_width(paragraph, looks)
        if width is not None:
            yield from (one for one in waiting if looks.snaps(one) and looks.largest(one) / 2 > width)
        waiting.clear()


def _cell_width(section: Element, looks: TextLooks) -> float | None:
    """Return the width in points of a cell of a section's grid as LibreOffice has it, None for no such grid."""
    grid = section.find(f"{W}docGrid")
    space = 0 if grid is None else _number(grid.get(f"{W}charSpace"))
    if grid is None or grid.get(f"{W}type") not in ("linesAndChars", "snapToChars") or not space:
        return None
    return looks.standard / 2 + space / _GRID


def _number(text: str | None) -> int:
    return int(text) if text is not None and _INTEGER.fullmatch(text) else 0


def _text(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t")).strip()


def _has_tag(element: Element) -> bool:
    return _STARTS_TAG.search(_text(element)) is not None
