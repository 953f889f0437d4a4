"""The folders of units may hold anything: nothing leads out of them, and what cannot be used is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from benchmarks.believable.unit import YEAR
from jixiao.errors import UsageError
from jixiao.fleet import budget_units
from jixiao.fleet.budget_units import FleetUnit, Unusable, digest_of, find_units, list_inputs
from jixiao.fleet.unit_records import Status
from jixiao.paths import Bureau
from tests.fleet.bureaus import bureau, checked


@pytest.fixture
def empty(tmp_path: Path) -> Bureau:
    (tmp_path / "units").mkdir()
    (tmp_path / "templates").mkdir()
    return Bureau(tmp_path)


def unit(whole: Bureau, name: str = "甲") -> FleetUnit:
    folder = whole.units / name
    (folder / "data" / str(YEAR)).mkdir(parents=True)
    (folder / "data" / str(YEAR) / "unit.yaml").touch()
    return FleetUnit(name, whole)


def test_units_are_the_folders_in_order_that_match(empty: Bureau) -> None:
    for name in ("档案馆", "教育局", "教育学院", ".隐藏"):
        (empty.units / name).mkdir()
    (empty.units / "说明.txt").touch()
    assert [one.name for one in find_units(empty)[0]] == ["教育学院", "教育局", "档案馆"]
    assert [one.name for one in find_units(empty, "教育*")[0]] == ["教育学院", "教育局"]


def test_where_nothing_matches_the_message_says_so(empty: Bureau) -> None:
    with pytest.raises(UsageError, match=r"没有名称符合“水利\*”的单位文件夹"):
        find_units(empty, "水利*")


@pytest.mark.parametrize("name", ["CON", "a:b", "甲\n乙", "尾点.", "长" * 70, "\u202e甲"])
def test_a_name_that_is_no_file_name_everywhere_is_refused(empty: Bureau, name: str) -> None:
    (empty.units / name).mkdir()
    found, refused = find_units(empty)
    assert found == []
    assert [finding.code for _, finding in refused] == ["U001"]
    assert all(shown.isprintable() for shown, _ in refused)


def test_a_name_that_is_not_utf8_is_refused(empty: Bureau) -> None:
    (empty.units / os.fsdecode("档案".encode("gbk"))).mkdir()
    assert [finding.code for _, finding in find_units(empty)[1]] == ["U001"]


def test_a_link_in_place_of_a_unit_is_refused(empty: Bureau, tmp_path: Path) -> None:
    (empty.units / "甲").symlink_to(tmp_path)
    found, refused = find_units(empty)
    assert found == []
    assert "链接" in refused[0][1].found


@pytest.mark.parametrize("where", ["data", f"data/{YEAR}", f"data/{YEAR}/evidence", f"data/{YEAR}/waivers.yaml"])
def test_no_link_is_followed(empty: Bureau, tmp_path: Path, where: str) -> None:
    one = unit(empty)
    secret = tmp_path / "别处"
    secret.mkdir()
    link = one.folder / where
    if link.exists():
        link.rename(tmp_path / "原来的")
    link.symlink_to(secret)
    with pytest.raises(Unusable) as refused:
        list_inputs(one, YEAR)
    assert refused.value.finding.code == "U003"


def test_what_is_no_file_is_refused(empty: Bureau) -> None:
    one = unit(empty)
    os.mkfifo(one.folder / "data" / str(YEAR) / "管道")
    with pytest.raises(Unusable) as refused:
        list_inputs(one, YEAR)
    assert refused.value.finding.code == "U003"


def test_too_many_files_are_refused(empty: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    one = unit(empty)
    (one.folder / "data" / str(YEAR) / "annex1.yaml").touch()
    monkeypatch.setattr(budget_units, "MAX_FILES", 1)
    with pytest.raises(Unusable) as refused:
        list_inputs(one, YEAR)
    assert refused.value.finding.code == "U003"


def test_the_digest_is_of_names_and_contents_of_both_years(empty: Bureau) -> None:
    one = unit(empty)
    seen = {digest_of(list_inputs(one, YEAR))}
    (one.folder / "data" / str(YEAR - 1)).mkdir()
    for path, words in ((f"{YEAR}/unit.yaml", "a"), (f"{YEAR}/basic.yaml", ""), (f"{YEAR - 1}/unit.yaml", "b")):
        (one.folder / "data" / path).write_text(words, "utf-8")
        seen.add(digest_of(list_inputs(one, YEAR)))
    assert len(seen) == 4
    (one.folder / "data" / str(YEAR - 2)).mkdir()
    (one.folder / "output").mkdir()
    assert digest_of(list_inputs(one, YEAR)) in seen


def test_units_that_cannot_be_worked_on_are_findings_beside_the_others(tmp_path: Path) -> None:
    whole = bureau(tmp_path)
    (whole.units / "没报").mkdir()
    only = whole.units / "只有决算" / "data" / str(YEAR)
    only.mkdir(parents=True)
    (only / "final-accounts.yaml").touch()
    (whole.units / "链接").symlink_to(whole.units / "unit-00001")
    rows, findings = checked(whole, pattern="[!u]*")
    assert {name: [one["code"] for one in found] for name, found in findings.items()} == {
        "没报": ["U002"],
        "只有决算": ["U002"],
        "链接": ["U001"],
    }
    assert {row.status for row in rows.values()} == {Status.FAILED}
