"""Letters are taken out of the XML itself, wherever it has them, and nothing else changes."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from jixiao.docx.redaction import HIDDEN, redact_members
from jixiao.docx.wml import W_NS

DOCUMENT = "word/document.xml"


def story(inner: str) -> bytes:
    return f'<w:document xmlns:w="{W_NS}"><w:body>{inner}</w:body></w:document>'.encode()


def runs(*texts: str) -> str:
    return "".join(f"<w:r><w:t>{text}</w:t></w:r>" for text in texts)


def find(text: str) -> list[tuple[int, int]]:
    at = text.find("秘密")
    return [] if at < 0 else [(at, at + 2)]


def redacted(inner: str, *marks: str) -> str:
    return redact_members({DOCUMENT: story(inner)}, marks, find).members[DOCUMENT].decode()


def test_a_word_over_two_runs_is_taken_out_of_both() -> None:
    assert runs(f"甲{HIDDEN}", "乙") in redacted(f"<w:p>{runs('甲秘', '密乙')}</w:p>")


def test_what_a_private_mark_encloses_is_one_word() -> None:
    marked = (
        f'<w:p><w:bookmarkStart w:id="1" w:name="_JX1"/>{runs("一", "二")}<w:bookmarkEnd w:id="1"/>{runs("三")}</w:p>'
    )
    read = redacted(marked, "_JX1")
    assert HIDDEN in read
    assert "一" not in read
    assert "二" not in read
    assert "三" in read


def test_a_mark_that_is_not_private_stays() -> None:
    marked = f'<w:p><w:bookmarkStart w:id="1" w:name="_JX1"/>{runs("一")}<w:bookmarkEnd w:id="1"/></w:p>'
    assert redact_members({DOCUMENT: story(marked)}, (), find).members[DOCUMENT] == story(marked)


def test_fields_attributes_and_links_hold_it_no_more() -> None:
    inner = '<w:p><w:r><w:instrText>HYPERLINK 秘密</w:instrText></w:r><w:hyperlink w:tooltip="秘密"/></w:p>'
    rels = '<R xmlns="r"><r Id="1" TargetMode="External" Target="mailto:秘密"/><r Id="2" Target="a.xml"/></R>'.encode()
    made = redact_members({DOCUMENT: story(inner), "word/_rels/document.xml.rels": rels}, (), find)
    assert not any("秘密" in data.decode() for data in made.members.values())
    assert b'Target="a.xml"' in made.members["word/_rels/document.xml.rels"]
    assert made.places == 3


@given(st.lists(st.text(st.sampled_from("秘密甲 乙"), max_size=4), max_size=6))
def test_however_runs_are_cut_nothing_is_left_and_nothing_else_goes(texts: list[str]) -> None:
    whole = "".join(texts)

    def find_all(text: str) -> list[tuple[int, int]]:
        return [(at, at + 2) for at in range(len(text)) if text.startswith("秘密", at)]

    made = redact_members({DOCUMENT: story(f"<w:p>{runs(*texts)}</w:p>")}, (), find_all).members[DOCUMENT].decode()
    left = re.sub(r"<[^>]*>", "", made.partition("<w:body>")[2])
    assert left == whole.replace("秘密", HIDDEN)
