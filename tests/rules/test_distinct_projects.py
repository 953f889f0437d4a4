"""Names, places in Annex 1 and identifiers of projects are each project's own."""

from __future__ import annotations

import pytest

from tests.diagnosis.made_year import said
from tests.support.slips import Desk, Edit

FESTIVAL, DIGITAL, HERITAGE = (f"projects/{name}.yaml" for name in ("06-festival", "03-digital", "04-heritage"))


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return Desk(tmp_path_factory.mktemp("bare"), controls=False)


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (Edit(FESTIVAL, "名称: 国际档案日宣传活动", "名称: 档案异地备份中心建设"), "C618"),
        (Edit(HERITAGE, "名称: 档案保护开发和档案资源建设项目", "名称: 国际档案日宣传活动"), "C618"),
        (Edit(DIGITAL, "附件1行次: 3", "附件1行次: 1"), "C619"),
        (Edit(HERITAGE, "附件1行次: 1", "附件1行次: 3"), "C619"),
    ],
)
def test_the_one_changed_since_last_year_or_the_later_one_is_told(bare: Desk, edit: Edit, code: str) -> None:
    one = next(one for one in said(bare, edit) if one.code == code)
    assert (one.place.file.endswith(edit.file), one.place.line) == (True, edit.line)


def test_places_of_different_projects_may_differ_from_last_years(bare: Desk) -> None:
    assert not any(one.code == "C619" for one in said(bare, Edit(DIGITAL, "附件1行次: 3", "附件1行次: 2")))
