"""What a document holds that the data does not make is found, whatever it is, with its place."""

from __future__ import annotations

import io

import docx
import pytest

from jixiao.docx.unread import Unread
from jixiao.findings import Finding, Severity
from jixiao.readback.content_differences import ContentComparer
from tests.readback.finished import expected, part
from tests.support.changed_docx import (
    DOCUMENT,
    RELATIONS,
    TYPES,
    Change,
    changed,
    part_added,
    related_outside,
    replaced,
    zipped,
)
from tests.support.docx import members, saved
from tests.support.returned import prints

LABEL = "附件1"
RECEPTION = "附件1.三公经费.公务接待.决算"
MARK = prints()[LABEL, RECEPTION].mark
# The run that prints a figure, and all that stands before its end.
RUN = rf'(<w:bookmarkStart [^>]*w:name="{MARK}"/>)(<w:r>|<w:r [^>]*>)(?:<w:rPr>(.*?)</w:rPr>)?(.*?</w:r>)'
CORE = "docProps/core.xml"
FOOTER, SETTINGS, STYLES = "word/footer1.xml", "word/settings.xml", "word/styles.xml"
BY = 'w:id="900" w:author="某人" w:date="2026-05-06T08:00:00Z"'
DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def beside(xml: str) -> Change:
    """Put something behind the figure."""
    return replaced(RUN, rf"\g<0>{xml}")


def around(start: str, end: str) -> Change:
    """Put something round the figure's run."""
    return replaced(RUN, rf"\1{start}\2<w:rPr>\3</w:rPr>\4{end}".replace("<w:rPr>\\3</w:rPr>", ""))


def looking(xml: str) -> Change:
    """Give the figure's run one more property."""
    return replaced(RUN, rf"\1\2<w:rPr>\3{xml}</w:rPr>\4")


def field(code: str, result: str = "1") -> str:
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    words = f"<w:r><w:instrText>{code}</w:instrText></w:r>"
    return char.format("begin") + words + char.format("separate") + f"<w:r>{result}</w:r>" + char.format("end")


def styled(xml: str) -> list[Change]:
    """Give the figure a style of its own."""
    style = f'<w:style w:type="character" w:styleId="yc"><w:name w:val="某样式"/><w:rPr>{xml}</w:rPr></w:style>'
    return [replaced("</w:styles>", rf"{style}\g<0>", STYLES), looking('<w:rStyle w:val="yc"/>')]


COMMENTS = f'<w:comments xmlns:w="x"><w:comment {BY}><w:p/></w:comment></w:comments>'.encode()
PICTURE = '<w:r><w:pict><v:shape style="position:absolute"><v:imagedata r:id="rIdX"/></v:shape></w:pict></w:r>'
MATHS = "<m:oMath><m:r><m:t>9.99</m:t></m:r></m:oMath>"

