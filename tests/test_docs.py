"""The documents say what the code does: codes, names, keys, terms, links, commands, options, findings as printed.

Run as a program, it prints docs/glossary.md.
"""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from contextlib import redirect_stdout, suppress
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, get_args
from urllib.parse import unquote

import pytest

from jixiao import cli
from jixiao.build.stories import check_year
from jixiao.derive.derivation import derive
from jixiao.derive.dossier import Dossier, Projects
from jixiao.glossary import TERMS, template_name, term
from jixiao.model.annex1 import Annex1
from jixiao.model.annex2 import Annex2
from jixiao.model.annex5 import Annex5
from jixiao.model.base import Record
from jixiao.model.basic import BasicOutlay
from jixiao.model.controls import Controls
from jixiao.model.filed import Filed, Restatements
from jixiao.model.final_accounts import FinalAccounts
from jixiao.model.form_description import Description
from jixiao.model.form_roles import (
    Copies,
    FieldKind,
    FilingDuty,
    ListRole,
    MoneyUnit,
    NumberSign,
    Owner,
    Presence,
    Role,
)
from jixiao.model.formset import FormSet
from jixiao.model.movements import Movements
from jixiao.model.overrides import Overrides
from jixiao.model.project import Project as ProjectRecord
from jixiao.model.unit import Unit
from jixiao.model.waivers import Waivers
from jixiao.paths import Workspace
from jixiao.render.environment import PRINTABLE, context_of, format_reference, lookup, names
from jixiao.render.filters import FILTERS
from jixiao.reporting.formats import FORMATS
from jixiao.reporting.terminal_text import findings_text
from jixiao.rules.catalogue import all_rules
from jixiao.source.nodes import load_yaml
from jixiao.submission.read import read_year
from jixiao.submission.validate import validate
from tests.support.project import copy_project, edit, edit_value

ROOT = Path(__file__).resolve().parents[1]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]
HANDBOOK = ROOT / "docs" / "handbook.md"
DATA_FILES = ROOT / "docs" / "data-files.md"
FORM_SETS = ROOT / "docs" / "form-sets.md"
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
            "本页由 `jixiao/glossary.yaml` 生成，不要手改；用语有变动时，在项目文件夹里执行：",
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
    constants = (
        node.value
        for path in (ROOT / "jixiao").rglob("*.py")
        for node in ast.walk(ast.parse(page(path)))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    # Rules carry title, basis and example themselves, and have a page of their own.
    return {value for value in constants if _CODE.fullmatch(value)} - {rule.code for rule in all_rules()}


def test_every_code_of_a_finding_is_explained_and_no_other() -> None:
    explained = re.findall(r"^\| `([A-Z][0-9]{3})` \|", page(MESSAGES), re.MULTILINE)
    assert explained == sorted(explained, key=lambda code: ("ELFMNBKTROXVHQU".index(code[0]), code))
    assert set(explained) == codes_in_the_source()


def test_the_page_of_codes_tells_what_every_letter_of_the_rules_means() -> None:
    told = set(re.findall(r"(?<=\| )([A-Z])(?= \|)", page(MESSAGES)))
    assert told == {rule.code[0] for rule in all_rules()}


# names in templates


@cache
def dossier() -> Dossier:
    submission = read_year(Workspace(ROOT), 2023).repaired
    assert submission is not None
    return derive(submission)


def template_names() -> set[str]:
    found = {name for root, value in context_of(dossier()).items() for name in names_below(root, value)}
    # One indicator stands for all: which there are is the data's to say.
    return {_INDICATOR.sub(r'\1.一级指标.二级指标["三级指标"].', name) for name in found}


_INDICATOR = re.compile(r"(\.绩效指标)\.\w+\.\w+\[[^]]*\]\.")


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
        held = ((format_reference(name, value, inner), lookup(value, inner)) for inner in names(value))
        yield from (found for below, one in held for found in names_below(below, one))


def test_the_page_of_names_lists_every_name_a_template_can_use_and_no_other() -> None:
    listed = set(re.findall(r"^\| `([^`]+)` \|", page(NAMES), re.MULTILINE))
    assert {name for name in listed if not name.startswith("loop.")} == template_names()


def test_the_page_about_the_report_lists_every_filter() -> None:
    text = page(ROOT / "docs" / "report-writing.md")
    rows = re.findall(r"^\| `(\w+)(?:\([^`]*\))?` \|", text, re.MULTILINE)
    assert set(rows) == set(FILTERS)


def as_listed(reference: str, filtered: str) -> str:
    """Return a reference of an example as the page of names lists it; a whole line stands for its cells."""
    name = re.sub(r"^各项目\.[a-z]\w*\.", "本项目.", reference + (".上年决算" if filtered else ""))
    return _INDICATOR.sub(r'\1.一级指标.二级指标["三级指标"].', name)


def test_references_in_examples_exist() -> None:
    text = page(ROOT / "docs" / "report-writing.md") + page(FORM_SETS)
    text = "\n".join(line for line in text.split("\n") if "  错误 T" not in line)
    roots = "年度|上年度|单位|附件|基本支出|项目支出|整体支出|各项目|行\\."
    used = re.findall(rf"\{{\{{ ((?:{roots})(?:\w|[.]|\[[^]]*\])*)(?: \\?\| (较上年额?))?", text)
    assert len(used) > 10
    assert [one for one in used if as_listed(*one) not in template_names()] == []


# keys and examples of data files


def keys_of(model: Any) -> Iterator[str]:
    """Yield every key a file read as ``model`` may have, whatever its depth."""
    if isinstance(model, type) and issubclass(model, Record):
        for name, field in model.model_fields.items():
            yield term(name)
            yield from keys_of(field.annotation)
    for inner in get_args(model):
        yield from keys_of(inner)


@pytest.mark.parametrize(
    ("path", "model"),
    [
        *((DATA_FILES, model) for model in (Unit, Annex1, Annex2, Annex5, BasicOutlay, ProjectRecord, FinalAccounts)),
        *((DATA_FILES, model) for model in (Overrides, Waivers, Controls, Movements, Filed, Restatements)),
        (FORM_SETS, FormSet),
        (FORM_SETS, Description),
    ],
)
def test_every_key_of_a_file_is_explained(path: Path, model: type[Record]) -> None:
    text = page(path)
    missing = [
        key
        for key in keys_of(model)
        if not re.search(rf"`{re.escape(key)}[`:]|^ *(?:- )?{re.escape(key)}:", text, re.MULTILINE)
    ]
    assert missing == []


@pytest.mark.parametrize(
    "words", [FieldKind, Role, ListRole, Owner, Presence, NumberSign, Copies, FilingDuty, MoneyUnit]
)
def test_every_word_that_a_description_may_hold_is_told(words: type[StrEnum]) -> None:
    assert [str(word) for word in words if f"`{word}`" not in page(FORM_SETS)] == []


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
        ("evidence/：佐证材料", Annex5),
        ("overrides.yaml：按原件列报", Overrides),
        ("waivers.yaml：豁免", Waivers),
        ("control.yaml：核对数", Controls),
        ("movements.yaml：变动原因", Movements),
        ("filed.yaml：报送记录；restatements.yaml：更正", Restatements),
        ("上一年度只有决算数：final-accounts.yaml", FinalAccounts),
    ],
)
def test_the_example_of_a_data_file_is_a_valid_one(heading: str, model: type[Record], tmp_path: Path) -> None:
    file = tmp_path / "example.yaml"
    file.write_text(first_example(DATA_FILES, heading), encoding="utf-8")
    source = load_yaml(file, file.name, "")
    validate(source, model)
    assert source.findings == []


