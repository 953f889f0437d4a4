"""Changes and reviews written by hand, for tests of what lays them out."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from jixiao.findings import Finding, Place
from jixiao.review.change import Change, ChangeKind, Fate, MoveKind
from jixiao.review.fact_changes import FactComparison
from jixiao.review.review_types import Review, SideName
from jixiao.review.text_pieces import compare_texts

NASTY = "甲|乙 <b>@octocat</b> `码` [链](http://x.cn) #12 !3 ~标 &4 $x^2$ **粗** _斜_ :tada: www.x.cn \\ \x1b[31m"


def figure(label: str = "公务接待 决算", old: str | None = "2", new: str | None = "2.5", **more: Any) -> Change:
    """Return a figure's change in 万元 with its difference and ratio."""
    difference = None if old is None or new is None else Decimal(new) - Decimal(old)
    ratio = difference / Decimal(old) if difference is not None and old and Decimal(old) else None
    settings = {"name": label, "label": label, "unit": "万元", "difference": difference, "ratio": ratio, **more}
    return Change(ChangeKind.FIGURE, old=old, new=new, **settings)


def text(old: str | None, new: str | None, **more: Any) -> Change:
    """Return a text's change."""
    settings: dict[str, Any] = {"name": "文", "label": "文", "pieces": compare_texts(old or "", new or ""), **more}
    return Change(ChangeKind.TEXT, old=old, new=new, **settings)


def paragraph(new: str, where: str = "报告 一 第1段", **more: Any) -> Change:
    """Return an added paragraph."""
    return Change(ChangeKind.PARAGRAPH, where, None, new, label=where, what=Fate.ADDED, **more)


def move(old: str | None, new: str | None, what: MoveKind = MoveKind.PROJECT, **more: Any) -> Change:
    """Return a project or indicator that moved."""
    settings: dict[str, Any] = {"name": "p", "label": "p", **more}
    return Change(ChangeKind.MOVE, old=old, new=new, what=what, **settings)


def record(new: str, name: str = "T204 数", what: str = "豁免") -> Change:
    """Return a record that is new."""
    return Change(ChangeKind.RECORD, name, None, new, what=what)


def part(old: str, new: str, label: str = "附件1") -> Change:
    """Return a part with the digests of both sides."""
    return Change(ChangeKind.PART, label, old, new, label=label)


def reference() -> Change:
    """Return a reference that points at another indicator."""
    place: dict[str, Any] = {"file": "data/2023/report/06.md", "line": 3}
    return Change(ChangeKind.REFERENCE, "附件2.甲[1]", "编书", "办展", what="名称", **place)


def finding(words: str = "合计不对", number: int = 1) -> Finding:
    """Return a finding."""
    return Finding("T204", Place("a.yaml", number), words, "", "", subject=f"数{number}")


def review(**parts: Any) -> Review:
    """Return a review of two versions of a year that holds what is given."""
    return Review(SideName("原版", 2023), SideName("现版", 2023), FactComparison(2023, 2023), **parts)


def full(entries: int, words: str = "文字") -> Review:
    """Return a review with so many entries of each kind."""
    many = range(entries)
    return review(
        entered=tuple(figure(f"{words}{n}", consequences=(figure("三公经费 决算"),)) for n in many),
        derived=tuple(figure(f"{words}{n}", printed=(f"附件1 第{n}行第4格",)) for n in many),
        texts=tuple(text("旧", words, label=words) for _ in many),
        paragraphs=tuple(paragraph(words, f"报告 一 第{n}段") for n in many),
        moves=tuple(move(None, words, label=words, details=(words,)) for _ in many),
        records=tuple(record(words, words) for _ in many),
        new_findings=tuple(finding(words, n + 1) for n in many),
        parts=(part("a", "b"),),
    )
