from docx.document import Document

from jixiao.assemble import OpenedPart

from .sample_parts import W, Whole, part, report, text_part, val, xml


def numbered(name: str) -> OpenedPart:
    def build(document: Document) -> None:
        for item in range(2):
            document.add_paragraph(f"{name}第{item}项", style="List Number")

    return part(name, build)


def list_of(whole: Whole, text: str) -> str:
    """Return the number of the list that the paragraph's style puts it in."""
    style = whole.styles[val(whole.paragraph(text), f"{W}pPr/{W}pStyle")]
    return val(style, f"{W}pPr/{W}numPr/{W}numId")


def test_a_list_does_not_go_on_in_the_next_part() -> None:
    whole = Whole(numbered("附件1"), numbered("附件2"))
    assert list_of(whole, "附件1第0项") != list_of(whole, "附件2第0项")
    assert list_of(whole, "附件2第0项") == list_of(whole, "附件2第1项")


def test_every_list_has_an_abstract_list_of_its_own_part() -> None:
    whole = Whole(numbered("附件1"), numbered("附件2"), report("报告"))
    numbering = whole.root("word/numbering.xml")
    abstract = {n.get(f"{W}numId"): val(n, f"{W}abstractNumId") for n in numbering.iter(f"{W}num")}
    assert abstract[list_of(whole, "附件1第0项")] != abstract[list_of(whole, "附件2第0项")]
    assert set(abstract.values()) <= {a.get(f"{W}abstractNumId") for a in numbering.iter(f"{W}abstractNum")}


def test_nsid_and_tmpl_are_unique_and_not_random() -> None:
    first, second = (Whole(numbered("附件1"), numbered("附件2")) for _ in range(2))
    for tag in ("nsid", "tmpl"):
        values = first.values(tag, of="word/numbering.xml")
        assert len(values) == len(set(values)) > 0
        assert values == second.values(tag, of="word/numbering.xml")


def test_abstract_lists_stand_before_their_instances_as_word_demands() -> None:
    numbering = Whole(numbered("附件1"), numbered("附件2")).root("word/numbering.xml")
    tags = [child.tag for child in numbering]
    assert tags == sorted(tags)


def test_lists_that_no_text_uses_come_along_from_the_first_part_only() -> None:
    alone = Whole(text_part("附件1", "甲"))
    together = Whole(text_part("附件1", "甲"), text_part("附件2", "乙"))
    assert together.values("num", "numId", of="word/numbering.xml") == alone.values(
        "num", "numId", of="word/numbering.xml"
    )


def test_a_list_that_was_never_defined_is_no_list() -> None:
    def build(document: Document) -> None:
        document.add_paragraph("甲")
        document.element.body[0].get_or_add_pPr().append(
            xml('<w:numPr><w:ilvl w:val="0"/><w:numId w:val="77"/></w:numPr>')
        )

    assert Whole(numbered("附件1"), part("附件2", build)).values("numId") == ["0"]
