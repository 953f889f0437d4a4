import hashlib
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Hashable, Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.assemble import OpenedPart, assemble
from jixiao.docx.package import parse_xml, relationships, write_package, xml_bytes
from jixiao.docx.wml import attributes
from jixiao.errors import JixiaoError

from .sample_parts import (
    MOMENT,
    R_ID,
    W,
    Whole,
    chinese_word,
    cover,
    landscape_table,
    members_of,
    odd_and_even,
    packed,
    prose,
    report,
    xml,
)

R = R_ID.removesuffix("id")[1:-1]
POOL = [cover("甲"), landscape_table("乙"), prose("丙"), odd_and_even("丁"), report("戊"), chinese_word("己")]


def repetitions(values: Iterable[Hashable]) -> list[str]:
    return [str(value) for value, times in Counter(values).items() if times > 1]


def unsound(whole: Whole) -> list[str]:
    """Return what would make Word repair the package: references that lead nowhere, numbers that are not unique."""
    roots = {name: parse_xml(data) for name, data in whole.members.items() if re.match(r"word/[^/]*\.xml", name)}
    styles, numbering = roots["word/styles.xml"], roots.get("word/numbering.xml", whole.document)
    style_ids = [s.get(f"{W}styleId") for s in styles.iter(f"{W}style")]
    lists = [n.get(f"{W}numId") for n in numbering.iter(f"{W}num")]
    found = [f"style id {i}" for i in repetitions(style_ids)]
    found += [f"style {n}" for n in repetitions(n.get(f"{W}val") for n in styles.iterfind(f"{W}style/{W}name"))]
    found += [f"list {n}" for n in repetitions(lists)]
    found += [f"nsid {n}" for n in repetitions(n.get(f"{W}val") for n in numbering.iter(f"{W}nsid"))]
    for name, root in roots.items():
        known = {r.id for r in relationships(whole.members, name)}
        found += [f"{name}: {id_}" for _, _, id_ in attributes(root, "//@r:*", r=R) if id_ not in known]
        for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link"):
            found += [f"{name}: {e.get(W + 'val')}" for e in root.iter(W + tag) if e.get(W + "val") not in style_ids]
        found += [f"{name}: list" for e in root.iter(f"{W}numId") if e.get(f"{W}val") not in [*lists, "0"]]
    for tag, attribute in (("bookmarkStart", "id"), ("bookmarkStart", "name"), ("bookmarkEnd", "id")):
        found += repetitions(e.get(W + attribute) for root in roots.values() for e in root.iter(W + tag))
    drawings = (d.get("id") for root in roots.values() for d in root.iter("{*}docPr"))
    found += [f"drawing {n}" for n in repetitions(drawings)]
    declared = {
        stated.lstrip("/") for o in parse_xml(whole.members["[Content_Types].xml"]) if (stated := o.get("PartName"))
    }
    return found + [f"undeclared {name}" for name in roots if name not in declared]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(POOL), min_size=1, max_size=5))
def test_any_parts_in_any_order_give_a_sound_package(parts: list[OpenedPart]) -> None:
    whole = Whole(*parts)
    assert unsound(whole) == []
    assert len(whole.sections) == len(parts)


