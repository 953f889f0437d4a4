"""What is published says all that may be known, and nothing else; a real browser shows it to everybody."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from jixiao.build.described_case import open_described_year
from jixiao.disclosure.publishing import CSV_NAME, JSON_NAME, publish_year
from jixiao.errors import UsageError
from jixiao.paths import Workspace
from jixiao.publish.pdf_properties import list_pdf_properties
from jixiao.publish.pdf_text import page_texts
from jixiao.reporting.outcome import Outcome
from tests.support.axe import find_violations
from tests.support.browser import Page, browser, chromium
from tests.support.described_year import FORM, write_year
from tests.support.filled_forms import MADE_YEARS, made_year
from tests.support.made_unit import copy_made_unit
from tests.support.package import YEAR, silent
from tests.support.project import ROOT, edit

TELEPHONE, PLANTED_NAME, PLANTED_NUMBER, HIDDEN_AMOUNT = "8000000", "赵钱孙", "13900001111", "1.66"
PRIVATE = ("填表人甲", TELEPHONE, PLANTED_NAME, PLANTED_NUMBER)


def plant(workspace: Workspace) -> None:
    """Put a name and a number into a text of each kind, and let the form set hide a line of Annex 1."""
    year = workspace.year(YEAR)
    (overview,) = (year / "report").glob("01-*.md")
    told = f"联系人：{PLANTED_NAME}，手机{PLANTED_NUMBER}，填表人甲，电话{TELEPHONE}。"
    overview.write_text(f"{overview.read_text('utf-8').rstrip()}\n\n{told}\n", "utf-8")
    forms = workspace.templates / "yueyang-2023/forms.yaml"
    edit(forms, "\n核验:\n", "\n公开:\n  不公开的部件: [附件5]\n  不公开的内容: [公务用车]\n\n核验:\n")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    workspace = copy_made_unit(tmp_path_factory.mktemp("unit"))
    plant(workspace)
    outcome = publish_year(workspace, YEAR, step=silent)
    assert outcome.folder is not None, outcome.findings
    return outcome


@pytest.fixture(scope="module")
def folder(published: Outcome) -> Path:
    assert published.folder is not None
    return published.folder


def of_kind(folder: Path, ending: str) -> Path:
    (found,) = folder.glob(f"*.{ending}")
    return found


def test_nothing_private_is_in_any_file(folder: Path) -> None:
    pdf = of_kind(folder, "pdf").read_bytes()
    said = ["".join(page_texts(pdf)), *list_pdf_properties(pdf).values()]
    said += [path.read_text("utf-8") for path in folder.iterdir() if path.suffix != ".pdf"]
    said += [path.name for path in folder.iterdir()]
    assert len(said) > 4
    assert [(word, text[:40]) for word in PRIVATE for text in said if word in text] == []


def test_a_private_line_is_in_no_file_nor_what_a_sum_rests_on(folder: Path) -> None:
    rows = json.loads(of_kind(folder, "json").read_text("utf-8"))["数"]
    assert not any("公务用车" in row["名称"] for row in rows)
    total = next(row for row in rows if row["名称"] == "附件1.三公经费.决算")
    assert (total["怎样得来"], total["由哪些数得来"]) == ("（不公开）", [])


def test_a_private_part_is_left_out(folder: Path) -> None:
    assert "附件5" not in of_kind(folder, "html").read_text("utf-8")
    assert not any("附件5" in row["印在"] for row in json.loads((folder / JSON_NAME).read_text("utf-8"))["数"])


def test_nothing_names_a_file_of_the_data(folder: Path) -> None:
    for path in folder.iterdir():
        if path.suffix != ".pdf":
            assert ".yaml" not in path.read_text("utf-8")


def test_csv_and_json_say_the_same(folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO((folder / CSV_NAME).read_bytes().decode("utf-8-sig"))))
    told = json.loads((folder / JSON_NAME).read_text("utf-8"))
    assert told["年度"] == YEAR
    assert [(row["名称"], row["数值"]) for row in rows] == [(row["名称"], row["数值"]) for row in told["数"]]
    assert len(rows) > 300


def described(name: str, root: Path) -> tuple[Workspace, int]:
    """Return the made year on a described set, to be published below ``root``."""
    (root / "data").symlink_to(MADE_YEARS / name / "data")
    return Workspace(root, ROOT / "templates"), int(made_year(name).name)


def test_published_again_it_has_the_same_bytes(tmp_path: Path) -> None:
    workspace, year = described("national-2020", tmp_path)
    first, second = (
        {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
        for folder in (publish_year(workspace, year, step=silent, pdf=False).folder for _ in range(2))
        if folder is not None
    )
    assert first == second


def test_where_no_part_is_public_it_says_so(tmp_path: Path) -> None:
    workspace = copy_made_unit(tmp_path)
    hidden = "附件1, 附件2, 附件3, 封面, 报告, 附件5"
    edit(
        workspace.templates / "yueyang-2023/forms.yaml", "\n核验:\n", f"\n公开: {{不公开的部件: [{hidden}]}}\n\n核验:\n"
    )
    with pytest.raises(UsageError, match="全部部件"):
        publish_year(workspace, YEAR, step=silent, pdf=False)


def test_a_private_word_that_the_page_itself_says_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    workspace = copy_made_unit(tmp_path)
    private = "\n公开: {不公开的词语: [数据和算法]}\n\n核验:\n"
    edit(workspace.templates / "yueyang-2023/forms.yaml", "\n核验:\n", private)
    outcome = publish_year(workspace, YEAR, step=silent, pdf=False)
    assert [one.code for one in outcome.findings if not one.waived and one.code.startswith("V")] == ["V012"]
    assert outcome.folder is None


def test_errors_of_the_data_stand_in_the_way(tmp_path: Path) -> None:
    workspace = copy_made_unit(tmp_path)
    (workspace.year(YEAR) / "annex1.yaml").write_text("不是: 附件1\n", "utf-8")
    outcome = publish_year(workspace, YEAR, step=silent, pdf=False)
    assert outcome.findings
    assert outcome.folder is None
    assert not workspace.output(YEAR).parent.exists()


@pytest.mark.parametrize("name", sorted(path.name for path in MADE_YEARS.iterdir()))
def test_each_described_set_can_be_published(name: str, tmp_path: Path) -> None:
    workspace, year = described(name, tmp_path)
    outcome = publish_year(workspace, year, step=silent, pdf=False)
    assert outcome.folder is not None, outcome.findings
    said = "".join(path.read_text("utf-8") for path in outcome.folder.iterdir())
    unit = open_described_year(workspace, year, draft=False).cases[0].dossier.unit
    assert str(unit.filled_by) not in said
    assert re.search(rf"(?<![0-9]){unit.telephone}(?![0-9])", said) is None


@pytest.mark.parametrize("written", ["填表人甲", "填 表人　甲"])
@pytest.mark.parametrize("field", ["项目名称: 示例项目", "三级指标: 甲", "原因: 说明"])
def test_a_known_name_in_any_text_is_nowhere_left(field: str, written: str, tmp_path: Path) -> None:
    workspace = write_year(tmp_path, FORM.replace(field, f"{field}由{written}办"))
    outcome = publish_year(workspace, 2030, step=silent, pdf=False)
    assert outcome.folder is not None, outcome.findings
    said = "".join(path.name + path.read_text("utf-8") for path in outcome.folder.iterdir())
    assert "由（不公开）办" in said
    assert written not in said


@pytest.fixture(scope="module")
def page(folder: Path) -> Iterator[Page]:
    program = chromium()
    if program is None:
        pytest.skip("no Chromium: make setup installs it")
    with browser(program) as page:
        page.open(of_kind(folder, "html").resolve())
        yield page
        assert len(page.requests) == 1, "the page asks for nothing"
        assert not page.complaints


def test_the_page_has_no_barriers_and_fits_a_telephone(page: Page) -> None:
    page.resize(400)
    assert find_violations(page) == []
    assert page.value("document.documentElement.scrollWidth <= innerWidth")
    page.resize(1280)


def test_every_table_has_headings_and_charts_have_their_table(page: Page) -> None:
    assert page.value("[...document.querySelectorAll('table')].every((one) => one.querySelector('th[scope]'))")
    assert page.value("[...document.querySelectorAll('figure')].every((one) => one.querySelector('svg + .wide table'))")
    assert page.value("document.querySelectorAll('figure').length") == 2


def test_a_figure_says_how_it_came_about_by_mouse_and_by_keyboard(page: Page) -> None:
    figure = "[...document.querySelectorAll('#p2 a.figure')].find((one) => one.textContent.endsWith('%'))"
    page.click(figure)
    assert "怎样得来" in page.value("document.querySelector('dialog[open]').textContent")
    page.press("Escape")
    assert page.value("document.querySelector('dialog[open]')") is None
    page.value(f"{figure}.focus()")
    page.press("Enter")
    page.click("document.querySelector('dialog dd a')")
    assert page.value("document.querySelector('dialog[open] h2').textContent")
    page.press("Escape")


def test_the_figures_can_be_sorted_by_keyboard(page: Page) -> None:
    values = (
        "[...document.querySelectorAll('#figure-table tbody tr')].map((one) => parseFloat(one.cells[2].dataset.value))"
    )
    page.value("document.querySelector('#figure-table thead th:nth-child(3) button').focus()")
    page.press("Enter")
    numbers = [one for one in page.value(values) if one is not None]
    assert numbers == sorted(numbers)


def test_a_form_that_cannot_be_sorted_leads_to_its_numbers_in_the_list_that_can(page: Page) -> None:
    fixed = (
        "[...document.querySelectorAll('main > section')].filter((one) => one.querySelector('table.form:not(.grid)'))"
    )
    assert page.value(f"{fixed}.length") > 0
    assert page.value(f"{fixed}.every((one) => one.querySelector('a.to-list'))")
    page.value("document.querySelector('a.to-list').focus()")
    words = page.value("document.activeElement.dataset.words")
    page.press("Enter")
    rows = "[...document.querySelectorAll('#figure-table tbody tr')].filter((one) => !one.hidden)"
    assert 0 < page.value(f"{rows}.length") < page.value("document.querySelectorAll('#figure-table tbody tr').length")
    assert page.value(f"{rows}.every((one) => one.textContent.includes({words!r}))")
    assert page.value("document.activeElement.type") == "search"
    page.value("document.activeElement.value = ''; document.activeElement.dispatchEvent(new Event('input'))")


def test_the_keyboard_alone_goes_from_the_top_to_a_figure_and_back(page: Page, folder: Path) -> None:
    page.open(of_kind(folder, "html").resolve())
    here = "document.activeElement"
    for wanted in ("a.skip", "nav a", "figure .wide", "a.figure"):
        for _ in range(60):
            page.press("Tab")
            if page.value(f"{here}.matches({wanted!r})"):
                break
        assert page.value(f"{here}.matches({wanted!r}) && {here}.matches(':focus-visible')"), wanted
    words = page.value(f"{here}.textContent")
    page.press("Enter")
    assert page.value("document.querySelector('dialog[open]').contains(document.activeElement)")
    page.press("Escape")
    assert page.value(f"{here}.textContent") == words
