"""ZIP files as Python's own module writes and reads them."""

import hashlib
import io
import zipfile
import zlib
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao.docx.zip_file import deflate_member, zip_of

COMPRESSED = (b"PK\3\4", b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n")
repeated = st.builds(bytes.__mul__, st.binary(max_size=200), st.integers(1, 500))
plain = repeated.filter(lambda content: not content.startswith(COMPRESSED))
compressed = st.builds(bytes.__add__, st.sampled_from(COMPRESSED), st.binary(max_size=200))
names = st.text("ab中/.", min_size=1, max_size=8)
members = st.dictionaries(names, plain | compressed, max_size=5)


def by_zipfile(content: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in content.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 0, 0x20
            stored = data.startswith(COMPRESSED)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return written.getvalue()


def entries(archive: bytes) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return opened.infolist()


def described(archive: bytes) -> list[dict[str, object]]:
    """Return all that a ZIP says of its members but for what depends on how well they are deflated."""
    entered = [{name: getattr(one, name, None) for name in zipfile.ZipInfo.__slots__} for one in entries(archive)]
    apart = {"compress_size", "header_offset", "_end_offset"}
    return [{name: value for name, value in one.items() if name not in apart} for one in entered]


@given(members)
def test_zipfile_reads_what_was_packed(content: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(zip_of(content.items()))) as archive:
        assert archive.testzip() is None
        assert [(name, archive.read(name)) for name in archive.namelist()] == list(content.items())


@given(members)
def test_a_zip_says_of_its_members_what_zipfile_says(content: dict[str, bytes]) -> None:
    assert described(zip_of(content.items())) == described(by_zipfile(content))


@given(st.dictionaries(names, compressed, max_size=5))
def test_a_zip_of_stored_members_is_byte_for_byte_the_one_of_zipfile(content: dict[str, bytes]) -> None:
    assert zip_of(content.items()) == by_zipfile(content)


@given(plain)
def test_zlib_inflates_what_was_deflated_to_its_last_byte(content: bytes) -> None:
    inflating = zlib.decompressobj(-zlib.MAX_WBITS)
    assert inflating.decompress(deflate_member(content)) == content
    assert inflating.eof
    assert inflating.unused_data == b""


@pytest.mark.parametrize("start", COMPRESSED)
def test_what_is_compressed_in_itself_is_stored(start: bytes) -> None:
    content = {"大.xml": b"<w:p/>" * 100, "a": start + b"a" * 100, "b": b" " + start + b"a" * 100, "c": b""}
    methods = [one.compress_type for one in entries(zip_of(content.items()))]
    assert methods == [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED]
    assert start + b"a" * 100 in zip_of(content.items())


def test_chinese_names_carry_the_utf8_flag_that_windows_heeds() -> None:
    content = {"分件/01-附件1.docx": b"PK\3\4", "分件/说明.txt": b"a", "plain.txt": b"", "plain.docx": b"PK\3\4"}
    flags = {one.filename: bool(one.flag_bits & 0x800) for one in entries(zip_of(content.items()))}
    assert flags == {name: not name.isascii() for name in content}


def test_enteredcarry_a_fixed_date_and_no_unix_permissions() -> None:
    content = {"一.docx": b"PK\3\4", "b.txt": b"b"}
    assert {(one.date_time, one.create_system, one.external_attr) for one in entries(zip_of(content.items()))} == {
        ((1980, 1, 1, 0, 0, 0), 0, 0x20)
    }


def test_deflated_bytes_are_the_same_on_every_machine() -> None:
    """If this fails after an upgrade of deflate, every DOCX and ZIP has other bytes now: CHANGELOG.md has to say so."""
    content = b"".join(f"<w:r><w:t>{number * number % 9973}</w:t></w:r>\n".encode() for number in range(20_000))
    assert len(content) > 300_000  # more than one block, and the window slides
    assert (
        hashlib.sha256(deflate_member(content)).hexdigest()
        == "58c05283e172a2c7a4f9c8fa177691b8fb73e798b01be71918995303e2188613"
    )
