"""Changed paragraphs marked anew, in words and figures instead of single characters."""

from lxml import etree

from jixiao.docx.wml import W_NS, Element
from jixiao.review.revision_pieces import mark_in_pieces
from tests.support.docx import W, text_of

AUTHOR = 'w:id="1" w:author="甲" w:date="d"'


def run(words: str, tag: str = "t", style: str = "") -> str:
    return f"<w:r>{style and f'<w:rPr>{style}</w:rPr>'}<w:{tag}>{words}</w:{tag}></w:r>"


def deleted(words: str, style: str = "") -> str:
    return f"<w:del {AUTHOR}>{run(words, 'delText', style)}</w:del>"


def inserted(words: str, style: str = "") -> str:
    return f"<w:ins {AUTHOR}>{run(words, 't', style)}</w:ins>"


def marked(*pieces: str) -> Element:
    root = etree.fromstring(f'<w:body xmlns:w="{W_NS}"><w:p>{"".join(pieces)}</w:p></w:body>')
    mark_in_pieces(root)
    return root[0]


def brief(paragraph: Element) -> list[tuple[str, str]]:
    return [(etree.QName(child).localname, "".join(map(str, child.itertext()))) for child in paragraph]


def test_a_figure_changes_as_a_whole() -> None:
    found = marked(run("支出1"), deleted("7.61"), inserted("8.71"), run("万元"))
    assert brief(found) == [("r", "支出"), ("del", "17.61"), ("ins", "18.71"), ("r", "万元")]


def test_a_comb_of_shared_characters_becomes_one_change() -> None:
    comb = (deleted("甲"), run("的"), deleted("乙"), inserted("丙"), run("了"), deleted("丁"), inserted("戊"))
    assert [kind for kind, _ in brief(marked(*comb))] == ["del", "ins"]


def test_the_same_words_in_another_format_are_deleted_and_inserted() -> None:
    found = marked(deleted("甲乙", "<w:b/>"), inserted("甲乙"), run("丙"))
    assert brief(found) == [("del", "甲乙"), ("ins", "甲乙"), ("r", "丙")]
    assert found.find(f"{W}del/{W}r/{W}rPr/{W}b") is not None


def test_breaks_and_tabs_stay_elements() -> None:
    found = marked("<w:r><w:t>甲</w:t><w:br/><w:tab/></w:r>", deleted("乙"), inserted("丙"))
    assert text_of(found[0]).startswith("甲")
    assert found.find(f"{W}r/{W}br") is not None
    assert found.find(f"{W}r/{W}tab") is not None


def test_a_paragraph_with_more_than_plain_text_is_left_as_it_is() -> None:
    pieces = (run("甲"), deleted("乙"), inserted("丙"), "<w:r><w:drawing/></w:r>")
    untouched = etree.fromstring(f'<w:p xmlns:w="{W_NS}">{"".join(pieces)}</w:p>')
    assert etree.tostring(marked(*pieces), method="c14n") == etree.tostring(untouched, method="c14n")
