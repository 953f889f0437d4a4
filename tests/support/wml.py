"""DOCX files written by hand: just the XML a test is about."""

from __future__ import annotations

from collections.abc import Mapping

from jixiao.docx.package import RELATIONSHIPS_NS, TYPES_NS, write_package

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = f'xmlns:w="{_W}" xmlns:r="{_R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MAIN_PART = '<Override PartName="/word/document.xml" ContentType="{}"/>'
_ROOTS = {"header": "hdr", "footer": "ftr"}


def document(
    body: str, *, links: str = "", main: str = _MAIN, members: Mapping[str, bytes | str] = {}, **parts: str
) -> bytes:
    """Return a DOCX with this body; ``parts`` by kind (``styles``, ``numbering``, ``comments``, ``header``).

    ``links`` are relationships of the body as XML; ``members`` stand in the file as given.
    """
    related = "".join(_relationship(kind, f"{kind}.xml") for kind in parts) + links
    held: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES_NS}">{_MAIN_PART.format(main)}</Types>',
        "_rels/.rels": _relationships(_relationship("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relationships(related),
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
        **{
            f"word/{kind}.xml": f"<w:{_ROOTS.get(kind, kind)} {_NAMESPACES}>{xml}</w:{_ROOTS.get(kind, kind)}>"
            for kind, xml in parts.items()
        },
        **members,
    }
    return write_package({name: one.encode() if isinstance(one, str) else one for name, one in held.items()})


def external(kind: str, target: str) -> str:
    """Return a relationship that leads out of the file."""
    return _relationship(kind, target).replace("/>", ' TargetMode="External"/>')


def _relationship(kind: str, target: str) -> str:
    return f'<Relationship Id="{kind}" Type="{_R}/{kind}" Target="{target}"/>'


def _relationships(entries: str) -> str:
    return f'<Relationships xmlns="{RELATIONSHIPS_NS}">{entries}</Relationships>'


def paragraph(content: str, properties: str = "") -> str:
    """Return a paragraph of runs written as XML."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def run(text: str, tag: str = "t", properties: str = "") -> str:
    """Return a run with one text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def table(*rows: str) -> str:
    """Return a table of rows written as XML."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def row(*cells: str, properties: str = "") -> str:
    """Return a row of cells written as XML."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def cell(*texts: str, properties: str = "") -> str:
    """Return a cell with a paragraph per text."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraph(run(text)) for text in texts)}</w:tc>"
