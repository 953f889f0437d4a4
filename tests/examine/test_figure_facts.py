"""The fact sheet: each figure with all places that state it; other numbers of sentences with the words round them."""

from jixiao.examine.figure_facts import FigureFact, StatedFigure, count_differing
from tests.support.examined import examined_whole


def fact(*texts: str) -> FigureFact:
    return FigureFact("附件1.三公经费.决算", tuple(StatedFigure(f"附件{n}", text) for n, text in enumerate(texts)))


def test_values_that_differ_in_writing_only_are_one() -> None:
    assert fact("5", "5.00", "5万元").values == ("5",)


def test_values_that_differ_are_counted() -> None:
    assert count_differing([fact("5", "5"), fact("5", "6")]) == 1


def test_a_figure_is_listed_with_every_place_that_states_it() -> None:
    facts = {fact.name: fact for fact in examined_whole().facts}
    project = next(fact for name, fact in facts.items() if name.endswith("年度资金总额.全年执行数"))
    places = {one.where for one in project.stated}
    assert any(place.startswith("附件1") for place in places)
    assert any(place.startswith("附件3") for place in places)
    assert not count_differing(facts.values())


def test_other_numbers_stand_with_the_words_round_them() -> None:
    numbers = {fact.name: fact.stated[0] for fact in examined_whole().numbers}
    assert any(name in stated.text for name, stated in numbers.items())
    assert all(stated.where.startswith("报告") for stated in numbers.values())
