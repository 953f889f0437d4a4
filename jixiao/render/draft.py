"""Marks a document as a draft: 草稿 across every page and in every header."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.oxml import parse_xml

from jixiao.docx.long_tables import cut_rows, put_rows_back
from jixiao.docx.package import main_part, read_package, write_package

DRAFT_WORDS = "草稿（不得报送）"
"""What every header of a draft says."""
_MARK = (
    '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    '<w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="right"/></w:pPr>'
    "<w:r><w:pict>"
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
    '<v:shape type="#_x0000_t136" alt="草稿" style="position:absolute;margin-left:0;margin-top:0;width:380pt;'
    "height:170pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;"
    "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
    'mso-position-vertical-relative:margin" fillcolor="#d0d0d0" stroked="f"><v:fill opacity=".5"/>'
    '<v:textpath style="font-family:&quot;黑体&quot;;font-size:1pt" string="草稿"/></v:shape></w:pict></w:r>'
    '<w:r><w:rPr><w:rFonts w:ascii="黑体" w:hAnsi="黑体" w:eastAsia="黑体"/><w:color w:val="C00000"/>'
    f'<w:sz w:val="21"/></w:rPr><w:t>{DRAFT_WORDS}</w:t></w:r></w:p>'
)


def mark_draft(docx: bytes) -> bytes:
    """Return the document with the mark in all its headers."""
    members = read_package(docx)
    main = main_part(members)
    cut = cut_rows(members[main], to_read=True)
    if not cut.batches:
        return write_package(_marked(docx))
    members[main] = cut.skeleton  # of 5,000 rows the library would make 150 MB
    marked = _marked(write_package(members))
    marked[main] = put_rows_back(marked[main], [rows for _, rows in cut.batches])
    return write_package(marked)


def _marked(docx: bytes) -> dict[str, bytes]:
    document = Document(io.BytesIO(docx))
    for section in document.sections:
        headers: list[Any] = [section.header]
        if document.settings.odd_and_even_pages_header_footer:
            headers.append(section.even_page_header)
        if section.different_first_page_header_footer:
            headers.append(section.first_page_header)
        for header in headers:
            _mark(header)
    written = io.BytesIO()
    document.save(written)
    # python-docx stamps the members of its ZIP with the clock.
    return read_package(written.getvalue())


def _mark(header: Any) -> None:
    header.is_linked_to_previous = False
    paragraphs = header.paragraphs
    mark = parse_xml(_MARK)
    if paragraphs and not paragraphs[0].text:
        paragraphs[0]._p.getparent().replace(paragraphs[0]._p, mark)
    else:
        header._element.insert(0, mark)
