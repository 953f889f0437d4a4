"""The PDF step with the real LibreOffice: fonts, determinism, time limit, errors."""

from __future__ import annotations

import os
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from jixiao.errors import ToolFailed, ToolMissing
from jixiao.publish import office_runs, pdf
from jixiao.publish.printable import Printable
from tests.support.office import left_behind

MOMENT = datetime(2024, 3, 1, 8, 30, tzinfo=timezone(timedelta(hours=8)))
TEMPLATES = Path(__file__).parents[2] / "templates"
PROSE = "“三公”经费12.50万元"

FACES = {  # what documents name, and the face that stands for it
    "仿宋_GB2312": "FandolFang Regular",
    "仿宋": "FandolFang Regular",
    "FangSong": "FandolFang Regular",
    "FangSong_GB2312": "FandolFang Regular",
    "楷体_GB2312": "FandolKai Regular",
    "楷体": "FandolKai Regular",
    "KaiTi": "FandolKai Regular",
    "黑体": "FandolHei Regular",
    "SimHei": "FandolHei Regular",
    "方正小标宋简体": "Noto Serif CJK SC Bold",
    "方正小标宋_GBK": "Noto Serif CJK SC Bold",
    "FZXiaoBiaoSong-B05S": "Noto Serif CJK SC Bold",
    "宋体": "Noto Serif CJK SC Regular",
    "SimSun": "Noto Serif CJK SC Regular",
    "新宋体": "Noto Serif CJK SC Regular",
    "Times New Roman": "Noto Serif CJK SC Regular",
    "Arial": "Noto Sans CJK SC Regular",
    "Calibri": "Noto Sans CJK SC Regular",
    "微软雅黑": "Noto Sans CJK SC Regular",
    "Wingdings": "OpenSymbol Regular",
    "从未有过的字体": "Noto Serif CJK SC Regular",
}


def docx(text: str, family: str = "仿宋_GB2312", *, bold: bool = False, title: str = "") -> bytes:
    document = Document()
    document.core_properties.title = title
    run = document.add_paragraph().add_run(text)
    run.bold = bold
    run.font.name = family
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), family)
    result = BytesIO()
    document.save(result)
    return result.getvalue()


DOCUMENTS = {
    "附件1.docx": docx("面积1,300㎡、850㎥", title="部门整体支出绩效自评"),
    "报告.docx": docx(PROSE),
    "黑体": docx("面积1,300㎡", "黑体"),
    "小标宋": docx("绩效自评报告2023", "方正小标宋简体"),
    "小标宋加粗": docx("绩效自评报告2023", "方正小标宋简体", bold=True),
    "表情": docx("完成☑😀", "仿宋_GB2312"),
}


def convert(documents: Mapping[str, bytes], *, timeout: float = 180) -> dict[str, bytes]:
    return {name: made.content for name, made in pdf.convert(printed(documents), timeout=timeout).items()}


def printed(documents: Mapping[str, bytes]) -> dict[str, Printable]:
    return {name: Printable(content, MOMENT) for name, content in documents.items()}


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return convert(DOCUMENTS)


def test_whoever_does_not_wait_for_the_pdf_leaves_no_libreoffice_behind() -> None:
    with pdf.begin_conversion(printed({"a": docx("a")})):
        pass
    with pdf.begin_conversion(printed({"a": docx("a")})) as converted:
        assert converted()["a"].content.startswith(b"%PDF")


def faces_in(content: bytes) -> set[str]:
    """Return the names of the fonts a PDF embeds, without their subset prefixes."""
    with pikepdf.open(BytesIO(content)) as document:
        fonts = [thing for thing in document.objects if isinstance(thing, pikepdf.Dictionary)]
        names = [str(font.FontName) for font in fonts if font.get("/Type") == "/FontDescriptor"]
    return {name.partition("+")[2] for name in names}


