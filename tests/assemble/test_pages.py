"""Each part looks in the whole as it does alone: both are laid out by LibreOffice and compared word by word."""

import re
import subprocess
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from jixiao.assemble import OpenedPart
from tests.support.office import converted

from .sample_parts import Whole, chinese_word, cover, landscape_table, odd_and_even, packed, prose, report, text_of

PARTS = {
    part.name: part
    for part in [
        cover("封面"),
        landscape_table("附件1"),
        prose("附件2"),
        odd_and_even("附件3"),
        report("报告"),
        chinese_word("附件5"),
        landscape_table("附件6"),
        prose("附件7", size=12),
    ]
}
WHOLES = {
    "整套": ["附件1", "封面", "附件2", "附件3", "报告", "附件5", "附件6"],
    "报告在前": ["报告", "附件1", "附件5", "附件3", "封面"],
    "中文样式在前": ["附件5", "附件7", "附件6", "报告", "附件2"],
    "单双页在前": ["附件3", "封面", "附件1", "附件2", "附件5"],
}
POINTS = 0.25  # LibreOffice 25.2 rounds a line up to 0.2 points otherwise behind another part; 7.4 by less than 0.1


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the PDF of each part and of each whole, made in one run of LibreOffice."""
    folder = tmp_path_factory.mktemp("pages")
    documents = {name: packed(part) for name, part in PARTS.items()}
    documents |= {name: Whole(*(PARTS[n] for n in names)).data for name, names in WHOLES.items()}
    for name, data in documents.items():
        (folder / f"{name}.docx").write_bytes(data)
    converted(folder, [folder / f"{name}.docx" for name in documents], "pdf", into=".")
    return folder


def pages(pdf: Path) -> list[tuple[str, list[tuple[str, float, float]]]]:
    """Return for each page its size and its words with their places in points."""
    text = subprocess.run(["pdftotext", "-bbox", pdf, "-"], check=True, capture_output=True, text=True).stdout  # noqa: S607
    words = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" [^>]*>(.*?)</word>')
    return [
        (size, [(word, float(x), float(y)) for x, y, word in words.findall(content)])
        for size, content in re.findall(r"<page (.*?)>(.*?)</page>", text, re.DOTALL)
    ]


@pytest.mark.parametrize("name", WHOLES)
def test_every_page_is_the_page_of_the_part_alone(folder: Path, name: str) -> None:
    alone = [page for part in WHOLES[name] for page in pages(folder / f"{part}.pdf")]
    together = pages(folder / f"{name}.pdf")
    assert [size for size, _ in together] == [size for size, _ in alone]
    for (_, here), (_, there) in zip(together, alone, strict=True):
        assert [word for word, *_ in here] == [word for word, *_ in there]
        for (_, x, y), (_, x_alone, y_alone) in zip(here, there, strict=True):
            assert (x, y) == pytest.approx((x_alone, y_alone), abs=POINTS)


def test_page_numbers_begin_with_one_in_every_part(folder: Path) -> None:
    text = " ".join(word for _, words in pages(folder / "整套.pdf") for word, *_ in words)
    numbers = re.findall(r"— (\d+) —", text)
    assert numbers.count("1") == len(["附件1", "附件2", "附件6"])
    assert "2" in numbers


@pytest.mark.parametrize("name", WHOLES)
def test_the_whole_passes_the_audit(folder: Path, name: str) -> None:
    assert [str(error) for error in OpenXmlValidator().validate(folder / f"{name}.docx").errors] == []


def test_a_single_part_stays_what_it_was(folder: Path) -> None:
    whole = Whole(PARTS["附件2"])
    assert len(whole.sections) == 1
    assert whole.style_of("附件2的标题") == "heading 1"


def test_the_order_is_the_order_given() -> None:
    first, second = OpenedPart("甲", PARTS["封面"].docx), PARTS["附件2"]
    text = text_of(Whole(second, first).body)
    assert text.index("附件2的标题") < text.index("封面标题")
