import docx
import pytest
from docx.document import Document
from docx.shared import Mm

from jixiao.assemble import OpenedPart, assemble
from jixiao.docx.package import BadPackage, relationships, write_package

from .sample_parts import MOMENT, W, Whole, from_pandoc, members_of, part, report, saved, text_of, text_part, xml


def commented(name: str) -> OpenedPart:
    document = docx.Document()
    document.sections[0].page_width = Mm(210)
    run = document.add_paragraph().add_run(f"{name}的文字")
    document.add_comment(run, text=f"{name}的批注", author="审核人乙", initials="乙")
    return OpenedPart(name, saved(document))


def test_footnotes_of_all_parts_are_there_under_numbers_of_their_own() -> None:
    whole = Whole(report("报告"), text_part("附件1", "甲"), report("报告二"))
    assert whole.values("footnoteReference", "id") == ["1", "2"]
    notes = whole.root("word/footnotes.xml")
    texts = {n.get(f"{W}id"): text_of(n, f"{W}t").strip() for n in notes.iter(f"{W}footnote")}
    assert texts == {"-1": "", "0": "", "1": "脚注甲，见公告。", "2": "脚注甲，见公告。"}


def test_a_link_in_a_footnote_still_leads_where_it_led() -> None:
    whole = Whole(report("报告"))
    links = [r.target for r in relationships(whole.members, "word/footnotes.xml") if r.external]
    assert links == ["https://example.org/notice"]


def test_footnotes_wear_the_styles_of_their_part() -> None:
    whole = Whole(text_part("附件1", "甲"), report("报告"))
    styles = set(whole.values("pStyle", of="word/footnotes.xml")) | set(whole.values("rStyle", of="word/footnotes.xml"))
    assert styles
    assert styles <= set(whole.styles)


def test_pandoc_writes_a_footnotes_part_for_nothing_and_it_is_left_out() -> None:
    bare = OpenedPart("报告", from_pandoc("没有脚注"))
    assert "word/footnotes.xml" in members_of(bare)
    assert not [name for name in Whole(bare, bare).members if "notes" in name or "comments" in name]


def test_notes_are_counted_on_as_libreoffice_cannot_restart_them() -> None:
    assert Whole(report("报告"), report("报告二")).values("numRestart") == []


def test_comments_come_along() -> None:
    whole = Whole(commented("附件1"), commented("附件2"))
    comments = whole.root("word/comments.xml")
    texts = {c.get(f"{W}id"): text_of(c, f"{W}t") for c in comments.iter(f"{W}comment")}
    assert texts == {"1": "附件1的批注", "2": "附件2的批注"}
    for pointer in ("commentReference", "commentRangeStart", "commentRangeEnd"):
        assert whole.values(pointer, "id") == ["1", "2"]


def test_a_reference_to_a_note_that_is_not_there_is_reported_with_its_part() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("甲")._p.append(xml('<w:r><w:footnoteReference w:id="9"/></w:r>'))

    with pytest.raises(BadPackage, match=r"^附件2：正文引用了不存在的脚注"):
        assemble([text_part("附件1", "甲"), part("附件2", build)], moment=MOMENT, title="坏")


def test_settings_name_no_separators_that_are_not_there() -> None:
    members = members_of(text_part("附件1", "甲"))
    listed = b'<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat>'
    settings = members["word/settings.xml"].replace(b"<w:compat>", listed)
    assert settings != members["word/settings.xml"]
    whole = Whole(OpenedPart("附件1", write_package({**members, "word/settings.xml": settings})))
    assert whole.values(f"footnotePr/{W}footnote", "id", of="word/settings.xml") == []
