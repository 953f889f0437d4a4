"""Two levels of vertical merging, whatever the number of indicators."""

from collections.abc import Mapping
from functools import cache
from itertools import groupby
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from jixiao.derive.dossier import ProjectForm
from jixiao.derive.scoring import derive_indicator_rows
from jixiao.glossary import term
from jixiao.model.evaluation import CompleteTree, Indicator, IndicatorTree
from jixiao.paths import Workspace
from jixiao.render.environment import context_of, form_environment
from jixiao.render.filling import render_form
from jixiao.render.printing import Printer
from jixiao.submission.read import read_year
from tests.support.docx import grid, squeezed, squeezed_rows
from tests.support.package import YEAR, entry, folders, real_dossier
from tests.support.project import ROOT

Counts = Mapping[str, Mapping[str, int]]


LEVELS = {
    "产出指标": ["数量指标", "质量指标", "时效指标", "成本指标"],
    "效益指标": ["经济效益指标", "社会效益指标", "生态效益指标", "可持续影响指标"],
    "满意度指标": ["服务对象满意度指标"],
}
counts = st.fixed_dictionaries(
    {
        level1: st.fixed_dictionaries({level2: st.integers(0, 12) for level2 in below})
        for level1, below in LEVELS.items()
    }
)


@cache
def sample() -> Indicator:
    submission = read_year(Workspace(ROOT), YEAR).submission
    assert submission is not None
    return submission.projects[0].project.indicators["产出指标"]["数量指标"][0]


def tree(numbers: Counts) -> IndicatorTree:
    return {
        level1: {level2: [_named(f"{level2}{n}") for n in range(count)] for level2, count in below.items()}
        for level1, below in numbers.items()
    }


def _named(words: str) -> Indicator:
    return sample().model_copy(update={"level3": entry(words)})


def rendered(numbers: Counts) -> list[list[str]]:
    """Return the rows of the indicator table of an Annex 3 with so many indicators."""
    dossier = real_dossier()
    rows = derive_indicator_rows(cast(CompleteTree, tree(numbers)), dossier.form_set)
    project: ProjectForm = replace(dossier.projects.in_order[0], indicator_rows=rows)
    template = folders(Workspace(ROOT)).templates / "annex3.docx"
    context = context_of(dossier) | {term("this_project"): project}
    docx = render_form(template, context, Printer("附件3（1）", ()), form_environment())
    return [row for row in squeezed_rows(grid(docx)) if len(row) == 9][1:]


def expected(numbers: Counts) -> list[tuple[str, str, str]]:
    """Return level 1, level 2 and level 3 of each row, "" where a merged cell goes on."""
    printed = {str(one.name): squeezed(one.printed_as) for one in real_dossier().form_set.indicator_system}
    names = [
        (level1, level2, f"{level2}{number}")
        for level1, below in LEVELS.items()
        for level2 in below
        for number in range(numbers[level1][level2])
    ]
    rows = []
    for level1, group in groupby(names, key=lambda name: name[0]):
        label = printed[level1].replace("{权重}", weight_of(level1))
        for level2, members in groupby(group, key=lambda name: name[1]):
            for _, _, level3 in members:
                rows.append((label, level2, level3))
                label = level2 = ""
    return rows


def weight_of(level1: str) -> str:
    [weight] = [one.weight for one in real_dossier().form_set.indicator_system if one.name == level1]
    return format(weight.amount, "f")


@settings(max_examples=25, deadline=None)
@given(counts)
def test_any_number_of_indicators_merges_by_level_1_and_by_level_2(numbers: Counts) -> None:
    rows = rendered(numbers)
    assert [tuple(row[1:4]) for row in rows] == expected(numbers)
    assert [row[0] for row in rows] == [""] * len(rows)


@pytest.mark.parametrize("count", [1, 2, 12])
def test_a_level_2_of_so_many_indicators_prints_its_name_once(count: int) -> None:
    numbers = {level1: dict.fromkeys(below, 0) for level1, below in LEVELS.items()}
    numbers["产出指标"] |= {"数量指标": 1, "成本指标": count}
    assert [row[2] for row in rendered(numbers)] == ["数量指标", "成本指标", *[""] * (count - 1)]


def test_a_level_1_without_indicators_has_no_row() -> None:
    numbers = {level1: dict.fromkeys(below, 1) for level1, below in LEVELS.items()}
    numbers["效益指标"] = dict.fromkeys(numbers["效益指标"], 0)
    assert not any("效益指标" in row[1] for row in rendered(numbers))
