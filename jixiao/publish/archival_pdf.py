"""What makes a PDF one to keep (PDF/A-2b, ISO 19005-2) and one to listen to (PDF/UA-1, ISO 14289-1).

It is said of a PDF only where it holds. LibreOffice claims PDF/UA whatever is missing, and writes a plain PDF where it
does not know an option; so what it made is read again, and the claims are written here. What is asked is what its
export can leave out, not the whole of the standards: no validator can be had by users from where the rest comes from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from html import escape

import pikepdf
from pikepdf import Dictionary, Name

from jixiao.patterns import compile_late
from jixiao.publish.pdf_tags import count_tags
from jixiao.publish.printable import Lack, Standard

# ICC.1, 7.2.8: the moment a profile was made; LibreOffice makes one at each export.
_PROFILE_MADE = slice(24, 36)
_NO_MOMENT = bytes.fromhex("07b2 0001 0001 0000 0000 0000")
_KINDS = {"yaml": "application/yaml", "md": "text/markdown", "xml": "application/xml"}
_PART, _WITHOUT_FILES, _WITH_FILES = "{part}", "2", "3"
_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")


def list_lacks(pdf: pikepdf.Pdf) -> dict[Standard, tuple[Lack, ...]]:
    """Return what a PDF lacks for each standard, in a fixed order; nothing where it may claim it."""
    return {Standard.ARCHIVE: tuple(_for_archive(pdf)), Standard.ACCESS: tuple(_for_access(pdf))}


def _for_archive(pdf: pikepdf.Pdf) -> Iterator[Lack]:
    if not any("/DestOutputProfile" in one for one in pdf.Root.get("/OutputIntents", [])):
        yield Lack.COLOURS
    if not all(any(key in one for key in _FONT_FILES) for one in _font_descriptors(pdf)):
        yield Lack.FONTS
    if pdf.is_encrypted:
        yield Lack.LOCKED
    if "/JavaScript" in pdf.Root.get("/Names", Dictionary()) or "/AA" in pdf.Root:
        yield Lack.SCRIPTS


def _for_access(pdf: pikepdf.Pdf) -> Iterator[Lack]:
    tags = count_tags(pdf)
    if not pdf.Root.get("/MarkInfo", Dictionary()).get("/Marked", False) or "/StructTreeRoot" not in pdf.Root:
        yield Lack.TAGS
    if not str(pdf.Root.get("/Lang", "")):
        yield Lack.LANGUAGE
    if not str(pdf.docinfo.get("/Title", "")).strip():
        yield Lack.TITLE
    if tags.tables_without_headings:
        yield Lack.TABLES
    if tags.pictures_without_words:
        yield Lack.PICTURES
    if any(after > before + 1 for before, after in zip([0, *tags.levels], tags.levels, strict=False)):
        yield Lack.HEADINGS


def _font_descriptors(pdf: pikepdf.Pdf) -> Iterator[Dictionary]:
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get("/Type") == Name.FontDescriptor:
            yield thing


def settle_colours(pdf: pikepdf.Pdf) -> None:
    """Take the moment it was made out of every colour profile."""
    for intent in pdf.Root.get("/OutputIntents", []):
        if "/DestOutputProfile" in intent:
            profile = bytearray(intent.DestOutputProfile.read_bytes())
            profile[_PROFILE_MADE] = _NO_MOMENT
            intent.DestOutputProfile.write(bytes(profile))


def embed_files(pdf: pikepdf.Pdf, files: Mapping[str, bytes], moment: datetime) -> None:
    """Let a PDF carry files that it was made from, by name, as PDF/A-3 has it: associated with the whole document."""
    for name, content in files.items():
        kind = _KINDS.get(name.rpartition(".")[2], "text/plain")
        made = moment.astimezone(UTC).strftime("D:%Y%m%d%H%M%SZ")
        along = pikepdf.AttachedFileSpec(
            pdf, content, description="", filename=name, mime_type=kind, creation_date=made, mod_date=made
        )
        along.relationship = Name.Source
        pdf.attachments[name] = along
    if files:
        pdf.Root.AF = pikepdf.Array([pdf.attachments[name].obj for name in files])


def write_claims(pdf: pikepdf.Pdf, moment: datetime, claims: frozenset[Standard]) -> None:
    """Write the XMP that agrees with the document's properties and claims these standards and no other."""
    part = _WITH_FILES if "/AF" in pdf.Root else _WITHOUT_FILES
    parts = "".join(_CLAIMS[standard].replace(_PART, part) for standard in Standard if standard in claims)
    words = {key: escape(str(pdf.docinfo[name])) for key, name in (("title", "/Title"), ("creator", "/Creator"))}
    packet = _XMP.format(
        **words,
        producer=escape(str(pdf.docinfo["/Producer"])),
        moment=moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        claims=parts,
    )
    pdf.Root.Metadata = pdf.make_stream(packet.encode(), Type=Name.Metadata, Subtype=Name.XML)


def describes_claims(pdf: pikepdf.Pdf) -> bool:
    """Return whether the XMP describes the words of the claims as we do and nothing more, however it is written."""
    held = pdf.Root.get("/Metadata")
    packet = held.read_bytes().decode("utf-8", "replace") if isinstance(held, pikepdf.Stream) else ""
    return [_spoken(one) for one in _EXTENSIONS.findall(packet)] == [_spoken(_CLAIMS[Standard.ACCESS])]


def _spoken(xml: str) -> tuple[list[str], set[str]]:
    """Return the words between the tags of an extension, and the values of attributes in it."""
    inner = _EXTENSIONS.findall(xml)[0]
    return _TAGS.sub(" ", inner).split(), set(_QUOTED.findall(inner))


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
 <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
  <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
    xmlns:xmp="http://ns.adobe.com/xap/1.0/">
   <dc:format>application/pdf</dc:format>
   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
   <dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
   <pdf:Producer>{producer}</pdf:Producer>
   <xmp:CreatorTool>{creator}</xmp:CreatorTool>
   <xmp:CreateDate>{moment}</xmp:CreateDate>
   <xmp:ModifyDate>{moment}</xmp:ModifyDate>
  </rdf:Description>
{claims} </rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
# ISO 19005-2, 6.6.2.3: a property of no schema known to it, such as that of PDF/UA, must be described.
_CLAIMS = {
    Standard.ARCHIVE: """  <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
   <pdfaid:part>{part}</pdfaid:part>
   <pdfaid:conformance>B</pdfaid:conformance>
  </rdf:Description>
""",
    Standard.ACCESS: """  <rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
   <pdfuaid:part>1</pdfuaid:part>
  </rdf:Description>
  <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
    xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
     <pdfaProperty:name>part</pdfaProperty:name>
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
     <pdfaProperty:category>internal</pdfaProperty:category>
     <pdfaProperty:description>Indicates, which part of ISO 14289 standard is followed</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>
""",
}
_EXTENSIONS = compile_late(r"<pdfaExtension:schemas.*?</pdfaExtension:schemas>", re.DOTALL)
_TAGS = compile_late(r"<[^<>]*>")
_QUOTED = compile_late(r"[\"']([^\"'<>]*)[\"']")
