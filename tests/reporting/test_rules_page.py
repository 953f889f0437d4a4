"""docs/rules.md is what the rules say of themselves."""

from jixiao.findings import Severity
from jixiao.reporting.rules_page import RULES_PAGE, format_rules_page
from jixiao.rules.catalogue import all_rules
from jixiao.rules.registry import Rule
from tests.support.project import ROOT


def test_the_page_is_up_to_date() -> None:
    assert (ROOT / RULES_PAGE).read_text("utf-8") == format_rules_page(all_rules()), "运行 make rules"


def test_every_rule_is_there_with_all_it_says() -> None:
    page = format_rules_page(all_rules())
    for rule in all_rules():
        assert page.count(f"] {rule.code}") == 0
        assert f"</a>{rule.code} " in page
        assert f"[{rule.code}](#{rule.code.lower()})" in page


def test_every_rule_says_what_why_how_and_shows_an_example() -> None:
    lacking = [rule.code for rule in all_rules() if not all((rule.title, rule.basis, rule.remedy, rule.example))]
    assert lacking == []


def test_words_are_never_markup() -> None:
    odd = Rule("Z999", "a|b *c* <d>", Severity.HINT, "《表》[1]", "改 `x`", "_例_ #1", lambda book: ())
    page = format_rules_page([odd])
    assert "a\\|b \\*c\\* \\<d\\>" in page
    assert "《表》\\[1\\]" in page
    assert "改 \\`x\\`" in page
