"""Show a DOCX as lines of text to Git (``make git-setup``): python -m scripts.docx_text FILE.

A paragraph is a line, a row of a table is a line with its cells between bars; placeholders stand in them as in
Word. Page settings and merged cells show, fonts and other formatting do not.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from jixiao.docx.package import BadPackage, parse_xml, read_package
from jixiao.docx.wml import MC, Element, W, local
from jixiao.errors import JixiaoError

_MAIN_PART = "word/document.xml"
_STORIES = re.compile(r"word/(header|footer|footnotes|endnotes|comments)\d*\.xml")
_NAMES = {"header": "页眉", "footer": "页脚", "footnotes": "脚注", "endnotes": "尾注", "comments": "批注"}
_SIGNS = {"br": "⏎", "cr": "⏎", "tab": "⇥", "noBreakHyphen": "-", "drawing": "〔图〕", "pict": "〔图〕"}
_EDGES = {"上": "top", "右": "right", "下": "bottom", "左": "left"}
_TWIPS_PER_MILLIMETRE = 1440 / 25.4


def docx_text(package: bytes) -> str:
    """Return the text of body, headers, footers and notes, one line each; raise BadPackage for what is no DOCX."""
    members = read_package(package)
    if _MAIN_PART not in members:
        raise BadPackage("文件中没有正文，不是 Word 文档")
    lines = list(_blocks(parse_xml(members[_MAIN_PART])))
    for name in sorted(members):
        if (story := _STORIES.fullmatch(name)) is not None:
            words = [line for line in _story(parse_xml(members[name])) if line]
            lines += ["", f"〔{_NAMES[story[1]]} {name.removeprefix('word/')}〕", *words] if words else []
    return "".join(f"{line}\n" for line in lines)


def _story(root: Element) -> Iterator[str]:
    """Yield the lines of a header or footer, or of all notes in a part."""
    holders = [child for child in root if local(child) in ("footnote", "endnote", "comment")]
    for holder in holders or [root]:
        yield from _blocks(holder)


def _blocks(holder: Element) -> Iterator[str]:
    for block in holder:
        match local(block):
            case "p":
                yield _words(block)
                yield from map(_section, block.iterfind(f"{W}pPr/{W}sectPr"))
            case "tbl":
                yield from (_row(row) for row in block.iter(f"{W}tr"))
            case "sectPr":
                yield _section(block)
            case "body" | "sdt" | "sdtContent" | "ins" | "customXml":
                yield from _blocks(block)


def _row(row: Element) -> str:
    cells = [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(cell: Element) -> str:
    merge, span = (cell.find(f"{W}tcPr/{W}{name}") for name in ("vMerge", "gridSpan"))
    words = " ¶ ".join(_words(paragraph) for paragraph in cell.iter(f"{W}p"))
    if merge is not None and merge.get(f"{W}val") != "restart":
        words = f"〃{words}"
    columns = "1" if span is None else span.get(f"{W}val", "1")
    return words if columns == "1" else f"{words}〔跨{columns}列〕"


def _words(paragraph: Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        name = local(child)
        if name == "t":
            yield child.text or ""
        elif name == "instrText":
            yield f"〔{(child.text or '').strip()}〕"
        elif name in _SIGNS:
            yield _SIGNS[name]
        # Word writes the text of a box twice; the copy for old readers is left out.
        elif name not in ("pPr", "rPr") and child.tag != f"{MC}Fallback":
            yield from _pieces(child)


def _section(section: Element) -> str:
    size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
    page = "×".join(_millimetres(size, side) for side in ("w", "h"))
    edges = " ".join(f"{name}{_millimetres(margins, side)}" for name, side in _EDGES.items())
    return f"〔分节：纸张 {page} 毫米，页边距 {edges} 毫米〕"


def _millimetres(element: Element | None, attribute: str) -> str:
    twips = "" if element is None else element.get(f"{W}{attribute}", "")
    return f"{int(twips) / _TWIPS_PER_MILLIMETRE:.1f}" if re.fullmatch(r"-?[0-9]+", twips) else "？"


def main() -> None:
    """Print the text of one file; of what is no DOCX, say so, since a failure here would break ``git diff``."""
    content = Path(sys.argv[1]).read_bytes()
    try:
        shown = docx_text(content) if content else ""
    except JixiaoError as error:
        shown = f"（不能读出文字：{error}）\n"
    sys.stdout.buffer.write(shown.encode("utf-8", "replace"))


if __name__ == "__main__":
    main()
