"""Packages mangled at random are read or refused in words; nothing else happens, and what is written can be read."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from jixiao.errors import UsageError
from jixiao.folding import fold
from jixiao.importing.documents import Document, FiledGrid, FiledLine
from jixiao.importing.import_result import ImportResult
from jixiao.importing.import_run import NO_OPTIONS, plan_documents, write_import
from jixiao.importing.plain_text import read_plain_text
from jixiao.paths import Workspace
from jixiao.submission.read import read_year
from tests.support.imported import REFERENCE, YEAR, empty_project

JUNK = [
    *("", "待填", "〔待填〕", "{{ x }}", "{% y", "无", "—", "1,2,3", "#", "- a", "'", '"', "%", "*x*", "&a", "!b"),
    *(": ", "a: b", "null", "~", "yes", "0x1F", "1e5", "：", "\u3000", "\ufdd0", "\x07", "x" * 500, "1\n2\n3"),
    *("（一）", "|", "附件3（9）", "总分", "一级指标", "-5", "9" * 20, "2024-13-45", "[1]", "{a}", "项目支出"),
    *("数量指标", "单位：元"),
]  # fmt: skip


def mangled(chance: random.Random) -> Document:
    """Return the reference with lines and tables lost, rows and cells moved, doubled, replaced."""
    blocks: list[FiledLine | FiledGrid] = []
    for block in read_plain_text("报送件.txt", REFERENCE.read_bytes()).blocks:
        if chance.random() < 0.02:
            continue
        if isinstance(block, FiledGrid):
            blocks.append(_mangled_rows([list(row) for row in block.rows], chance))
        else:
            text = chance.choice(JUNK) if chance.random() < 0.03 else block.text
            blocks.append(FiledLine(fold(text), ordinal=block.ordinal))
    return Document("报送件.txt", tuple(blocks))


def _mangled_rows(rows: list[list[str]], chance: random.Random) -> FiledGrid:
    for _ in range(chance.randint(0, 12)):
        row = chance.choice(rows)
        place = chance.randrange(len(row)) if row else 0
        what = chance.choice(["lose", "double", "cut", "put", "replace", "replace"])
        if what == "lose" and len(rows) > 1:
            rows.remove(row)
        elif what == "double":
            rows.insert(chance.randrange(len(rows)), list(row))
        elif what == "put" or not row:
            row.insert(place, chance.choice(JUNK))
        elif what == "cut":
            del row[place]
        else:
            row[place] = chance.choice(JUNK)
    return FiledGrid(tuple(tuple(map(fold, row)) for row in rows))


@pytest.mark.parametrize("seed", range(4))
def test_a_mangled_package_is_read_or_refused(seed: int, tmp_path: Path) -> None:
    workspace = empty_project(tmp_path / "project")
    plan = attempted(workspace, mangled(random.Random(seed)))  # noqa: S311 - the same on every run
    if isinstance(plan, str):
        assert "没有建立任何文件" in plan
        return
    assert [one.text for one in plan.unread if "没能照原件列报" in one.text] == []
    write_import(workspace, plan)
    reading = read_year(workspace, YEAR)
    assert reading.repaired
    assert {one.code for one in reading.findings} <= {"M001", "M010", "M018", "M019", "M022"}


def attempted(workspace: Workspace, document: Document) -> ImportResult | str:
    """Return the plan, or why there is none."""
    try:
        return plan_documents(workspace, YEAR, [document], NO_OPTIONS)
    except UsageError as error:
        return str(error)
