"""A drawn unit's year in another vocabulary: what forms, projects and indicators call things, every name is another.

The reader of clauses knows no form; planted sentences are to be read as well under names that nobody has seen.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from benchmarks.believable.words import SUBJECTS
from jixiao.paths import Workspace

FORM_SET = "yueyang-2023"
# What the form set calls its matters, as its 用语 and planted sentences write it, and what they are called instead.
TOPICS = {
    "“三公”经费": "“四类”开销",
    "三公经费": "四类开销",
    "公务接待": "来客招待",
    "公务用车运行维护": "用车日常保养",
    "公车运行维护": "用车保养",
    "公用经费": "日常杂费",
    "公用支出": "日常杂项",
    "项目支出": "专列投入",
    "基本支出": "保底投入",
    "部门整体支出": "全系统投入",
    "整体支出": "全盘投入",
    "支出总额": "投入大数",
    "总支出": "投入盘子",
    "财政供养人员": "财政负担职工",
    "在职人员": "在岗职工",
    "退休人员": "离岗职工",
    "工勤人员": "后勤职工",
    "编制": "名额",
    "政府采购": "集中购置",
}
_FIRST, _SECOND = "青白玄赤紫", "禾鹭松枫"
_THIRD = "舟桥"
STEMS = dict(
    zip(SUBJECTS, (f"{one}{two}{three}事" for one in _FIRST for two in _SECOND for three in _THIRD), strict=True)
)
# 某某建设项目支出 is the outlay of a project, not 项目支出.
_OWN = "(?<!提升)(?<!建设)"
_NAMES = re.compile(
    "|".join(
        f"{_OWN if name == '项目支出' else ''}{re.escape(name)}"
        for name in sorted({**TOPICS, **STEMS}, key=len, reverse=True)
    )
)
_TOPIC_LINE = re.compile(r"(?m)^ +- 说法: \[.*$")
_REFERENCE = re.compile("(\x01[^\x02]*\x02)")


def rename_text(text: str) -> str:
    """Return a text with every name as it is called instead."""
    return _NAMES.sub(lambda one: TOPICS.get(one[0]) or STEMS[one[0]], text)


def rename_sentence(sentence: str) -> str:
    """Return a planted sentence under the other names; the paths of its numbers stay."""
    return "".join(one if one.startswith("\x01") else rename_text(one) for one in _REFERENCE.split(sentence))


def rename_year(workspace: Workspace, templates: Path) -> None:
    """Rewrite a drawn unit's files, and give it form sets of its own that call their matters otherwise."""
    folder = workspace.root / "templates"
    folder.unlink()
    shutil.copytree(templates, folder)
    forms = folder / FORM_SET / "forms.yaml"
    head, mark, topics = forms.read_text("utf-8").partition("\n  用语:\n")
    renamed = _TOPIC_LINE.sub(lambda one: rename_text(one[0]), topics)
    forms.write_text(head + mark + renamed, "utf-8", newline="\n")
    for path in sorted((workspace.root / "data").rglob("*.*")):
        text = path.read_text("utf-8")
        for old, new in STEMS.items():
            text = text.replace(old, new)
        path.write_text(text, "utf-8", newline="\n")
