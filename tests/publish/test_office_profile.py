"""The settings that LibreOffice finds at its start."""

from pathlib import Path

import pytest
from docx import Document

from jixiao.publish.office_profile import NOTHING_RUNS, prepare_profile
from tests.support.office import converted

BUILD = Path("profile/user/extensions/buildid")
SETTINGS = Path("profile/user/registrymodifications.xcu")


def test_libreoffice_does_not_test_its_graphics_first(tmp_path: Path) -> None:
    Document().save(str(tmp_path / "a.docx"))
    converted(tmp_path, [tmp_path / "a.docx"], "pdf")
    assert (tmp_path / "profile" / "user").is_dir()
    assert [*(tmp_path / "profile").rglob("*Graphics*")] == []


def test_libreoffice_finds_the_build_it_is_of_and_starts_once(tmp_path: Path) -> None:
    prepare_profile(tmp_path)
    seeded = (tmp_path / BUILD).read_bytes()
    assert seeded
    Document().save(str(tmp_path / "a.docx"))
    converted(tmp_path, [tmp_path / "a.docx"], "pdf")
    assert (tmp_path / BUILD).read_bytes() == seeded, "another build was written over it: LibreOffice started twice"


def test_where_libreoffice_does_not_state_its_build_it_starts_as_it_likes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    prepare_profile(tmp_path)
    assert (tmp_path / BUILD).read_bytes() == b""


def test_for_a_stranger_s_file_macros_and_links_are_off(tmp_path: Path) -> None:
    prepare_profile(tmp_path, *NOTHING_RUNS)
    written = (tmp_path / SETTINGS).read_text("utf-8")
    assert "DisableMacrosExecution" in written
    assert "BlockUntrustedRefererLinks" in written


def test_a_profile_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    prepare_profile(tmp_path, *NOTHING_RUNS)
    before = (tmp_path / SETTINGS).read_bytes()
    prepare_profile(tmp_path)
    assert (tmp_path / SETTINGS).read_bytes() == before
