"""Headers and footers kept out of the comparison, and every section given its own again."""

from __future__ import annotations

import io

import docx
import pytest
from docx.enum.section import WD_SECTION

from jixiao.docx.package import parse_xml, relationships, xml_bytes
from jixiao.docx.wml import R
from jixiao.review.header_stories import MAIN_PART, restore_stories, without_references
from tests.support.docx import W, members, saved


def package(*footers: str) -> dict[str, bytes]:
    """Return a document with a section for each footer."""
    document = docx.Document(io.BytesIO(saved(docx.Document())))
    for ordinal, words in enumerate(footers):
        section = document.sections[0] if ordinal == 0 else document.add_section(WD_SECTION.NEW_PAGE)
        section.footer.is_linked_to_previous = False
        section.footer.paragraphs[0].text = words
    return members(saved(document))


def footers(held: dict[str, bytes]) -> list[str]:
    """Return the footer of each section."""
    named = {one.id: one.target for one in relationships(held, MAIN_PART)}
    references = parse_xml(held[MAIN_PART]).iter(f"{W}footerReference")
    stories = (parse_xml(held[named[one.get(f"{R}id", "")]]) for one in references)
    return ["".join(map(str, story.itertext())) for story in stories]


def restored(old: dict[str, bytes], new: dict[str, bytes]) -> dict[str, bytes]:
    bare = without_references(new)
    root = parse_xml(bare[MAIN_PART])
    kept = restore_stories(bare, root, old, new)
    return {**kept, MAIN_PART: xml_bytes(root)}


def test_sections_are_shown_without_headers_and_footers() -> None:
    assert footers(without_references(package("甲", "乙"))) == []


@pytest.mark.parametrize(("old", "new"), [(("甲",), ("甲", "乙")), (("甲", "乙"), ("乙",)), (("甲",), ("丙",))])
def test_every_section_has_its_own_again(old: tuple[str, ...], new: tuple[str, ...]) -> None:
    assert footers(restored(package(*old), package(*new))) == list(new)


def test_stories_of_both_sides_lie_in_the_package_each_once_under_a_name_of_its_content() -> None:
    held = restored(package("甲", "甲"), package("甲", "乙"))
    stories = [name for name in held if name.startswith("word/footer")]
    assert len(stories) == 2
    assert all(f'PartName="/{name}"' in held["[Content_Types].xml"].decode() for name in stories)
    assert {one.target for one in relationships(held, MAIN_PART) if one.kind == "footer"} == set(stories)


def test_content_types_come_in_one_order_whatever_the_order_they_were_written_in() -> None:
    old, new = package("甲"), package("甲", "乙")
    types = parse_xml(new["[Content_Types].xml"])
    types[:] = reversed(types)
    turned = {**new, "[Content_Types].xml": xml_bytes(types)}
    assert restored(old, turned)["[Content_Types].xml"] == restored(old, new)["[Content_Types].xml"]
