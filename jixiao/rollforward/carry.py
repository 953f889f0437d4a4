"""What of a file goes into the next year: figures and outcomes are left to fill in, dates of targets move on.

The model says which is which: every figure belongs to its year but for the points of an indicator;
of the texts, those that tell what was done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao.glossary import term
from jixiao.model.base import Record
from jixiao.model.scalars import OPEN
from jixiao.model.yearly import fields_of, of_the_year
from jixiao.source.nodes import Scalar
from jixiao.source.rewrite import Edit, Manuscript
from jixiao.targets.days import MOVING_YEAR


def carried_edits(manuscript: Manuscript, model: type[Record], tree: object, year: int) -> Iterator[Edit]:
    """Yield the edits that make last year's file one of ``year``: the year, what is left to fill in, target dates."""
    for name, kind, scalar in fields_of(model, tree):
        if name == "year":
            words = manuscript.written(scalar)
            yield manuscript.replaced(scalar, str(year), f"{term(name)}：{words} → {year}")
        elif of_the_year(name, kind, scalar):
            yield manuscript.replaced(scalar, OPEN)
        elif name == "target":
            yield from _moved_on(manuscript, scalar, year)


def _moved_on(manuscript: Manuscript, scalar: Scalar, year: int) -> Iterator[Edit]:
    start, words = manuscript.offset(scalar.place), manuscript.written(scalar)
    for match in MOVING_YEAR.finditer(words):
        now = int(match["year"])
        if now in (year - 1, year):
            date = re.split(r"\s", words[match.start() :])[0].strip("'\"")
            note = f"{term('target')}：{date} → {now + 1}{date.removeprefix(match['year'])}"
            yield Edit(start + match.start(), start + match.end(), str(now + 1), note)
