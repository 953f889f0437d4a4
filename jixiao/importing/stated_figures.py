"""Figures that the report of an authority's outline states: the words round them, and what they become."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from jixiao.glossary import term

_STATED = Path(__file__).with_name("stated_figures.toml")
_NUMBER = r"\s*(?P<number>[-−－]?[0-9０-９]{1,12}(?:[,，][0-9]{3})*(?:[.．][0-9０-９]{1,8})?)\s*"
_SPENT = ("funds", "annual_total", "outturn")
_PROJECTS = "项目支出情况"


class FigurePattern(Struct, frozen=True):
    """Words round a figure and its path; ``under`` is the heading it must stand under, "" for any."""

    pattern: re.Pattern[str]
    path: str
    under: str = ""


def list_figure_patterns(projects: Mapping[str, str]) -> list[FigurePattern]:
    """Return what is looked for: each project's name before what it spent, and the outline's words."""
    spent = ".".join(map(term, _SPENT))
    named = {
        f"{term('projects')}.{identifier}.{spent}": f"{re.escape(name)}(?:项目)?(?:支出)?{{数}}万元"
        for name, identifier in projects.items()
        if name
    }
    return [
        FigurePattern(re.compile(around.replace("{数}", _NUMBER)), path, under)
        for under, words in [(_PROJECTS, named), *tomllib.loads(_STATED.read_text("utf-8")).items()]
        for path, around in words.items()
    ]


class StatedValue(Struct, frozen=True):
    """A value that a paragraph states: where, under which path, as filed, and the tag that is to stand there."""

    start: int
    end: int
    path: str
    text: str
    tag: str


def find_stated(text: str, figures: Iterable[FigurePattern], heading: str) -> list[StatedValue]:
    """Return the figures that a paragraph under a heading states, in order; the first pattern counts."""
    found: dict[int, tuple[int, str]] = {}
    for figure in (figure for figure in figures if figure.under in heading):
        for match in figure.pattern.finditer(text):
            # A rate prints with its sign, an amount without its unit.
            end = match.end() if match[0].endswith("%") else match.end("number")
            found.setdefault(match.start("number"), (end, figure.path))
    ordered = sorted((start, end, path) for start, (end, path) in found.items())
    return [
        StatedValue(start, end, path, text=text[start:end], tag=f"{{{{ {path} }}}}") for start, end, path in ordered
    ]
