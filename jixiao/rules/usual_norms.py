"""What rules ask of forms whose set does not say: the national method and what is usual everywhere."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jixiao.glossary import term
from jixiao.model.base import Record
from jixiao.model.formset import Scoring
from jixiao.model.norms import PersonNorms, ScoreNorms
from jixiao.source.nodes import parse_yaml

_NAME = "usual_norms.yaml"


class UsualNorms(Record):
    """How scores are reckoned, how much faults in them weigh, and what words point at persons."""

    scoring: Scoring
    score_checks: ScoreNorms
    persons: PersonNorms


@cache
def read_usual_norms() -> UsualNorms:
    """Return the usual norms."""
    text = Path(__file__).with_name(_NAME).read_text("utf-8")
    return UsualNorms.model_validate(parse_yaml(text, _NAME, term("checks")).tree)
