"""manifest.json and the build's report: nothing of a build is silent."""

import hashlib
import json
import re

import pypandoc
from msgspec.structs import replace

from jixiao.findings import Finding, Place, Severity
from jixiao.publish.manifest import digest, render_build_report, render_manifest
from jixiao.render.printing import Print
from tests.render.test_printing import override
from tests.support.package import TITLE, built_package


def an_override() -> Print:
    return Print("附件1", "附件1.公用经费.预算", 1, "62.25", "51.5", override("附件1", "附件1.公用经费.预算", "51.5"))


def a_manifest() -> bytes:
    return render_manifest(
        unit="示例市档案馆",
        year=2023,
        form_set="yueyang-2023",
        revision="abc",
        tools={"jixiao": "1"},
        inputs={"data/2023/unit.yaml": b"x"},
        outputs={"b.docx": b"2", "a.docx": b"1"},
        overridden=[an_override()],
    )


def test_a_manifest_lists_inputs_outputs_tools_and_overrides() -> None:
    held = json.loads(a_manifest())
    assert held["输出"] == {"a.docx": hashlib.sha256(b"1").hexdigest(), "b.docx": hashlib.sha256(b"2").hexdigest()}
    assert held["输入"] == {"data/2023/unit.yaml": digest(b"x")}
    assert (held["表单集"], held["修订"], held["工具"]) == ("yueyang-2023", "abc", {"jixiao": "1"})
    assert held["按原件列报"] == [
        {
            "位置": "附件1",
            "引用": "附件1.公用经费.预算",
            "第几处": 1,
            "数据算出": "62.25",
            "实报": "51.5",
            "理由": "原件如此",
        }
    ]


def test_the_build_report_shows_overrides_with_their_reason_and_findings() -> None:
    finding = Finding(
        "O002", Place("data/2024/overrides.yaml", 3, 5), "甲", "乙", "丙。", Severity.WARNING, subject="丁"
    )
    text = render_build_report(TITLE, ["a.docx"], [an_override()], [finding]).decode()
    assert "## 按原件列报（1 处）" in text
    assert "| 附件1 | 附件1.公用经费.预算 | 62.25 | 51.5 | 原件如此 |" in text
    assert "- 警告 O002 `data/2024/overrides.yaml:3:5`：甲。丙。" in text


def test_a_cell_of_the_build_report_cannot_break_its_table() -> None:
    one = Print("附|件", "甲\n乙", 1, "|", "\n", None)
    text = render_build_report(TITLE, [], [one], []).decode()
    [row] = [line for line in text.split("\n") if "附" in line and "甲" in line]
    assert row.replace("\\|", "").count("|") == 6


def test_nothing_of_the_data_is_markup_in_the_build_report() -> None:
    place = Place("data/2024/annex2.yaml", 100, 12)
    wild = Finding("O002", place, "# <b>甲</b> *乙* :100: @丙 [丁](x)", "乙", "1. 丙", Severity.WARNING, subject="丁")
    waived = replace(wild, waived="<script>|\n## 理由")
    text = render_build_report("*题*", ["a_b_c.docx"], [], [wild, waived]).decode()
    page = pypandoc.convert_text(text, "html", format="gfm")
    assert set(re.findall(r"<(\w+)", page)) == {"h1", "h2", "ul", "li", "p", "code"}
    assert "<code>data/2024/annex2.yaml:100:12</code>" in page
    assert ":100:" not in text.replace("annex2.yaml:100:12", "")
    assert page.count("<h2") == 4


def test_a_build_without_overrides_says_so() -> None:
    assert "没有。各处印的都是数据算出的值。" in render_build_report(TITLE, [], [], []).decode()


def test_the_built_manifest_is_true() -> None:
    built = built_package()
    held = json.loads((built.folder / "manifest.json").read_bytes())
    for name, expected in held["输出"].items():
        assert digest((built.folder / name).read_bytes()) == expected
    for name, expected in held["输入"].items():
        assert digest((built.workspace.root / name).read_bytes()) == expected
    assert {"docxtpl", "jinja2", "pypandoc-binary", "libreoffice", "jixiao"} <= held["工具"].keys()


def test_every_input_of_the_year_is_in_the_manifest() -> None:
    built = built_package()
    root = built.workspace.root
    held = set(json.loads((built.folder / "manifest.json").read_bytes())["输入"])
    used = [root / "data" / "2022", root / "data" / "2023", root / "templates" / "yueyang-2023"]
    assert held == {
        path.relative_to(root).as_posix() for folder in used for path in folder.rglob("*") if path.is_file()
    }
