"""A year in use: edits, undo, changes from outside, conflicts. Only the span that was edited ever differs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jixiao.build.stories import check_year
from jixiao.serve.planned_change import AskedEdit
from jixiao.serve.year_session import YearSession
from jixiao.source.nodes import parse_yaml
from jixiao.source.scalar_text import scalars_of
from tests.support.served import RECEPTIONS, YEAR, copy_clean_year, entry, open_session, read_data, type_into

FILE = "data/2023/annex1.yaml"


@pytest.fixture
def session(tmp_path: Path) -> YearSession:
    return open_session(tmp_path)


def text_of(session: YearSession, file: str = FILE) -> str:
    return (session.workspace.root / file).read_text("utf-8")


def write_outside(session: YearSession, old: str, new: str, file: str = FILE) -> None:
    text = text_of(session, file)
    assert text.count(old) == 1
    (session.workspace.root / file).write_text(text.replace(old, new), "utf-8")


def test_a_typed_figure_moves_its_totals_and_is_judged(session: YearSession) -> None:
    before = entry(session, RECEPTIONS).entry.text
    answer = type_into(session, RECEPTIONS, "9.5")
    moved = {one["path"]: (one["old"], one["new"]) for one in answer["moved"]}
    assert moved[RECEPTIONS] == (before, "9.5")
    assert "附件1.三公经费.决算" in moved
    assert answer["redraw"] == []
    assert answer["state"]["findings"][0]["field"]
    assert answer["fields"][answer["applied"][0]]["text"] == "9.5"


def test_what_it_finds_is_what_the_check_finds(session: YearSession) -> None:
    type_into(session, RECEPTIONS, "9.5")
    told = [(one["code"], one["found"]) for one in session.state()["findings"]]
    assert told == [(one.code, one.found) for one in check_year(session.workspace, YEAR).findings]


def test_what_the_rules_say_is_told_at_once_and_the_likely_cause_behind(session: YearSession) -> None:
    state = type_into(session, RECEPTIONS, "900")["state"]
    assert state["judging"]
    assert state["findings"][0]["code"] != "E001"
    session.finish()
    assert session.state()["findings"][0]["code"] == "E001"
    assert not type_into(session, RECEPTIONS, "0.44")["state"]["judging"]


def test_undo_gives_every_byte_back_and_redo_does_it_again(session: YearSession) -> None:
    before = read_data(session.workspace)
    type_into(session, RECEPTIONS, "9.5")
    type_into(session, "附件1.三公经费.公务接待.预算", "9.9")
    after = read_data(session.workspace)
    session.step_back()
    session.step_back()
    assert read_data(session.workspace) == before
    assert session.state()["redo"]
    session.step_forward()
    session.step_forward()
    assert read_data(session.workspace) == after


def test_with_nothing_to_undo_a_sentence_says_so(session: YearSession) -> None:
    assert session.step_back()["refused"][0]["words"] == "没有可以退回的改动。"


def test_a_span_that_somebody_else_changed_is_a_conflict_that_shows_both(session: YearSession) -> None:
    held = entry(session, RECEPTIONS)
    old = held.entry.text
    line = f"  公务接待:\n    预算: {entry(session, '附件1.三公经费.公务接待.预算').entry.text}\n    决算: {old}"
    write_outside(session, line, line.replace(f"决算: {old}", "决算: 0.77"))
    answer = session.edit([AskedEdit(held.id, held.stamp, "0.88")])
    [conflict] = answer["conflicts"]
    assert (conflict["yours"], conflict["theirs"], answer["applied"]) == ("0.88", "0.77", [])
    again = session.edit([AskedEdit(held.id, conflict["hash"], "0.88")])
    assert again["conflicts"] == []
    assert entry(session, RECEPTIONS).entry.text == "0.88"


def test_an_edit_beside_a_change_from_outside_keeps_both(session: YearSession) -> None:
    held = entry(session, RECEPTIONS)
    on_duty = entry(session, "附件1.财政供养人员.在职人数").entry.text
    write_outside(session, f"在职人数: {on_duty}", "在职人数: 7 # 手改")
    answer = session.edit([AskedEdit(held.id, held.stamp, "0.88")])
    assert answer["conflicts"] == []
    assert "在职人数: 7 # 手改" in text_of(session)
    session.step_back()
    assert "在职人数: 7 # 手改" in text_of(session)


def test_a_change_from_outside_is_told(session: YearSession) -> None:
    told: list[tuple[str, dict[str, Any]]] = []
    session.tell = lambda name, data: told.append((name, data))
    assert not session.refresh()
    write_outside(session, "在职人数: ", "在职人数: 1")
    assert session.refresh()
    [(name, data)] = told
    assert (name, data["from"]) == ("state", "outside")
    assert any(one["path"] == "附件1.财政供养人员.在职人数" for one in data["moved"])


def test_a_year_broken_outside_leaves_the_last_picture_and_says_why(session: YearSession) -> None:
    write_outside(session, "表单集: ", "表单集: 没有的", "data/2023/unit.yaml")
    session.refresh()
    state = session.state()
    assert "读不出" in state["failure"]
    assert "没有表单集" in state["failure"]
    assert state["parts"]
    assert session.part(state["parts"][0]["id"]) is not None


def test_what_would_break_the_whole_package_is_put_back(session: YearSession) -> None:
    before = read_data(session.workspace)
    name, passage = next(iter(session.year.paragraphs.items()))
    [part] = [one for one in session.year.parts if one.kind == "report"]
    told = session.part(part.id)
    assert told is not None
    stamp = told["paragraphs"][name]["hash"]
    answer = session.edit([AskedEdit(name, stamp, f"{passage.text}{{{{ 没有的名称 }}}}")])
    assert "没有写入" in answer["refused"][0]["words"]
    assert read_data(session.workspace) == before
    assert not session.history.done


def test_a_paragraph_is_edited_and_drawn_anew(session: YearSession) -> None:
    [part] = [one for one in session.year.parts if one.kind == "report"]
    told = session.part(part.id)
    assert told is not None
    name, paragraph = next(one for one in told["paragraphs"].items() if not one[1]["source"].startswith("#"))
    answer = session.edit([AskedEdit(name, paragraph["hash"], paragraph["source"] + "另补一句。")])
    assert answer["applied"] == [name]
    assert answer["redraw"] == [part.id]
    assert any("另补一句。" in one["source"] for one in answer["paragraphs"].values())


def test_refused_words_are_not_written(session: YearSession) -> None:
    before = read_data(session.workspace)
    answer = type_into(session, RECEPTIONS, "甲")
    assert "不是数" in answer["refused"][0]["words"]
    assert read_data(session.workspace) == before


def test_a_paste_is_one_change(session: YearSession) -> None:
    paths = [RECEPTIONS, "附件1.三公经费.公务接待.预算", "附件1.财政供养人员.在职人数"]
    held = [entry(session, path) for path in paths]
    answer = session.edit([AskedEdit(one.id, one.stamp, words) for one, words in zip(held, "123", strict=True)])
    assert len(answer["applied"]) == 3
    assert session.state()["undo"] == "改了 3 处"
    session.step_back()
    assert [entry(session, path).entry.text for path in paths] == [one.entry.text for one in held]


NUMBERS = st.decimals(0, 999, places=2, allow_nan=False).map(str)


@settings(max_examples=3, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_walk_of_edits_leaves_files_that_differ_in_the_spans_edited_alone(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    session = open_session(tmp_path_factory.mktemp("walk"))
    before = read_data(session.workspace)
    typed: dict[tuple[str, str], str] = {}
    choices = [
        one
        for one in session.year.entries.values()
        if one.entry.node is not None and one.entry.sort.kind == "number" and one.file.file.endswith((".yaml",))
    ]
    paths = data.draw(
        st.lists(st.sampled_from([one.entry.path for one in choices]), min_size=1, max_size=6, unique=True)
    )
    asked = []
    for path in paths:
        held = entry(session, path)
        number = held.entry.sort.reads.number if held.entry.sort.reads else None
        words = data.draw(st.integers(0, 999).map(str) if number and number.whole else NUMBERS)
        asked.append(AskedEdit(held.id, held.stamp, words))
        typed[held.file.file.removeprefix("data/"), path] = words
    answer = session.edit(asked)
    assert answer["conflicts"] == answer["refused"] == []
    after = read_data(session.workspace)
    assert before.keys() == after.keys()
    for name, content in after.items():
        edited = {path: words for (file, path), words in typed.items() if file == name}
        assert list(values(content, session, name)) == [
            (path, edited.get(path, words)) for path, words in values(before[name], session, name)
        ]
        assert [*frames(content, session, name)] == [*frames(before[name], session, name)]
    session.step_back()
    assert read_data(session.workspace) == before


def values(content: bytes, session: YearSession, name: str) -> Iterator[tuple[str, str]]:
    """Yield path and value of every scalar of a YAML file."""
    for one in scalars(content, session, name):
        yield one.path, str(one)


def scalars(content: bytes, session: YearSession, name: str) -> list[Any]:
    if not name.endswith(".yaml"):
        return []
    file = session.year.files.get(f"data/{name}")
    tree = parse_yaml(content.decode(), name, file.prefix if file else "").tree
    return [*scalars_of(tree).values()]


def frames(content: bytes, session: YearSession, name: str) -> Iterator[str]:
    """Yield what stands between the values of a file."""
    from jixiao.source.rewrite import Manuscript

    manuscript, end = Manuscript(content.decode()), 0
    for one in scalars(content, session, name):
        start = manuscript.offset(one.place)
        yield manuscript.text[end:start]
        end = start + len(manuscript.written(one))
    yield manuscript.text[end:]


@pytest.fixture
def long(tmp_path: Path) -> YearSession:
    """A session on a year that is judged behind the answers."""
    session = YearSession(copy_clean_year(tmp_path), YEAR, judged_at_once=0)
    session.refresh()
    return session


def finish(session: YearSession) -> None:
    judged = session.judge()
    assert judged is not None
    session.take_judged(judged)


def test_a_long_year_says_what_moved_at_once_and_what_is_found_after_it_was_judged(long: YearSession) -> None:
    told: list[str] = []
    finish(long)
    long.tell = lambda name, _: told.append(name)
    answer = type_into(long, RECEPTIONS, "9.5")
    assert "附件1.三公经费.决算" in {one["path"] for one in answer["moved"]}
    assert answer["state"]["judging"]
    assert "findings" not in answer["state"]
    assert (answer["state"]["errors"], long.state()["errors"]) == (0, 0)
    finish(long)
    assert told == ["state", "judged"]
    assert not long.state()["judging"]
    assert [(one["code"], one["found"]) for one in long.state()["findings"]] == [
        (one.code, one.found) for one in check_year(long.workspace, YEAR).findings
    ]


def test_judging_that_an_edit_overtakes_is_dropped(long: YearSession) -> None:
    def wait() -> None:
        if not edited:
            edited.append(type_into(long, RECEPTIONS, "9.5"))

    edited: list[Any] = []
    assert long.judge(wait) is None
    assert long.awaits_judging
    finish(long)
    assert long.judge() is None


def test_what_was_judged_of_a_state_that_is_gone_is_not_taken_over(long: YearSession) -> None:
    judged = long.judge()
    assert judged is not None
    type_into(long, RECEPTIONS, "9.5")
    long.take_judged(judged)
    assert long.awaits_judging


def test_a_waiver_in_a_long_year_speaks_of_what_is_found_now(long: YearSession) -> None:
    type_into(long, RECEPTIONS, "9.5")
    assert long.awaits_judging
    asked = {"finding": "f0", "reason": "核对过", "by": "填表人甲", "until": f"{YEAR + 1}-12-31"}
    assert long.change("waive", asked)["conflicts"]
    assert not long.awaits_judging
