"""Which change follows from which."""

from jixiao.figures import Figure, total
from jixiao.review.consequences import trace_changes
from jixiao.review.fact_changes import FactChange
from jixiao.review.facts import Fact
from tests.support.figures import entered


def change(old: Figure, new: Figure) -> FactChange:
    return FactChange(new.path, Fact(new.path, str(old.amount), old), Fact(new.path, str(new.amount), new))


def tree(amount: str) -> dict[str, Figure]:
    """Return two entered figures, their sum, a table's repetition of it, and a rate of the sum."""
    one, other = entered(amount, path="甲"), entered("2", path="乙")
    whole = _named(total([one, other]), "和")
    repeated = whole.linked("附件1.和")
    rate = _named(whole / entered("10", path="丙"), "率")
    return {figure.path: figure for figure in (one, other, whole, repeated, rate)}


def _named(figure: Figure, path: str) -> Figure:
    return Figure(figure.amount, figure.unit, figure.origin, path)


def test_what_follows_is_told_once_however_often_it_is_repeated() -> None:
    old, new = tree("1"), tree("3")
    changes = [change(old[path], new[path]) for path in old if old[path].amount != new[path].amount]
    found = trace_changes(changes)
    [root] = found.roots
    assert root.name == "甲"
    assert [one.name for one in found.consequences([root])] == ["和", "率"]


def test_a_total_that_nothing_entered_explains_stands_for_itself_and_explains_others() -> None:
    old, new = tree("1"), tree("3")
    found = trace_changes([change(old[path], new[path]) for path in ("和", "率")])
    [root] = found.roots
    assert root.name == "和"
    assert [one.name for one in found.consequences([root])] == ["率"]
