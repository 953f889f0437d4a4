"""A year judged again after an edit says what it says judged for the first time: nothing kept outlives its reason."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.build.stories import check_year
from jixiao.rules import claim_reading, judged_text
from jixiao.serve.planned_change import AskedEdit
from jixiao.serve.year_session import YearSession
from tests.support.served import RECEPTIONS, YEAR, open_session, type_into

# What slips are made of: numbers near and far, words that are contrary, numbered, said twice, or of another year.
WORDS = (
    "0",
    "9.5",
    "1234.56",
    "21",
    "2022年12月",
    "≥90%",
    "95%",
    "未发生",
    "发生2起",
    "1.甲；3.乙",
    "项目项目项目",
    "较上年增长5%",
)


def forget() -> None:
    """Forget what was read of texts, so that the next check is the first."""
    for name, module in list(sys.modules.items()):
        if name.startswith("jixiao.") and not name.startswith("jixiao.patterns"):
            for held in list(vars(module).values()):
                if callable(getattr(held, "cache_parameters", None)) and held.cache_parameters()["maxsize"]:
                    held.cache_clear()
    claim_reading._READ.clear()
    judged_text._FOUND.clear()


def found_warm_and_cold(session: YearSession) -> tuple[list[object], list[object]]:
    """Return what a session has found, and what a check that knows nothing yet finds."""
    session.finish()
    warm = session.year.findings
    forget()
    return [*warm], [*check_year(session.workspace, YEAR).findings]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> YearSession:
    return open_session(tmp_path_factory.mktemp("warm"))


@settings(max_examples=12)
@given(data=st.data())
def test_after_any_edits_the_findings_are_those_of_a_first_check(session: YearSession, data: st.DataObject) -> None:
    names = data.draw(st.lists(st.sampled_from([*session.year.entries]), min_size=1, max_size=3, unique=True))
    stamps = [session.year.entries[name].stamp for name in names]
    words = data.draw(st.tuples(*(st.sampled_from(WORDS) for _ in names)))
    session.edit([AskedEdit(*one) for one in zip(names, stamps, words, strict=True)])
    warm, cold = found_warm_and_cold(session)
    assert warm == cold, "one of the caches in jixiao/rules keeps what no longer holds"


def test_a_sentence_is_read_again_when_the_number_it_speaks_of_moves(session: YearSession) -> None:
    type_into(session, RECEPTIONS, "9.5")
    type_into(session, RECEPTIONS, "4.4")
    warm, cold = found_warm_and_cold(session)
    assert warm == cold


def test_a_check_can_be_asked_for_every_finding_twice(session: YearSession) -> None:
    assert check_year(session.workspace, YEAR).findings == check_year(session.workspace, YEAR).findings
