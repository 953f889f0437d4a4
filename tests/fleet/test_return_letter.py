"""退回意见书: findings in order of weight, what became of the first ones, nothing that the file could smuggle in."""

from io import BytesIO

from docx import Document

from jixiao.docx.block_reader import read_paper
from jixiao.docx.file_properties import list_file_properties
from jixiao.docx.package import read_package
from jixiao.fleet.return_letter import LetterFacts, MendedFinding, compare_filings, write_letter
from jixiao.reporting.margin_words import ANSWER_HERE

FACTS = LetterFacts("示例局", 2024, "2025-03-18", "，迟 1 个工作日")


def finding(code: str, severity: str, said: str) -> dict[str, object]:
    words = [f"【{severity} {code}】{said}", "应为：2", ANSWER_HERE]
    return {"code": code, "severity": severity, "subject": said[:2], "words": words}


ERROR, WARNING, HINT = (
    finding("A101", "错误", "合计印作 3"),
    finding("Y101", "警告", "变动大"),
    finding("W701", "提示", "标点"),
)


def lines(letter: bytes) -> list[str]:
    return [paragraph.text for paragraph in read_paper(letter).paragraphs]


def test_findings_stand_in_order_of_weight_and_hints_are_left_out() -> None:
    text = lines(write_letter(FACTS, [WARNING, HINT, ERROR], None))
    assert text[0] == "退回意见书"
    assert "（2025-03-18收到，迟 1 个工作日）" in text[2]
    assert "问题 2 条" in text[3]
    assert text[4:] == [
        "一、需要改正的（1 条）",
        "1. 【错误 A101】合计印作 3。应为：2。",
        "二、需要核对，改正或写明原因的（1 条）",
        "1. 【警告 Y101】变动大。应为：2。",
    ]


def test_headings_are_headings_and_nothing_of_the_library_s_blank_document_is_left() -> None:
    letter = write_letter(FACTS, [ERROR], None)
    assert letter == write_letter(FACTS, [ERROR], None)
    styles = [paragraph.style.name for paragraph in Document(BytesIO(letter)).paragraphs if paragraph.style]
    assert styles == ["Title", "Normal", "Body Text", "Body Text", "Heading 1", "Body Text"]
    members = read_package(letter)
    assert not [name for name in members if "thumbnail" in name or "customXml" in name or "Effects" in name]
    assert list_file_properties(members) == {"标题": "退回意见书", "作者": "核验"}


def test_nothing_to_mend_is_said_so() -> None:
    text = lines(write_letter(FACTS, [HINT], None))
    assert (text[0], text[-1]) == ("核验意见书", "没有发现需要退回的问题。")


def test_a_second_filing_is_held_against_the_first() -> None:
    changed = finding("A101", "错误", "合计印作 4")
    mended = compare_filings([ERROR, WARNING, HINT], [changed])
    assert [one.mended for one in mended] == [False, True]
    text = "\n".join(lines(write_letter(FACTS, [changed], mended)))
    assert "上次退回意见 2 条，已改 1 条，未改 1 条" in text
    assert "【错误 A101】合计印作 3　→　改后仍不对：【错误 A101】合计印作 4" in text
    assert "【警告 Y101】变动大　→　已改" in text


def test_a_sentence_whose_numbers_were_changed_and_do_not_hold_yet_is_not_mended() -> None:
    def sentence(count: str, *others: str) -> dict[str, object]:
        about = {"subject": f"报告 六 {count}，其中{'、'.join(others)}", "seen": [count, *others]}
        return {**finding("P508", "警告", f"写“{count}”"), **about}

    first = [sentence("25台", "12台", "17台"), sentence("9人", "4人", "6人")]
    changed, mended = compare_filings(first, [sentence("30台", "12台", "17台")])
    assert (changed.now, mended.mended) == ("【警告 P508】写“30台”", True)


def test_what_stands_as_it_was_is_said_so() -> None:
    text = "\n".join(lines(write_letter(FACTS, [ERROR], [MendedFinding("【错误】甲", "【错误】甲")])))
    assert "【错误】甲　→　仍在" in text


def test_words_of_a_file_are_text() -> None:
    odd = finding("A101", "错误", "<w:p>&\x07")
    assert "【错误 A101】<w:p>&�" in "\n".join(lines(write_letter(FACTS, [odd], None)))
