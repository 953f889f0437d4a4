"""The documents say what the code does: codes, names, terms, links, commands.

Run as a program, it prints docs/glossary.md.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from jixiao.derive.build import derive
from jixiao.derive.dossier import Dossier, Projects
from jixiao.glossary import TERMS, template_name
from jixiao.load import load_yaml
from jixiao.model.annex1 import Annex1
from jixiao.model.annex2 import Annex2
from jixiao.model.annex5 import Annex5
from jixiao.model.base import Record
from jixiao.model.basic import BasicOutlay
from jixiao.model.controls import Controls
from jixiao.model.final_accounts import FinalAccounts
from jixiao.model.overrides import Overrides
from jixiao.model.unit import Unit
from jixiao.model.waivers import Waivers
from jixiao.paths import Project
from jixiao.read import read_year
from jixiao.render.environment import FILTERS, PRINTABLE, context_of, lookup, names
from jixiao.validate import validate

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
MESSAGES = ROOT / "docs" / "messages.md"
NAMES = ROOT / "docs" / "template-names.md"
GLOSSARY = ROOT / "docs" / "glossary.md"

_CODE = re.compile(r"[A-Z][0-9]{3}")


def page(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def ids(path: Path) -> str:
    return path.name


# the glossary


def glossary_page() -> str:
    rows = (f"| `{english}` | {term} | {template_name(term)} |" for english, term in TERMS.items())
    return "\n".join(
        [
            "# 用语对照",
            "",
            "代码里的英文名与数据、模板、提示里的官方用语，一一对应。模板里的写法去掉标点。",
            "",
            "本页由 `jixiao/glossary.py` 生成，不要手改；用语有变动时，在项目文件夹里执行：",
            "",
            "```sh",
            ".venv/bin/python -m tests.test_docs > docs/glossary.md",
            "```",
            "",
            "| 英文名 | 官方用语 | 模板里的写法 |",
            "| --- | --- | --- |",
            *rows,
        ]
    )


def test_the_glossary_page_is_the_glossary() -> None:
    assert page(GLOSSARY) == glossary_page() + "\n", "run: .venv/bin/python -m tests.test_docs > docs/glossary.md"


# codes of findings


def codes_in_the_source() -> set[str]:
    # Rules carry title, basis and example themselves; the page lists only what has no such record.
    files = (path for path in (ROOT / "jixiao").rglob("*.py") if "rules" not in path.parts)
    constants = (
        node.value
        for path in files
        for node in ast.walk(ast.parse(page(path)))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {value for value in constants if _CODE.fullmatch(value)}


def test_every_code_of_a_finding_is_explained_and_no_other() -> None:
    explained = re.findall(r"^\| `([A-Z][0-9]{3})` \|", page(MESSAGES), re.MULTILINE)
    assert explained == sorted(explained, key=lambda code: ("LFMTROV".index(code[0]), code))
    assert set(explained) == codes_in_the_source()


# names in templates


@cache
def dossier() -> Dossier:
    submission = read_year(Project(ROOT), 2023, draft=True).submission
    assert submission is not None
    return derive(submission)


def template_names() -> set[str]:
    found = {name for root, value in context_of(dossier()).items() for name in names_below(root, value)}
    # One indicator stands for all: which there are is the data's to say.
    return {re.sub(r"(\.绩效指标)\.\w+\.\w+\.\d+\.", r"\1.一级指标.二级指标[1].", name) for name in found}


def names_below(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, (*PRINTABLE, bool)):
        yield name
    elif isinstance(value, Projects):
        yield name
        yield from names_below("本项目", value.in_order[0])
    elif isinstance(value, tuple):
        yield name
        yield from (f"行.{inner}" for inner in names(value[0]))
    else:
        yield from (found for inner in names(value) for found in names_below(f"{name}.{inner}", lookup(value, inner)))


def test_the_page_of_names_lists_every_name_a_template_can_use_and_no_other() -> None:
    listed = set(re.findall(r"^\| `([^`]+)` \|", page(NAMES), re.MULTILINE))
    assert {name for name in listed if not name.startswith("loop.")} == template_names()


def test_the_page_about_the_report_lists_every_filter() -> None:
    text = page(ROOT / "docs" / "report-writing.md")
    rows = re.findall(r"^\| `(\w+)(?:\(n\))?` \|", text, re.MULTILINE)
    assert set(rows) == set(FILTERS)


def test_references_in_examples_exist() -> None:
    text = page(ROOT / "docs" / "report-writing.md") + page(ROOT / "docs" / "form-sets.md")
    text = "\n".join(line for line in text.split("\n") if "  错误 T" not in line)
    used = set(re.findall(r"\{\{ ((?:年度|上年度|单位|附件|基本支出|项目支出|整体支出|各项目|行\.)[\w.]*)", text))
    known = template_names() | {f"各项目.heritage{name.removeprefix('本项目')}" for name in template_names()}
    assert used
    assert used <= known


# examples of data files


def first_example(file: Path, heading: str) -> str:
    section = re.split(rf"^## {re.escape(heading)}$", page(file), flags=re.MULTILINE)[1]
    return section.split("```yaml\n", 1)[1].split("```", 1)[0]


@pytest.mark.parametrize(
    ("heading", "model"),
    [
        ("unit.yaml", Unit),
        ("annex1.yaml", Annex1),
        ("annex2.yaml", Annex2),
        ("basic.yaml", BasicOutlay),
        ("annex5.yaml", Annex5),
        ("overrides.yaml：按原件列报", Overrides),
        ("waivers.yaml：豁免", Waivers),
        ("control.yaml：核对数", Controls),
        ("上一年度只有决算数：final-accounts.yaml", FinalAccounts),
    ],
)
def test_the_example_of_a_data_file_is_a_valid_one(heading: str, model: type[Record], tmp_path: Path) -> None:
    file = tmp_path / "example.yaml"
    file.write_text(first_example(ROOT / "docs" / "data-files.md", heading), encoding="utf-8")
    source = load_yaml(file, file.name, "")
    validate(source, model)
    assert source.findings == []


# links and commands


def anchors(path: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page(path), re.MULTILINE)
    return set(re.findall(r'<a id="([^"]+)">', page(path))) | {
        re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-") for heading in headings
    }


@pytest.mark.parametrize("path", PAGES, ids=ids)
def test_relative_links_lead_somewhere(path: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page(path)):
        if re.match(r"[a-z]+:", target) or "://" in target:
            continue
        file, _, anchor = unquote(target).partition("#")
        linked = (path.parent / file).resolve() if file else path
        assert linked.exists(), target
        assert not anchor or anchor in anchors(linked), target


# In English prose “make” is a verb: a command stands at the start of a line, in backquotes or after Chinese.
_COMMAND = re.compile(r"(?:^|[`。，、：\u4e00-\u9fff] ?|&& )(?:[A-Z_]+=\S+ )?make ([a-z][a-z-]*)", re.MULTILINE)


@pytest.mark.parametrize("path", PAGES, ids=ids)
def test_make_targets_named_exist(path: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", page(ROOT / "Makefile"), re.MULTILINE))
    assert set(_COMMAND.findall(page(path))) <= targets


@pytest.mark.parametrize("path", PAGES, ids=ids)
def test_files_named_in_the_project_exist(path: Path) -> None:
    named = set(re.findall(r"`((?:data/20(?:22|23)|templates|jixiao|docs|scripts|tests)/[\w./-]+)`", page(path)))
    assert [name for name in sorted(named) if not (ROOT / name).exists() and "mycity" not in name] == []


def test_the_picture_of_the_readme_is_small() -> None:
    assert (ROOT / "docs" / "images" / "package-2023.png").stat().st_size < 400_000


if __name__ == "__main__":
    print(glossary_page())
