"""What a check said, kept until anything it looked at changes: data, templates, program, day, options.

Checking again what has not changed since is common (hooks, a build right after a check, several people's pipelines on
one machine) and then takes no longer than reading the files. Whatever is unusual is simply checked.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from jixiao import edition
from jixiao.cache import fetch, keep, key_of, versions
from jixiao.errors import UsageError
from jixiao.paths import Project

_LIBRARIES = ("jinja2", "lxml", "pydantic", "ruamel.yaml")
# More than this is evidence or something that went astray; reading it twice would not pay.
_LARGEST = 16 * 1024 * 1024

Said = tuple[int, str]


def remembered(options: argparse.Namespace, project: Project, *also: str, check: Callable[[], Said]) -> Said:
    """Return exit code and words of a check, as kept if everything is as it was; ``also`` is what else decides."""
    key = _key(options, project, also)
    kept = fetch(key) if key else None
    if kept is not None:
        return kept[0], kept[1:].decode(errors="surrogatepass")
    code, words = check()
    if key:
        keep(key, bytes([code]) + words.encode(errors="surrogatepass"))
    return code, words


def _key(options: argparse.Namespace, project: Project, also: tuple[str, ...]) -> str | None:
    """Return the name for this very check; None where something cannot be read, or is too much."""
    asked = sorted((name, str(value)) for name, value in vars(options).items() if name != "run")
    # A stated moment that cannot be read is the check's to refuse.
    try:
        said = repr((asked, also, str(edition.today()), str(Path.cwd()), str(project.root), sorted(_program())))
        return key_of("check", versions(*_LIBRARIES), said.encode(), *_inputs(project))
    except (OSError, _TooMuch, UsageError):
        return None


class _TooMuch(Exception):
    pass


def _inputs(project: Project) -> Iterator[bytes]:
    size = 0
    for path in sorted(path for name in ("data", "templates") for path in (project.root / name).rglob("*")):
        yield str(path.relative_to(project.root)).encode(errors="surrogateescape")
        if path.is_file():
            size += path.stat().st_size
            if size > _LARGEST:
                raise _TooMuch
            yield path.read_bytes()


def _program() -> Iterator[tuple[str, int, int]]:
    """Yield what Python itself goes by to tell whether a module has changed."""
    for path in Path(__file__).parents[1].rglob("*.py"):
        stat = path.stat()
        yield str(path), stat.st_mtime_ns, stat.st_size
