"""What there is to say of one value: its steps, its prints, who uses it."""

from jixiao.figures import Figure
from jixiao.why.value_facts import find_facts, typed_at, value_words, values_at
from tests.why.views import made_view

PATH = "附件1.三公经费.公务接待.决算"


def test_a_typed_value_has_one_step_and_users() -> None:
    facts = find_facts(made_view(), made_view().values[PATH])
    assert list(facts.steps) == [PATH]
    assert "附件1.三公经费.决算" in [one.path for one in facts.users]
    assert facts.trial is None
    assert all(seen.print.path for seen in facts.seen)


def test_a_computed_value_was_typed_nowhere() -> None:
    values = made_view().values
    assert typed_at(values["附件1.三公经费.决算"]) is None
    place = typed_at(values[PATH])
    assert place is not None
    assert place.file.endswith("annex1.yaml")


def test_words_have_the_unit() -> None:
    value = made_view().values[PATH]
    assert isinstance(value, Figure)
    assert value_words(value).endswith(" 万元")
    assert value_words(made_view().values["单位.单位名称"]).startswith("“")


def test_unknown_and_repeated_paths_are_passed_over() -> None:
    assert [one.value.path for one in values_at(made_view(), [PATH, "没有", PATH])] == [PATH]
