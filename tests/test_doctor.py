"""Installed packages that are torn or gone are named, without being imported."""

import base64
import hashlib
from pathlib import Path

import pytest

from scripts.doctor import list_damaged


@pytest.fixture
def packages(tmp_path: Path) -> Path:
    """Two packages of one file each, as pip leaves them."""
    for name in ("lxml", "ruamel.yaml"):
        content = f"# {name}\n".encode()
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        (tmp_path / f"{name}.py").write_bytes(content)
        info = tmp_path / f"{name}-1.0.dist-info"
        info.mkdir()
        (info / "RECORD").write_text(f"{name}.py,sha256={digest},{len(content)}\n{info.name}/RECORD,,\n", "utf-8")
    return tmp_path


def test_what_is_whole_is_not_named(packages: Path) -> None:
    assert list_damaged(packages) == []


@pytest.mark.parametrize("content", [None, b"", b"# torn"], ids=["gone", "empty", "torn"])
def test_a_package_with_a_damaged_file_is_named(packages: Path, content: bytes | None) -> None:
    (packages / "lxml.py").unlink()
    if content is not None:
        (packages / "lxml.py").write_bytes(content)
    assert list_damaged(packages) == ["lxml"]


def test_a_package_that_the_lock_names_and_that_is_gone_is_named(packages: Path) -> None:
    lock = packages / "requirements.lock"
    lock.write_text(
        "lxml==1.0 \\\n    --hash=x\nruamel-yaml==1.0\nmsgspec==1\ncolorama==1 ; os_name == 'nt'\n", "utf-8"
    )
    assert list_damaged(packages, [lock]) == ["msgspec"]
