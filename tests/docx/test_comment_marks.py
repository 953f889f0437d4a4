"""Marks of comments in a body: at the very letters, through runs, links, cells; all other bytes as they were."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.docx.comment_marks import CommentRange
from jixiao.docx.package import read_package
from jixiao.docx.word_comments import PlacedComment, add_comments, read_placed_paper
from tests.support.commented import WHEN, anchors_in, comment_on, without_marks
from tests.support.wml import document, paragraph, run

BODY = "word/document.xml"
BOLD = "<w:b/>"


def both(body: str, *words: str) -> tuple[str, str, dict[str, str]]:
    """Return the body before and after comments on the words, and what these are about."""
    data = document(body)
    commented = comment_on(data, *words)
    return read_package(data)[BODY].decode(), read_package(commented)[BODY].decode(), anchors_in(commented)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (paragraph(run("公务接待费 1.63 万元")), "1.63"),
        (paragraph(run("1.63 万元")), "1.63"),
        (paragraph(run("计 1.63")), "1.63"),
        (paragraph(run("1.63")), "1.63"),
        (paragraph(run("公务接待费 1.") + run("63", properties=BOLD) + run(" 万元")), "1.63"),
        (paragraph("<w:r><w:t>甲</w:t><w:tab/><w:t>乙丙</w:t><w:br/><w:t>丁</w:t></w:r>"), "乙"),
        (paragraph("<w:r><w:t>甲</w:t><w:tab/><w:t>乙丙</w:t><w:br/><w:t>丁</w:t></w:r>"), "甲\t乙丙\n"),
        (paragraph(f'<w:hyperlink w:anchor="a">{run("见附件2第三行")}</w:hyperlink>'), "附件2"),
        (paragraph(f'<w:ins w:id="7" w:author="甲">{run("增加 3 万元")}</w:ins>{run("。")}'), "3 万元。"),
        (paragraph('<w:r w:rsidR="00A1"><w:t>A &amp; B 与 C</w:t></w:r>'), "B"),
        (f"<w:tbl><w:tr><w:tc>{paragraph(run('158.5'))}</w:tc></w:tr></w:tbl>{paragraph(run('完'))}", "58"),
    ],
)
def test_a_comment_is_about_the_very_letters_and_nothing_else_changes(body: str, words: str) -> None:
    before, after, anchors = both(body, words)
    assert list(anchors.values()) == [words]
    assert without_marks(after.encode()) == without_marks(before.encode())


def test_both_halves_of_a_run_keep_its_properties() -> None:
    _, after, _ = both(paragraph(run("公务接待费", properties=BOLD)), "接待")
    assert after.count(f"<w:rPr>{BOLD}</w:rPr>") == 3


def test_white_space_at_a_cut_is_kept() -> None:
    before, after, _ = both(paragraph("<w:r><w:t>共 12 次</w:t></w:r>"), "12")
    assert '<w:t xml:space="preserve">共 </w:t>' in after
    assert '<w:t xml:space="preserve"> 次</w:t>' in after
    assert without_marks(after.encode()) == without_marks(before.encode())


def test_comments_may_overlap_and_stand_on_the_same_letters() -> None:
    before, after, anchors = both(paragraph(run("决算 1.63 万元，预算 2 万元")), "决算 1.63", "1.63 万元", "1.63", "63")
    assert list(anchors.values()) == ["决算 1.63", "1.63 万元", "1.63", "63"]
    assert without_marks(after.encode()) == without_marks(before.encode())


@pytest.mark.parametrize("empty", ["<w:p/>", "<w:p><w:pPr/></w:p>", '<w:p w:rsidR="00A1"/>', "<w:p></w:p>"])
def test_an_empty_paragraph_gets_a_comment_without_letters(empty: str) -> None:
    data = document(f"{empty}{paragraph(run('后'))}")
    placed = read_placed_paper(data)
    origin = placed.origins[0][1]
    commented = add_comments(data, placed, [PlacedComment(CommentRange(origin, 0, origin, 0), "核验", WHEN, ("空白",))])
    assert anchors_in(commented) == {"空白": ""}


def test_letters_that_cannot_be_parted_have_their_paragraph_commented() -> None:
    before, after, anchors = both(paragraph("<w:r><w:t><![CDATA[甲乙丙]]></w:t></w:r>"), "乙")
    assert anchors == {"应核对 乙": "甲乙丙"}
    assert without_marks(after.encode()) == without_marks(before.encode())


def test_a_range_may_reach_over_paragraphs() -> None:
    data = document(paragraph(run("第一段")) + paragraph(run("第二段")))
    placed = read_placed_paper(data)
    (_, first), (_, last) = placed.origins
    commented = add_comments(data, placed, [PlacedComment(CommentRange(first, 1, last, 2), "核验", WHEN, ("两段",))])
    assert anchors_in(commented) == {"两段": "一段\n第二"}


def test_another_prefix_is_kept() -> None:
    data = document(paragraph(run("甲乙丙")))
    members = read_package(data)
    spelled = members[BODY].replace(b"<w:", b"<q:").replace(b"</w:", b"</q:").replace(b"xmlns:w=", b"xmlns:q=")
    spelled = spelled.replace(b" w:", b" q:")
    odd = document("", members={BODY: spelled})
    assert anchors_in(comment_on(odd, "乙")) == {"应核对 乙": "乙"}


@settings(max_examples=60)
@given(st.lists(st.text("甲乙 1.&<", min_size=1, max_size=6), min_size=1, max_size=5), st.data())
def test_any_letters_can_be_commented(texts: list[str], drawn: st.DataObject) -> None:
    escaped = (one.replace("&", "&amp;").replace("<", "&lt;") for one in texts)
    data = document(paragraph("".join(map(run, escaped))))
    placed = read_placed_paper(data)
    whole, origin = placed.origins[0][0].text, placed.origins[0][1]
    ends = st.lists(st.integers(0, len(whole)), min_size=2, max_size=2, unique=True).map(sorted)
    spans = drawn.draw(st.lists(ends, min_size=1, max_size=4))
    said = [
        PlacedComment(CommentRange(origin, a, origin, b), "核验", WHEN, (str(n),)) for n, (a, b) in enumerate(spans)
    ]
    commented = add_comments(data, placed, said)
    assert anchors_in(commented) == {str(n): whole[a:b] for n, (a, b) in enumerate(spans)}
    assert without_marks(read_package(commented)[BODY]) == without_marks(read_package(data)[BODY])