SHOWN = {
    "a picture over a figure": ([beside(PICTURE)], Unread.PICTURE),
    "a drawing": ([beside("<w:r><w:drawing/></w:r>")], Unread.PICTURE),
    "mathematics beside a hidden figure": ([looking("<w:vanish/>"), beside(MATHS)], Unread.FORMULA),
    "a hidden figure": ([looking("<w:vanish/>")], Unread.HIDDEN),
    "a figure hidden by a style": (styled("<w:vanish/>"), Unread.HIDDEN),
    "a figure struck out": ([looking("<w:strike/>")], Unread.STRUCK),
    "a figure struck out by a style": (styled("<w:dstrike/>"), Unread.STRUCK),
    "a figure raised": ([looking('<w:vertAlign w:val="superscript"/>')], Unread.SUPERSCRIPT),
    "a white figure": ([looking('<w:color w:val="FFFFFF"/>')], Unread.FAINT),
    "a figure of one point": ([looking('<w:sz w:val="2"/>')], Unread.FAINT),
    "a figure in black on black": ([looking('<w:highlight w:val="black"/>')], Unread.FAINT),
    "a figure in another's alphabet": ([looking('<w:rFonts w:ascii="Wingdings"/>')], Unread.SYMBOL),
    "a sign of a symbol font": ([beside('<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>')], Unread.SYMBOL),
    "a footnote": ([beside('<w:r><w:footnoteReference w:id="2"/></w:r>')], Unread.NOTE),
    "a comment": ([beside('<w:r><w:commentReference w:id="0"/></w:r>')], Unread.COMMENT),
    "a deletion that is tracked": (
        [beside(f"<w:del {BY}><w:r><w:delText>9</w:delText></w:r></w:del>")],
        Unread.REVISION,
    ),
    "an insertion that is tracked": ([around(f"<w:ins {BY}>", "</w:ins>")], Unread.REVISION),
    "a DDE field": ([beside(field(r"DDEAUTO c:\\\\windows\\\\calc.exe"))], Unread.FIELD),
    "text fetched from a file": ([beside(field('INCLUDETEXT "x.docx"'))], Unread.FIELD),
    "a picture fetched from a file": ([beside('<w:fldSimple w:instr="INCLUDEPICTURE x"/>')], Unread.FIELD),
    "a page number in place of a figure": ([beside(field("PAGE"))], Unread.FIELD),
    "a page number that prints a figure": ([replaced(" PAGE ", ' PAGE \\\\# "9.99" ', FOOTER)], Unread.FIELD),
    "an embedded object": ([beside('<w:r><w:object><o:OLEObject r:id="rIdX"/></w:object></w:r>')], Unread.OBJECT),
    "a link": ([around('<w:hyperlink w:anchor="x">', "</w:hyperlink>")], Unread.LINK),
    "a content control": (
        [around("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>")],
        Unread.CONTROL,
    ),
    "a number made by Word": (
        [replaced(r"(<w:body>.*?<w:pPr>)(.*?)(</w:pPr>)", r'\1\2<w:numPr><w:numId w:val="7"/></w:numPr>\3')],
        Unread.NUMBER,
    ),
    "two versions of a text": (
        [beside('<mc:AlternateContent><mc:Choice Requires="wps"/></mc:AlternateContent>')],
        Unread.ALTERNATIVES,
    ),
    "a pronunciation": ([beside("<w:r><w:ruby/></w:r>")], Unread.RUBY),
    "text from right to left": ([around('<w:bdo w:val="rtl">', "</w:bdo>")], Unread.DIRECTION),
    "an element nobody knows": ([beside("<w:neverHeardOf/>")], Unread.ELEMENT),
    "a chunk of HTML": (
        [
            part_added("word/chunk.htm", b"<p>x</p>", "aFChunk", "text/html"),
            replaced("<w:sectPr", r'<w:altChunk r:id="rIdX"/>\g<0>'),
        ],
        Unread.CHUNK,
    ),
    "a document within": (
        [replaced("<w:sectPr", r'<w:p><w:subDoc r:id="rIdX"/></w:p>\g<0>')],
        Unread.SUBDOCUMENT,
    ),
    "a table that floats": ([replaced("<w:tblPr>", r'\g<0><w:tblpPr w:tblpY="1"/>')], Unread.FRAME),
    "a background": ([replaced("<w:body>", r"<w:background/>\g<0>")], Unread.PICTURE),
    "letters merged from a database": (
        [replaced("<w:defaultTabStop", r"<w:mailMerge/>\g<0>", SETTINGS)],
        Unread.SETTING,
    ),
}

CARRIED = {
    "a template outside": (
        [related_outside("attachedTemplate", "http://192.0.2.1/x.dotm", "word/_rels/settings.xml.rels")],
        Unread.EXTERNAL,
    ),
    "a picture outside": ([related_outside("image", "http://192.0.2.1/x.png")], Unread.EXTERNAL),
    "a document outside": ([related_outside("subDocument", "file:///x.docx")], Unread.EXTERNAL),
    "an object outside": ([related_outside("oleObject", "file:///x.xls")], Unread.EXTERNAL),
    "a link outside": ([related_outside("hyperlink", "http://192.0.2.1/")], Unread.EXTERNAL),
    "a picture": ([part_added("word/media/x.png", b"\x89PNG", "image", "image/png")], Unread.RELATED),
    "comments": (
        [part_added("word/comments.xml", COMMENTS, "comments", f"{DOCX_TYPE}.comments+xml")],
        Unread.RELATED,
    ),
    "a font": ([part_added("word/fonts/x.odttf", b"x", "font", "application/x-font")], Unread.RELATED),
    "a program": ([lambda held: held.update({"word/run.exe": b"MZ"})], Unread.RELATED),
    "macros": (
        [part_added("word/vbaProject.bin", b"x", "vbaProject", "application/vnd.ms-office.vbaProject")],
        Unread.TYPE,
    ),
    "the type of a template": ([replaced(r"document\.main\+xml", "template.main+xml", TYPES)], Unread.TYPE),
    "the type of a document with macros": (
        [
            replaced(
                r"openxmlformats-officedocument\.wordprocessingml\.document\.main",
                "ms-word.document.macroEnabled.main",
                TYPES,
            )
        ],
        Unread.TYPE,
    ),
}


def found_in(docx: bytes, label: str = LABEL) -> list[Finding]:
    comparer = ContentComparer("附件.docx", expected().prints, expected().parts[label].passages)
    return list(comparer.compare(docx, part(label)))


def kinds(found: list[Finding]) -> set[str]:
    return {one.seen[0] for one in found if one.code == "V008"}


@pytest.mark.parametrize("name", SHOWN)
def test_what_a_reader_sees_or_does_not_see_any_more_is_found(name: str) -> None:
    changes, kind = SHOWN[name]
    assert kind.value in kinds(found_in(changed(part(LABEL), *changes)))


