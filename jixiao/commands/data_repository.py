"""A unit's own repository: data and templates, and beside them what runs a program of a pinned version on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from jixiao import __version__
from jixiao.commands.schema import SCHEMAS, schema_files
from jixiao.errors import EnvironmentFailure, UsageError, name_fault
from jixiao.paths import shipped_sets
from jixiao.publish.folder import create_folder
from jixiao.source.regular_file import MAX_DOCUMENT, read_regular

WHEEL = f"jixiao-{__version__}-py3-none-any.whl"
_FRAME = Path(__file__).with_name("repository")
_PLACES = {
    "Makefile": "Makefile",
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "gitattributes": ".gitattributes",
    "editorconfig": ".editorconfig",
    "github.yml": ".github/workflows/check.yml",
    "gitlab-ci.yml": ".gitlab-ci.yml",
    "vscode-settings.json": ".vscode/settings.json",
    "vscode-extensions.json": ".vscode/extensions.json",
    "jixiao-serve.cmd": "jixiao-serve.cmd",
}


def write_repository(folder: Path, data: Mapping[str, bytes], sets: Sequence[str], wheel: Path | None) -> list[str]:
    """Make a repository of a year's ``data`` (path below the folder → content); return its files.

    UsageError where something is there already or the wheel is another, EnvironmentFailure where it cannot be written.
    """
    files = dict(data) | dict(_templates(sets)) | dict(_frame())
    if wheel is not None:
        if wheel.name != WHEEL:
            raise UsageError(f"--wheel 应是 {WHEEL}（与正在运行的程序同一版本），这里是 {wheel.name}。")
        files[f"program/{WHEEL}"] = read_regular(wheel, MAX_DOCUMENT)
    try:
        create_folder(folder, files)
    except FileExistsError as error:
        raise UsageError(f"{folder} 已经有了，没有改动。请换一个名称。") from error
    except OSError as error:
        raise EnvironmentFailure(f"写不进 {folder}（{name_fault(error)}）。请检查磁盘空间和写入权限。") from error
    return sorted(files)


def _templates(sets: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    shipped = shipped_sets()
    for name in sets:
        folder = shipped.form_set(name)
        for path in sorted(one for one in folder.rglob("*") if one.is_file()):
            yield f"templates/{name}/{path.relative_to(folder).as_posix()}", read_regular(path, MAX_DOCUMENT)
    others = tuple(path.name for path in shipped.templates.iterdir() if path.name not in sets)
    for name, text in schema_files(shipped).items():
        if not name.startswith(tuple(f"{one}-" for one in others)):
            yield f"{SCHEMAS}/{name}", text.encode()


def _frame() -> Iterator[tuple[str, bytes]]:
    for name, place in _PLACES.items():
        yield place, (_FRAME / name).read_bytes().replace(b"@VERSION@", __version__.encode())
    program = Path(__file__).resolve().parents[1]
    lock = next(path for path in (program / "requirements.lock", program.parent / "requirements.lock") if path.exists())
    yield "requirements.lock", lock.read_bytes()
