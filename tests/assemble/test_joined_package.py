from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.shared import Mm

from jixiao.assemble import OpenedPart
from jixiao.docx.package import relationships, write_package

from .sample_parts import R_ID, W, Whole, cover, landscape_table, members_of, part, picture, xml


def with_picture(name: str, colour: str) -> OpenedPart:
    return part(name, lambda document: document.add_picture(picture(colour), width=Mm(10)))


def pictures(whole: Whole) -> list[str]:
    return sorted(name for name in whole.members if "/media/" in name)


def test_a_picture_in_a_header_comes_along_with_the_header() -> None:
    whole = Whole(cover("封面"), landscape_table("附件1"))
    header = next(r.target for r in relationships(whole.members, "word/document.xml") if "header1" in r.target)
    image = next(r.target for r in relationships(whole.members, header) if r.kind == "image")
    assert whole.members[image] == picture().getvalue()


def test_pictures_of_one_name_do_not_overwrite_each_other() -> None:
    whole = Whole(with_picture("附件1", "red"), with_picture("附件2", "blue"))
    assert pictures(whole) == ["word/media/p1_image1.png", "word/media/p2_image1.png"]
    assert whole.members["word/media/p2_image1.png"] == picture("blue").getvalue()


def test_the_same_picture_in_two_parts_is_stored_once() -> None:
    whole = Whole(with_picture("附件1", "red"), with_picture("附件2", "red"))
    assert pictures(whole) == ["word/media/p1_image1.png"]


def test_every_picture_in_the_text_is_the_one_it_was() -> None:
    whole = Whole(with_picture("附件1", "red"), with_picture("附件2", "blue"))
    embed = R_ID.replace("}id", "}embed")
    shown = [whole.members[whole.target(str(blip.attrib[embed]))] for blip in whole.body.iter("{*}blip")]
    assert shown == [picture("red").getvalue(), picture("blue").getvalue()]


def test_a_link_to_the_outside_stays_one() -> None:
    def build(document: Document) -> None:
        id_ = document.part.relate_to("https://example.org/?a=1&b=2", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        document.add_paragraph()._p.append(xml(f'<w:hyperlink r:id="{id_}"><w:r><w:t>网站</w:t></w:r></w:hyperlink>'))

    whole = Whole(cover("封面"), part("附件1", build), part("附件2", build))
    ids = [str(link.attrib[R_ID]) for link in whole.body.iter(f"{W}hyperlink")]
    assert [whole.target(id_) for id_ in ids] == ["https://example.org/?a=1&b=2"] * 2


def test_one_extension_with_two_content_types_is_declared_for_each() -> None:
    def called(part: OpenedPart, content_type: bytes) -> OpenedPart:
        members = members_of(part)
        types = members["[Content_Types].xml"].replace(b"image/png", content_type)
        return OpenedPart(part.name, write_package({**members, "[Content_Types].xml": types}))

    whole = Whole(
        called(with_picture("附件1", "red"), b"image/png"), called(with_picture("附件2", "blue"), b"image/x-png")
    )
    types = whole.members["[Content_Types].xml"].decode()
    assert 'Extension="png" ContentType="image/png"' in types
    assert 'PartName="/word/media/p2_image1.png" ContentType="image/x-png"' in types


def test_what_is_not_part_of_the_page_stays_behind() -> None:
    whole = Whole(cover("封面"), landscape_table("附件1"))
    assert not [name for name in whole.members if "customXml" in name or "thumbnail" in name or "WithEffects" in name]
