"""The comparison: empty for the same, its own mirror image, and able to tell what was renamed or moved."""

from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from jixiao.figures import Figure
from jixiao.findings import Place
from jixiao.review import fact_changes
from jixiao.review.fact_changes import FactChange, compare_facts
from jixiao.review.facts import Fact, Facts, IndicatorKey, facts_of
from tests.support.counted import counted
from tests.support.figures import entered
from tests.support.sides import clean_side, mirrored


@cache
def made_facts() -> Facts:
    return facts_of(clean_side().dossier)


def with_indicators(facts: Facts, indicators: tuple[IndicatorKey, ...], names: dict[str, str]) -> Facts:
    """Return facts with other indicators; ``names`` are the new starts of their values' names, by the old ones."""
    kept = {key.name for key in indicators}
    values = {}
    for name, fact in facts.values.items():
        start, _, field = name.rpartition(".")
        if "「" in start:
            start = names.get(start, start)
            if start not in kept:
                continue
        name = f"{start}.{field}" if "「" in start else name
        values[name] = replace(fact, name=name)
    return replace(facts, values=values, indicators=indicators)


def renamed(facts: Facts, number: int, words: str) -> Facts:
    key = facts.indicators[number]
    new = replace(key, words=words)
    if new in facts.indicators:
        return facts
    others = list(facts.indicators)
    others[number] = new
    return with_indicators(facts, tuple(others), {key.name: new.name})


def swapped(facts: Facts, one: int, other: int) -> Facts:
    order = list(facts.indicators)
    order[one], order[other] = order[other], order[one]
    return replace(facts, indicators=tuple(order))


def without(facts: Facts, number: int) -> Facts:
    return with_indicators(facts, facts.indicators[:number] + facts.indicators[number + 1 :], {})


def with_words(facts: Facts, number: int, words: str) -> Facts:
    name = sorted(facts.values)[number % len(facts.values)]
    return replace(facts, values={**facts.values, name: replace(facts.values[name], words=words)})


def with_project(facts: Facts, number: int, name: str) -> Facts:
    identifier = sorted(facts.projects)[number % len(facts.projects)]
    return replace(facts, projects={**facts.projects, identifier: (number, name)})


def without_project(facts: Facts, number: int) -> Facts:
    if len(facts.projects) == 1:
        return facts
    identifier = sorted(facts.projects)[number % len(facts.projects)]
    return replace(facts, projects={key: value for key, value in facts.projects.items() if key != identifier})


words = st.sampled_from(["组织业务培训", "组织业务培训班", "办事群众满意度", "编印简报", "甲", "", "1.63"])
numbers = st.integers(0, 30)
edits = st.lists(
    st.one_of(
        st.tuples(st.just(renamed), numbers, words.filter(bool)),
        st.tuples(st.just(swapped), numbers, numbers),
        st.tuples(st.just(without), numbers),
        st.tuples(st.just(with_words), st.integers(0, 900), words),
        st.tuples(st.just(with_project), st.integers(1, 9), words),
        st.tuples(st.just(without_project), st.just(1)),
    ),
    max_size=6,
)


def edited(changes: list[tuple]) -> Facts:  # type: ignore[type-arg]
    facts = made_facts()
    for edit, *arguments in changes:
        facts = edit(facts, *arguments)
    return facts


@settings(max_examples=40, deadline=None)
@given(changes=edits)
def test_nothing_differs_from_itself(changes: list[tuple]) -> None:  # type: ignore[type-arg]
    facts = edited(changes)
    assert not compare_facts(facts, facts)


@settings(max_examples=60, deadline=None)
@given(before=edits, after=edits)
def test_the_comparison_mirrors_itself(before: list[tuple], after: list[tuple]) -> None:  # type: ignore[type-arg]
    old, new = edited(before), edited(after)
    assert mirrored(compare_facts(old, new)) == compare_facts(new, old)
    assert mirrored(compare_facts(old, new, common_only=True)) == compare_facts(new, old, common_only=True)


@settings(max_examples=40, deadline=None)
@given(changes=edits, order=st.randoms(use_true_random=False))
def test_which_indicators_were_renamed_does_not_depend_on_their_order(changes: list[tuple], order) -> None:  # type: ignore[type-arg,no-untyped-def]
    old, new = made_facts(), edited(changes)
    shuffled = list(new.indicators)
    order.shuffle(shuffled)
    other = replace(new, indicators=tuple(shuffled))
    assert pairs(old, new) == pairs(old, other)


