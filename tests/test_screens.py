"""README shows what a first user will see."""

from scripts.screens import ROOT, report_screen, screen_in

README = (ROOT / "README.md").read_text("utf-8")


def test_readme_shows_the_screen_of_make_report_as_it_is() -> None:
    assert screen_in(README) == report_screen(), "README.md shows another screen: make screens"


def test_the_screen_is_one() -> None:
    assert 5 < len(screen_in(README).split("\n")) <= 40


def test_readme_names_both_commands_with_what_setting_up_says() -> None:
    setup = (ROOT / "scripts/setup.sh").read_text("utf-8")
    assert "$ make test\n" in README
    said = [line for line in README.split("\n") if line.startswith("正在")]
    assert said
    assert all(line.partition("：")[0] in setup for line in said), "README.md shows other words than scripts/setup.sh"
