"""Second-level indicators that a form may have and has not yet."""

from pathlib import Path

from jixiao.paths import Workspace
from jixiao.serve.data_entries import read_entries
from jixiao.serve.optional_lists import begin_list, list_optional
from jixiao.serve.year_opening import open_served_year
from tests.support.made_unit import copy_made_unit

PROJECT = "data/2023/projects/01-building.yaml"


def copy_without_a_kind(target: Path) -> Workspace:
    """Return a copy of the made unit whose first project has no indicators of one kind."""
    workspace = copy_made_unit(target)
    text = (target / PROJECT).read_text("utf-8")
    first, after = text.index("    社会效益指标:\n"), text.index("    生态效益指标:\n")
    (target / PROJECT).write_text(text[:first] + text[after:], "utf-8")
    return workspace


def test_what_a_form_may_have_and_has_not_is_listed(tmp_path: Path) -> None:
    year = open_served_year(copy_without_a_kind(tmp_path), 2023)
    [only] = list_optional(year)
    assert only.path == "各项目.building.绩效指标.效益指标.社会效益指标"
    home = next(one for one in year.parts if one.identifier == "building")
    assert [*list_optional(year, home)] == [only]
    assert [*list_optional(year, year.parts[0])] == []


def test_a_list_begins_with_an_open_row_in_its_place_and_nothing_else_changes(tmp_path: Path) -> None:
    [only] = list_optional(open_served_year(copy_without_a_kind(tmp_path), 2023))
    text = begin_list(only)
    made = read_entries(text, only.file.file, only.file.prefix, only.file.model)
    assert made.entries[f"{only.path}[1].三级指标"].is_open
    lines = text.splitlines()
    start = lines.index("    社会效益指标:")
    assert lines[start + 5] == "    生态效益指标:"
    assert lines[:start] + lines[start + 5 :] == only.file.text.splitlines()