@pytest.mark.parametrize("name", CARRIED)
def test_what_a_document_carries_or_fetches_is_found(name: str) -> None:
    changes, kind = CARRIED[name]
    assert kind.value in kinds(found_in(changed(part(LABEL), *changes)))


def test_it_is_told_with_the_cell_and_the_line_of_data() -> None:
    [one] = found_in(changed(part(LABEL), looking("<w:vanish/>")))
    printed = prints()[LABEL, RECEPTION]
    assert one.found == f"附件.docx：{printed.spoken}有隐藏文字（“vanish”）"
    assert one.place.file.startswith("data/2023/")


def test_each_kind_is_told_once_for_a_cell_and_not_for_what_lies_in_it() -> None:
    nested = (
        f"<w:del {BY}><w:r><w:rPr><w:vanish/></w:rPr><w:delText>1</w:delText><w:delText>2</w:delText></w:r></w:del>"
    )
    [one] = found_in(changed(part(LABEL), beside(nested)))
    assert one.seen == ("修订", "del")


def test_where_there_are_many_ten_are_told_and_the_rest_is_counted() -> None:
    found = found_in(changed(part(LABEL), lambda held: held.update({DOCUMENT: _all_struck(held[DOCUMENT])})))
    assert len(found) == 10
    assert "这样的共" in found[0].found


def _all_struck(document: bytes) -> bytes:
    return document.replace(b"<w:r><w:t", b"<w:r><w:rPr><w:strike/></w:rPr><w:t")


def test_the_document_as_it_was_made_has_nothing_on_top() -> None:
    assert found_in(part(LABEL)) == []


@pytest.mark.parametrize(
    "change",
    [
        looking('<w:vanish w:val="0"/><w:noProof/><w:color w:val="auto"/><w:vertAlign w:val="baseline"/>'),
        beside('<w:proofErr w:type="spellStart"/><w:r><w:lastRenderedPageBreak/></w:r>'),
        replaced("<w:sectPr", r'<w:bookmarkStart w:id="77" w:name="_GoBack"/><w:bookmarkEnd w:id="77"/>\g<0>'),
        replaced("<w:defaultTabStop", r'<w:proofState w:spelling="clean"/>\g<0>', SETTINGS),
        replaced(">1<", ">17<", FOOTER),
        part_added(
            "word/webSettings.xml", b'<w:webSettings xmlns:w="x"/>', "webSettings", f"{DOCX_TYPE}.webSettings+xml"
        ),
    ],
)
def test_what_word_and_wps_write_when_they_save_is_nothing(change: Change) -> None:
    assert found_in(changed(part(LABEL), change)) == []


def test_every_part_saved_again_is_the_same_document() -> None:
    for label in expected().parts:
        assert found_in(saved(docx.Document(io.BytesIO(part(label)))), label) == []


def test_words_added_to_a_footer_are_found() -> None:
    [one] = found_in(changed(part(LABEL), replaced("— <", "本表作废 — <", FOOTER)))
    assert (one.code, "本表作废" in one.found) == ("V004", True)


def test_a_figure_moved_into_the_next_column_is_found() -> None:
    empty = r"(<w:tc>(?:(?!</w:tc>).)*?<w:t[^>]*>1\.36</w:t>.*?</w:tc>)"
    found = found_in(changed(part(LABEL), replaced(empty, r"<w:tc><w:p/></w:tc>\1")))
    assert {one.code for one in found} == {"V004"}
    assert "第5格" in found[0].found


def test_bytes_before_the_zip_are_found() -> None:
    [one] = found_in(b"MZ" * 50 + zipped(members(part(LABEL))))
    assert "100 字节" in one.found


def swapped(old: str, new: str, member: str) -> Change:
    """Replace words in a member of any kind."""
    return lambda held: held.update({member: held[member].replace(old.encode(), new.encode(), 1)})


def test_a_person_in_the_properties_is_a_warning_that_names_the_property() -> None:
    person = swapped("<dc:creator>", "<dc:creator>填表人甲", CORE)
    [one] = found_in(changed(part(LABEL), person))
    assert (one.code, one.severity, "作者“填表人甲" in one.found) == ("V009", Severity.WARNING, True)


def test_data_put_into_the_file_is_found_and_a_map_of_other_data_is_told_as_that() -> None:
    smuggled = part_added("customXml/item9.xml", b"<x>1</x>", "customXml", "application/xml")
    smuggled_in = changed(
        part(LABEL), smuggled, swapped('"customXml/item9.xml"', '"../customXml/item9.xml"', RELATIONS)
    )
    assert [(one.code, one.seen) for one in found_in(smuggled_in)] == [
        ("V008", ("夹带的部件", "customXml customXml/item9.xml"))
    ]
    other = swapped("<mark ", '<mark x="1" ', "customXml/item1.xml")
    [one] = found_in(changed(part(LABEL), other))
    assert (one.code, one.severity, "来源表" in one.found) == ("V009", Severity.HINT, True)
