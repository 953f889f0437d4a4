import io
import zipfile
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.docx import package
from jixiao.docx.package import BadPackage, parse_xml, read_package, write_package, xml_bytes
from jixiao.errors import JixiaoError

steps = st.text(st.characters(codec="utf-8", exclude_characters="/\\:\0"), min_size=1, max_size=12)
names = st.lists(steps.filter(lambda step: step not in (".", "..")), min_size=1, max_size=3).map("/".join)
packages = st.lists(st.tuples(names, st.binary(max_size=200)), max_size=8, unique_by=lambda m: m[0].casefold()).map(
    dict
)


def zipped(*entries: tuple[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in entries:
            archive.writestr(name, data)
    return buffer.getvalue()


@given(packages)
def test_what_is_written_reads_back(members: dict[str, bytes]) -> None:
    assert read_package(write_package(members)) == members


@given(packages, st.randoms())
def test_the_order_of_members_does_not_change_the_bytes(members: dict[str, bytes], random: Random) -> None:
    shuffled = list(members.items())
    random.shuffle(shuffled)
    assert write_package(dict(shuffled)) == write_package(members)


def test_content_types_come_first_and_package_relationships_second() -> None:
    names = ["a.xml", "word/document.xml", "_rels/.rels", "[Content_Types].xml", "0.xml"]
    written = list(read_package(write_package(dict.fromkeys(names, b""))))
    assert written == ["[Content_Types].xml", "_rels/.rels", "0.xml", "a.xml", "word/document.xml"]


def test_an_entry_carries_no_time_and_no_trace_of_the_machine() -> None:
    with zipfile.ZipFile(io.BytesIO(write_package({"a.xml": b"a"}))) as archive:
        entry = archive.getinfo("a.xml")
    assert (entry.date_time, entry.create_system, entry.external_attr) == ((1980, 1, 1, 0, 0, 0), 0, 0x20)


@pytest.mark.parametrize("name", ["../a", "a/../b", "/a", "a//b", "a\\b", "c:a", "./a"])
def test_an_unsafe_member_name_is_refused_on_either_side(name: str) -> None:
    with pytest.raises(BadPackage, match="不安全的成员名"):
        read_package(zipped((name, b"")))
    with pytest.raises(BadPackage, match="不安全的成员名"):
        write_package({name: b""})


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("second", ["word/a.xml", "Word/A.xml"])
def test_two_members_of_one_name_are_refused(second: str) -> None:
    with pytest.raises(BadPackage, match="重名"):
        read_package(zipped(("word/a.xml", b"1"), (second, b"2")))


def test_too_many_members_are_refused() -> None:
    with pytest.raises(BadPackage, match="超过上限 2000 个"):
        read_package(zipped(*((f"m{n}", b"") for n in range(package.MAX_MEMBERS + 1))))


def test_a_compression_bomb_is_refused() -> None:
    with pytest.raises(BadPackage, match="压缩炸弹"):
        read_package(zipped(("word/document.xml", bytes(8 * 1024 * 1024))))


def test_a_compression_that_no_word_processor_writes_is_refused() -> None:
    with pytest.raises(BadPackage, match="压缩方式"):
        read_package(zipped(("a.xml", b"a"), compression=zipfile.ZIP_LZMA))


def test_too_much_content_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_UNPACKED", 10)
    with pytest.raises(BadPackage, match="超过上限"):
        read_package(zipped(("a", b"123456"), ("b", b"123456")))


def test_an_old_or_protected_word_file_is_named_as_such() -> None:
    with pytest.raises(BadPackage, match=r"打开密码.*\.doc"):
        read_package(b"\xd0\xcf\x11\xe0" + bytes(600))


@settings(max_examples=200)
@given(st.data())
def test_a_damaged_file_is_read_or_refused_but_never_breaks(data: st.DataObject) -> None:
    whole = bytearray(write_package({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<b>" * 30}))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    damaged = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    try:
        names = list(read_package(damaged))
    except BadPackage as error:
        names = [str(error)]
    assert len(names) <= 2


def test_a_bad_package_ends_a_run_like_any_other_error_and_is_a_value_error() -> None:
    assert issubclass(BadPackage, JixiaoError)
    assert issubclass(BadPackage, ValueError)


@pytest.mark.parametrize("xml", [b"", b"<a>", b"<a>&nbsp;</a>", b"<a b='1' b='2'/>", b"\xff\xfe<", b"<a>\x01</a>"])
def test_bad_xml_is_refused(xml: bytes) -> None:
    with pytest.raises(BadPackage, match="语法错误"):
        parse_xml(xml)


@pytest.mark.parametrize(
    "doctype", [b'<!DOCTYPE a [<!ENTITY e "x">]>', b"<!DOCTYPE a>", b'<!DOCTYPE a SYSTEM "file:///etc/passwd">']
)
def test_a_doctype_is_refused(doctype: bytes) -> None:
    with pytest.raises(BadPackage, match="DOCTYPE"):
        parse_xml(doctype + b"<a/>")


def test_xml_is_written_as_word_writes_it() -> None:
    assert xml_bytes(parse_xml(b"<a><!-- x -->\xe7\x94\xb2</a>")) == (
        b"<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n<a>\xe7\x94\xb2</a>"
    )


@pytest.mark.parametrize("broken", [b"<a>", b"<a:b/>", b"<a b='1' b='2'/>", b"<a>&nbsp;</a>", b"\xff<a/>", b""])
def test_broken_xml_is_refused_whether_it_is_parsed_or_only_checked(broken: bytes) -> None:
    for read in (package.check_xml, parse_xml):
        with pytest.raises(BadPackage):
            read(broken)


def test_sound_xml_passes_both() -> None:
    sound = "<a:b xmlns:a='x' a:c='1'>字&amp;</a:b>".encode()
    package.check_xml(sound)
    assert parse_xml(sound).text == "字&"
