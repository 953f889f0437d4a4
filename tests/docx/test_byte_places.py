"""Where elements stand in bytes: starts, contents, ends; letters that are several bytes."""

import pytest

from jixiao.docx.byte_places import BytePlaces, offset_in
from jixiao.docx.package import BadPackage, parse_xml

XML = '<?xml version="1.0"?>\n<!-- 注 --><a b="x>y"><c/>甲<d e=\'1\'>乙</d></a>'.encode()


def placed(xml: bytes, name: str) -> bytes:
    root = parse_xml(xml)
    element = next(root.iter(name))
    span = BytePlaces(xml, root).of(element)
    return xml[span.start : span.end]


@pytest.mark.parametrize(
    ("name", "written"), [("c", "<c/>"), ("d", "<d e='1'>乙</d>"), ("a", "<a b=\"x>y\"><c/>甲<d e='1'>乙</d></a>")]
)
def test_an_element_is_found_as_written(name: str, written: str) -> None:
    assert placed(XML, name) == written.encode()


def test_a_content_lies_between_the_tags() -> None:
    root = parse_xml(XML)
    span = BytePlaces(XML, root).of(next(root.iter("d")))
    assert XML[span.inner : span.inner_end] == "乙".encode()
    assert (span.name, span.is_closed) == (b"d", False)


def test_comments_and_instructions_are_not_counted() -> None:
    xml = "<a><?x y?><!-- <b/> --><b>丙</b></a>".encode()
    assert placed(xml, "b") == "<b>丙</b>".encode()


@pytest.mark.parametrize(
    ("content", "characters", "offset"),
    [("甲乙丙", 2, 6), ("a&amp;b", 2, 6), ("&#x4e00;b", 1, 8), ("a\r\nb", 2, 3), ("甲", 0, 0)],
)
def test_letters_are_counted_as_they_are_read(content: str, characters: int, offset: int) -> None:
    assert offset_in(content.encode(), characters) == offset


def test_cdata_cannot_be_parted() -> None:
    assert offset_in(b"<![CDATA[ab]]>", 1) is None


@pytest.mark.parametrize("xml", ['<?xml version="1.0" encoding="UTF-16"?><a/>'.encode("utf-16"), b"<a>\xff</a>"])
def test_other_encodings_are_refused(xml: bytes) -> None:
    with pytest.raises(BadPackage, match="UTF-8"):
        BytePlaces(xml, parse_xml(b"<a/>"))


def test_a_body_that_is_not_the_one_parsed_is_refused() -> None:
    with pytest.raises(BadPackage, match="不一致"):
        BytePlaces(b"<a><b/></a>", parse_xml(b"<a/>"))