def test_the_same_parts_give_the_same_bytes_under_another_hash_seed(tmp_path: Path) -> None:
    for number, part in enumerate(POOL):
        (tmp_path / f"{number}.docx").write_bytes(packed(part))
    program = (
        "import hashlib, pathlib, datetime as d; from jixiao.assemble import OpenedPart, assemble\n"
        f"files = sorted(pathlib.Path({str(tmp_path)!r}).glob('*.docx'))\n"
        "parts = [OpenedPart(f'附件{n}', file.read_bytes()) for n, file in enumerate(files)]\n"
        "data = assemble(parts, moment=d.datetime(2024, 3, 1, tzinfo=d.UTC), title='整套材料')\n"
        "print(hashlib.sha256(data).hexdigest())"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", program]
    there = subprocess.run(command, env=environment, cwd=Path(__file__).parents[2], check=True, capture_output=True)
    here = Whole(*(OpenedPart(f"附件{n}", part.docx) for n, part in enumerate(POOL))).data
    assert there.stdout.decode().strip() == hashlib.sha256(here).hexdigest()


def test_a_whole_can_itself_be_a_part() -> None:
    inner = OpenedPart("内", Whole(*POOL).data)
    whole = Whole(POOL[0], inner, POOL[1])
    assert unsound(whole) == []
    assert len(whole.sections) == len(POOL) + 2


def test_properties_name_the_title_and_the_moment_only() -> None:
    core = Whole(*POOL[:2]).members["docProps/core.xml"].decode()
    assert "<dc:title>整套材料</dc:title><dc:creator></dc:creator>" in core
    assert core.count("2024-03-01T00:00:00Z") == 2


def test_no_revision_marks_and_no_foreign_template_come_along() -> None:
    whole = Whole(*POOL)
    assert not [name for name, data in whole.members.items() if b"rsid" in data or b"attachedTemplate" in data]


def test_no_parts_are_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="没有可以合并的部分"):
        assemble([], moment=MOMENT, title="空")


def with_member(part: OpenedPart, name: str, data: bytes | None) -> OpenedPart:
    members: dict[str, bytes | None] = {**members_of(part), name: data}
    return OpenedPart(part.name, write_package({n: d for n, d in members.items() if d is not None}))


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (OpenedPart("附件2", b"PK no zip"), r"^附件2：文件已损坏"),
        (with_member(OpenedPart("附件2", POOL[0].docx), "word/document.xml", None), "^附件2：文件中找不到正文"),
        (
            with_member(OpenedPart("附件2", POOL[0].docx), "word/document.xml", b"<a/>"),
            "^附件2：不是可合并的 Word 文档",
        ),
        (
            with_member(OpenedPart("附件2", POOL[0].docx), "word/document.xml", b"<a>"),
            "^附件2：文件内部的 XML 有语法错误",
        ),
        (
            with_member(OpenedPart("附件2", POOL[0].docx), "word/styles.xml", b"<a>"),
            "^附件2：文件内部的 XML 有语法错误",
        ),
        (
            with_member(OpenedPart("附件2", POOL[1].docx), "word/header1.xml", None),
            "^附件2：文件内部缺少部件“word/header1",
        ),
        (
            with_member(OpenedPart("附件2", POOL[1].docx), "[Content_Types].xml", b"<a/>"),
            "^附件2：文件内部没有说明部件",
        ),
    ],
)
def test_a_broken_part_is_named(broken: OpenedPart, message: str) -> None:
    with pytest.raises(JixiaoError, match=message):
        assemble([POOL[0], broken], moment=MOMENT, title="坏")


def test_prefixes_of_all_parts_are_declared_and_ignored_where_one_of_them_ignores_them() -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"

    def with_namespace(prefix: str, space: str) -> OpenedPart:
        declared = f'xmlns:w="{W[1:-1]}" xmlns:mc="{mc}" xmlns:{prefix}="urn:{space}" mc:Ignorable="{prefix}"'
        text = f'<w:document {declared}><w:body><w:p {prefix}:id="1"/></w:body></w:document>'
        return with_member(POOL[0], "word/document.xml", text.encode())

    whole = Whole(with_namespace("x1", "one"), with_namespace("x1", "two"), with_namespace("x2", "three"))
    ignored = str(whole.document.attrib[f"{{{mc}}}Ignorable"]).split()
    assert [whole.document.nsmap[prefix] for prefix in ignored] == ["urn:one", "urn:two", "urn:three"]


def test_content_controls_get_numbers_of_their_own() -> None:
    control = (
        '<w:sdt><w:sdtPr><w:tag w:val="预算"/><w:id w:val="5"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
    )
    document = parse_xml(members_of(POOL[0])["word/document.xml"])
    document[0].insert(0, xml(control))
    part = with_member(POOL[0], "word/document.xml", xml_bytes(document))
    whole = Whole(part, part)
    assert whole.values(f"sdtPr/{W}id") == ["1", "2"]
    assert whole.values(f"sdtPr/{W}tag") == ["预算", "预算"]
