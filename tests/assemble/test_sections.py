import pytest
from docx.document import Document
from docx.enum.section import WD_SECTION
from docx.shared import Mm
from lxml import etree

from jixiao.assemble import OpenedPart
from jixiao.docx.wml import SECTION_ORDER, local

from .sample_parts import (
    W,
    Whole,
    add_table,
    child,
    cover,
    landscape_table,
    odd_and_even,
    part,
    prose,
    text_of,
    text_part,
    val,
    xml,
)


def number(section: etree._Element, element: str, attribute: str) -> int:
    return int(val(section, f"{W}{element}", attribute))


def with_footer(name: str, text: str) -> OpenedPart:
    def build(document: Document) -> None:
        document.add_paragraph(name)
        document.sections[0].footer.paragraphs[0].text = text

    return part(name, build)


def test_a_landscape_part_amid_portrait_ones_keeps_its_paper() -> None:
    whole = Whole(cover("封面"), landscape_table("附件1"), prose("附件2"))
    sizes = [(number(s, "pgSz", "w"), number(s, "pgSz", "h")) for s in whole.sections]
    assert sizes == [(11906, 16838), (16838, 11906), (11906, 16838)]
    assert [child(s, f"{W}pgSz").get(f"{W}orient") for s in whole.sections] == [None, "landscape", None]


def test_a_cover_without_footer_does_not_inherit_the_footer_before_it() -> None:
    whole = Whole(with_footer("附件1", "一"), cover("封面"), with_footer("附件2", "二"))
    assert [whole.shown(s, "footer") for s in whole.sections] == ["一", "", "二"]


def test_a_cover_at_the_beginning_needs_no_empty_footer() -> None:
    whole = Whole(cover("封面"), with_footer("附件1", "一"))
    assert [whole.shown(s, "footer") for s in whole.sections] == [None, "一"]
    assert "word/empty_footer.xml" not in whole.members


def test_the_gap_stays_closed_over_several_parts_without_footer() -> None:
    whole = Whole(with_footer("附件1", "一"), cover("封面"), text_part("说明", "文"), with_footer("附件2", "二"))
    assert [whole.shown(s, "footer") for s in whole.sections] == ["一", "", "", "二"]


def test_even_pages_of_a_part_that_does_not_tell_them_apart_show_what_all_its_pages_show() -> None:
    whole = Whole(with_footer("附件1", "一"), odd_and_even("附件3"), with_footer("附件2", "二"), cover("封面"))
    assert [whole.shown(s, "footer", "even") for s in whole.sections] == ["一", "双页页脚", "二", ""]
    assert len(list(whole.root("word/settings.xml").iter(f"{W}evenAndOddHeaders"))) == 1


def test_even_footers_that_were_switched_off_stay_unseen() -> None:
    def build(document: Document) -> None:
        section = document.sections[0]
        section.footer.paragraphs[0].text = "平时"
        section.even_page_footer.paragraphs[0].text = "从未显示"

    whole = Whole(part("附件1", build), odd_and_even("附件3"))
    assert whole.shown(whole.sections[0], "footer", "even") == "平时"


def test_without_odd_and_even_parts_the_switch_stays_off() -> None:
    assert not list(Whole(prose("附件1"), prose("附件2")).root("word/settings.xml").iter(f"{W}evenAndOddHeaders"))


def test_a_title_page_does_not_inherit_the_first_footer_of_another_part() -> None:
    def build(document: Document) -> None:
        document.sections[0].different_first_page_header_footer = True

    whole = Whole(odd_and_even("附件3"), part("附件4", build))
    assert whole.shown(whole.sections[1], "footer", "first") == ""


def test_a_title_page_in_a_later_section_does_not_inherit_it_either() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("前")
        document.add_section(WD_SECTION.NEW_PAGE).different_first_page_header_footer = True
        document.add_paragraph("后")

    whole = Whole(odd_and_even("附件3"), part("附件4", build))
    assert [whole.shown(s, "footer", "first") for s in whole.sections] == ["首页页脚", None, ""]


def test_sections_within_a_part_go_on_inheriting_from_each_other() -> None:
    def build(document: Document) -> None:
        document.sections[0].footer.paragraphs[0].text = "通用"
        document.add_section(WD_SECTION.CONTINUOUS)

    whole = Whole(with_footer("附件1", "一"), part("附件2", build))
    assert [whole.shown(s, "footer") for s in whole.sections] == ["一", "通用", None]
    assert [val(s, f"{W}type") for s in whole.sections] == ["nextPage", "nextPage", "continuous"]


