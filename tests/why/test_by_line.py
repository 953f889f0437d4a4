"""A line is answered with the values typed on it, or with what else stands there."""

from tests.why.views import asked, made_view, refused


def line_of(path: str) -> str:
    """Return where a value of the made unit was typed, as a question."""
    value = made_view().values[path]
    place = value.leaves().__next__().origin if hasattr(value, "leaves") else value.place
    return str(place).rpartition(":")[0]


def test_a_line_with_a_value_is_answered_with_it() -> None:
    answer = asked(line_of("附件1.三公经费.公务接待.决算"))
    assert [one.value.path for one in answer.values] == ["附件1.三公经费.公务接待.决算"]


def test_a_comment_and_an_entry_that_prints_nothing_are_named() -> None:
    assert "这一行是注释" in asked("annex1.yaml:1").notes[0]
    assert "不印" in asked(f"waivers.yaml:{made_view().submission.waivers[0].rule.place.line}").notes[0]


def test_a_line_or_a_file_that_there_is_not_is_refused() -> None:
    assert "没有第 9999 行" in refused("annex1.yaml:9999")
    assert "没有读过" in refused("annex9.yaml:1")
