"""A PDF claims to be one to keep and one to listen to only where nothing is missing that we can ask for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import pikepdf
import pytest
from lxml import etree
from pikepdf import Array, Dictionary, Name, String

from jixiao.build.described_case import open_described_year
from jixiao.build.year_documents import Documents, prepare_for_printing, render_documents
from jixiao.docx.heading_cells import Scope
from jixiao.docx.wml import W
from jixiao.forms.load_sets import list_described_sets
from jixiao.paths import Workspace
from jixiao.publish.archival_pdf import describes_claims, embed_files, list_lacks, settle_colours, write_claims
from jixiao.publish.pdf import convert
from jixiao.publish.printable import ConvertedPdf, Lack, Printable, Standard
from tests.support.filled_forms import MADE_YEARS, made_year
from tests.support.package import silent
from tests.support.project import ROOT
from tests.support.wml import cell, document, paragraph, row, run, table

MOMENT = datetime(2024, 3, 1, 0, 30, tzinfo=UTC)
SETS = list_described_sets(Workspace(ROOT))


MARKED_CELL = b'<w:tc><w:p><w:bookmarkStart w:id="1" w:name="_JX0"/><w:t>10</w:t><w:bookmarkEnd w:id="1"/></w:p></w:tc>'


def sound() -> pikepdf.Pdf:
    """Return a PDF with a heading and a table with one, that lacks nothing we ask for."""
    pdf = pikepdf.new()
    pdf.add_blank_page()
    profile = pdf.make_stream(bytes(range(128)))
    heading, cell_ = Dictionary(S=Name.H1), Dictionary(S=Name.TH)
    tabled = Dictionary(S=Name.Table, K=Array([Dictionary(S=Name.TR, K=Array([cell_]))]))
    pdf.Root.OutputIntents = Array([Dictionary(S=Name.GTS_PDFA1, DestOutputProfile=profile)])
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    pdf.Root.StructTreeRoot = Dictionary(K=Array([Dictionary(S=Name.Document, K=Array([heading, tabled]))]))
    pdf.Root.Lang = String("zh-CN")
    pdf.docinfo["/Title"], pdf.docinfo["/Creator"], pdf.docinfo["/Producer"] = "自评 <甲&乙>", "jixiao", "LibreOffice"
    return pdf


def parts(pdf: pikepdf.Pdf) -> Array:
    held = pdf.Root.StructTreeRoot.K[0].K
    assert isinstance(held, Array)
    return held


def without_colours(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.OutputIntents


def with_a_font_that_is_not_embedded(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Held = pdf.make_indirect(Dictionary(Type=Name.FontDescriptor, FontName=Name.SimSun))


def with_a_script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([])))


def without_tags(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.MarkInfo


def without_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def with_a_blank_title(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = " "


def with_a_table_of_plain_cells(pdf: pikepdf.Pdf) -> None:
    parts(pdf)[1].K[0].K[0].S = Name.TD


def with_a_picture(pdf: pikepdf.Pdf) -> None:
    parts(pdf).append(Dictionary(S=Name.Figure))


def with_a_level_left_out(pdf: pikepdf.Pdf) -> None:
    parts(pdf).append(Dictionary(S=Name.H3))


LACKING = [
    (without_colours, Standard.ARCHIVE, Lack.COLOURS),
    (with_a_font_that_is_not_embedded, Standard.ARCHIVE, Lack.FONTS),
    (with_a_script, Standard.ARCHIVE, Lack.SCRIPTS),
    (without_tags, Standard.ACCESS, Lack.TAGS),
    (without_language, Standard.ACCESS, Lack.LANGUAGE),
    (with_a_blank_title, Standard.ACCESS, Lack.TITLE),
    (with_a_table_of_plain_cells, Standard.ACCESS, Lack.TABLES),
    (with_a_picture, Standard.ACCESS, Lack.PICTURES),
    (with_a_level_left_out, Standard.ACCESS, Lack.HEADINGS),
]


def test_a_sound_pdf_lacks_nothing() -> None:
    assert list_lacks(sound()) == {Standard.ARCHIVE: (), Standard.ACCESS: ()}


@pytest.mark.parametrize(("spoil", "standard", "lack"), LACKING)
def test_what_is_missing_is_told_for_the_standard_that_asks_for_it(
    spoil: Callable[[pikepdf.Pdf], None], standard: Standard, lack: Lack
) -> None:
    pdf = sound()
    spoil(pdf)
    assert list_lacks(pdf) == {one: (lack,) if one is standard else () for one in Standard}


def test_a_picture_with_words_is_no_lack() -> None:
    pdf = sound()
    parts(pdf).append(Dictionary(S=Name.Figure, Alt=String("单位徽标")))
    assert list_lacks(pdf)[Standard.ACCESS] == ()


@pytest.mark.parametrize("claims", [frozenset[Standard](), frozenset([Standard.ARCHIVE]), frozenset(Standard)])
def test_the_metadata_claims_what_it_is_told_and_is_sound_xml(claims: frozenset[Standard]) -> None:
    pdf = sound()
    write_claims(pdf, MOMENT, claims)
    packet = pdf.Root.Metadata.read_bytes()
    etree.fromstring(packet)
    assert (b"pdfaid:part>2<" in packet, b"pdfuaid:part>1<" in packet) == tuple(one in claims for one in Standard)
    assert "自评 &lt;甲&amp;乙&gt;".encode() in packet
    assert b"2024-03-01T00:30:00Z" in packet


def test_the_moment_a_colour_profile_was_made_leaves_no_trace() -> None:
    made = []
    for moment in (b"\1" * 12, b"\2" * 12):
        pdf = sound()
        intent = pdf.Root.OutputIntents[0]
        intent.DestOutputProfile.write(bytes(24) + moment + bytes(92))
        settle_colours(pdf)
        made.append(intent.DestOutputProfile.read_bytes())
    assert made[0] == made[1]
    assert len(made[0]) == 128


@pytest.fixture(scope="module")
def converted() -> dict[str, ConvertedPdf]:
    """The packages of the made years on all shipped sets, and one whose table has no heading."""
    printable = {name: made_package(name) for name in SETS}
    plain = document(table("", row(cell("10"), cell("9"))) + paragraph(run("正文")))
    values = b"<w:tbl><w:tr>" + 2 * MARKED_CELL + b"</w:tr></w:tbl>"
    marked = b'<w:body xmlns:w="%s">%s</w:body>' % (W[1:-1].encode(), values)
    return convert({**printable, "没有表头": Printable(plain, MOMENT, marked)})


def made_package(name: str) -> Printable:
    opened = open_described_year(
        Workspace(MADE_YEARS / name, ROOT / "templates"), int(made_year(name).name), draft=False
    )
    [case] = opened.cases
    made = render_documents(case, silent)
    assert isinstance(made, Documents)
    return prepare_for_printing(made.whole, case.moment)


@pytest.mark.parametrize("name", SETS)
def test_the_packages_of_all_shipped_sets_may_claim_both(converted: dict[str, ConvertedPdf], name: str) -> None:
    assert converted[name].lacks == {}


def test_a_table_without_a_heading_costs_the_claim(converted: dict[str, ConvertedPdf]) -> None:
    made = converted["没有表头"]
    assert made.lacks == {Standard.ACCESS: (Lack.TABLES,)}
    with pikepdf.open(BytesIO(made.content)) as pdf:
        assert b"pdfuaid" not in pdf.Root.Metadata.read_bytes()


def test_embedded_files_are_associated_with_the_document_and_the_claim_is_of_the_part_that_allows_them() -> None:
    pdf = sound()
    embed_files(pdf, {"data/2030/unit.yaml": b"1", "source-map.xml": b"2"}, MOMENT)
    write_claims(pdf, MOMENT, frozenset(Standard))
    held = {name: pdf.attachments[name].get_file() for name in pdf.attachments}
    assert {name: file.read_bytes() for name, file in held.items()} == {
        "data/2030/unit.yaml": b"1",
        "source-map.xml": b"2",
    }
    assert [str(file.mime_type) for file in held.values()] == ["application/yaml", "application/xml"]
    assert [str(one.UF) for one in pdf.Root.AF] == list(held)
    assert {str(one.AFRelationship) for one in pdf.Root.AF} == {"/Source"}
    assert b"<pdfaid:part>3</pdfaid:part>" in pdf.Root.Metadata.read_bytes()


def test_without_files_the_claim_is_of_part_2() -> None:
    pdf = sound()
    embed_files(pdf, {}, MOMENT)
    write_claims(pdf, MOMENT, frozenset(Standard))
    assert "/AF" not in pdf.Root
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf.Root.Metadata.read_bytes()


def test_words_among_those_that_describe_the_claims_are_no_description_of_ours() -> None:
    pdf = sound()
    write_claims(pdf, MOMENT, frozenset(Standard))
    assert describes_claims(pdf)
    packet = pdf.Root.Metadata.read_bytes()
    pdf.Root.Metadata.write(packet.replace(b"Universal", "填表人甲".encode()))
    assert not describes_claims(pdf)
    write_claims(pdf, MOMENT, frozenset())
    assert not describes_claims(pdf)


def test_scopes_are_the_words_of_the_standard() -> None:
    assert {str(scope) for scope in Scope} == {"Row", "Column", "Both"}
