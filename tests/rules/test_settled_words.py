"""Words as what stands beside them makes them."""

from __future__ import annotations

import pytest

from jixiao.render.passages import PrintedPassage
from jixiao.rules.claim_words import Column
from jixiao.rules.clauses import read_paragraph
from jixiao.rules.held_numbers import Subject
from jixiao.rules.lexicon import make_lexicon
from jixiao.rules.settled_words import Token, settle_words

LEXICON = make_lexicon([Subject("三公经费"), Subject("公用经费")])


def letters(text: str) -> str:
    """Return the letters of the only sentence of a text, of 2023."""
    [sentence] = read_paragraph(PrintedPassage(text, where="报告 六", position="第1段"), LEXICON, 2023)
    return sentence.letters


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("三公经费及公用经费共5万元", "S+STN"),
        ("三公经费未支出2万元", "SBN"),
        ("三公经费未支出", "SZ"),
        ("三公经费尚有2万元未支出", "SBN"),
        ("三公经费尚有2万元", "SxN"),
        ("三公经费得分，公用经费得98分", "SC,SCN"),
        ("三公经费2万元、公用经费3万元，累计5万元", "SN+SN,TN"),
        ("三公经费累计5万元", "SYN"),
        ("三公经费与上年持平", "SvLE"),
        ("三公经费基本与上年持平", "SvL~"),
        ("三公经费基本完成，与上年持平", "SC,vLE"),
        ("安排三公经费5万元", "CSN"),
        ("三公经费增加较多", "SU"),
        ("三公经费较多", "Sx"),
        ("2022、2023两年三公经费", "IS"),
        ("2021、2022年三公经费", "x+LS"),
    ],
)
def test_a_word_is_the_part_that_it_is_beside_the_others(text: str, read: str) -> None:
    assert letters(text) == read


def test_what_is_granted_to_a_name_may_be_spent_as_well() -> None:
    tokens = (Token("C", 0, 2, Column.BUDGET), Token("S", 2, 6, Subject("三公经费")))
    granted, _ = settle_words(tokens, "安排三公经费", (0, 6))
    assert granted.value is Column.GIVEN
