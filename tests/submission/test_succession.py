"""Whatever becomes of projects, the column for last year is what last year's form printed, class by class."""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from jixiao.derive.base_data import derive_annex1
from jixiao.derive.derivation import derive
from jixiao.derive.dossier import ProjectLine, ProjectOutlayLines
from jixiao.figures import Figure, Text
from jixiao.findings import Place
from jixiao.model.entered_year import NumberedProject, Submission
from jixiao.model.final_accounts import FinalAccounts, ProjectAccounts
from jixiao.model.formset import DiscontinuedProjects
from jixiao.submission.read import read_year
from jixiao.submission.succession import succession_of
from tests.support.cases import YEAR, clean_project
from tests.support.drawn_years import CLASSES, money

HERE = Place("data/2024/projects/01-sample.yaml", 1, 1)
GENERAL, UPKEEP, SPECIAL = CLASSES


@cache
def clean() -> Submission:
    """Return the clean year, with the real form set."""
    with tempfile.TemporaryDirectory() as folder:
        submission = read_year(clean_project(Path(folder)), YEAR).submission
    assert submission is not None
    return submission


def text(words: str) -> Text:
    return Text(words, HERE, "")


def project(
    identifier: str, outlay_class: str, final: str | Decimal | int, name: str = "", takes: dict[str, str] | None = None
) -> NumberedProject:
    """Return a project whose outturn is ``final``; what it takes of last year's is an amount, or "" for the rest."""
    sample = clean().projects[0].project
    shares = {
        one: Figure(Decimal(amount or 0), "万元", HERE, literal=None if amount else "")
        for one, amount in (takes or {}).items()
    }
    grant = sample.funds.current_grant.model_copy(update={"outturn": amount_of(final)})
    nothing = sample.funds.carried_over.model_copy(update={"outturn": amount_of(0)})
    funds = sample.funds.model_copy(update={"current_grant": grant, "carried_over": nothing, "other_funds": nothing})
    changes: dict[str, Any] = {"name": text(name or f"{identifier}项目"), "outlay_class": text(outlay_class)}
    record = sample.model_copy(update={**changes, "funds": funds, "prior_final_from": shares})
    return NumberedProject(1, identifier, HERE.file, record)


def amount_of(number: str | Decimal | int) -> Figure:
    return Figure(Decimal(number), "万元", HERE)


def year_of(projects: list[NumberedProject], prior: Submission | FinalAccounts | None) -> Submission:
    numbered = [replace(one, number=number) for number, one in enumerate(projects, start=1)]
    return replace(clean(), projects=tuple(numbered), prior=prior)


def outlay(submission: Submission) -> ProjectOutlayLines:
    return derive_annex1(submission, derive(submission).projects).project_outlay


def rows(*projects: NumberedProject, before: list[NumberedProject]) -> list[str]:
    """Return the lines of Annex 1 as a reader sees them: name, last year, this year."""
    lines = outlay(year_of(list(projects), year_of(before, None))).project_lines
    return [f"{str(one.name).strip()} {one.prior_final.amount} {one.final.amount}" for one in lines]


def of_class(form: ProjectOutlayLines, name: str) -> ProjectLine:
    return next(one for one in form.project_lines if one.key == name)


FIRST, SECOND, THIRD = "1、业务工作经费", "2、运行维护经费", "3、市级专项资金（一个专项一行）"


def test_a_project_that_ended_keeps_a_row_in_its_class() -> None:
    told = rows(project("a", GENERAL, 5), before=[project("a", GENERAL, 4), project("b", SPECIAL, "201.22")])
    assert told == [f"{FIRST} 4 5", "a项目 4 5", f"{SECOND} 0 0", f"{THIRD} 201.22 0", "b项目 201.22 0"]


def test_one_that_spent_nothing_last_year_keeps_none() -> None:
    assert rows(before=[project("a", GENERAL, 0)]) == [f"{FIRST} 0 0", f"{SECOND} 0 0", f"{THIRD} 0 0"]


def test_one_that_moved_stands_in_both_classes() -> None:
    told = rows(project("a", UPKEEP, 6), before=[project("a", SPECIAL, 7)])
    assert told == [f"{FIRST} 0 0", f"{SECOND} 0 6", "a项目 0 6", f"{THIRD} 7 0", "a项目 7 0"]


def test_one_that_was_renamed_goes_on_under_its_new_name() -> None:
    told = rows(project("a", UPKEEP, 6, "新名称"), before=[project("a", UPKEEP, 7, "旧名称")])
    assert told == [f"{FIRST} 0 0", f"{SECOND} 7 6", "新名称 7 6", f"{THIRD} 0 0"]


