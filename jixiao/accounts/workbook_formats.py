"""What an .xlsx says of its cells beside their values: which are shown as per cents, hold errors, have no result."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

from msgspec import Struct, field

from jixiao.accounts.number_looks import NumberLook, read_look
from jixiao.docx.package import parse_xml
from jixiao.docx.wml import Element
from jixiao.patterns import compile_late
from jixiao.plain import read_count

Spot = tuple[int, int]
STRUCK = "加了删除线，没有读入"
_NO_RESULT = "公式没有存着结果，没有读入；请用 Excel 或 WPS 打开、保存后再试"

BOOK_MEMBER, _STYLES = "xl/workbook.xml", "xl/styles.xml"
_BOOK_TARGETS = "xl/_rels/workbook.xml.rels"
_REF = compile_late(r"([A-Z]{1,3})([1-9][0-9]{0,6})")

# What a package holds beside cells, by how its members begin.
_BESIDE = {
    "xl/comments": "有批注，没有读入",
    "xl/threadedComments/": "有批注，没有读入",
    "xl/media/": "有图片，没有读入",
    "xl/embeddings/": "有嵌入的对象，没有读入",
    "xl/externalLinks/": "引用了别的工作簿，没有打开它们，读的是文件里存着的值",
}


class HiddenThing(Enum):
    """What of a sheet is not seen or not typed."""

    LINES = "有隐藏的行或列，照样读取"
    FORMULAS = "有公式，读的是文件里存着的结果，没有重新计算"
    DECIMALS = "有的数显示的小数位数比存着的少，按存着的数读取"


class SheetFormats(Struct):
    """One sheet: its cells shown as per cents, or with a unit behind, why others cannot be read, formulas.

    ``distorted`` are the formats of those that show another number than is stored. All by row and column from 0.
    """

    percents: set[Spot] = field(default_factory=set)
    suffixes: dict[Spot, str] = field(default_factory=dict)
    distorted: dict[Spot, str] = field(default_factory=dict)
    unread: dict[Spot, str] = field(default_factory=dict)
    formulas: dict[Spot, str] = field(default_factory=dict)
    hidden: set[HiddenThing] = field(default_factory=set)


def read_formats(members: Mapping[str, bytes]) -> dict[str, SheetFormats]:
    """Return by its name what each sheet of a package says; BadPackage for XML that is not sound."""
    styles = parse_xml(members[_STYLES]) if _STYLES in members else None
    looks, struck = ({}, frozenset[str]()) if styles is None else (_read_looks(styles), _read_struck(styles))
    return {name: _read_sheet(parse_xml(members[member]), looks, struck) for name, member in list_sheets(members)}


def name_beside(members: Iterable[str]) -> list[str]:
    """Return in words what a package holds beside cells."""
    names = list(members)
    return list(dict.fromkeys(what for start, what in _BESIDE.items() if any(name.startswith(start) for name in names)))


def list_sheets(members: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Yield the names of the sheets and the members they are in."""
    if BOOK_MEMBER not in members or _BOOK_TARGETS not in members:
        return
    targets = {
        one.get("Id", ""): one.get("Target", "") for one in _named(parse_xml(members[_BOOK_TARGETS]), "Relationship")
    }
    for sheet in _named(parse_xml(members[BOOK_MEMBER]), "sheet"):
        ids = [value for name, value in sheet.attrib.items() if str(name).endswith("}id")]
        target = targets.get(str(ids[0]), "") if ids else ""
        member = target[1:] if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        if member in members:
            yield str(sheet.get("name", "")), member


def _read_looks(root: Element) -> dict[str, NumberLook]:
    """Return how the cell styles show numbers, by their numbers."""
    own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in _named(root, "numFmt")}
    styles = next(_named(root, "cellXfs"), None)
    used = [] if styles is None else [one.get("numFmtId", "") for one in _named(styles, "xf")]
    looks = {number: read_look(number, own.get(number)) for number in set(used)}
    return {str(number): looks[one] for number, one in enumerate(used)}


def _read_struck(root: Element) -> frozenset[str]:
    """Return the numbers of the cell styles whose letters are struck through."""
    fonts, styles = next(_named(root, "fonts"), None), next(_named(root, "cellXfs"), None)
    if fonts is None or styles is None:
        return frozenset()
    lines = [next(_named(one, "strike"), None) for one in _named(fonts, "font")]
    struck = {str(at) for at, one in enumerate(lines) if one is not None and one.get("val") not in ("0", "false")}
    return frozenset(str(at) for at, one in enumerate(_named(styles, "xf")) if one.get("fontId") in struck)


def _read_sheet(root: Element, looks: Mapping[str, NumberLook], struck: frozenset[str]) -> SheetFormats:
    formats = SheetFormats()
    if any(one.get("hidden") in ("1", "true") for name in ("row", "col") for one in _named(root, name)):
        formats.hidden.add(HiddenThing.LINES)
    for row, line in enumerate(_named(root, "row")):
        stated = read_count(line.get("r", ""))
        at = row if stated is None else stated - 1
        for column, cell in enumerate(_named(line, "c")):
            spot = _spot(cell.get("r", "")) or (at, column)
            result = "".join(str(one.text or "") for one in _named(cell, "v"))
            if cell.get("t") == "e":
                formats.unread[spot] = tell_error(result)
            if (formula := next(_named(cell, "f"), None)) is not None:
                formats.hidden.add(HiddenThing.FORMULAS)
                formats.formulas[spot] = str(formula.text or "")
                if not result:
                    formats.unread[spot] = _NO_RESULT
            if cell.get("t", "n") == "n":
                note_look(formats, spot, looks.get(cell.get("s", "")), result)
                if result and cell.get("s", "") in struck:
                    formats.unread[spot] = STRUCK
    return formats


def tell_error(value: str) -> str:
    """Return why a cell that holds an error, as Excel writes it, cannot be read."""
    return f"错误值 {value}，没有读入"


def note_look(formats: SheetFormats, spot: Spot, look: NumberLook | None, result: str) -> None:
    """Take note of how a number is shown."""
    if look is None:
        return
    if look.percent:
        formats.percents.add(spot)
    if look.suffix:
        formats.suffixes[spot] = look.suffix
    if look.distorting and result.strip("0."):
        formats.distorted[spot] = look.code
        formats.unread[spot] = f"按格式 {look.code} 显示的不是存着的数，没有读入"
    if look.rounds(result):
        formats.hidden.add(HiddenThing.DECIMALS)


def _spot(ref: str) -> Spot | None:
    match = _REF.fullmatch(ref)
    if match is None:
        return None
    return int(match[2]) - 1, read_column(match[1])


def read_column(letters: str) -> int:
    """Return the column that capital letters name, 0 for A."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _named(root: Element, name: str) -> Iterator[Element]:
    """Yield the elements below one by their name, in whichever of the two namespaces that Excel has used."""
    return root.iter(f"{{*}}{name}")
