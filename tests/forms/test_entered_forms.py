"""What was entered knows its form, its file and how its paths begin."""

from pathlib import Path

from tests.support.described import NAME
from tests.support.described_year import read_sample


def test_a_form_is_held_with_its_file_and_prefix(tmp_path: Path) -> None:
    submission = read_sample(tmp_path).submission
    assert submission is not None
    (form,) = submission.sets[NAME].forms
    assert (form.file, form.prefix, form.number) == ("data/2030/sample/project.yaml", "项目表", 0)
    assert not submission.is_open
