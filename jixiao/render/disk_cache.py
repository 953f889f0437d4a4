"""Results that cost time to make, kept on disk between runs. The folder can be deleted at any time.

For a package of 2023 that is 150 ms of templates made ready, 50 of templates read, 50 of the report's code, and pandoc.

It lies beside the code, as ``__pycache__`` does, and nothing that is read in decides where: entries may hold compiled
code, and whoever can write beside the code could as well change the program. Where it cannot be written nothing is
kept, and an entry that is not what was stored is as good as none.
"""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from jixiao.machine.file_locks import is_private

FOLDER = Path(__file__).resolve().parents[2] / ".cache"
_LIMIT = 64 * 1024 * 1024
_DIGEST = hashlib.sha256().digest_size


def key_of(kind: str, *parts: bytes) -> str:
    """Return the name under which the result of ``kind`` made from these parts is kept."""
    digest = hashlib.sha256()
    for part in (kind.encode(), *parts):
        digest.update(len(part).to_bytes(8, "big") + part)
    return f"{digest.hexdigest()}.{kind}"


@cache
def own_code(*modules: str) -> bytes:
    """Return what to put into a key so that other code of ours starts anew: ``modules`` are below the package."""
    package = Path(__file__).resolve().parents[1]
    return hashlib.sha256(b"".join((package / module).read_bytes() for module in modules)).digest()


@cache
def versions(*libraries: str) -> bytes:
    """Return what to put into a key so that another Python or another version of a library starts anew."""
    return "\n".join([sys.version, *map(_installed, libraries)]).encode()


def _installed(library: str) -> str:
    """Return name and version, from the name of the folder pip leaves: importlib.metadata takes 50 ms."""
    prefix = f"{library.replace('-', '_')}-".lower()
    found = [name for name in _package_folders() if name.lower().startswith(prefix)]
    if found:
        return found[0]
    from importlib.metadata import version

    return f"{library} {version(library)}"


@cache
def _package_folders() -> list[str]:
    folders = (Path(folder) for folder in sys.path if Path(folder).is_dir())
    return sorted(path.name for folder in folders for path in folder.glob("*.dist-info"))


def fetch(key: str) -> bytes | None:
    """Return what was kept under the key, None if nothing was or it is damaged."""
    path = FOLDER / key
    try:
        if not is_private(FOLDER.stat()):
            return None
        stored = path.read_bytes()
        os.utime(path)  # what was used last is removed last
    except OSError:
        return None
    content = stored[_DIGEST:]
    return content if hashlib.sha256(content).digest() == stored[:_DIGEST] else None


def keep(key: str, content: bytes) -> None:
    """Keep a result, all of it or nothing; where that cannot be done it will be made again."""
    with suppress(OSError):
        FOLDER.mkdir(mode=0o700, exist_ok=True)
        if not is_private(FOLDER.stat()):
            return
        handle, name = tempfile.mkstemp(dir=FOLDER)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(hashlib.sha256(content).digest() + content)
            Path(name).replace(FOLDER / key)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        if key.startswith("0"):  # about one time in sixteen is often enough
            prune(_LIMIT)


def prune(limit: int) -> None:
    """Remove what was used longest ago until at most ``limit`` bytes are left; OSError."""
    entries = [(path.stat(), path) for path in FOLDER.iterdir()]
    for stat, path in sorted(entries, key=lambda entry: entry[0].st_mtime_ns, reverse=True):
        limit -= stat.st_size
        if limit < 0:
            path.unlink(missing_ok=True)
