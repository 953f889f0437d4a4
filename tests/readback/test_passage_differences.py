"""What a finished document says otherwise is found: the value, its line of data, its cell on paper."""

from __future__ import annotations

import re

from jixiao.readback.passage_differences import PassageComparer
from jixiao.render.passages import Passage
from tests.readback.finished import edited, expected, found_in, part
from tests.support.docx import rewritten
from tests.support.returned import made_case, made_documents, prints


def cell_of(path: str) -> str:
    """Return the first cell that prints a value."""
    return next(one.spoken for (_, printed), one in prints().items() if printed == path)


def test_a_figure_changed_in_the_document_is_found_with_both_values_its_line_and_its_cell() -> None:
    [one] = found_in(edited(">1.92</w:t>", ">1.29</w:t>"))
    assert one.code == "V003"
    assert "“1.29”" in one.found
    assert "“1.92”（附件1.三公经费.决算）" in one.expected
    assert (one.place.file, one.printed) == ("data/2023/annex1.yaml", (cell_of("附件1.三公经费.决算"),))


def test_what_looks_alike_is_told_by_code_points() -> None:
    [one] = found_in(edited(">1.92</w:t>", ">1\u200b.92</w:t>"))
    assert (one.code, "“1�.92”（看着一样，不同处：U+200B）" in one.found) == ("V003", True)
    assert one.expected.startswith("“1.92”（看着一样，不同处：没有字符）")
    [one] = found_in(edited(">控制率<", ">控制\uf961<"))
    assert (one.code, "U+F961" in one.found, "U+7387" in one.expected) == ("V004", True, True)


def test_a_text_changed_in_the_document_is_found_with_the_line_it_was_typed_in() -> None:
    [one] = found_in(edited(">2.编纂书籍<", ">2.编写书籍<"))
    assert (one.code, one.place.file) == ("V003", "data/2023/annex2.yaml")
    assert "2.编写书籍" in one.found


def test_a_fixed_label_changed_in_the_document_is_found_with_its_template() -> None:
    [one] = found_in(edited(">控制率<", ">控制比例<"))
    assert (one.code, one.place.file) == ("V004", "templates/yueyang-2023/annex1.docx")
    assert ("“控制比例”" in one.found, one.expected) == (True, "“控制率”")


def test_prose_changed_in_the_document_is_found_with_its_line_of_markdown() -> None:
    [one] = found_in(edited("年终结余", "年末剩余"))
    assert (one.code, one.place.file) == ("V004", "data/2023/report/02-general-budget.md")
    assert one.place.line > 1


def test_a_value_printed_as_filed_is_held_against_what_was_filed() -> None:
    overridden = made_case().overridden[0]
    start = f'w:name="{overridden.mark}"/>'
    whole = rewritten(
        made_documents().whole,
        "word/document.xml",
        lambda xml: re.sub(rf"({re.escape(start)}.*?<w:t[^>]*>)[^<]*", r"\g<1>9999", xml, count=1, flags=re.DOTALL),
    )
    [one] = found_in(whole)
    assert one.place.file.endswith("overrides.yaml")
    assert "按原件列报" in one.expected


def without_row(xml: str) -> str:
    row = next(
        row for row in re.findall(r"<w:tr>.*?</w:tr>|<w:tr .*?</w:tr>", xml, re.DOTALL) if "会议费、培训费" in row
    )
    return xml.replace(row, "", 1)


def test_a_row_taken_out_is_found_cell_by_cell() -> None:
    found = found_in(rewritten(made_documents().whole, "word/document.xml", without_row))
    assert {one.code for one in found} == {"V004"}
    assert len(found) == 4
    assert all("缺少" in one.found for one in found)


def test_a_paragraph_put_in_is_found_and_where() -> None:
    added = "<w:p><w:r><w:t>另加一段</w:t></w:r></w:p></w:body>"
    [one] = found_in(
        rewritten(part("附件1"), "word/document.xml", lambda xml: re.sub("</w:body>", added, xml)),
        "附件1",
    )
    assert (one.code, "多出“另加一段”" in one.found) == ("V004", True)


def without_bookmarks(docx: bytes) -> bytes:
    return rewritten(docx, "word/document.xml", lambda xml: re.sub("<w:bookmark[^>]*/>", "", xml))


def test_a_document_that_lost_its_marks_but_says_the_same_is_a_difference_only_right_after_the_build() -> None:
    whole = without_bookmarks(made_documents().whole)
    assert found_in(whole) == []
    strict = found_in(whole, strict=True)
    assert len(strict) == sum(bool(one.values) for one in expected().whole.passages)


def test_a_document_that_lost_its_marks_is_held_against_the_data_cell_by_cell() -> None:
    [one] = found_in(without_bookmarks(edited(">1.92</w:t>", ">1.29</w:t>")))
    assert (one.code, one.place.file, one.printed) == (
        "V004",
        "data/2023/annex1.yaml",
        (cell_of("附件1.三公经费.决算"),),
    )


def test_another_document_is_one_finding() -> None:
    many = "<w:p><w:r><w:t>甲</w:t></w:r></w:p>" * 9000 + "</w:body>"
    [one] = found_in(rewritten(made_documents().whole, "word/document.xml", lambda xml: xml.replace("</w:body>", many)))
    assert one.code == "V004"


def test_long_texts_are_quoted_round_the_first_difference() -> None:
    long = "岳阳" * 60
    one = Passage(f"{long}甲{long}", where="报告 一", position="第1段")
    other = Passage(f"{long}乙{long}")
    [found] = PassageComparer("整套.docx", {}).compare([one], [other])
    assert ("乙" in found.found, "甲" in found.expected) == (True, True)
    assert len(found.expected) < 80
