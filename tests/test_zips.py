"""ZIP files as Python's own module writes and reads them."""

import io
import zipfile

from hypothesis import given
from hypothesis import strategies as st

from jixiao.zips import Packed, dumped, loaded, zip_of

members = st.dictionaries(st.text("ab中/.", min_size=1, max_size=8), st.binary(max_size=200), max_size=5)


def by_zipfile(content: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, data in content.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.create_system, entry.external_attr = 0, 0x20
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compresslevel=6)
    return written.getvalue()


@given(members)
def test_a_zip_is_byte_for_byte_the_one_of_zipfile(content: dict[str, bytes]) -> None:
    assert zip_of(content.items()) == by_zipfile(content)


@given(members)
def test_members_packed_before_come_out_the_same(content: dict[str, bytes]) -> None:
    packed = loaded(dumped(content))
    assert packed == content
    assert all(isinstance(one, Packed) for one in packed.values())
    assert zip_of(packed.items()) == by_zipfile(content)
