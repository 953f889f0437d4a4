"""Fill in Annex 2 of 2023 many times: python -m benchmarks.one_annex jixiao|marked|docxtpl RUNS [OUTPUT].

Prints the milliseconds of each run as JSON, from the template's file and the dossier to the DOCX's bytes.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment

from benchmarks.measuring import ROOT, timed
from jixiao.derive.dossier import Dossier
from jixiao.render.printing import Printer

LABEL = "附件2"


def _jixiao(dossier: Dossier, template: Path) -> Callable[[], bytes]:
    from jixiao.render.environment import context_of, form_environment
    from jixiao.render.filling import render_form

    def render() -> bytes:
        return render_form(template, context_of(dossier), Printer(LABEL, dossier.overrides), form_environment())

    return render


def _marked(dossier: Dossier, template: Path) -> Callable[[], bytes]:
    """As in a package: with a bookmark round every value."""
    from jixiao.docx import package
    from jixiao.render.bookmarks import place_marks
    from jixiao.render.environment import context_of, marking_form_environment
    from jixiao.render.filling import fill_in

    def render() -> bytes:
        printer = Printer(LABEL, dossier.overrides)
        members = fill_in(template, context_of(dossier), printer, marking_form_environment())
        place_marks(members)
        return package.write_package(members)

    return render


def _docxtpl(dossier: Dossier, template: Path) -> Callable[[], bytes]:
    from benchmarks.naive import Template, plain
    from jixiao.glossary import term

    printer = Printer(LABEL, dossier.overrides)
    context = {term(name): plain(getattr(dossier, name), printer) for name in ("year", "prior_year", "unit", "annex2")}

    def render() -> bytes:
        document = Template(template)
        document.render(context, Environment(keep_trailing_newline=True), autoescape=True)
        written = io.BytesIO()
        document.save(written)
        return written.getvalue()

    return render


def main(name: str, runs: str, output: str = "") -> None:
    """Fill in the annex ``runs`` times."""
    from benchmarks.naive import read
    from jixiao.paths import Workspace

    dossier = read(Workspace(ROOT), 2023)
    template = ROOT / "templates" / str(dossier.unit.form_set) / "annex2.docx"
    render = {"jixiao": _jixiao, "marked": _marked, "docxtpl": _docxtpl}[name](dossier, template)
    print(timed(lambda _: render(), int(runs)))
    if output:
        Path(output).write_bytes(render())


if __name__ == "__main__":
    main(*sys.argv[1:])
