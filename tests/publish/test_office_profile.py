"""The settings that LibreOffice finds at its start."""

from pathlib import Path

from docx import Document

from jixiao.publish.office_profile import NOTHING_RUNS, prepare_profile
from tests.support.office import converted

SETTINGS = Path("profile/user/registrymodifications.xcu")


def test_libreoffice_does_not_test_its_graphics_first(tmp_path: Path) -> None:
    Document().save(str(tmp_path / "a.docx"))
    converted(tmp_path, [tmp_path / "a.docx"], "pdf")
    assert (tmp_path / "profile" / "user").is_dir()
    assert [*(tmp_path / "profile").rglob("*Graphics*")] == []


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
