"""What is derived from a workspace's year."""

from __future__ import annotations

from jixiao.derive.derivation import derive
from jixiao.derive.dossier import Dossier
from jixiao.figures import Figure
from jixiao.paths import Workspace
from jixiao.submission.read import read_year
from tests.support.figures import figures_in


def dossier_of(workspace: Workspace, year: int = 2023) -> Dossier:
    reading = read_year(workspace, year)
    assert reading.submission is not None, reading.findings
    return derive(reading.submission)


def at(dossier: Dossier, path: str) -> Figure:
    return next(figure for figure in figures_in(dossier) if figure.path == path)
