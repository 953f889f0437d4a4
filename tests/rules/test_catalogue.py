"""Every module registers its rules; every rule has its words, and every word its rule."""

from __future__ import annotations

import re
import tomllib

from jixiao.rules.catalogue import all_rules
from tests.support.project import ROOT

FOLDER = ROOT / "jixiao/rules"


def test_the_catalogue_holds_every_rule_that_stands_in_a_module() -> None:
    sources = "".join(path.read_text("utf-8") for path in FOLDER.glob("*.py"))
    written = re.findall(r'^@rule\("([A-Z][0-9]{3})"', sources, re.MULTILINE)
    named = re.findall(r'^_[A-Z_]+ = "([A-Z][0-9]{3})"$', sources, re.MULTILINE)
    assert [rule.code for rule in all_rules()] == sorted([*written, *named])


def test_words_and_rules_belong_together_in_the_order_of_the_codes() -> None:
    texts = tomllib.loads((FOLDER / "texts.toml").read_text("utf-8"))
    assert list(texts) == [rule.code for rule in all_rules()]
    assert {key for words in texts.values() for key in words} == {"title", "basis", "remedy", "example"}
