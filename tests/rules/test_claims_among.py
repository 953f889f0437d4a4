"""One number of a sentence by two others, of it or of the sentence before."""

from __future__ import annotations

import pytest

from jixiao.rules.claim_reading import list_claims
from jixiao.rules.claims import ClaimKind
from jixiao.rules.claims_among import read_among
from jixiao.rules.clauses import read_sentences
from jixiao.rules.reported_year import read_reported_year
from tests.rules.test_sentences_hold import said

_RECKONED = (ClaimKind.RECKONED, ClaimKind.CHANGE, ClaimKind.SHARE, ClaimKind.SUM)


def verdicts(*paragraphs: str) -> set[bool]:
    """Return whether what is reckoned in some paragraphs holds; both where some does and some does not."""
    return {one.holds for one in list_claims(said(*paragraphs)) if one.kind in _RECKONED}


@pytest.mark.parametrize(
    ("text", "right", "wrong"),
    [
        ("到位资金80万元，使用72万元。资金使用率{}%。", "90", "95"),
        ("受理申请250件。其中办结240件，办结率{}%。", "96", "92"),
        ("全年计划12期，实际举办11期。少办{}期。", "1", "2"),
        ("办公费2万元、印刷费1万元、水电费4万元。三项合计{}万元。", "7", "8"),
    ],
)
def test_the_two_others_may_stand_in_the_sentence_before(text: str, right: str, wrong: str) -> None:
    assert verdicts(text.format(right)) == {True}
    assert False in verdicts(text.format(wrong))


@pytest.mark.parametrize(
    "text",
    [
        "上年结余5万元，本年预算60万元，支出62万元，结余3万元。",
        "年初结余5万元。本年收入60万元，本年支出58万元，年末结余7万元。",
        "预算80万元，支出60万元，上缴财政15万元，结余5万元。",
        "发放问卷300份，收回290份，满意度为96.5%。",
        "接待来访50批210人次，群众满意率99%。",
        "合同金额80万元，已支付60万元，工程完工率90%。",
        "采购电脑20台、打印机10台，资产使用率98%。",
        "应缴15万元，已缴12万元，减免1万元，欠缴2万元。",
    ],
)
def test_where_more_than_two_others_may_be_meant_nothing_is_accused(text: str) -> None:
    assert False not in verdicts(text)


def test_a_line_of_a_table_is_not_reckoned_number_by_number() -> None:
    line = "预算100万元，支出90万元，执行率95%。"
    for text, count in ((line, 1), (f"{'，'.join(['数量5'] * 30)}，{line}", 0)):
        [sentence] = read_sentences(read_reported_year(said(text)))
        assert len(list(read_among(sentence, None))) == count