def test_parts_of_one_that_was_split_show_nothing_unless_they_say_so() -> None:
    parts = project("b", UPKEEP, 3), project("c", UPKEEP, 2)
    told = rows(*parts, before=[project("a", UPKEEP, 7)])
    assert told[1:5] == [f"{SECOND} 7 5", "b项目 0 3", "c项目 0 2", "a项目 7 0"]


@pytest.mark.parametrize(
    ("first", "second", "shown"),
    [
        ({"a": "4"}, {"a": ""}, ["b项目 4 3", "c项目 3 2"]),
        ({"a": "4"}, {"a": "3"}, ["b项目 4 3", "c项目 3 2"]),
        ({"a": ""}, {}, ["b项目 7 3", "c项目 0 2"]),
        ({"a": "4"}, {"a": "1"}, ["b项目 4 3", "c项目 1 2", "a项目 2 0"]),
    ],
)
def test_parts_that_declare_what_they_come_from_show_it(
    first: dict[str, str], second: dict[str, str], shown: list[str]
) -> None:
    parts = project("b", UPKEEP, 3, takes=first), project("c", UPKEEP, 2, takes=second)
    told = rows(*parts, before=[project("a", UPKEEP, 7)])
    assert told[1:-1] == [f"{SECOND} 7 5", *shown]


def test_one_that_several_were_merged_into_shows_them_all() -> None:
    merged = project("c", UPKEEP, 5, takes={"a": "", "b": ""})
    told = rows(merged, before=[project("a", UPKEEP, 7), project("b", UPKEEP, 2)])
    assert told[1:3] == [f"{SECOND} 9 5", "c项目 9 5"]


def test_one_that_took_another_in_shows_its_own_and_the_others() -> None:
    told = rows(project("a", UPKEEP, 5, takes={"b": ""}), before=[project("a", UPKEEP, 7), project("b", UPKEEP, 2)])
    assert told[1:3] == [f"{SECOND} 9 5", "a项目 9 5"]


def test_one_that_goes_on_and_gave_something_away_keeps_what_is_left() -> None:
    told = rows(project("a", UPKEEP, 5), project("b", UPKEEP, 1, takes={"a": "2"}), before=[project("a", UPKEEP, 7)])
    assert told[1:4] == [f"{SECOND} 7 6", "a项目 5 5", "b项目 2 1"]


def test_a_declared_move_takes_the_amount_along_and_is_known() -> None:
    submission = year_of([project("a", UPKEEP, 6, takes={"a": ""})], year_of([project("a", SPECIAL, 7)], None))
    assert of_class(outlay(submission), UPKEEP).prior_final.amount == 7
    [one] = succession_of(submission).reclassified
    assert (one.old_class, one.prior_final.amount) == (SPECIAL, Decimal(7))


def test_a_note_tells_what_has_no_row() -> None:
    submission = year_of([project("a", UPKEEP, 6)], year_of([project("a", SPECIAL, 7), project("b", SPECIAL, 2)], None))
    noted = submission.form_set.model_copy(update={"discontinued_projects": DiscontinuedProjects.NOTE})
    form = outlay(replace(submission, form_set=noted))
    assert [one.key for one in form.project_lines] == [GENERAL, UPKEEP, "a", SPECIAL]
    assert of_class(form, SPECIAL).name == f"{THIRD}（上年决算含本年不再列支的a项目7万元、b项目2万元）"
    assert of_class(form, SPECIAL).prior_final.amount == 9


def accounts(**classes: str | None) -> FinalAccounts:
    """Return final accounts of 3 for each project, in the classes given."""
    kept = [
        ProjectAccounts.model_construct(
            identifier=text(one),
            name=text(f"{one}项目"),
            outlay_class=text(named) if named else None,
            final=amount_of(3),
        )
        for one, named in classes.items()
    ]
    base = clean().prior
    assert isinstance(base, FinalAccounts)
    return base.model_copy(update={"project_outlay": kept})


def test_final_accounts_alone_can_hold_projects_that_ended() -> None:
    form = outlay(year_of([project("a", UPKEEP, 6)], accounts(a=None, b=SPECIAL)))
    assert [(one.key, one.prior_final.amount) for one in form.project_lines if one.prior_final.amount] == [
        (UPKEEP, Decimal(3)),
        ("a", Decimal(3)),
        (SPECIAL, Decimal(3)),
        ("b", Decimal(3)),
    ]


def test_without_a_class_one_that_ended_has_no_place_and_is_named() -> None:
    found = succession_of(year_of([project("a", UPKEEP, 6)], accounts(a=None, b=None)))
    assert [str(one.name) for one in found.unplaced] == ["b项目"]
    assert found.discontinued == []


