"""Each file that is kept can be opened and brings nothing along; what a check came to is written down."""

from __future__ import annotations

import json
from io import BytesIO

import pikepdf
import pytest

from jixiao.archive.four_properties import Property, PropertyCheck, Result, check_contents, render_checks
from jixiao.docx.package import write_package
from tests.support.wml import document, external, paragraph, run

PLAIN = document(paragraph(run("自评")))


def pdf(*, script: bool = False) -> bytes:
    made = pikepdf.new()
    made.add_blank_page()
    if script:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("1"))
        made.Root.Names = pikepdf.Dictionary(
            JavaScript=pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("a"), made.make_indirect(action)]))
        )
    result = BytesIO()
    made.save(result)
    return result.getvalue()


def checked(files: dict[str, bytes | None]) -> dict[Property, PropertyCheck]:
    return {check.asked: check for check in check_contents(files, files.get)}


def test_sound_files_pass_both_checks() -> None:
    documents = {"自评.docx": PLAIN, "自评.pdf": pdf(), "自评.zip": write_package({"a": b"1"})}
    files = {**documents, "unit.yaml": b"a: 1\n", "a.json": b"{}"}
    assert [check.result for check in checked({**files}).values()] == [Result.PASSED, Result.PASSED]


UNUSABLE = {
    "残.docx": PLAIN[:200],
    "残.zip": b"PK\3\4",
    "残.pdf": b"%PDF-1.7",
    "乱码.yaml": b"\xff\xfe",
    "半截.json": b"{",
    "空.md": b"",
    "不见.md": None,
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_a_file_that_cannot_be_opened_is_named(name: str) -> None:
    check = checked({"好.docx": PLAIN, name: UNUSABLE[name]})[Property.USABLE]
    assert (check.result, check.names) == (Result.FAILED, (name,))
    assert check.found.startswith(f"{name}：")


UNSAFE = {
    "脚本.pdf": (pdf(script=True), "脚本"),
    "外链.docx": (document(paragraph(run("自评")), links=external("image", "https://example.org/a.png")), "外部引用"),
    "嵌入.docx": (document(paragraph(run("自评")), members={"word/embeddings/a.bin": b"1"}), "嵌入的对象"),
    "宏.docx": (document(paragraph(run("自评")), members={"word/vbaProject.bin": b"1"}), "宏"),
}


@pytest.mark.parametrize("name", UNSAFE)
def test_a_file_that_brings_something_along_is_named_with_what_it_brings(name: str) -> None:
    content, words = UNSAFE[name]
    check = checked({name: content})[Property.SAFE]
    assert (check.result, check.found) == (Result.FAILED, f"{name}：{words}")


def test_the_record_names_its_basis_and_every_check_in_order() -> None:
    checks = [PropertyCheck(one, "检查", Result.UNCHECKED, "情况") for one in Property]
    record = json.loads(render_checks(checks))
    assert record["依据"].startswith("DA/T 70-2018")
    assert [row["性质"] for row in record["检测"]] == ["真实性", "完整性", "可用性", "安全性"]
    assert {row["结果"] for row in record["检测"]} == {"未检"}
