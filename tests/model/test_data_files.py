"""One table of the data files: every name once, every field one of the submission."""

import pytest

from jixiao.model.annex5 import Annex5
from jixiao.model.data_files import (
    ALL_FILES,
    CONTROLS,
    FILED,
    OPTIONAL,
    PROJECT,
    REQUIRED,
    YEAR_FILES,
    file_of,
    model_of,
    project_file,
)
from jixiao.model.entered_year import Submission
from jixiao.model.project import Project
from tests.model.entered import entered


def test_every_file_stands_there_once() -> None:
    assert len({file.name for file in ALL_FILES}) == len({file.model for file in ALL_FILES}) == len(ALL_FILES)


def test_a_year_is_held_by_fields_of_the_submission() -> None:
    assert {file.field for file in YEAR_FILES} < set(Submission.__struct_fields__)


def test_what_a_year_must_have_is_filled_in_each_year_and_has_paths() -> None:
    assert all(file.yearly and file.path for file in REQUIRED)
    assert [file.path for file in OPTIONAL] == [""] * len(OPTIONAL)


def test_a_file_is_found_by_its_name_in_the_folder() -> None:
    assert file_of("annex5.yaml") is next(file for file in REQUIRED if file.model is Annex5)
    assert file_of("projects/03-shelving.yaml") is PROJECT
    assert file_of("projects/3-shelving.yaml") is None
    assert model_of(project_file(3, "shelving")) is Project
    with pytest.raises(KeyError):
        model_of("notes.yaml")


def test_entries_are_held_without_what_they_stand_in() -> None:
    record = entered(CONTROLS.model, "核对数:\n  - 引用: 附件1.x\n    数额: 3\n    出处: 报表\n")
    held = CONTROLS.held(record)
    assert isinstance(held, tuple)
    assert len(held) == 1
    assert CONTROLS.held(None) == ()
    assert FILED.held(None) is None
