"""What a form set asks of rules: usual columns where it does not say."""

from jixiao.findings import Severity
from jixiao.model.norms import MagnitudeNorms, SelfCheck, Threshold
from tests.model.entered import entered


def test_without_words_the_usual_columns_are_held_against_each_other() -> None:
    norms = MagnitudeNorms()
    assert norms.factor == 7
    assert ("决算", "预算") in [(str(one.cell), str(one.at_most)) for one in norms.limited]
    assert [(str(one.cell), str(one.like)) for one in norms.alike] == [("年初预算数", "全年预算数")]


def test_a_blank_line_asks_for_no_explanation() -> None:
    threshold = entered(Threshold, "界限:\n级别: 警告\n")
    assert threshold.line.blank
    assert threshold.severity is Severity.WARNING


def test_without_a_deduction_points_are_lost_in_proportion() -> None:
    assert entered(SelfCheck, "考核项: 附件\n查什么: 报告附件齐全\n分值: 5\n").deduction is None
