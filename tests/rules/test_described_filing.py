"""A filed year on described sets stays as filed, part by part."""

from datetime import date
from pathlib import Path

import pytest

from jixiao.build.described_case import open_described_year
from jixiao.figures import Text
from jixiao.findings import Place
from jixiao.model.filed import Filed, FiledPart, Restatement
from jixiao.model.scalars import Day
from jixiao.rules.described_filing import FormFiling, PrintedForms, check_filing, digest_parts, name_part
from tests.support.described_year import FORM, write_year

HERE = Place("filed.yaml", 7, 9)
LABEL = "项目表"


def packages(root: Path, form: str = FORM) -> list[PrintedForms]:
    opened = open_described_year(write_year(root, form), 2030, draft=True)
    return [PrintedForms(case.dossier, case.inspection.prints) for case in opened.cases]


def filing(of: list[PrintedForms], *restated: str, **more: str) -> FormFiling:
    """Return the record of packages, and of ``more`` parts with their digests."""

    def text(words: str) -> Text:
        return Text(words, HERE, "")

    parts = [
        FiledPart.model_construct(label=text(label), content_digest=text(digest), file_digest=text(""))
        for label, digest in {**digest_parts(of), **more}.items()
    ]
    filed = Filed.model_construct(recorded_on=Day(date(2031, 4, 1), HERE, ""), parts=parts)
    return FormFiling(filed, [Restatement.model_construct(where=text(label)) for label in restated])


def told(now: list[PrintedForms], filed: FormFiling) -> list[tuple[str, str]]:
    return [(one.code, one.subject) for one in check_filing(now, filed)]


@pytest.fixture
def before(tmp_path: Path) -> list[PrintedForms]:
    return packages(tmp_path / "before")


def test_what_prints_the_same_is_as_filed(before: list[PrintedForms]) -> None:
    assert told(before, filing(before)) == []


def test_another_value_is_told_with_its_part(before: list[PrintedForms], tmp_path: Path) -> None:
    now = packages(tmp_path / "now", FORM.replace("得分: 28", "得分: 27"))
    assert told(now, filing(before)) == [("K111", f"报送 {LABEL}")]


def test_a_restatement_lets_it_stand(before: list[PrintedForms], tmp_path: Path) -> None:
    now = packages(tmp_path / "now", FORM.replace("得分: 28", "得分: 27"))
    assert told(now, filing(before, LABEL)) == []


def test_a_part_that_is_gone_is_told(before: list[PrintedForms]) -> None:
    assert told(before, filing(before, 另一张="0" * 64)) == [("K111", "报送 另一张")]


def test_what_is_to_be_filled_in_may_yet_be_what_it_was(before: list[PrintedForms], tmp_path: Path) -> None:
    assert told(packages(tmp_path / "now", FORM.replace("得分: 28", "得分: 待填")), filing(before)) == []


def test_parts_of_another_set_are_named_after_it(before: list[PrintedForms]) -> None:
    both = [*before, *before]
    assert [name_part(both, number, LABEL) for number in (0, 1)] == [LABEL, f"sample {LABEL}"]
