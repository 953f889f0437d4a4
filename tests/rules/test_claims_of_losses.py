"""Points lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from msgspec.structs import replace

from jixiao.rules.claims import Claim
from jixiao.rules.claims_of_losses import read_losses
from jixiao.rules.clauses import read_sentences
from jixiao.rules.form_tables import FormRow
from jixiao.rules.reported_year import ReportedYear, read_reported_year
from tests.rules.test_sentences_hold import said

LOSER = "受理来访和咨询"


def year_of(text: str) -> ReportedYear:
    """Return the clean unit's year where one indicator of eight points got seven, and the report says a text."""
    year = read_reported_year(said(text))
    subjects = tuple(replace(one, rows=tuple(map(_poorer, one.rows))) for one in year.subjects)
    return replace(year, subjects=subjects, rows=tuple(map(_poorer, year.rows)))


def _poorer(row: FormRow) -> FormRow:
    is_it = row.level3.words == LOSER
    return replace(row, score=replace(row.score, amount=Decimal(7), statement=None)) if is_it else row


def claims(text: str) -> list[Claim]:
    """Return what is read of points lost."""
    year = year_of(text)
    return [one for sentence in read_sentences(year) for one in read_losses(year)(sentence)]


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        (f"“{LOSER}”未得满分。", [True]),
        ("“组织业务培训”未得满分。", [False]),
        (f"“{LOSER}”得满分。", [False]),
        (f"“{LOSER}”得到了该项全部分值。", [False]),
        ("“组织业务培训”得到了该项全部分值。", [True]),
        ("“组织业务培训”没有扣分。", [True]),
        (f"“{LOSER}”扣1分。", [True]),
        (f"“{LOSER}”被扣2分。", [False]),
        (f"“{LOSER}”满分8分，得7分。", [True, True]),
        (f"“{LOSER}”满分10分，得8分。", [False, False]),
        (f"“{LOSER}”指标扣分，原因是来访减少。", [True]),
        ("失分指标为“组织业务培训”。", [False]),
        ("扣分的指标有1个。", [True]),
        ("未得满分的指标共3个。", [False]),
        ("自评中共扣0.2分。", [True]),
        ("自评中共扣2分。", [False]),
        ("因资料不全扣0.1分。", []),
        ("因资料不全扣5分。", [False]),
        (f"除“{LOSER}”外均得满分。", []),
        (f"“{LOSER}”每少一人次扣0.5分。", []),
        ("上年共扣2分。", []),
    ],
)
def test_what_was_lost_is_what_the_forms_have(text: str, holds: list[bool]) -> None:
    assert [one.holds for one in claims(text)] == holds


def test_without_the_points_of_the_whole_nothing_is_said_of_it() -> None:
    year = replace(year_of("自评中共扣2分。"), total_points=None)
    assert [one for sentence in read_sentences(year) for one in read_losses(year)(sentence)] == []
