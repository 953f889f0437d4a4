"""Names the installed packages that are not whole, one a line, without needing any of them: ``make doctor``.

Every file that a wheel brought is held against the size and the SHA-256 in its RECORD, so a file that is gone, torn or
empty shows before a command trips over it.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

# A lock's line; one for some systems only is left out: name==1.2 ; python_version < "3.12"
_NAMED = re.compile(r"^([A-Za-z0-9._-]+)==[^\s;]+\s*\\?$", re.MULTILINE)


def list_damaged(packages: Path, locks: Iterable[Path] = ()) -> list[str]:
    """Return the names of the distributions in a folder that lack a file, or hold another than was installed.

    So are those that a lock names and that are not there at all.
    """
    records = {_normal(path.parent.name.partition("-")[0]): path for path in packages.glob("*.dist-info/RECORD")}
    wanted = {_normal(name) for lock in locks for name in _NAMED.findall(lock.read_text("utf-8"))}
    damaged = {name for name, record in records.items() if any(_damaged_files(packages, record))}
    return sorted(damaged | (wanted - records.keys()))


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _damaged_files(packages: Path, record: Path) -> Iterator[Path]:
    with record.open(encoding="utf-8", newline="") as lines:
        for name, digest, size in csv.reader(lines):
            path = packages / name
            if digest and not name.endswith(".pyc") and not _is_whole(path, digest, int(size or 0)):
                yield path


def _is_whole(path: Path, digest: str, size: int) -> bool:
    kind, _, expected = digest.partition("=")
    try:
        content = path.read_bytes()
    except OSError:
        return False
    found = base64.urlsafe_b64encode(hashlib.new(kind, content).digest()).rstrip(b"=").decode()
    return len(content) == size and found == expected


def _packages() -> Path:
    return next(Path(folder) for folder in sys.path if folder.endswith("site-packages"))


if __name__ == "__main__":
    environment = Path(sys.prefix)
    sys.stdout.write("".join(f"{name}\n" for name in list_damaged(_packages(), environment.glob("requirements*.lock"))))
