"""The wheel holds what the tree holds, and installed elsewhere it makes the same package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

from tests.support.cases import BASE
from tests.support.project import ROOT

MADE_OF = ("pyproject.toml", "setup.py", "README.md", "LICENSE", "requirements.lock", "jixiao", "templates")
GONE = "build/lib/jixiao/gone.py"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the tree in which somebody built before, and has deleted a module since."""
    folder = tmp_path_factory.mktemp("source")
    for name in MADE_OF:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / name, folder)
    (folder / GONE).parent.mkdir(parents=True)
    (folder / GONE).touch()
    (folder / "templates/yueyang-2023/~$annex1.docx").touch()
    (folder / "templates/yueyang-2023/分册").mkdir()
    (folder / "templates/yueyang-2023/分册/.说明").touch()
    return folder


@pytest.fixture(scope="module")
def wheel(source: Path) -> Path:
    options = ("--quiet", "--no-build-isolation", "--no-deps", "--no-index", "--wheel-dir", str(source / "dist"))
    run(sys.executable, "-m", "pip", "wheel", *options, str(source), cwd=source)
    [made] = (source / "dist").iterdir()
    return made


@pytest.fixture(scope="module")
def command(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the command of an environment that holds the wheel and nothing else."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    options = ("install", "--quiet", "--no-deps", "--no-index", "--disable-pip-version-check")
    run(sys.executable, "-m", "pip", "--python", str(programs / "python"), *options, str(wheel), cwd=folder)
    return programs / "jixiao"


def run(*words: str, cwd: Path) -> str:
    environment = os.environ | {"PYTHONPATH": sysconfig.get_path("purelib"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(words, cwd=cwd, env=environment, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def files_below(folder: Path, prefix: str = "") -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {f"{prefix}{path.relative_to(folder).as_posix()}": path.read_bytes() for path in paths}


def test_it_holds_every_file_of_the_tree_and_no_other(source: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        held = {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}
    wanted = files_below(source / "jixiao", "jixiao/") | files_below(source / "templates", "jixiao/templates/")
    wanted["jixiao/requirements.lock"] = (source / "requirements.lock").read_bytes()
    del wanted["jixiao/templates/yueyang-2023/~$annex1.docx"]
    assert held.keys() == wanted.keys()
    assert held == wanted


def test_installed_it_makes_the_same_package_of_a_folder_of_data(command: Path, tmp_path: Path) -> None:
    for name in "wheel", "tree":
        shutil.copytree(BASE / "data", tmp_path / name / "data")
        shutil.copytree(ROOT / "templates", tmp_path / name / "templates")
    assert "没有发现问题" in run(str(command), "check-data", cwd=tmp_path / "wheel")
    words = run(str(command), "report", "--no-pdf", cwd=tmp_path / "wheel")
    assert run(sys.executable, str(ROOT / "build.py"), "report", "--no-pdf", cwd=tmp_path / "tree") == words
    assert files_below(tmp_path / "wheel/output") == files_below(tmp_path / "tree/output")


def test_it_says_what_it_is_called(command: Path, tmp_path: Path) -> None:
    for words in (str(command),), (str(command.with_name("python")), "-m", "jixiao"):
        assert run(*words, "--help", cwd=tmp_path).startswith("用法：jixiao ")


def test_a_repository_of_a_units_own_makes_the_same_package(command: Path, wheel: Path, tmp_path: Path) -> None:
    words = ("--forms", "yueyang-2023", "--year", "2023", "--wheel", str(wheel))
    assert "各项待填" in run(str(command), "init", "材料", *words, cwd=tmp_path)
    own = tmp_path / "材料"
    shutil.rmtree(own / "data")
    shutil.copytree(BASE / "data", own / "data")
    (own / ".venv").symlink_to(command.parent.parent)
    (own / ".venv/installed").touch()
    assert "已生成" in run("make", "report", "ARGS=--no-pdf", cwd=own)
    shutil.copytree(BASE / "data", tmp_path / "tree/data")
    shutil.copytree(ROOT / "templates", tmp_path / "tree/templates")
    run(sys.executable, str(ROOT / "build.py"), "report", "--no-pdf", cwd=tmp_path / "tree")
    assert files_below(own / "output") == files_below(tmp_path / "tree/output")
