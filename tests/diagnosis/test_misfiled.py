"""A project typed into another class is told at its class, before the totals that do not agree."""

from __future__ import annotations

import pytest

from tests.diagnosis.made_year import said
from tests.support.slips import Desk, Edit

CLASS = Edit("projects/06-festival.yaml", "支出类别: 业务工作经费", "支出类别: 运行维护经费")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("made"))


def test_the_class_is_said_first_with_the_one_meant_and_all_that_follows(desk: Desk) -> None:
    first, *others = said(desk, CLASS)
    assert (first.code, first.place.line, first.expected) == ("E001", CLASS.line, "业务工作经费")
    assert first.explains == len(others) > 1
    assert all(one.cause == first.place for one in others)


def test_an_amount_that_is_wrong_besides_has_its_own_cause(desk: Desk) -> None:
    turned = Edit("basic.yaml", "工资福利支出: 320.15", "工资福利支出: 302.15")
    causes = {one.place.line for one in said(desk, CLASS, turned) if one.code == "E001"}
    assert causes >= {CLASS.line, turned.line}
