"""退回意见书: what a unit has to mend, in order of weight, and what became of what it was told the first time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from msgspec import Struct

from jixiao.docx.package import RELATIONSHIPS_NS, TYPES_NS, write_package
from jixiao.docx.wml import W_NS
from jixiao.findings import Severity
from jixiao.plain import printable
from jixiao.reporting.margin_words import ANSWER_HERE

LETTER = "退回意见书.docx"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_HEADINGS = {Severity.ERROR: "需要改正的", Severity.WARNING: "需要核对，改正或写明原因的"}
_NUMBERS = "一二三"
_PAGE = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1985" w:left="1588" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'  # noqa: E501 - one element


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
    """Return what became of each finding of weight of a first filing; both as an examination's JSON has them."""
    standing = {_key(one): _first(one) for one in now}
    return [MendedFinding(_first(one), standing.get(_key(one), "")) for one in before if _is_weighty(one)]


def _key(finding: Mapping[str, object]) -> tuple[object, object]:
    return finding.get("code"), finding.get("subject")


def _first(finding: Mapping[str, object]) -> str:
    words = finding.get("words")
    return str(words[0]) if isinstance(words, list) and words else ""


def _is_weighty(finding: Mapping[str, object]) -> bool:
    return finding.get("severity") in [kind.value for kind in _HEADINGS]


def write_letter(
    facts: LetterFacts, findings: Iterable[Mapping[str, object]], mended: Sequence[MendedFinding] | None
) -> bytes:
    """Return the letter as a DOCX; ``findings`` are those of an examination's JSON, ``mended`` None the first time."""
    findings = [one for one in findings if _is_weighty(one)]
    body = "".join([*_opening(facts, len(findings)), *_groups(findings), *_mended(mended)])
    return _document(body + _PAGE)


def _opening(facts: LetterFacts, count: int) -> Iterator[str]:
    yield _paragraph("退回意见书" if count else "核验意见书", size=44, centred=True)
    yield _paragraph(f"{facts.unit}：")
    came = f"（{facts.received}收到{facts.late}）" if facts.received else ""
    yield _paragraph(f"你单位报送的{facts.year}年度部门整体支出绩效自评材料{came}已经核验。", indent=True)
    if count:
        yield _paragraph(
            f"发现下列问题 {count} 条，现予退回。请逐条核对改正后重新报送；确有原因的，在原件副本的批注下写明理由。",
            indent=True,
        )
    else:
        yield _paragraph("没有发现需要退回的问题。", indent=True)


def _groups(findings: Sequence[Mapping[str, object]]) -> Iterator[str]:
    number = 0
    for kind, heading in _HEADINGS.items():
        those = [one for one in findings if one.get("severity") == kind.value]
        if those:
            yield _paragraph(f"{_NUMBERS[number]}、{heading}（{len(those)} 条）", bold=True)
            number += 1
        for place, one in enumerate(those, start=1):
            words = one.get("words")
            lines = [str(line) for line in words if line != ANSWER_HERE] if isinstance(words, list) else []
            yield _paragraph(f"{place}. {'。'.join(line.rstrip('。') for line in lines)}。", indent=True)


def _mended(mended: Sequence[MendedFinding] | None) -> Iterator[str]:
    if mended is None:
        return
    done = sum(one.mended for one in mended)
    yield _paragraph(f"附：上次退回意见 {len(mended)} 条，已改 {done} 条，未改 {len(mended) - done} 条", bold=True)
    for place, one in enumerate(mended, start=1):
        now = "已改" if one.mended else "仍在" if one.now == one.before else f"改后仍不对：{one.now}"
        yield _paragraph(f"{place}. {one.before}　→　{now}", indent=True)


def _paragraph(text: str, *, size: int = 32, bold: bool = False, centred: bool = False, indent: bool = False) -> str:
    looks = '<w:rFonts w:ascii="仿宋_GB2312" w:hAnsi="仿宋_GB2312" w:eastAsia="仿宋_GB2312"/>' + (
        "<w:b/>" if bold else ""
    )
    layout = '<w:ind w:firstLineChars="200" w:firstLine="640"/>' if indent else ""
    layout += '<w:jc w:val="center"/>' if centred else ""
    words = escape(printable(text), quote=False)
    return (
        f'<w:p><w:pPr>{layout}</w:pPr><w:r><w:rPr>{looks}<w:sz w:val="{size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
    )


def _document(body: str) -> bytes:
    override = f'<Override PartName="/word/document.xml" ContentType="{_MAIN}"/>'
    rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    relation = f'<Relationship Id="rId1" Type="{_OFFICE}" Target="word/document.xml"/>'
    members = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES_NS}">{rels}{override}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{RELATIONSHIPS_NS}">{relation}</Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{W_NS}"><w:body>{body}</w:body></w:document>',
    }
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return write_package({name: f"{head}{xml}".encode() for name, xml in members.items()})
