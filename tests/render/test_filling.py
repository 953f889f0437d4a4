"""Filling in a template made ready once gives what docxtpl gives, which does everything anew."""

from pathlib import Path
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jinja2.exceptions import TemplateRuntimeError
from lxml import etree
from msgspec.structs import replace

from jixiao.derive.dossier import Dossier
from jixiao.docx.package import BadPackage
from jixiao.glossary import term
from jixiao.paths import Workspace
from jixiao.render.environment import context_of, form_environment
from jixiao.render.filling import fill_in
from jixiao.render.parts import list_parts
from jixiao.render.printing import Printer
from tests.assemble.sample_parts import picture
from tests.render.test_untrusted import NASTY, texts
from tests.support.docx import form, saved
from tests.support.package import entry, folders, real_dossier, with_unit
from tests.support.plain_docxtpl import filled_in_by_docxtpl
from tests.support.project import ROOT

TEMPLATES = folders(Workspace(ROOT)).templates
# docxtpl itself takes {_{ in data for a spelling of {{.
hostile = (st.sampled_from(NASTY) | texts | st.text("甲 \t\n<&\"'", min_size=1, max_size=30)).map(
    lambda words: words.replace("_", "-")
)


def canonical(members: dict[str, bytes]) -> dict[str, str]:
    return {name: _canonical(name, content) for name, content in sorted(members.items())}


def _canonical(name: str, content: bytes) -> str:
    return etree.canonicalize(etree.fromstring(content)) if name.endswith((".xml", ".rels")) else content.hex()


def both(template: Path, dossier: Dossier, context: dict[str, Any]) -> list[dict[str, str]]:
    ways = (fill_in, filled_in_by_docxtpl)
    return [canonical(way(template, context, Printer("附件", dossier.overrides), form_environment())) for way in ways]


def context_with(dossier: Dossier, number: int) -> dict[str, Any]:
    workspace = list(list_parts(dossier))[number][1]
    return context_of(dossier) | ({term("this_project"): workspace} if workspace else {})


@pytest.mark.parametrize("number", range(10))
def test_every_part_of_the_real_package_is_as_docxtpl_makes_it(number: int) -> None:
    dossier = real_dossier()
    template = TEMPLATES / list(list_parts(dossier))[number][0].template
    ours, reference = both(template, dossier, context_with(dossier, number))
    assert ours == reference


@settings(max_examples=12, deadline=None)
@given(words=hostile, more=hostile, rows=st.integers(0, 60))
def test_any_text_in_any_number_of_rows_is_as_docxtpl_has_it(words: str, more: str, rows: int) -> None:
    dossier = with_unit(real_dossier(), unit_name=entry(words), filled_by=entry(more))
    first = dossier.projects.in_order[0]
    told = [replace(row, level3=entry(words), actual=entry(more)) for row in first.indicator_rows]
    workspace = replace(first, indicator_rows=(told * 10)[:rows])
    ours, reference = both(TEMPLATES / "annex3.docx", dossier, context_of(dossier) | {term("this_project"): workspace})
    assert ours == reference


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a template with a header, a footer, a formatted run, and a drawing that a loop repeats."""
    document = docx.Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "{{ 单位.单位名称 }}"
    section.footer.paragraphs[0].text = "第一行\n{{ 年度 }}"
    document.add_paragraph("前").add_run("{{ 单位.单位名称 }}").bold = True
    document.add_paragraph("{%p for 项 in 各项目 %}")
    document.add_picture(picture())
    document.add_paragraph("{{ 项.名称 }}\t{# 不印 #}")
    document.add_paragraph("{%p endfor %}")
    path = tmp_path_factory.mktemp("templates") / "rich.docx"
    path.write_bytes(saved(document))
    return path


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=hostile)
def test_headers_footers_and_drawings_are_as_docxtpl_has_them(words: str, rich: Path) -> None:
    dossier = with_unit(real_dossier(), unit_name=entry(words))
    ours, reference = both(rich, dossier, context_of(dossier))
    assert ours == reference


def test_broken_xml_is_refused(tmp_path: Path) -> None:
    template = tmp_path / "broken.docx"
    template.write_bytes(form("{% if 年度 == 上年度 %}", cells=[["{{ 年度 }}{% endif %}"]]))
    with pytest.raises(BadPackage):
        fill_in(template, context_of(real_dossier()), Printer("封面", ()), form_environment())


def test_a_character_that_xml_cannot_hold_is_refused() -> None:
    dossier = with_unit(real_dossier(), unit_name=entry("一\x07二"))
    with pytest.raises(TemplateRuntimeError, match="控制字符"):
        fill_in(TEMPLATES / "cover.docx", context_of(dossier), Printer("封面", ()), form_environment())
