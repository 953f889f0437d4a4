"""Charts show budget and outturn, points and scores; what is hidden or lacking has no bar."""

from __future__ import annotations

from jixiao.build.described_case import DescribedCase, open_described_year
from jixiao.disclosure.privacy import Privacy, read_privacy
from jixiao.disclosure.public_charts import draw_charts
from tests.support.described_year import MADE, YEAR
from tests.support.norms import public_norms


def made_case() -> DescribedCase:
    return open_described_year(MADE, YEAR, draft=False).cases[0]


def titles(case: DescribedCase) -> dict[str, str]:
    return {form.label: form.title for form in case.dossier.forms}


def test_each_form_has_its_bars_and_the_longest_is_the_largest_amount() -> None:
    case = made_case()
    money, scores = draw_charts(case, read_privacy(case, ()), titles(case))
    assert (money.series, money.unit) == (("全年预算数", "全年执行数"), "万元")
    assert len(money.rows) == len(scores.rows) == 2
    lengths = {float(bar.words): bar.length for row in money.rows for bar in row.bars}
    assert lengths[max(lengths)] == max(lengths.values())
    assert scores.rows[0].bars[0].words == "100"


def test_a_private_part_or_number_has_no_row() -> None:
    case = made_case()
    told = read_privacy(case, ())
    hidden = public_norms(private_fields=("资金",))
    assert [one.title for one in draw_charts(case, Privacy(hidden, told.prints, told.words), titles(case))] == [
        "自评得分"
    ]
    assert draw_charts(case, told, {}) == []
