"""Sentences as strings of letters."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_subjects import list_subjects
from jixiao.rules.clauses import list_sentences, read_paragraph
from jixiao.rules.lexicon import make_lexicon
from tests.rules.test_sentences_hold import said
from tests.support.book import clean_book


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("三公经费决算6.55万元", "SCN"),
        ("“三公”经费决算6.55万元", "SCN"),
        ("一是三公经费较上年有所减少", "SvLD"),
        ("（1）2022年三公经费支出6.8万元", "LSCN"),
        ("2023年三公经费支出6.55万元", "SCN"),
        ("办公楼运行维护费预算执行率98%", "SCN"),
        ("公用经费预算60万元，全年支出58.4万元", "SCN,CN"),
        ("全年支出759.5万元", "SN"),
        ("局机关三公经费", "xS"),
        ("《三公经费管理办法》等3项", "xN"),
        ("维修完成的时间为2023年11月10日", "Std"),
    ],
)
def test_a_sentence_is_one_letter_a_word(text: str, letters: str) -> None:
    [sentence] = list_sentences(said(text))
    assert sentence.letters.replace("xSx", "x") == letters


def test_sentences_end_at_full_stops_and_keep_their_places() -> None:
    first, second = list_sentences(said("三公经费6.55万元。公用经费58.4万元；"))
    assert (first.text, second.text) == ("三公经费6.55万元", "公用经费58.4万元")
    assert second.words(0, 1) == "公用经费58.4万元"


def test_headings_and_tables_are_no_sentences() -> None:
    assert list_sentences(said("## 三公经费6.55万元", "| 三公经费 | 6.55万元 |")) == ()


def test_a_word_gives_way_to_a_name_that_begins_in_it() -> None:
    lexicon = make_lexicon(list_subjects(clean_book()))
    [paragraph] = said("年初批复数公用经费60万元").paragraphs
    [sentence] = read_paragraph(paragraph, lexicon, 2023)
    assert sentence.letters == "CSN"