def pairs(old: Facts, new: Facts) -> set[tuple[str, str | None, str | None]]:
    moves = compare_facts(old, new).moves
    return {(move.name, move.old, move.new) for move in moves if move.what in ("指标", "指标改名")}


@pytest.mark.parametrize("number", range(0, 40, 7))
def test_a_reworded_indicator_is_renamed_and_not_removed_and_added(number: int) -> None:
    key = made_facts().indicators[number]
    new = renamed(made_facts(), number, f"{key.words}情况")
    comparison = compare_facts(made_facts(), new)
    assert [(move.what, move.old, move.new) for move in comparison.moves] == [
        ("指标改名", key.words, f"{key.words}情况")
    ]
    assert not comparison.changes


def test_indicators_that_changed_places_are_reordered_and_nothing_else() -> None:
    [move] = compare_facts(made_facts(), swapped(made_facts(), 0, 1)).moves
    assert (move.what, move.name) == ("指标顺序", "附件2.产出指标.数量指标")
    assert move.old is not None
    assert move.new is not None
    assert move.old.split("、")[:2] == move.new.split("、")[1::-1]


def test_an_indicator_of_quite_other_words_is_a_new_one() -> None:
    moves = compare_facts(made_facts(), renamed(made_facts(), 0, "跨区协作机制")).moves
    assert {(move.what, move.old, move.new) for move in moves} == {
        ("指标", "组织业务培训", None),
        ("指标", None, "跨区协作机制"),
    }


def test_a_project_renamed_and_renumbered_keeps_its_figures() -> None:
    new = with_project(made_facts(), 7, "大楼维护")
    identifier = next(key for key in new.projects if new.projects[key][0] == 7)
    old_number, old_name = made_facts().projects[identifier]
    comparison = compare_facts(made_facts(), new)
    assert [(move.what, move.name, move.old, move.new) for move in comparison.moves] == [
        ("项目序号", identifier, str(old_number), "7"),
        ("项目改名", identifier, old_name, "大楼维护"),
    ]
    assert not comparison.changes


def change(old: Figure | None, new: Figure | None) -> FactChange:
    sides = [None if one is None else Fact("数", str(one.amount), one) for one in (old, new)]
    return FactChange("数", *sides)


def test_a_figure_is_entered_where_either_side_was_typed() -> None:
    typed, computed = entered("1"), entered("1") + entered("1")
    assert change(typed, computed).entered
    assert change(None, typed).entered
    assert not change(computed, computed).entered


@pytest.mark.parametrize(
    ("old", "new", "difference", "ratio"),
    [("2", "2.5", "0.5", "0.25"), ("0", "160", "160", None), ("-2", "-3", "-1", "-0.5"), ("5", "5", "0", "0")],
)
def test_differences_are_exact_and_shares_of_the_old_amount(old: str, new: str, difference: str, ratio: str) -> None:
    one = change(entered(old), entered(new))
    assert one.difference == Decimal(difference)
    found = one.ratio if one.ratio is None else round(one.ratio, 4)
    assert found == (None if ratio is None else Decimal(ratio))


def test_what_one_side_lacks_has_no_difference() -> None:
    one = change(None, Figure(Decimal(3), "万元", Place("x.yaml")))
    assert (one.difference, one.ratio) == (None, None)


def long_list(words: str) -> Facts:
    keys = (IndicatorKey("附件2", "产出指标", "数量指标", words.format(number)) for number in range(150))
    return Facts(2023, {}, tuple(keys))


@pytest.mark.parametrize("words", ["{:03}号档案整理情况", "新{:03}号档案整理", "{:03}号旧档案整理"])
def test_of_a_long_list_all_renamed_every_one_is_met_again(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    old, new = long_list("{:03}号档案整理"), long_list(words)
    compared = counted(monkeypatch, fact_changes, "measure_likeness")
    moves = compare_facts(old, new).moves
    assert compared() <= 8 * len(old.indicators)  # not each with each
    assert {move.what for move in moves} == {"指标改名"}
    assert mirrored(compare_facts(new, old)) == compare_facts(old, new)
    assert sorted(str(move.new)[:6] for move in moves) == sorted(key.words[:6] for key in new.indicators)
