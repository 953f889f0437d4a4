"""What lies in a ZIP outside its members is counted."""

from __future__ import annotations

import io
import struct
import zipfile

from jixiao.docx.stray_bytes import comment_of, count_stray_bytes
from jixiao.docx.zip_file import zip_of
from tests.support.changed_docx import zipped

FILES = {"a.txt": b"1" * 100, "b.txt": b"2" * 100}


def test_a_zip_of_ours_and_one_of_another_program_have_none() -> None:
    assert count_stray_bytes(zip_of(FILES.items())) == 0
    assert count_stray_bytes(zipped(FILES)) == 0


def test_a_zip_written_as_a_stream_has_none() -> None:
    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return False

    written = Stream()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"1" * 100)
    assert count_stray_bytes(written.getvalue()) == 0


def test_a_program_before_it_a_remark_behind_it_and_a_gap_are_counted() -> None:
    plain = zipped(FILES)
    assert count_stray_bytes(b"MZ" * 40 + plain) == 80
    held = io.BytesIO(plain)
    with zipfile.ZipFile(held, "a") as archive:
        archive.comment = b"remark"
    assert count_stray_bytes(held.getvalue()) == 6


def test_a_member_taken_out_of_the_directory_is_counted() -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in FILES.items():
            archive.writestr(name, content)
        del archive.filelist[0]
    assert count_stray_bytes(held.getvalue()) > 100


def test_a_comment_of_ours_is_no_stray_byte_and_any_other_is() -> None:
    ours = zip_of(FILES.items(), b"ours")
    assert (comment_of(ours), count_stray_bytes(ours, b"ours"), count_stray_bytes(ours)) == (b"ours", 0, 4)
    assert (comment_of(zip_of(FILES.items())), count_stray_bytes(zip_of(FILES.items(), b"theirs"), b"ours")) == (b"", 6)


def described(extra: bytes = b"", comment: bytes = b"") -> int:
    """Return how many bytes are stray in a ZIP whose member has these fields and this remark."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        entry = zipfile.ZipInfo("a.txt")
        entry.extra, entry.comment = extra, comment
        archive.writestr(entry, b"1")
    return count_stray_bytes(held.getvalue())


def field(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def test_remarks_on_a_member_and_unknown_fields_beside_its_name_count() -> None:
    assert described(comment="内部".encode()) == 6
    assert described(extra=field(0x9999, b"secret")) == 20  # in the header and in the directory
    assert described(extra=field(0x5455, b"x" * 400)) == 808


def test_times_owners_and_the_room_that_word_leaves_do_not() -> None:
    assert described(extra=field(0x5455, b"\x01abcd") + field(0x7875, b"\x01\x04abcd\x04abcd")) == 0
    assert described(extra=field(0xA220, b"\x28\xa0\x04\x00" + b"\0" * 60)) == 0
    assert described(extra=field(0xA220, b"\x28\xa0\x04\x00" + b"secret")) > 0
