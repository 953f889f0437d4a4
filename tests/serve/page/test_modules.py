"""The page's modules: plain, small, and with no way for data to become markup or code."""

import re
from pathlib import Path

import pytest

from tests.support.project import ROOT

PAGE = ROOT / "jixiao/serve/page"
MODULES = sorted(PAGE.glob("*.js"))
IMPORT = re.compile(r'^import \{ ([^}]+) \} from "\./([a-z_]+\.js)";$', re.MULTILINE)
MARKUP = (
    "innerHTML",
    "outerHTML",
    "insertAdjacentHTML",
    "document.write",
    "eval(",
    "new Function",
    "srcdoc",
    "javascript:",
)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_is_plain_and_makes_no_markup_of_text(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith("// "), "says first what it is about"
    assert text.count("\n") <= 300
    assert [word for word in MARKUP if word in text] == []
    assert max(map(len, text.split("\n"))) <= 120


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_a_module_imports_what_others_export(path: Path) -> None:
    text = path.read_text("utf-8")
    found = IMPORT.findall(text)
    assert len(found) == len(re.findall(r"^import\b", text, re.MULTILINE)), (
        "one way to import: the offline copy reads it"
    )
    for names, other in found:
        exported = set(
            re.findall(r"^export (?:async )?(?:function|class|const) (\w+)", (PAGE / other).read_text("utf-8"), re.M)
        )
        assert set(names.split(", ")) <= exported, other


def test_the_shell_has_no_script_and_no_style_of_its_own() -> None:
    shell = (PAGE / "index.html").read_text("utf-8")
    assert re.findall(r"<script(?![^>]* src=)", shell) == []
    assert not re.search(r"\son\w+=|style=|<style", shell)
    assert 'lang="zh-CN"' in shell
