from docx.document import Document
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st

from jixiao.assemble.opened_part import OpenedPart, PartSource
from jixiao.assemble.unique_ids import Marks
from jixiao.docx.package import CONTENT_TYPES, PACKAGE_RELATIONSHIPS, RELATIONSHIPS_NS, TYPES_NS
from jixiao.docx.wml import R_NS, W_NS

from .sample_parts import W, Whole, part, picture, report, text_of, xml


def linked(name: str, mark: str = "合计") -> OpenedPart:
    """Return a part with a bookmark, a link to it, and two fields that name it, one of them cut into pieces."""

    def build(document: Document) -> None:
        target, source = document.add_paragraph(f"{name}的{mark}"), document.add_paragraph("见")
        target._p.insert(0, xml(f'<w:bookmarkStart w:id="0" w:name="{mark}"/>'))
        target._p.append(xml('<w:bookmarkEnd w:id="0"/>'))
        source._p.append(xml(f'<w:hyperlink w:anchor="{mark}"><w:r><w:t>上文</w:t></w:r></w:hyperlink>'))
        source._p.append(xml(f'<w:fldSimple w:instr=" PAGEREF {mark} \\h "><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
        for run in (
            '<w:fldChar w:fldCharType="begin"/>',
            f"<w:instrText> REF {mark[0]}</w:instrText>",
            f"<w:instrText>{mark[1:]} \\h </w:instrText>",
            '<w:fldChar w:fldCharType="separate"/>',
            "<w:t>0</w:t>",
            '<w:fldChar w:fldCharType="end"/>',
        ):
            source._p.append(xml(f"<w:r>{run}</w:r>"))

    return part(name, build)


def test_bookmarks_are_numbered_through_all_parts() -> None:
    whole = Whole(linked("附件1"), report("报告"), linked("附件2"))
    starts = whole.values("bookmarkStart", "id")
    assert len(set(starts)) == len(starts) > 3
    assert sorted(whole.values("bookmarkEnd", "id")) == sorted(starts)


def test_links_and_fields_follow_a_bookmark_that_had_to_be_renamed() -> None:
    whole = Whole(linked("附件1"), linked("附件2"))
    assert whole.values("bookmarkStart", "name") == ["合计", "合计_2"]
    assert whole.values("hyperlink", "anchor") == ["合计", "合计_2"]
    assert whole.values("fldSimple", "instr") == [" PAGEREF 合计 \\h ", " PAGEREF 合计_2 \\h "]
    assert text_of(whole.body, f"{W}instrText").split() == ["REF", "合计", "\\h", "REF", "合计_2", "\\h"]


def test_names_that_differ_only_in_case_clash_as_they_do_in_word() -> None:
    assert Whole(linked("附件1", "Total"), linked("附件2", "TOTAL")).values("bookmarkStart", "name") == [
        "Total",
        "TOTAL_2",
    ]


def test_a_link_of_pandoc_still_finds_its_heading() -> None:
    whole = Whole(report("报告"), report("报告二"))
    assert set(whole.values("hyperlink", "anchor")) <= set(whole.values("bookmarkStart", "name"))
    assert "二绩效目标_2" in whole.values("hyperlink", "anchor")


def test_the_memory_of_the_last_edit_is_dropped() -> None:
    whole = Whole(linked("附件1", "_GoBack"))
    assert whole.values("bookmarkStart", "name") == whole.values("bookmarkEnd", "id") == []


def test_pictures_are_numbered_through_all_parts() -> None:
    def build(document: Document) -> None:
        for _ in range(2):
            document.add_picture(picture(), width=Mm(10))

    whole = Whole(part("附件1", build), part("附件2", build))
    assert [d.get("id") for d in whole.body.iter("{*}docPr")] == ["1", "2", "3", "4"]


def made_of(blocks: str) -> dict[str, bytes]:
    """Return the members of the smallest DOCX with these blocks."""
    line = f'<Relationship Id="rId1" Type="{R_NS}/officeDocument" Target="word/document.xml"/>'
    return {
        CONTENT_TYPES: f'<Types xmlns="{TYPES_NS}"/>'.encode(),
        PACKAGE_RELATIONSHIPS: f'<Relationships xmlns="{RELATIONSHIPS_NS}">{line}</Relationships>'.encode(),
        "word/document.xml": f'<w:document xmlns:w="{W_NS}"><w:body>{blocks}</w:body></w:document>'.encode(),
    }


@given(st.lists(st.lists(st.text("Aab总计", min_size=1, max_size=45), max_size=5), max_size=4))
def test_bookmark_names_are_unique_and_no_longer_than_word_allows(parts: list[list[str]]) -> None:
    marks = Marks()
    seen: list[str] = []
    for number, names in enumerate(parts, 1):
        items = "".join(f'<w:bookmarkStart w:id="{n}" w:name="{name[:40]}"/>' for n, name in enumerate(names))
        source = PartSource(number, OpenedPart(str(number), made_of(f"<w:p>{items}</w:p>")))
        source.open()
        marks.settle(source)
        seen += [str(mark.attrib[f"{W}name"]) for mark in source.document.iter(f"{W}bookmarkStart")]
    assert len({name.casefold() for name in seen}) == len(seen)
    assert all(0 < len(name) <= 40 for name in seen)
