"""Document defaults: the first part's stay, others are folded into their own styles."""

from collections.abc import Callable

from docx.document import Document
from lxml import etree

from jixiao.assemble import OpenedPart
from jixiao.docx.package import write_package

from .sample_parts import W, Whole, add_table, child, members_of, part, text_part, val


def with_styles(original: OpenedPart, change: Callable[[etree._Element], None]) -> OpenedPart:
    members = members_of(original)
    root = etree.fromstring(members["word/styles.xml"])
    change(root)
    return OpenedPart(original.name, write_package({**members, "word/styles.xml": etree.tostring(root)}))


def test_the_defaults_of_the_first_part_stay_and_others_are_folded_into_their_own_styles() -> None:
    def larger(root: etree._Element) -> None:
        child(root, f".//{W}rPrDefault/{W}rPr/{W}sz").set(f"{W}val", "40")
        child(root, f".//{W}pPrDefault/{W}pPr/{W}spacing").attrib.pop(f"{W}after")

    whole = Whole(text_part("附件1", "甲"), with_styles(text_part("附件2", "乙"), larger))
    stated = val(whole.root("word/styles.xml"), f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz")
    folded = whole.styles[val(whole.paragraph("乙"), f"{W}pPr/{W}pStyle")]
    assert stated == "22"
    assert val(folded, f"{W}rPr/{W}sz") == "40"
    assert child(folded, f"{W}pPr/{W}spacing").items() == [(f"{W}after", "0")]


def test_folded_defaults_leave_to_a_table_style_what_it_mentions() -> None:
    def tighter(root: etree._Element) -> None:
        spacing = child(root, f".//{W}pPrDefault/{W}pPr/{W}spacing")
        spacing.set(f"{W}after", "60")
        child(root, f".//{W}rPrDefault/{W}rPr/{W}sz").set(f"{W}val", "40")

    def build(document: Document) -> None:
        document.add_paragraph("表外")
        add_table(document, 1, 1, "格")

    whole = Whole(text_part("附件1", "甲"), with_styles(part("附件2", build), tighter))
    outside, inside = (whole.styles[val(whole.paragraph(text), f"{W}pPr/{W}pStyle")] for text in ("表外", "格0.0"))
    assert val(outside, f"{W}pPr/{W}spacing", "after") == "60"
    assert inside.find(f"{W}pPr/{W}spacing") is None, "the grid's own 0 would be overruled"
    assert val(inside, f"{W}rPr/{W}sz") == "40"