def strokes_letters(content: bytes) -> bool:
    """Return whether any text is drawn with an outline, which is how LibreOffice makes a face bold."""
    with pikepdf.open(BytesIO(content)) as document:
        drawing = [pikepdf.parse_content_stream(page) for page in document.pages]
    return any(str(step.operator) == "Tr" and int(step.operands[0]) == 2 for page in drawing for step in page)


def families_of(template: Path) -> set[str]:
    """Return every font a DOCX names on a run, in a style or as its default."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with zipfile.ZipFile(template) as package:
        parts = [name for name in package.namelist() if name.startswith("word/") and name.endswith(".xml")]
        roots = [etree.fromstring(package.read(name), parser) for name in parts]
    scripts = [qn(f"w:{script}") for script in ("ascii", "hAnsi", "eastAsia")]
    fonts = [font for root in roots for font in root.iter(qn("w:rFonts"))]
    return {str(font.get(script)) for font in fonts for script in scripts if font.get(script)}


def test_the_machine_of_the_tests_can_make_pdf() -> None:
    assert pdf.available() is None


def test_the_version_is_one_line_for_the_manifest() -> None:
    assert pdf.version().startswith("LibreOffice ")
    assert "\n" not in pdf.version()


@pytest.mark.parametrize(("family", "face"), FACES.items())
def test_every_family_has_its_face(family: str, face: str) -> None:
    found = subprocess.run(
        ["fc-match", "-f", "%{family[0]} %{style[0]}", family.replace("-", r"\-")],  # noqa: S607
        env=os.environ | {"FONTCONFIG_FILE": str(office_runs.FONTS_CONF)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == face


def test_every_font_the_templates_name_stands_in_fonts_conf() -> None:
    mapped = {family.text for family in etree.parse(office_runs.FONTS_CONF).iterfind("alias/family")}
    named = {
        f"{family}（{template.name}）"
        for template in sorted(TEMPLATES.rglob("[!~]*.docx"))
        for family in families_of(template)
        if family not in mapped
    }
    assert not named, f"these fonts have no alias in jixiao/publish/fonts.conf: {sorted(named)}"
    assert FACES.keys() - mapped == {"从未有过的字体"}


def test_every_family_fonts_conf_draws_with_names_its_package() -> None:
    edits = etree.parse(office_runs.FONTS_CONF).iterfind("match/edit[@name='family']/string")
    from_libreoffice = {"OpenSymbol", "DejaVu Sans"}
    assert {edit.text for edit in edits} - from_libreoffice == pdf.FONT_PACKAGES.keys()


def test_each_document_gives_a_pdf_under_its_own_name(made: dict[str, bytes]) -> None:
    assert list(made) == list(DOCUMENTS)
    assert all(content.startswith(b"%PDF-") for content in made.values())


def test_the_pdf_has_title_language_and_the_given_date_only(made: dict[str, bytes]) -> None:
    with pikepdf.open(BytesIO(made["附件1.docx"])) as document:
        assert str(document.docinfo["/Title"]) == "部门整体支出绩效自评"
        assert str(document.docinfo["/CreationDate"]) == "D:20240301003000Z"
        assert str(document.docinfo["/ModDate"]) == "D:20240301003000Z"
        assert str(document.Root.Lang) == "zh-CN"
        assert bool(document.Root.MarkInfo.Marked)
        stamped = bytes(document.Root.Metadata.read_bytes())
    assert stamped.count(b"2024-03-01T00:30:00") == 2
    assert str(datetime.now(UTC).date()).encode() not in stamped


def test_a_document_without_title_takes_its_name(made: dict[str, bytes]) -> None:
    with pikepdf.open(BytesIO(made["报告.docx"])) as document:
        assert str(document.docinfo["/Title"]) == "报告"


def test_fangsong_draws_digits_and_quotes_itself(made: dict[str, bytes]) -> None:
    assert faces_in(made["报告.docx"]) == {"FandolFang-Regular"}


def test_a_sign_fandol_lacks_comes_from_noto_of_like_style(made: dict[str, bytes]) -> None:
    assert {face.partition("CJK")[0] for face in faces_in(made["附件1.docx"])} == {
        "FandolFang-Regular",
        "NotoSerif",
    }
    assert {face.partition("CJK")[0] for face in faces_in(made["黑体"])} == {"FandolHei-Regular", "NotoSans"}


def test_a_tick_box_and_an_emoji_are_no_empty_boxes(made: dict[str, bytes]) -> None:
    assert faces_in(made["表情"]) == {"FandolFang-Regular", "DejaVuSans"}


@pytest.mark.parametrize("name", ["小标宋", "小标宋加粗"])
def test_xiaobiaosong_is_the_bold_cut_and_never_stroked(made: dict[str, bytes], name: str) -> None:
    (face,) = faces_in(made[name])
    assert face.startswith("NotoSerifCJK")
    assert "-Bold" in face
    assert not strokes_letters(made[name])


def test_bold_fangsong_stays_visibly_bold() -> None:
    content = convert({"粗": docx(PROSE, bold=True)})["粗"]
    assert faces_in(content) == {"FandolFang-Regular"}
    assert strokes_letters(content)


def test_the_bytes_depend_on_nothing_but_the_document(
    made: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    elsewhere = {"TZ": "America/New_York", "LANG": "zh_CN.GB18030", "LC_ALL": "POSIX", "HOME": str(tmp_path)}
    for key, value in elsewhere.items():
        monkeypatch.setenv(key, value)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    fewer = {name: DOCUMENTS[name] for name in ("表情", "附件1.docx")}
    another_day = Printable(docx("另一天"), MOMENT - timedelta(days=400))
    converted = pdf.convert({"另一天": another_day, **printed(fewer)})
    assert {name: converted[name].content for name in fewer} == {name: made[name] for name in fewer}


def test_two_conversions_at_once_do_not_meet(made: dict[str, bytes]) -> None:
    one = {"报告.docx": DOCUMENTS["报告.docx"]}
    with ThreadPoolExecutor() as pool:
        results = list(pool.map(lambda _: convert(one), range(2)))
    assert results == [{"报告.docx": made["报告.docx"]}] * 2


def test_no_document_needs_no_libreoffice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert convert({}) == {}


def test_damaged_documents_are_named_and_sound_ones_are_not() -> None:
    documents = {
        "好.docx": docx(PROSE),
        "残缺.docx": docx(PROSE)[:5000],
        "文本.docx": "不是压缩包".encode(),
        "空.docx": b"",
    }
    with pytest.raises(ToolFailed, match=r"不能转换：残缺.docx、文本.docx、空.docx（.*模板") as caught:
        convert(documents)
    assert "好.docx" not in str(caught.value)


@pytest.mark.parametrize("timeout", [0.01, 0.3])
def test_time_running_out_ends_the_whole_office(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, timeout: float
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(ToolFailed, match=f"{timeout} 秒.*报告.docx"):
        convert({"报告.docx": DOCUMENTS["报告.docx"]}, timeout=timeout)
    assert not left_behind(tmp_path)


def test_without_libreoffice_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ToolMissing, match=r"make setup.*libreoffice-writer-nogui.*fonts-noto-cjk"):
        convert({"报告.docx": DOCUMENTS["报告.docx"]})
    assert "libreoffice-writer-nogui" in (pdf.available() or "")


def test_without_the_fonts_the_message_names_fonts_and_packages(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    bare = tmp_path / "fonts.conf"
    bare.write_text("<fontconfig><dir>/usr/share/fonts/opentype/noto</dir></fontconfig>", "utf-8")
    monkeypatch.setattr(office_runs, "FONTS_CONF", bare)
    message = pdf.available() or ""
    assert "FandolFang、FandolHei、FandolKai" in message
    assert message.endswith("安装 texlive-lang-chinese。")
