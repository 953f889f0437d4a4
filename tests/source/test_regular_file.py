"""Only plain files of bounded size are read: no link is followed, no pipe waited for."""

import os
from pathlib import Path

import pytest

from jixiao.source.regular_file import ReadFault, UnreadableFile, read_if_regular, read_regular


def fault_of(path: Path, most: int = 10) -> ReadFault:
    with pytest.raises(UnreadableFile) as error:
        read_regular(path, most)
    assert read_if_regular(path, most) is None
    assert str(error.value).startswith(f"{path.name}：")
    return error.value.fault


@pytest.mark.parametrize("content", [b"", b"1", b"0123456789"])
def test_a_file_up_to_the_limit_is_read(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a").write_bytes(content)
    assert read_regular(tmp_path / "a", 10) == content


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
