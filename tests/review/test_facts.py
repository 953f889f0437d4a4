"""A dossier as facts under names that survive reordering."""

from decimal import Decimal

from msgspec.structs import replace

from jixiao.figures import Figure
from jixiao.review.facts import Fact, Facts, facts_of, keyed_rows, prior_facts, with_moved
from jixiao.submission.succession import succession_of
from tests.support.figures import entered
from tests.support.sides import PROJECTS, clean_side

INDICATOR = "附件2.产出指标.数量指标「组织业务培训」"


def made_facts() -> Facts:
    return facts_of(clean_side().dossier)


def test_every_value_has_a_name_and_indicators_and_projects_go_by_theirs() -> None:
    facts = made_facts()
    assert facts.year == 2023
    assert facts.values["附件1.三公经费.公务接待.决算"].words == "1.35"
    assert facts.values[f"{INDICATOR}.得分"].words == "7"
    assert set(facts.projects) == set(PROJECTS)
    assert all(name == fact.name for name, fact in facts.values.items())


def test_some_parts_alone_can_be_asked_for() -> None:
    assert {name.partition(".")[0] for name in facts_of(clean_side().dossier, ("annex1",)).values} == {"附件1"}


def test_moving_a_row_changes_no_name() -> None:
    first, second, *_ = clean_side().dossier.annex2.indicator_rows
    heading = replace(second, level1=first.level1, level1_starts=True)
    forward, back = ({key.name for key, _ in keyed_rows(rows, "附件2")} for rows in ((first, second), (heading, first)))
    assert INDICATOR in forward
    assert forward == back


def test_rows_of_the_same_words_are_numbered() -> None:
    first, *_ = clean_side().dossier.annex2.indicator_rows
    assert [key.words for key, _ in keyed_rows((first, first, first), "附件2")] == [
        "组织业务培训",
        "组织业务培训＃2",
        "组织业务培训＃3",
    ]


def test_last_years_column_becomes_last_years_final_accounts() -> None:
    prior = prior_facts(made_facts())
    assert prior.year == 2022
    assert prior.values["附件1.三公经费.公务接待.决算"].words == "1.4"
    assert "附件1.三公经费.公务接待.预算" not in prior.values


def test_without_projects_that_moved_last_years_facts_stay() -> None:
    prior = prior_facts(made_facts())
    assert with_moved(prior, succession_of(clean_side().submission)) == prior


def test_a_fact_is_entered_where_it_was_typed() -> None:
    typed = entered("1", path="甲")
    assert Fact("甲", "1", typed).entered
    assert not Fact("和", "2", typed + typed).entered
    assert Fact("甲", "1", typed).figure == typed
    assert isinstance(typed, Figure)
    assert typed.amount == Decimal(1)
