from collections.abc import Callable

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt
from lxml import etree

from jixiao.assemble import OpenedPart
from jixiao.docx.package import write_package

from .sample_parts import W, Whole, chinese_word, cover, members_of, part, prose, val


def styled(name: str, size: int, **extra: bool) -> OpenedPart:
    """Return a part with a style 表文 of its own, set in ``size`` points."""

    def build(document: Document) -> None:
        document.styles.add_style("表文", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(size)
        document.add_paragraph(f"{name}的表文", style="表文")

    return part(name, build, **extra)


def with_styles(original: OpenedPart, change: Callable[[etree._Element], None]) -> OpenedPart:
    members = members_of(original)
    root = etree.fromstring(members["word/styles.xml"])
    change(root)
    return OpenedPart(original.name, write_package({**members, "word/styles.xml": etree.tostring(root)}))


def names(whole: Whole) -> list[str]:
    return [val(style, f"{W}name") for style in whole.styles.values()]


def test_styles_that_are_the_same_are_shared() -> None:
    whole, single = Whole(styled("附件1", 16), styled("附件2", 16)), Whole(styled("附件1", 16))
    assert whole.style_of("附件1的表文") == whole.style_of("附件2的表文") == "表文"
    assert {n for n in names(whole) if "（附件2）" in n} == set()
    assert len(whole.styles) == len(single.styles)


def test_a_style_that_differs_is_renamed_after_its_part() -> None:
    whole = Whole(styled("附件1", 16), styled("附件2", 12))
    assert [whole.style_of(f"附件{n}的表文") for n in (1, 2)] == ["表文", "表文（附件2）"]
    styles = {val(s, f"{W}name"): s for s in whole.styles.values()}
    assert [val(styles[name], f"{W}rPr/{W}sz") for name in ("表文", "表文（附件2）")] == ["32", "24"]


def test_what_leans_on_a_renamed_style_is_renamed_with_it() -> None:
    whole = Whole(styled("附件1", 16), prose("附件2"))
    heading = next(s for s in whole.styles.values() if val(s, f"{W}name") == "heading 1（附件2）")
    base = whole.styles[val(heading, f"{W}basedOn")]
    assert val(base, f"{W}name") == "Normal（附件2）"


def test_a_third_part_shares_what_the_second_brought() -> None:
    whole = Whole(styled("附件1", 16), styled("附件2", 12), styled("附件3", 12))
    assert whole.style_of("附件3的表文") == "表文（附件2）"


def test_style_ids_of_chinese_word_do_not_hit_upon_others() -> None:
    whole = Whole(cover("封面"), chinese_word("附件5"))
    assert whole.style_of("附件5的标题") == "heading 1（附件5）"
    assert whole.style_of("附件5的正文") == "Normal（附件5）"
    table = whole.styles[val(whole.body, f"{W}tbl/{W}tblPr/{W}tblStyle")]
    assert val(table, f"{W}name") == "Table Grid（附件5）"


def test_two_documents_of_chinese_word_tell_apart_what_both_call_1() -> None:
    whole = Whole(chinese_word("附件1"), chinese_word("附件2"), chinese_word("附件3", heading="36"))
    assert [whole.style_of(f"附件{n}的标题") for n in (1, 2, 3)] == ["heading 1", "heading 1", "heading 1（附件3）"]
    assert whole.style_of("附件3的正文") == "Normal"


def test_the_same_style_under_another_id_is_still_the_same() -> None:
    def renumber(root: etree._Element) -> None:
        for element in root.iter():
            for name, value in element.attrib.items():
                if value in ("1", "a") and name in (f"{W}styleId", f"{W}val") and element.tag != f"{W}outlineLvl":
                    element.set(name, {"1": "2", "a": "b"}[value])

    members = members_of(chinese_word("附件2"))
    document = members["word/document.xml"].replace(b'<w:pStyle w:val="1"/>', b'<w:pStyle w:val="2"/>')
    assert document != members["word/document.xml"]
    other = OpenedPart("附件2", write_package({**members, "word/document.xml": document}))
    whole = Whole(chinese_word("附件1"), with_styles(other, renumber))
    assert whole.style_of("附件2的标题") == "heading 1"
    assert val(whole.paragraph("附件2的标题"), f"{W}pPr/{W}pStyle") == "1"


def test_parts_of_one_name_still_give_unique_style_names() -> None:
    whole = Whole(styled("附件", 16), styled("附件", 12), styled("附件", 10))
    assert [n for n in names(whole) if n.startswith("表文")] == ["表文", "表文（附件）", "表文（附件·2）"]


def test_a_comma_in_a_part_name_does_not_make_an_alias() -> None:
    assert "表文（甲，乙）" in names(Whole(styled("附件1", 16), styled("甲,乙", 12)))
