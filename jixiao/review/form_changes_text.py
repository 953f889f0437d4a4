"""Changes of described forms in words: for the terminal, for a pull request, for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from jixiao.findings import quoted
from jixiao.plain import first_of, printable
from jixiao.publish.host_markdown import escape_for_host
from jixiao.review.form_changes import FormChange, FormChangeKind

_SHOWN, _LISTED = 40, 40


def changes_text(old: str, new: str, changes: Sequence[FormChange], *, everything: bool = False) -> str:
    """Return the changes form by form, what was entered before what follows from it."""
    lines = [f"{old} → {new}：{_count(changes)}"]
    for form, group in groupby(changes, key=lambda change: change.form):
        ordered = sorted(group, key=lambda change: change.computed)
        lines += ["", form, *first_of([f"  {_line(change)}" for change in ordered], _LISTED, everything=everything)]
    return printable("\n".join(lines), lines=True) + "\n"


def changes_markdown(old: str, new: str, changes: Sequence[FormChange]) -> str:
    """Return the changes as tables for a pull request."""
    lines = [f"## {escape_for_host(f'{old} → {new}')}", "", _count(changes)]
    for form, group in groupby(changes, key=lambda change: change.form):
        lines += ["", f"### {escape_for_host(form)}", "", "| 项 | 原来 | 现在 |", "| --- | --- | --- |"]
        lines += _rows(group)
    return "\n".join(lines) + "\n"


def changes_json(old: str, new: str, changes: Sequence[FormChange]) -> dict[str, object]:
    """Return the changes for programs."""
    return {
        "old": old,
        "new": new,
        "changes": [
            {
                "kind": change.kind.value,
                "form": change.form,
                "path": change.path,
                "old": change.old,
                "new": change.new,
                "computed": change.computed,
            }
            for change in changes
        ],
    }


def _count(changes: Sequence[FormChange]) -> str:
    if not changes:
        return "没有不同"
    computed = sum(change.computed for change in changes)
    return f"{len(changes)} 处不同" + (f"，其中 {computed} 处由公式得出" if computed else "")


def _line(change: FormChange) -> str:
    if not (change.old or change.new):
        return f"{'新增' if change.kind is FormChangeKind.ADDED else '没有了'}：{change.path or '整张表'}"
    derived = "（由公式得出）" if change.computed else ""
    old, new = (quoted(text, characters=_SHOWN) if text else "（空）" for text in (change.old, change.new))
    return f"{change.path}：{old} → {new}{derived}"


def _rows(changes: Iterator[FormChange]) -> Iterator[str]:
    for change in changes:
        words = change.path or "整张表"
        old, new = change.old, change.new
        if not (old or new):
            old, new = ("", "新增") if change.kind is FormChangeKind.ADDED else ("有", "没有了")
        cells = (escape_for_host(cell.replace("\n", " ")) for cell in (words, old, new))
        yield f"| {' | '.join(cells)} |"
