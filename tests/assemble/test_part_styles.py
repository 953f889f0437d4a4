"""The styles of one part."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.shared import Pt

from jixiao.assemble import OpenedPart

from .sample_parts import W, Whole, chinese_word, cover, part, prose, xml


def styled(name: str, size: int, **extra: bool) -> OpenedPart:
    """Return a part with a style 表文 of its own, set in ``size`` points."""

    def build(document: Document) -> None:
        document.styles.add_style("表文", WD_STYLE_TYPE.PARAGRAPH).font.size = Pt(size)
        document.add_paragraph(f"{name}的表文", style="表文")

    return part(name, build, **extra)


def defaults(whole: Whole) -> list[str]:
    return sorted(id_ for id_, style in whole.styles.items() if style.get(f"{W}default"))


def test_there_is_one_default_style_of_each_kind() -> None:
    whole = Whole(cover("封面"), chinese_word("附件5"), prose("附件2"))
    kinds = [whole.styles[id_].attrib[f"{W}type"] for id_ in defaults(whole)]
    assert sorted(kinds) == ["character", "numbering", "paragraph", "table"]
    assert defaults(whole) == defaults(Whole(cover("封面")))


def test_a_reference_to_a_style_that_is_not_there_is_dropped() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("孤儿")
        document.element.body[0].get_or_add_pPr().append(xml('<w:pStyle w:val="表文"/>'))

    assert Whole(styled("附件1", 16), part("附件2", build)).style_of("孤儿") == "Normal"
