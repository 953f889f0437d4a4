"""A year with other values is printed and judged in memory, as if it had been typed so."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from jixiao.derive.derivation import derive
from jixiao.diagnosis.exchange import with_amounts
from jixiao.diagnosis.rejudging import reprinted
from jixiao.rules.catalogue import all_rules
from tests.diagnosis.made_year import OUTTURN, TURNED, spoilt


def test_what_is_mended_in_memory_is_judged_as_if_it_had_been_typed(tmp_path: Path) -> None:
    clean, wrong = spoilt(tmp_path / "clean"), spoilt(tmp_path / "wrong", TURNED)
    submission = with_amounts(wrong.book, {OUTTURN: Decimal("58.9")})
    year = reprinted(submission, derive(submission), wrong.folders)
    assert year is not None
    told = {(one.code, one.subject, one.found) for one in year.said_by(all_rules())}
    assert told == {(one.code, one.subject, one.found) for one in clean.findings}
