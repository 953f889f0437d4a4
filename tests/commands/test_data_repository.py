"""A unit's own repository: whole, without a line of program, never over what is there."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from jixiao import __version__
from jixiao.commands.data_repository import WHEEL, write_repository
from jixiao.errors import UsageError
from tests.support.project import ROOT


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("of its own") / "材料"
    write_repository(folder, {"data/2023/unit.yaml": b"a: 1\n"}, ["national-2020"], None)
    return folder


def test_it_holds_data_forms_and_settings_and_no_program(repository: Path) -> None:
    files = {path.relative_to(repository).as_posix() for path in repository.rglob("*") if path.is_file()}
    assert {
        *("Makefile", "README.md", "jixiao-serve.cmd", "requirements.lock", ".gitignore", ".gitattributes"),
        *(".editorconfig", ".gitlab-ci.yml", ".github/workflows/check.yml", ".vscode/settings.json"),
        *("data/2023/unit.yaml", "templates/national-2020/project.docx", "schemas/unit.schema.json"),
        "schemas/national-2020-projects.schema.json",
    } <= files
    assert not [name for name in files if name.endswith(".py")]
    assert not [name for name in files if "yueyang" in name]
    json.loads((repository / ".vscode/settings.json").read_text("utf-8"))


def test_it_pins_the_program_and_names_no_place_to_fetch_it_from(repository: Path) -> None:
    makefile = (repository / "Makefile").read_text("utf-8")
    assert f"VERSION := {__version__}\n" in makefile
    words = [path.read_text("utf-8") for path in repository.iterdir() if path.is_file()]
    assert not [one for one in words if "@VERSION@" in one or "http" in one.replace("$schema", "")]


def test_its_commands_are_known_to_the_program(repository: Path) -> None:
    from jixiao.cli.entry import COMMANDS

    names = set(re.findall(r"^([a-z-]+):", (repository / "Makefile").read_text("utf-8"), re.MULTILINE))
    known = {name for one in COMMANDS for name in (one.name, *one.aliases)}
    assert names - known == {"setup", "help", "review"}


def test_the_page_is_started_by_the_same_file_as_here() -> None:
    here = (ROOT / "jixiao-serve.cmd").read_bytes()
    assert here == (ROOT / "jixiao/commands/repository/jixiao-serve.cmd").read_bytes()
    assert here.count(b"\r\n") == here.count(b"\n")


def test_what_is_there_already_stays(repository: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="已经有了"):
        write_repository(repository, {}, ["national-2020"], None)
    (tmp_path / "jixiao-0.0.1-py3-none-any.whl").touch()
    with pytest.raises(UsageError, match=WHEEL):
        write_repository(tmp_path / "new", {}, [], tmp_path / "jixiao-0.0.1-py3-none-any.whl")
    assert not (tmp_path / "new").exists()
