"""A bag says of every file what it is; what was changed, lost or put in afterwards is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.archive.bag import BagFault, build_bag, is_bag, list_faults, list_payload

PAYLOAD = {"数据/unit.yaml": "单位名称: 某单位\n".encode(), "成品/自评.docx": b"PK", "空.txt": b""}
INFO = {"Source-Organization": "某单位", "Bagging-Date": "2024-03-01"}


def stored(folder: Path, payload: dict[str, bytes] = PAYLOAD) -> Path:
    for name, content in build_bag(payload, INFO, {"四性检测.json": b"{}"}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    return stored(tmp_path / "归档")


def faults(folder: Path) -> dict[str, BagFault]:
    return {one.name: one.fault for one in list_faults(folder)}


def test_a_bag_as_it_was_made_has_no_fault(bag: Path) -> None:
    assert is_bag(bag)
    assert faults(bag) == {}
    assert list_payload(bag) == sorted(PAYLOAD)


def test_its_folder_is_laid_out_as_rfc_8493_says(bag: Path) -> None:
    assert (bag / "bagit.txt").read_text("utf-8") == "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    assert (bag / "bag-info.txt").read_text("utf-8").splitlines()[
        -1
    ] == f"Payload-Oxum: {sum(map(len, PAYLOAD.values()))}.3"
    lines = (bag / "manifest-sha256.txt").read_text("utf-8").splitlines()
    assert [line.split("  ")[1] for line in lines] == [f"data/{name}" for name in sorted(PAYLOAD)]
    tagged = (bag / "tagmanifest-sha256.txt").read_text("utf-8")
    assert all(name in tagged for name in ("bagit.txt", "bag-info.txt", "manifest-sha256.txt", "四性检测.json"))


def change(bag: Path) -> None:
    (bag / "data/数据/unit.yaml").write_text("单位名称: 别处\n", "utf-8")


def lose(bag: Path) -> None:
    (bag / "data/成品/自评.docx").unlink()


def add(bag: Path) -> None:
    (bag / "data/新.txt").write_bytes(b"")


def link(bag: Path) -> None:
    (bag / "data/空.txt").unlink()
    (bag / "data/空.txt").symlink_to("/etc/hostname")


def reword_a_tag(bag: Path) -> None:
    (bag / "四性检测.json").write_bytes(b'{"a": 1}')


def spoil_the_manifest(bag: Path) -> None:
    (bag / "manifest-sha256.txt").write_bytes(b"\xff\xfe")


TAMPERED = [
    (change, "data/数据/unit.yaml", BagFault.CHANGED),
    (lose, "data/成品/自评.docx", BagFault.MISSING),
    (add, "data/新.txt", BagFault.UNLISTED),
    (link, "data/空.txt", BagFault.NO_FILE),
    (reword_a_tag, "四性检测.json", BagFault.CHANGED),
    (spoil_the_manifest, "manifest-sha256.txt", BagFault.CHANGED),
]


@pytest.mark.parametrize(("tamper", "name", "fault"), TAMPERED)
def test_what_was_tampered_with_is_told_by_its_name(
    bag: Path, tamper: Callable[[Path], None], name: str, fault: BagFault
) -> None:
    tamper(bag)
    assert faults(bag)[name] == fault


def test_a_name_that_leads_out_of_the_bag_is_missing_and_not_opened(bag: Path) -> None:
    manifest = bag / "manifest-sha256.txt"
    manifest.write_text(f"{'0' * 64}  ../../etc/hostname\n" + manifest.read_text("utf-8"), "utf-8")
    assert faults(bag)["../../etc/hostname"] is BagFault.MISSING


def test_a_folder_of_other_files_is_no_bag(tmp_path: Path) -> None:
    assert not is_bag(tmp_path)


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="/\0"), min_size=1, max_size=8).filter(
    lambda name: name.strip(".") != ""
)


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(NAMES, st.binary(max_size=40), min_size=1, max_size=4))
def test_files_of_any_name_come_back_as_they_are(payload: dict[str, bytes]) -> None:
    with TemporaryDirectory() as folder:
        bag = stored(Path(folder), payload)
        assert faults(bag) == {}
        assert {name: (bag / "data" / name).read_bytes() for name in list_payload(bag)} == payload
