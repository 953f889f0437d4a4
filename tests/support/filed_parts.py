"""The parts of every shipped form set as DOCX: of the real year, and of the made years on described sets."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache

from jixiao.build.described_case import open_described_year
from jixiao.edition import build_moment
from jixiao.paths import Workspace
from jixiao.render.described_parts import render_described
from jixiao.render.parts import RenderedPart, render
from tests.support.filled_forms import MADE_YEARS, made_year
from tests.support.package import folders, real_dossier
from tests.support.project import ROOT

SETS = ("yueyang-2023", *sorted(path.name for path in MADE_YEARS.iterdir()))


@cache
def filed_parts(form_set: str) -> tuple[RenderedPart, ...]:
    """Return the parts of the year on a set."""
    return tuple(_described(form_set) if form_set in SETS[1:] else _ours())


def _ours() -> Iterator[RenderedPart]:
    dossier = real_dossier()
    rendering = render(dossier, folders(Workspace(ROOT)), _moment())
    assert not rendering.findings
    yield from rendering.parts


def _described(form_set: str) -> Iterator[RenderedPart]:
    workspace = Workspace(MADE_YEARS / form_set, ROOT / "templates")
    for case in open_described_year(workspace, int(made_year(form_set).name), draft=False).cases:
        rendering = render_described(case.dossier, case.folders, case.moment)
        assert not rendering.findings
        yield from rendering.parts


def _moment() -> datetime:
    return build_moment(real_dossier().filled_on.value)
