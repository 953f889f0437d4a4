"""退回意见书: what a unit has to mend, in order of weight, and what became of what it was told the first time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from msgspec import Struct

from jixiao.docx.package import read_package, write_package
from jixiao.findings import Severity
from jixiao.patterns import compile_late
from jixiao.plain import printable
from jixiao.reporting.margin_words import ANSWER_HERE

if TYPE_CHECKING:
    from docx.document import Document as DocxDocument
    from docx.opc.rel import Relationships

LETTER = "退回意见书.docx"
_HEADINGS = {Severity.ERROR: "需要改正的", Severity.WARNING: "需要核对，改正或写明原因的"}
_NUMBERS = "一二三"
_DIGITS = compile_late(r"[0-9]+(?:\.[0-9]+)?")
_TITLE, _HEADING, _INDENTED, _PLAIN = "Title", "Heading 1", "Body Text", "Normal"
_FONTS = {
    _PLAIN: ("仿宋_GB2312", 16),
    _INDENTED: ("仿宋_GB2312", 16),
    _HEADING: ("黑体", 16),
    _TITLE: ("方正小标宋简体", 22),
}
_NO_CLOCK = datetime(1980, 1, 1, tzinfo=UTC)


class LetterLine(Struct, frozen=True):
    """One paragraph of a letter, in the style that python-docx calls by this name."""

    text: str
    style: str = _PLAIN


class MendedFinding(Struct, frozen=True):
    """What a unit was told the first time, and what is said of the same matter now: "" where nothing is."""

    before: str
    now: str = ""

    @property
    def mended(self) -> bool:
        """Whether nothing is said of it any more."""
        return not self.now


class LetterFacts(Struct, frozen=True):
    """What a letter says beside the findings: whose, of which year, when it came and how late, in words."""

    unit: str
    year: int
    received: str = ""
    late: str = ""


def compare_filings(before: Sequence[Mapping[str, object]], now: Sequence[Mapping[str, object]]) -> list[MendedFinding]:
    """Return what became of each finding of weight of a first filing; both as an examination's JSON has them.

    A sentence whose numbers were changed and do not hold yet is the same matter.
    """
    standing = {_key(one): _first(one) for one in now}
    known = {_key(one) for one in before}
    changed = {_matter(one): _first(one) for one in now if _key(one) not in known}
    weighty = [one for one in before if _is_weighty(one)]
    return [MendedFinding(_first(one), standing.get(_key(one)) or changed.pop(_matter(one), "")) for one in weighty]


def _key(finding: Mapping[str, object]) -> tuple[object, object]:
    return finding.get("code"), finding.get("subject")


def _matter(finding: Mapping[str, object]) -> tuple[object, str]:
    """Return what a finding is about without the numbers it saw; a bare one may be a form's or a project's own."""
    seen, about = finding.get("seen"), str(finding.get("subject"))
    values = [str(one) for one in seen] if isinstance(seen, list) else []
    for value in sorted((one for one in values if not one.isdecimal()), key=len, reverse=True):
        about = about.replace(value, _DIGITS.sub("", value)) if value else about
    return finding.get("code"), about


def _first(finding: Mapping[str, object]) -> str:
    words = finding.get("words")
    return str(words[0]) if isinstance(words, list) and words else ""


def _is_weighty(finding: Mapping[str, object]) -> bool:
    return finding.get("severity") in [kind.value for kind in _HEADINGS]


def write_letter(
    facts: LetterFacts, findings: Iterable[Mapping[str, object]], mended: Sequence[MendedFinding] | None
) -> bytes:
    """Return the letter as a DOCX; ``findings`` are those of an examination's JSON, ``mended`` None the first time.

    Type sizes and margins are those of official documents (GB/T 9704-2012, 5.2).
    """
    findings = [one for one in findings if _is_weighty(one)]
    return _document([*_opening(facts, len(findings)), *_groups(findings), *_mended(mended)])


def _opening(facts: LetterFacts, count: int) -> Iterator[LetterLine]:
    yield LetterLine("退回意见书" if count else "核验意见书", _TITLE)
    yield LetterLine(f"{facts.unit}：")
    came = f"（{facts.received}收到{facts.late}）" if facts.received else ""
    yield LetterLine(f"你单位报送的{facts.year}年度部门整体支出绩效自评材料{came}已经核验。", _INDENTED)
    if count:
        yield LetterLine(
            f"发现下列问题 {count} 条，现予退回。请逐条核对改正后重新报送；确有原因的，在原件副本的批注下写明理由。",
            _INDENTED,
        )
    else:
        yield LetterLine("没有发现需要退回的问题。", _INDENTED)


def _groups(findings: Sequence[Mapping[str, object]]) -> Iterator[LetterLine]:
    number = 0
    for kind, heading in _HEADINGS.items():
        those = [one for one in findings if one.get("severity") == kind.value]
        if those:
            yield LetterLine(f"{_NUMBERS[number]}、{heading}（{len(those)} 条）", _HEADING)
            number += 1
        for place, one in enumerate(those, start=1):
            words = one.get("words")
            lines = [str(line) for line in words if line != ANSWER_HERE] if isinstance(words, list) else []
            yield LetterLine(f"{place}. {'。'.join(line.rstrip('。') for line in lines)}。", _INDENTED)


def _mended(mended: Sequence[MendedFinding] | None) -> Iterator[LetterLine]:
    if mended is None:
        return
    done = sum(one.mended for one in mended)
    yield LetterLine(f"附：上次退回意见 {len(mended)} 条，已改 {done} 条，未改 {len(mended) - done} 条", _HEADING)
    for place, one in enumerate(mended, start=1):
        now = "已改" if one.mended else "仍在" if one.now == one.before else f"改后仍不对：{one.now}"
        yield LetterLine(f"{place}. {one.before}　→　{now}", _INDENTED)


def _document(lines: Iterable[LetterLine]) -> bytes:
    from docx import Document

    letter = Document()
    _drop(letter.part.rels, "stylesWithEffects", "customXml")
    _drop(letter.part.package.rels, "thumbnail", "extended-properties")
    _lay_out(letter)
    for line in lines:
        letter.add_paragraph(printable(line.text), style=line.style)
    written = BytesIO()
    letter.save(written)
    return write_package(read_package(written.getvalue()))


def _drop(relations: Relationships, *kinds: str) -> None:
    """Leave out what python-docx's own blank document carries along and a letter has no use for."""
    for key in [key for key, one in relations.items() if one.reltype.rpartition("/")[2] in kinds]:
        relations.pop(key)


def _lay_out(letter: DocxDocument) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt

    page = letter.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin, page.left_margin, page.right_margin = Mm(37), Mm(35), Mm(28), Mm(26)
    for name, (font, size) in _FONTS.items():
        _look_like(letter, name, font, size)
    letter.styles[_TITLE].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for name in (_HEADING, _INDENTED):
        letter.styles[name].paragraph_format.first_line_indent = Pt(32)
    about = letter.core_properties
    about.author, about.title, about.comments, about.language = "核验", LETTER.removesuffix(".docx"), "", "zh-CN"
    about.created = about.modified = _NO_CLOCK


def _look_like(letter: DocxDocument, name: str, font: str, size: int) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    style = letter.styles[name]
    style.font.name, style.font.size, style.font.bold = font, Pt(size), False
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), font)
    for border in style.element.pPr.findall(qn("w:pBdr")) if style.element.pPr is not None else ():
        style.element.pPr.remove(border)
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = Pt(28)
