"""Bring the libraries of the page of ``make serve`` in the versions named, unchanged: ``python -m scripts.vendored``.

Each folder of such files has a ``vendored.json`` with every library's package, version and licence, and the SHA-256 of
each file. To take another version, change it there, run this, and look at the page's tests.
"""

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = (ROOT / "jixiao/serve/page/vendor", ROOT / "tests/serve/page/vendor")
MANIFEST = "vendored.json"


def read_libraries(folder: Path) -> list[dict[str, Any]]:
    """Return the libraries of a folder as its manifest lists them."""
    return list(json.loads((folder / MANIFEST).read_text("utf-8"))["libraries"])


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file's content in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def renew(folder: Path) -> None:
    """Fetch every library of a folder with npm, write its files and their digests."""
    libraries = read_libraries(folder)
    for library in libraries:
        contents = fetch_package(library["package"], library["version"], [one["from"] for one in library["files"]])
        for file in library["files"]:
            content = contents[file["from"]]
            (folder / file["name"]).write_bytes(content)
            file["sha256"] = digest(content)
    text = json.dumps({"libraries": libraries}, ensure_ascii=False, indent=2)
    (folder / MANIFEST).write_text(f"{text}\n", "utf-8")


def fetch_package(package: str, version: str, members: list[str]) -> dict[str, bytes]:
    """Return members of a published package by name; npm checks the package against the registry's own digest."""
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", f"{package}@{version}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as packed:
            opened = {member: packed.extractfile(f"package/{member}") for member in members}
            return {member: stream.read() for member, stream in opened.items() if stream is not None}


def main() -> int:
    """Renew all folders and return the exit code."""
    for folder in FOLDERS:
        renew(folder)
        for library in read_libraries(folder):
            print(f"{library['package']} {library['version']}: {', '.join(one['name'] for one in library['files'])}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