# findings as printed


def mistyped_outturn(workspace: Workspace) -> None:
    edit_value(workspace.year(2023) / "annex1.yaml", "决算", lambda _: "1.63", under="公务接待")


def repeated_key(workspace: Workspace) -> None:
    edit(workspace.year(2023) / "annex1.yaml", "  编制数: 21\n", "  编制数: 21\n  编制数: 22\n")


def without_waivers(workspace: Workspace) -> None:
    (workspace.year(2023) / "waivers.yaml").unlink()


@pytest.mark.parametrize(
    ("path", "code", "slip"),
    [
        (ROOT / "README.md", "E001", mistyped_outturn),
        (HANDBOOK, "E001", mistyped_outturn),
        (MESSAGES, "L002", repeated_key),
        (MESSAGES, "T203", without_waivers),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_finding_shown_is_what_the_check_prints(path: Path, code: str, slip: Any, tmp_path: Path) -> None:
    workspace = copy_project(tmp_path)
    slip(workspace)
    outcome = check_year(workspace, 2023)
    printed = findings_text(outcome.findings, outcome.texts)
    blocks = re.findall(r"^```text\ndata/.*\n((?:.*\n)*?)```", page(path), re.MULTILINE)
    shown = [block for block in blocks if f" {code}  " in block and "│" in block]
    assert shown
    for block in shown:
        assert block.strip() in printed


# commands and options


def help_of(*words: str) -> str:
    with redirect_stdout(io.StringIO()) as printed, suppress(SystemExit):
        cli.main([*words, "--help"])
    return printed.getvalue()


@cache
def options_of_commands() -> dict[str, set[str]]:
    """Return option → the commands that take it."""
    listed = help_of().partition("\n命令:\n")[2]
    found: dict[str, set[str]] = {}
    for command in re.findall(r"^    ([a-z][a-z-]*)", listed, re.MULTILINE):
        for option in re.findall(r"^  (?:-\w, )?(--[a-z-]+)", help_of(command), re.MULTILINE):
            found.setdefault(option, set()).add(command)
    return found


def options_in_the_docs() -> dict[str, set[str]]:
    commands = options_of_commands()["--help"]
    found: dict[str, set[str]] = {}
    for path in PAGES:
        for option, users in re.findall(r"^\| `(--[a-z-]+)[^`]*` \| ([^|]+) \|", page(path), re.MULTILINE):
            named = set(re.findall(r"`([a-z-]+)`", users))
            assert named <= commands, (path.name, option, named - commands)
            found.setdefault(option, set()).update(commands - named if users.startswith("除") else named)
    return found


def test_every_option_is_listed_with_the_commands_that_take_it() -> None:
    options = {option: users for option, users in options_of_commands().items() if option != "--help"}
    assert options_in_the_docs() == options


def test_every_format_of_the_check_is_listed() -> None:
    table = page(HANDBOOK).partition("`--format` 的格式：")[2].partition("`make` 后面的命令")[0]
    assert set(re.findall(r"`([a-z]+)`", table)) == set(FORMATS)


def test_every_command_is_told() -> None:
    help_lines = re.findall(r"^([a-z-]+):.*## (?!（开发）)", page(ROOT / "Makefile"), re.MULTILINE)
    rows = {name for path in PAGES for name in re.findall(r"^\| `make ([a-z-]+)", page(path), re.MULTILINE)}
    assert set(help_lines) <= rows
    told = "\n".join(page(path) for path in PAGES)
    assert [name for name in sorted(options_of_commands()["--help"]) if f"make {name}" not in told] == []


# links


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
