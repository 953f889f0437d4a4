"""Forms of described sets: right ones are not accused, a slip is commented in its cell."""

import pytest

from jixiao.docx.block_reader import read_paper
from jixiao.examine.commented_copy import list_copies
from jixiao.examine.examined_paper import ExaminedPaper
from jixiao.examine.handed_in import read_handed_in
from jixiao.render.environment import form_environment
from jixiao.render.filling import render_form
from jixiao.render.printing import Printer
from tests.support.docx import rewritten
from tests.support.examined import codes_of, examined
from tests.support.filled_forms import made_dossier
from tests.support.project import ROOT


def filled(name: str) -> bytes:
    """Return the first form of the made year on a set."""
    dossier = made_dossier(name)
    form = dossier.forms[0]
    template = ROOT / "templates" / name / str(form.form.description.template)
    printer = Printer(form.label, (), dossier.described.description.amount_places)
    return render_form(template, dossier.context_of(form), printer, form_environment())


def of_form(data: bytes) -> ExaminedPaper:
    return examined(read_handed_in("表.docx", data))


@pytest.mark.parametrize("name", ["anhui-2023", "chongqing-2021", "yunnan-2020", "sichuan-2023", "national-2020"])
def test_a_right_form_is_read_whole_and_not_accused(name: str) -> None:
    paper = of_form(filled(name))
    assert (paper.form_set, paper.read_share, codes_of(paper)) == (name, "100%", [])
    assert paper.facts


def test_a_slip_is_commented_in_its_cell() -> None:
    data = filled("yunnan-2020")
    total = next(fact for fact in of_form(data).facts if "总分" in fact.name or "得分" in fact.name)
    value = total.stated[0].text
    slipped = rewritten(data, "word/document.xml", lambda xml: xml.replace(f">{value}<", ">77.7<", 1))
    paper = of_form(slipped)
    [copy] = list_copies(paper)
    assert "77.7" in {comment.anchor for comment in read_paper(copy.data).comments}
