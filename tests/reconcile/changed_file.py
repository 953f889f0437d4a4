"""The made unit's package with every kind of change made by hand."""

from __future__ import annotations

import copy
from typing import Any

from tests.support.docx import W, text_of
from tests.support.returned import Edited, set_text

HERITAGE = "各项目.heritage"
INDICATORS = f"{HERITAGE}.绩效指标.产出指标.数量指标"
HOSTILE = "# 另有{{ 年度 }}一段，**不是**标记{# 的 #}。"
REVIEWER = "审核员乙"


def unmarked(element: Any, words: str) -> Any:
    """Return a copy of a paragraph or row that says ``words`` and has no marks."""
    new = copy.deepcopy(element)
    for one in [one for one in new.iter() if one.tag.startswith(f"{W}bookmark")]:
        one.getparent().remove(one)
    *others, run = list(new.iter(f"{W}r"))
    set_text(run, words)
    for other in others:
        set_text(other, "")
    return new


def tracked(edited: Edited, where: str, path: str, words: str) -> None:
    """Change a value as Word does while it tracks changes."""
    [run] = edited.runs(edited.mark(where, path))
    typed = copy.deepcopy(run)
    set_text(typed, words)
    inserted, deleted = (
        run.makeelement(f"{W}{name}", {f"{W}id": number, f"{W}author": REVIEWER})
        for name, number in (("ins", "9001"), ("del", "9002"))
    )
    run.addnext(inserted)
    run.addprevious(deleted)
    inserted.append(typed)
    deleted.append(run)
    for text in list(run.iter(f"{W}t")):
        text.tag = f"{W}delText"


def cases(edited: Edited) -> None:
    for where, path, words in [
        ("附件1", "附件1.三公经费.公务用车.决算", "0.66"),
        ("附件1", "附件1.三公经费.公务接待.预算", "3"),
        ("附件1", "附件1.三公经费.预算", "6"),
        ("附件1", "附件1.政府采购金额.预算", "188万元左右"),
        ("附件2", "单位.单位名称", "市馆"),
        ("附件3（5）", f"{HERITAGE}.资金.分值", "20"),
        ("附件3（5）", f"{INDICATORS}[2].分值", ""),
        ("报告 二", "项目支出.年初预算批复", "123.45"),
    ]:
        edited.type_over(where, path, words)
    edited.replace("厉行节约保障措施", "厉行节约措施")
    edited.replace("（一）结果应用情况", "（三）结果应用情况")
    tracked(edited, "附件1", "附件1.政府采购金额.决算", "81")
    edited.document.add_comment(edited.document.paragraphs[0].runs, text="请核对", author=REVIEWER)
    rows(edited)
    paragraphs(edited)
    edited.document.sections[0].footer.paragraphs[0].add_run("内部资料")
    edited.document.sections[-1].footer.paragraphs[0].add_run("\u200b")  # folded: no change


def rows(edited: Edited) -> None:
    for where, path in [("附件1", "附件1.三公经费.出国经费.预算"), ("附件3（5）", f"{INDICATORS}[3].年度指标值")]:
        row = edited.row(where, path)
        row.getparent().remove(row)
    row = edited.row("附件3（2）", "各项目.custody.绩效指标.产出指标.数量指标[1].年度指标值")
    row.addnext(unmarked(row, "新增的指标"))


def paragraphs(edited: Edited) -> None:
    last = edited.paragraph("承办市委办公室和上级交办的其他事项")
    edited.paragraph("馆机关本级内设机构有").addnext(unmarked(last, HOSTILE))
    last.getparent().remove(last)
    wages = edited.paragraph("其中工资福利性支出")
    words = text_of(wages).replace("其中工资福利性支出312.59万元", "其中工资300万元")
    wages.getparent().replace(wages, unmarked(wages, words))
    title = edited.document.paragraphs[1]._p
    title.addnext(unmarked(title, "表前加的一句"))
