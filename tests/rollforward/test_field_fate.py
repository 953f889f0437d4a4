"""What becomes of a field is said by its role, else by its kind; 下年度 goes before both."""

import pytest

from jixiao.findings import Place
from jixiao.model.form_description import FieldDescription
from jixiao.model.form_roles import FieldKind, NextYear, Role
from jixiao.rollforward.field_fate import is_lasting, tells_of_its_year
from jixiao.source.nodes import Scalar


def about(kind: FieldKind, role: Role | None = None, next_year: NextYear | None = None) -> FieldDescription:
    return FieldDescription.model_construct(kind=kind, role=role, next_year=next_year)


@pytest.mark.parametrize("kind", [FieldKind.TEXT, FieldKind.TARGET, FieldKind.POINTS, FieldKind.TICK])
def test_words_targets_and_points_last(kind: FieldKind) -> None:
    assert is_lasting(about(kind))


@pytest.mark.parametrize(
    "kind", [FieldKind.AMOUNT, FieldKind.PERCENT, FieldKind.SCORE, FieldKind.DATE, FieldKind.MONTH]
)
def test_amounts_rates_scores_and_dates_are_of_the_year(kind: FieldKind) -> None:
    assert not is_lasting(about(kind))


def test_the_role_goes_before_the_kind() -> None:
    assert not is_lasting(about(FieldKind.TARGET, Role.ACTUAL))
    assert not is_lasting(about(FieldKind.TEXT, Role.REASON))
    assert is_lasting(about(FieldKind.NUMBER, Role.TARGET))


def test_what_the_description_says_goes_before_both() -> None:
    assert not is_lasting(about(FieldKind.TEXT, Role.TARGET, NextYear.OPEN))
    assert is_lasting(about(FieldKind.AMOUNT, Role.OUTTURN, NextYear.CARRIED))


def scalar(text: str) -> Scalar:
    return Scalar(text, Place("a.yaml", 1, 1), "甲")


def test_sentences_of_which_nothing_is_said_tell_of_their_year() -> None:
    assert tells_of_its_year(about(FieldKind.TEXT), scalar("服务老人五百名。"))
    assert not tells_of_its_year(about(FieldKind.TEXT), scalar("养老服务科"))
    assert not tells_of_its_year(about(FieldKind.TEXT, Role.GOAL), scalar("完成全部任务。"))
    assert not tells_of_its_year(about(FieldKind.TEXT, None, NextYear.CARRIED), scalar("按规程办理。"))
