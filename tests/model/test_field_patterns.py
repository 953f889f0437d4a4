"""Which pattern goes before which, and what its stars stand for."""

from typing import Any

from jixiao.model.field_patterns import best_patterns, hang_leaf, last_step, list_above, match_pattern, parent


def test_a_star_stands_for_one_step() -> None:
    assert match_pattern("资金.*.预算", "资金.其他.预算") == ("其他",)
    assert match_pattern("资金.*.预算", "资金.其他.甲.预算") is None
    assert match_pattern("资金.其他.预算", "资金.其他.预算") == ()


def test_an_exact_path_goes_before_a_pattern() -> None:
    assert best_patterns(["资金.*.预算", "资金.其他.预算"], "资金.其他.预算") == ["资金.其他.预算"]


def test_of_patterns_the_longer_literal_beginning_goes_before() -> None:
    assert best_patterns(["资金.*.预算", "资金.其他.*"], "资金.其他.预算") == ["资金.其他.*"]


def test_patterns_of_which_none_goes_before_are_all_returned() -> None:
    assert best_patterns(["*.甲.*", "*.*.乙"], "资金.甲.乙") == ["*.甲.*", "*.*.乙"]
    assert best_patterns(["*.丙"], "资金.甲.乙") == []


def test_a_path_is_what_holds_it_and_its_own_name() -> None:
    assert (parent("资金.其他.预算"), last_step("资金.其他.预算")) == ("资金.其他", "预算")
    assert (parent("总分"), last_step("总分")) == ("", "总分")


def test_what_holds_a_path_is_listed_the_nearest_first() -> None:
    assert list(list_above("资金.其他.预算")) == ["资金.其他", "资金"]
    assert list(list_above("总分")) == []


def test_a_value_hangs_under_the_steps_of_its_path() -> None:
    tree: dict[str, Any] = {}
    hang_leaf(tree, "资金.财政.预算", "1")
    hang_leaf(tree, "资金.其他", "2")
    assert tree == {"资金": {"财政": {"预算": "1"}, "其他": "2"}}
