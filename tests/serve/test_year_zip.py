"""A year as one file: sent, changed elsewhere, merged back; what is no such file is refused."""

import io
import zipfile
from pathlib import Path

import msgspec
import pytest

from jixiao.errors import UsageError
from jixiao.serve.year_zip import list_copies, merge_received, pack_year, read_year_files, remember_received, save_copy
from tests.support.served import YEAR, copy_clean_year


def test_a_year_received_unchanged_changes_nothing(tmp_path: Path) -> None:
    workspace = copy_clean_year(tmp_path)
    merged = merge_received(workspace, YEAR, pack_year(workspace, YEAR))
    assert (merged.files, merged.conflicts) == ({}, ())


def test_changes_of_both_sides_come_together_and_the_same_span_is_told(tmp_path: Path) -> None:
    here, there = copy_clean_year(tmp_path / "here"), copy_clean_year(tmp_path / "there")
    sent = pack_year(here, YEAR)
    remember_received(there, YEAR, sent)
    for workspace, old, new in (
        (there, "在职人数: ", "在职人数: 1"),
        (there, "编制数: ", "编制数: 1"),
        (here, "编制数: ", "编制数: 2"),
    ):
        file = workspace.year(YEAR) / "annex1.yaml"
        file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    merged = merge_received(here, YEAR, pack_year(there, YEAR))
    text = (merged.files[f"data/{YEAR}/annex1.yaml"] or b"").decode()
    assert "在职人数: 1" in text
    assert "编制数: 2" in text
    [(file_name, ours, theirs)] = merged.conflicts
    assert (file_name, "编制数: 2" in ours, "编制数: 1" in theirs) == ("annex1.yaml", True, True)


def test_a_file_made_or_taken_away_elsewhere_is_so_here(tmp_path: Path) -> None:
    here, there = copy_clean_year(tmp_path / "here"), copy_clean_year(tmp_path / "there")
    remember_received(there, YEAR, pack_year(here, YEAR))
    projects = sorted((there.year(YEAR) / "projects").iterdir())
    projects[-1].rename(projects[-1].with_name("99-other.yaml"))
    merged = merge_received(here, YEAR, pack_year(there, YEAR))
    folder = f"data/{YEAR}/projects"
    assert merged.files[f"{folder}/{projects[-1].name}"] is None
    assert merged.files[f"{folder}/99-other.yaml"] is not None


def test_copies_are_kept_by_day_and_second(tmp_path: Path) -> None:
    workspace = copy_clean_year(tmp_path)
    name = save_copy(workspace, YEAR)
    assert list_copies(workspace, YEAR) == [name]
    with zipfile.ZipFile(tmp_path / "backups" / name) as packed:
        assert {one.removeprefix("data/") for one in packed.namelist() if one.startswith("data/")} == {
            *read_year_files(workspace, YEAR)
        }


def packed(members: dict[str, bytes], year: int = YEAR) -> bytes:
    """Return a ZIP with the manifest of a year and other members."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as whole:
        whole.writestr("jixiao-year.json", msgspec.json.encode({"format": "jixiao-year/1", "year": year}))
        for name, one in members.items():
            whole.writestr(name, one)
    return content.getvalue()


@pytest.mark.parametrize(
    "received",
    [
        b"",
        b"PK\x03\x04",
        packed({}, 2022),
        packed({"../unit.yaml": b"a"}),
        packed({"data/../unit.yaml": b"a"}),
        packed({"data//etc/unit.yaml": b"a"}),
        packed({"data/.git/config.yaml": b"a"}),
        packed({"data/a.py": b"a"}),
        packed({"data/unit.yaml": b"\xff"}),
        packed({"data/unit.yaml": b"0" * 2_000_000}),
        packed({f"data/{number}.md": b"" for number in range(5_000)}),
    ],
    ids=range(11),
)
def test_what_is_no_such_file_is_refused(tmp_path: Path, received: bytes) -> None:
    with pytest.raises(UsageError):
        merge_received(copy_clean_year(tmp_path), YEAR, received)
