"""What is known to be private is found however it is written, and what names or numbers a person is found unknown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.disclosure.private_words import PrivateWords, split_private
from jixiao.docx.redaction import HIDDEN

KNOWN = PrivateWords(frozenset({"甲某乙", "8000000", "0731-5550000", "病历一册"}))
HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=2, max_size=4)
PROSE = st.text(st.sampled_from("档案馆，。；（）(): \n12.5%万元A一二三甲"), max_size=30)


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("由甲某乙填写", f"由{HIDDEN}填写"),
        ("由甲 某　乙填写", f"由{HIDDEN}填写"),
        ("电话 8000000。", f"电话 {HIDDEN}。"),
        ("８００００００", HIDDEN),
        ("800 0000", HIDDEN),
        ("0731-5550000", HIDDEN),
        ("18000000元", "18000000元"),
        ("病历一册在案", f"{HIDDEN}在案"),
    ],
)
def test_known_words_are_taken_out_in_any_writing(written: str, left: str) -> None:
    assert KNOWN.redact(written) == left


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("联系人：张三四，", f"联系人：{HIDDEN}，"),
        ("填表人:张三 日期", f"填表人:{HIDDEN} 日期"),
        ("表彰李四同志", f"表彰{HIDDEN}"),
        ("手机13900000000", f"手机{HIDDEN}"),
        ("联系电话：5550000", f"联系电话：{HIDDEN}"),
        ("邮箱 someone@example.org", f"邮箱 {HIDDEN}"),
        ("身份证430000199001010000", f"身份证{HIDDEN}"),
    ],
)
def test_persons_nobody_listed_are_taken_out(written: str, left: str) -> None:
    assert PrivateWords(frozenset()).redact(written) == left


@pytest.mark.parametrize(
    "written", ["公务接待1.36万元", "负责人：", "2023年度", "完成率100%", "联系人数12人", "电话费5.2万元"]
)
def test_what_names_nobody_stays(written: str) -> None:
    assert PrivateWords(frozenset()).redact(written) == written


@given(HAN, PROSE, PROSE)
def test_a_known_word_is_nowhere_left(name: str, before: str, behind: str) -> None:
    told = PrivateWords(frozenset({name}))
    redacted = told.redact(f"{before}{name}{behind}{name}")
    assert name not in redacted
    assert not told.find_known(redacted.replace(HIDDEN, "|"))


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("张三、李四 0731-5550000", ["张三、李四 0731-5550000", "张三", "李四", "0731-5550000"]),
        ("无", []),
        ("示例馆", []),
        ("12", []),
        ("123.45", ["123.45"]),
        ("——", []),
    ],
)
def test_a_private_value_is_known_whole_and_by_its_names_and_numbers(value: str, words: list[str]) -> None:
    assert list(split_private(value, "示例馆")) == words


def test_no_words_find_nothing() -> None:
    assert PrivateWords(frozenset({"--", " "})).find_known("a--b") == []
