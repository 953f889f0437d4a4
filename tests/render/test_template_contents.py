"""What a template would send out with every package though nobody means to is a finding that names the template."""

from __future__ import annotations

import pytest

from jixiao.docx.package import read_package
from jixiao.findings import Finding, Place
from jixiao.render.template_contents import find_unwanted_contents
from tests.support.changed_docx import Change, changed, part_added, related_outside, replaced
from tests.support.docx import form

BY = 'w:id="9" w:author="某人" w:date="2026-05-06T08:00:00Z"'
SETTINGS_RELATIONS = "word/_rels/settings.xml.rels"
COMMENT = f"<w:comments {{}}><w:comment {BY}><w:p><w:r><w:t>内部再议</w:t></w:r></w:p></w:comment></w:comments>"
COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
W_SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def found_in(*changes: Change) -> list[Finding]:
    template = changed(form("公务接待"), *changes) if changes else form("公务接待")
    return list(find_unwanted_contents(read_package(template), Place("templates/试验.docx")))


def behind(xml: str) -> Change:
    return replaced("<w:r><w:t>公务接待</w:t></w:r>", rf"\g<0>{xml}")


def field(code: str) -> Change:
    return behind(f'<w:fldSimple w:instr="{code}"/>')


UNWANTED = {
    "a comment": (
        part_added("word/comments.xml", COMMENT.format(W_SPACE).encode(), "comments", COMMENTS_TYPE),
        "批注",
    ),
    "a comment's anchor": (behind('<w:commentRangeStart w:id="9"/>'), "批注"),
    "an insertion": (behind(f"<w:ins {BY}><w:r><w:t>新</w:t></w:r></w:ins>"), "修订"),
    "a deletion": (behind(f"<w:del {BY}><w:r><w:delText>旧</w:delText></w:r></w:del>"), "修订"),
    "a changed look": (behind(f"<w:r><w:rPr><w:rPrChange {BY}/></w:rPr></w:r>"), "修订"),
    "hidden text": (behind("<w:r><w:rPr><w:vanish/></w:rPr><w:t>说明</w:t></w:r>"), "隐藏文字"),
    "an attached template": (
        related_outside("attachedTemplate", r"file:///C:\\Users\\某人\\Normal.dotm", SETTINGS_RELATIONS),
        "文件以外的引用",
    ),
    "a linked picture": (related_outside("image", "http://192.0.2.1/x.png"), "文件以外的引用"),
    "a linked file": (related_outside("hyperlink", "file:///C:/x.docx"), "文件以外的引用"),
    "a field that starts a program": (field("DDEAUTO x"), "域"),
    "a field that fetches a text": (field("INCLUDETEXT x"), "域"),
    "a field that names the reader": (field("USERNAME"), "域"),
    "a part nobody refers to": (lambda held: held.update({"word/run.exe": b"MZ"}), "夹带的部件"),
    "an embedded object": (behind("<w:r><w:object/></w:r>"), "嵌入的对象或控件"),
    "a chunk of another file": (behind('<w:altChunk r:id="x"/>'), "插入的文件"),
}


@pytest.mark.parametrize("name", UNWANTED)
def test_what_nobody_means_to_send_is_a_finding_that_names_the_template(name: str) -> None:
    change, kind = UNWANTED[name]
    [one] = found_in(change)
    assert (one.code, one.place.file, one.seen[0]) == ("T013", "templates/试验.docx", kind)


@pytest.mark.parametrize(
    "change",
    [
        field("PAGE"),
        behind("<w:r><w:drawing/></w:r>"),
        related_outside("hyperlink", "https://www.example.gov.cn/"),
        replaced("</w:body>", r"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr></w:p>\g<0>"),
    ],
    ids=["page number", "picture", "link to the web", "hidden empty paragraph"],
)
def test_what_a_reader_is_meant_to_see_is_none(change: Change) -> None:
    assert found_in(change) == []


def test_a_plain_template_has_nothing_of_that() -> None:
    assert found_in() == []


def test_the_place_is_told_by_its_words_and_once() -> None:
    [one] = found_in(behind(f"<w:ins {BY}><w:r><w:t>甲</w:t></w:r></w:ins><w:ins {BY}/>"))
    assert one.found.startswith("“公务接待甲”一处有修订")


def test_a_comment_is_told_where_it_hangs_and_not_again_where_it_is_kept() -> None:
    kept, _ = UNWANTED["a comment"]
    [one] = found_in(kept, behind('<w:r><w:commentReference w:id="9"/></w:r>'))
    assert one.found.startswith("“公务接待”一处有批注")
