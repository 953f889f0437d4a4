"""What is usual where a form set does not say."""

from jixiao.findings import Severity
from jixiao.rules.usual_norms import read_usual_norms


def test_a_score_that_does_not_follow_is_a_warning() -> None:
    assert read_usual_norms().score_checks.misjudged is Severity.WARNING


def test_indicators_are_scored_by_the_national_method() -> None:
    assert "财预〔2020〕10号" in read_usual_norms().scoring.basis
