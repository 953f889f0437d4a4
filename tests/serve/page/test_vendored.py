"""The libraries of the page are as published, each with its licence."""

from pathlib import Path

import pytest

from scripts.vendored import FOLDERS, MANIFEST, digest, read_libraries


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parts[-4])
def test_every_file_is_listed_with_its_digest(folder: Path) -> None:
    listed = {file["name"]: file["sha256"] for library in read_libraries(folder) for file in library["files"]}
    found = {path.name: digest(path.read_bytes()) for path in folder.iterdir() if path.name != MANIFEST}
    assert found == listed, "python -m scripts.vendored"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parts[-4])
def test_every_library_brings_its_licence_and_version(folder: Path) -> None:
    for library in read_libraries(folder):
        code, *licence = library["files"]
        assert any("LICENSE" in file["name"] for file in licence), library["package"]
        assert library["licence"]
        assert library["version"]
        assert code["name"].startswith(library["package"].split("-core")[0])