def test_a_class_is_found_again_under_its_former_name() -> None:
    submission = year_of([project("b", SPECIAL, 1)], accounts(a="省市专项", b="省市专项"))
    kinds = [
        one.model_copy(update={"former_names": [text("省市专项")]}) if one.name == SPECIAL else one
        for one in submission.form_set.outlay_classes
    ]
    renamed = submission.form_set.model_copy(update={"outlay_classes": kinds})
    form = outlay(replace(submission, form_set=renamed))
    assert [(one.key, one.prior_final.amount) for one in form.project_lines[2:]] == [
        (SPECIAL, Decimal(6)),
        ("b", Decimal(3)),
        ("a", Decimal(3)),
    ]


def test_without_last_year_nothing_is_known() -> None:
    found = succession_of(year_of([project("a", UPKEEP, 6)], None))
    assert (found.known, found.prior_final("a").literal) == (False, "")


# years drawn at random

_FRESH = (f"p{number}" for number in itertools.count())


@st.composite
def _first_year(draw: st.DrawFn) -> list[NumberedProject]:
    kinds = draw(st.lists(st.sampled_from(CLASSES), max_size=5))
    return [project(next(_FRESH), kind, draw(money())) for kind in kinds]


@st.composite
def _next_year(draw: st.DrawFn, before: list[NumberedProject]) -> list[NumberedProject]:
    """Draw what becomes of each project: it goes on, is renamed, ends, moves, is split, or merged into the next one."""
    projects: list[NumberedProject] = []
    merging: list[NumberedProject] = []
    for one in before:
        kind, final = str(one.project.outlay_class), draw(money())
        match draw(st.sampled_from(["goes on", "renamed", "ends", "moves", "split", "merged"])):
            case "goes on":
                projects.append(project(one.identifier, kind, final, str(one.project.name)))
            case "renamed":
                projects.append(project(one.identifier, kind, final, f"{one.project.name}（二期）"))
            case "moves":
                projects.append(project(one.identifier, draw(st.sampled_from(CLASSES)), final))
            case "split":
                projects += draw(_parts_of(one))
            case "merged":
                merging.append(one)
    for kind in CLASSES:
        joined = [one.identifier for one in merging if one.project.outlay_class == kind]
        declared = dict.fromkeys(joined, "") if draw(st.booleans()) else None
        projects += [project(next(_FRESH), kind, draw(money()), takes=declared)] if joined else []
    return projects


@st.composite
def _parts_of(draw: st.DrawFn, one: NumberedProject) -> list[NumberedProject]:
    whole = one.project.funds.current_grant.outturn.amount
    share = str(draw(st.integers(0, int(whole * 100))) / Decimal(100))
    takes = draw(
        st.sampled_from([({}, {}), ({one.identifier: share}, {}), ({one.identifier: share}, {one.identifier: ""})])
    )
    same = str(one.project.outlay_class)
    kinds = [same if taken else draw(st.sampled_from(CLASSES)) for taken in takes]
    return [project(next(_FRESH), kind, draw(money()), takes=taken) for kind, taken in zip(kinds, takes, strict=True)]


@st.composite
def _histories(draw: st.DrawFn) -> list[list[NumberedProject]]:
    years = [draw(_first_year())]
    for _ in range(draw(st.integers(1, 2))):
        years.append(draw(_next_year(years[-1])))
    return years


@settings(max_examples=60)
@given(_histories(), st.sampled_from(DiscontinuedProjects))
def test_last_years_column_is_what_last_years_form_printed(
    history: list[list[NumberedProject]], manner: DiscontinuedProjects
) -> None:
    prior: Submission | None = None
    printed: ProjectOutlayLines | None = None
    for projects in history:
        submission = year_of(projects, prior)
        form_set = submission.form_set.model_copy(update={"discontinued_projects": manner})
        submission = replace(submission, form_set=form_set)
        form = outlay(submission)
        if printed is not None:
            assert form.prior_final.amount == printed.final.amount
            for name in CLASSES:
                assert of_class(form, name).prior_final.amount == of_class(printed, name).final.amount
        if manner is DiscontinuedProjects.LINES:
            _assert_rows_add_up(form, known=printed is not None)
        assert succession_of(submission).unplaced == []
        assert succession_of(submission).reclassified == []
        prior, printed = replace(submission, prior=None), form


def _assert_rows_add_up(form: ProjectOutlayLines, *, known: bool) -> None:
    assert len({one.key for one in form.project_lines}) == len(form.project_lines)
    for heading, members in _by_class(form):
        for column in ("prior_final", "budget", "final") if known else ("budget", "final"):
            amounts = (getattr(one, column).amount for one in members)
            assert getattr(heading, column).amount == sum(amounts, Decimal(0))


def _by_class(form: ProjectOutlayLines) -> Iterator[tuple[ProjectLine, list[ProjectLine]]]:
    starts = [number for number, one in enumerate(form.project_lines) if one.key in CLASSES]
    for start, end in zip(starts, [*starts[1:], len(form.project_lines)], strict=True):
        yield form.project_lines[start], list(form.project_lines[start + 1 : end])