def test_pages_are_counted_from_one_in_every_part_but_on_within_a_part() -> None:
    def build(document: Document) -> None:
        document.add_section(WD_SECTION.NEW_PAGE)

    whole = Whole(prose("附件1"), part("附件2", build), prose("附件3"))
    starts = [s.find(f"{W}pgNumType") for s in whole.sections]
    assert [None if start is None else start.get(f"{W}start") for start in starts] == ["1", "1", None, "1"]


def test_a_part_that_begins_with_another_page_number_keeps_it() -> None:
    def build(document: Document) -> None:
        document.sections[0]._sectPr.append(xml('<w:pgNumType w:start="5"/>'))

    whole = Whole(prose("附件1"), part("附件2", build))
    assert [number(s, "pgNumType", "start") for s in whole.sections] == [1, 5]


@pytest.mark.parametrize("kind", ["oddPage", "evenPage", "continuous"])
def test_a_part_always_begins_on_the_next_page(kind: str) -> None:
    def build(document: Document) -> None:
        document.sections[0]._sectPr.insert(0, xml(f'<w:type w:val="{kind}"/>'))

    assert Whole(prose("附件1"), part("附件2", build)).values("sectPr/" + f"{W}type") == ["nextPage", "nextPage"]


def test_a_part_ends_in_its_last_paragraph() -> None:
    whole = Whole(text_part("附件1", "甲", "乙"), text_part("附件2", "丙"))
    assert whole.paragraph("乙").find(f"{W}pPr/{W}sectPr") is not None
    assert [text_of(p) for p in whole.body.iter(f"{W}p")] == ["甲", "乙", "丙"]


def test_a_part_that_ends_with_a_table_gets_a_paragraph_of_one_point() -> None:
    whole = Whole(part("附件1", lambda document: add_table(document, 2, 2, "x")), text_part("附件2", "丙"))
    closing = child(whole.body, f"{W}tbl").getnext()
    assert closing is not None
    spacing = child(closing, f"{W}pPr/{W}spacing")
    assert closing.find(f"{W}pPr/{W}sectPr") is not None
    assert (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule"), spacing.get(f"{W}after")) == ("20", "exact", "0")


def test_a_part_that_ends_with_a_section_break_gets_one_too() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("甲")
        document.add_section(WD_SECTION.NEW_PAGE)

    whole = Whole(part("附件1", build), text_part("附件2", "丙"))
    assert len(whole.sections) == 3
    assert len(list(whole.body.iter(f"{W}p"))) == 4


def test_an_empty_header_does_not_push_down_the_text_of_a_page_with_a_narrow_margin() -> None:
    def build(document: Document) -> None:
        document.sections[0].top_margin, document.sections[0].header_distance = Mm(10), Mm(15)

    whole = Whole(landscape_table("附件1"), part("附件2", build))
    assert number(whole.sections[1], "pgMar", "header") < number(whole.sections[1], "pgMar", "top")
    assert number(whole.sections[0], "pgMar", "header") == 720


def test_children_of_section_properties_stand_in_the_order_of_the_schema() -> None:
    for section in Whole(landscape_table("附件1"), odd_and_even("附件3"), cover("封面")).sections:
        places = [SECTION_ORDER.index(local(child).replace("footerReference", "headerReference")) for child in section]
        assert places == sorted(places)


def test_a_document_without_section_properties_is_a_part_like_any_other() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("无节")
        document.element.body.remove(document.element.body.sectPr)

    bare = part("附件1", build)
    assert len(Whole(bare, bare).sections) == 2


def test_a_part_ends_without_space_below_it_which_would_be_taken_off_the_next_title() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("末段").paragraph_format.space_after = Mm(5)

    whole = Whole(part("附件1", build), prose("附件2"), part("附件3", build))
    ending = whole.sections[0].getparent()
    assert ending is not None
    assert val(ending, f"{W}spacing", "after") == "0"
    last = [one for one in whole.body.iter(f"{W}p") if text_of(one) == "末段"][-1]
    assert val(last, f"{W}pPr/{W}spacing", "after") != "0"
