"""Only plain files of bounded size are read: no link is followed, no pipe waited for."""

import hashlib
import os
from pathlib import Path

import pytest

from jixiao.source.regular_file import (
    ReadFault,
    UnreadableFile,
    digest_regular,
    read_if_regular,
    read_regular,
    read_start,
)


def fault_of(path: Path, most: int = 10) -> ReadFault:
    with pytest.raises(UnreadableFile) as error:
        read_regular(path, most)
    assert read_if_regular(path, most) is None
    with pytest.raises(UnreadableFile) as same:
        digest_regular(path, most)
    assert same.value.fault is error.value.fault
    assert str(error.value).startswith(f"{path.name}：")
    return error.value.fault


@pytest.mark.parametrize("content", [b"", b"1", b"0123456789"])
def test_a_file_up_to_the_limit_is_read(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)
    assert read_regular(tmp_path / "a", 10) == content


def test_a_digest_and_the_first_bytes_come_through_the_same_door(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"0123456789")
    assert digest_regular(tmp_path / "a", 10) == hashlib.sha256(b"0123456789").hexdigest()
    assert read_start(tmp_path / "a", 4) == b"0123"
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert read_start(tmp_path / "b", 4) == b""


def test_one_byte_more_is_too_much(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"0123456789+")
    assert fault_of(tmp_path / "a") is ReadFault.TOO_LARGE


def test_a_file_of_gigabytes_is_not_opened_for_long(tmp_path: Path) -> None:
    with (tmp_path / "a").open("wb") as file:
        file.truncate(3_000_000_000)
    assert fault_of(tmp_path / "a") is ReadFault.TOO_LARGE


def test_no_link_is_followed_wherever_it_leads(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    for name, target in (("a", "secret"), ("b", "nowhere"), ("c", "/dev/zero"), ("d", "d")):
        (tmp_path / name).symlink_to(target)
        assert fault_of(tmp_path / name) is ReadFault.LINK


def test_a_pipe_does_not_keep_anybody_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    assert fault_of(tmp_path / "a") is ReadFault.SPECIAL


@pytest.mark.parametrize(
    ("path", "fault"),
    [("/dev/zero", ReadFault.SPECIAL), ("/", ReadFault.FOLDER), ("/nowhere/a", ReadFault.MISSING)],
    ids=["device", "folder", "missing"],
)
def test_what_is_no_file_is_named(path: str, fault: ReadFault) -> None:
    with pytest.raises(UnreadableFile) as error:
        read_regular(Path(path), 10)
    assert error.value.fault is fault


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").touch(mode=0)
    assert fault_of(tmp_path / "a") is ReadFault.REFUSED
