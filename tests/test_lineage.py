"""Lineage as steps: each figure once under one name, with its place or its formula."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from jixiao.figures import POINTS, Figure, Formula, Operator, Text, total
from jixiao.findings import Place
from jixiao.lineage import amount_words, derivation_words, formula_words, lineage, lineage_json, lineages, unit_words
from tests.support.figures import entered, figures_in
from tests.support.package import real_dossier


def named(figure: Figure, path: str) -> Figure:
    return Figure(figure.amount, figure.unit, figure.origin, path, figure.literal, figure.places)


BUDGET, OUTTURN = entered("1074.21", path="甲.预算", line=3), entered("1060.44", path="甲.执行", line=4)
RATE = named((OUTTURN / BUDGET).rounded(4), "甲.执行率")


def test_a_typed_figure_is_one_step_with_its_place() -> None:
    [step] = lineage(BUDGET).values()
    assert (step.name, step.place, step.operands) == ("甲.预算", Place("data/2023/annex1.yaml", 3, 1), ())


def test_a_step_without_a_path_is_named_after_what_it_was_made_for() -> None:
    assert list(lineage(RATE)) == ["甲.执行率", "甲.执行率#1", "甲.执行", "甲.预算"]


def test_what_several_formulas_share_stands_there_once() -> None:
    both = named(total([BUDGET, OUTTURN]), "甲.两数")
    found = lineages([both, RATE])
    assert list(found).count("甲.预算") == 1
    assert found["甲.两数"].operands == ("甲.预算", "甲.执行")
    assert found["甲.执行率#1"].operands == ("甲.执行", "甲.预算")


def test_an_unnamed_step_in_two_formulas_keeps_its_first_name() -> None:
    shared = BUDGET - OUTTURN
    found = lineages([named(shared + BUDGET, "甲.一"), named(shared + OUTTURN, "甲.二")])
    assert found["甲.一"].operands == ("甲.一#1", "甲.预算")
    assert found["甲.二"].operands == ("甲.一#1", "甲.执行")


@pytest.mark.parametrize(
    ("figure", "words"),
    [
        (BUDGET, ""),
        (total([BUDGET, OUTTURN]), "2 个数相加"),
        (total([]), "没有可加的数"),
        (RATE, "百分数四舍五入，保留 2 位小数"),
        (BUDGET.rounded(1), "四舍五入，保留 1 位小数"),
        (BUDGET.capped(OUTTURN), "以后一个数为限，取较小的"),
        (BUDGET.linked("乙"), "取自"),
    ],
)
def test_formulas_are_told_in_words(figure: Figure, words: str) -> None:
    assert formula_words(figure) == words


def test_amounts_are_told_with_their_units() -> None:
    blank = Figure(BUDGET.amount, "万元", BUDGET.origin, literal="")
    told = [f"{amount_words(one)}{unit_words(one)}" for one in (BUDGET, RATE, blank, entered("3.0", unit=POINTS))]
    assert told == ["1074.21万元", "98.72%", "空白", "3分"]


def test_as_json_every_step_has_a_place_or_operands_that_are_steps_too() -> None:
    figures = [one for one in figures_in(real_dossier()) if one.path]
    found = lineage_json(figures)
    assert {one.path for one in figures} <= set(found)
    for step in found.values():
        assert ("file" in step) is not ("formula" in step)
        assert set(step.get("operands", [])) <= set(found)  # type: ignore[call-overload]
    assert found == json.loads(json.dumps(found))


def test_what_was_left_out_says_what_it_follows_from() -> None:
    basis = Formula(Operator.EARNED, reason="没有失分")
    assert derivation_words(Text("无", Place("a.yaml"), "偏差原因", basis=basis)) == "没有失分"
    assert derivation_words(Text("无", Place("a.yaml"), "偏差原因")) == ""
    assert derivation_words(Figure(Decimal(1), "分", Formula(Operator.EARNED))) == "按完成情况计分"
    assert derivation_words(total([entered("5")])) == ""
