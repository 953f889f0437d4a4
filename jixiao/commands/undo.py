"""``make undo``: puts the files back that a command changed last; run again, it takes that back."""

from __future__ import annotations

from msgspec import Struct

from jixiao.errors import EnvironmentFailure, UsageError
from jixiao.paths import Workspace
from jixiao.source.exchange import ChangedMeanwhile, Obstructed
from jixiao.source.journal import JournalEntry, JournalRecord, content_of, read_last
from jixiao.source.store import obstruction_words, write_entries


class Undo(Struct, frozen=True):
    """What is put back: the command undone, the files as they are now and will be, those changed since by hand.

    ``restored`` are files of the command that are as they were before it already; they are left alone.
    """

    deed: str
    entries: tuple[JournalEntry, ...]
    edited: tuple[str, ...] = ()
    restored: tuple[str, ...] = ()


def plan_undo(workspace: Workspace) -> Undo:
    """Return what undoing the last command would change; writes nothing.

    UsageError where there is none to undo, EnvironmentFailure where something stands in the way of its record.
    """
    record = _read_record(workspace)
    if record is None:
        raise UsageError(
            "没有可以退回的改动：只留着最近一次 make fmt、reconcile（写入的）、new-year、import、file 改动以前的样子。"
        )
    now = {entry.file: _content_now(workspace, entry.file) for entry in record.entries}
    changed = [entry for entry in record.entries if now[entry.file] != entry.before]
    if not changed:
        raise UsageError(f"{record.deed} 改过的文件现在都已是改动以前的样子，没有要退回的。")
    return Undo(
        record.deed,
        tuple(JournalEntry(entry.file, now[entry.file], entry.before) for entry in changed),
        edited=tuple(entry.file for entry in changed if now[entry.file] != entry.after),
        restored=tuple(entry.file for entry in record.entries if entry not in changed),
    )


def _read_record(workspace: Workspace) -> JournalRecord | None:
    try:
        return read_last(workspace.root)
    except Obstructed as error:
        raise EnvironmentFailure(obstruction_words(error)) from error


def _content_now(workspace: Workspace, file: str) -> bytes | None:
    try:
        return content_of(workspace.root, file)
    except Obstructed as error:
        raise EnvironmentFailure(obstruction_words(error)) from error
    except ChangedMeanwhile as error:
        raise UsageError(f"{file} 现在不是普通文件（{error.strerror}），没有退回。请移开再运行。") from error


def undo_last(workspace: Workspace, plan: Undo, *, force: bool = False) -> None:
    """Put the files back, all or none.

    UsageError where some were changed by hand since and it is not forced; EnvironmentFailure if it cannot be written.
    """
    if plan.edited and not force:
        raise UsageError(
            f"这些文件在 {plan.deed} 以后又改过，退回会连这些改动一起退掉，所以没有退回：{'、'.join(plan.edited)}。"
            "确要退回的，加 --force（make undo ARGS=--force）；再运行一次 make undo，又回到现在的样子。"
        )
    write_entries(workspace.root, plan.entries, "make undo")


def undo_text(plan: Undo, *, written: bool) -> str:
    """Return what was put back, or would be, file by file."""
    head = f"{'已退回' if written else '可以退回'} {plan.deed} 所做的改动，{len(plan.entries)} 个文件："
    lines = [head, *(f"  {entry.file}{_what(entry)}" for entry in plan.entries)]
    if plan.restored:
        lines.append(f"已经是改动以前的样子、没有动的 {len(plan.restored)} 个文件：{'、'.join(plan.restored)}。")
    if written:
        lines.append("再运行一次 make undo，又回到退回以前的样子。")
    elif plan.edited:
        lines.append(f"其中以后又改过的：{'、'.join(plan.edited)}。要一起退掉，加 --force。")
    return "\n".join(lines) + "\n"


def undo_json(plan: Undo, *, written: bool) -> dict[str, object]:
    """Return the same for programs."""
    files = [entry.file for entry in plan.entries]
    others = {"edited": list(plan.edited), "restored": list(plan.restored)}
    return {"exit": 0, "deed": plan.deed, "written": written, "files": files, **others}


def _what(entry: JournalEntry) -> str:
    if entry.after is None:
        return "（删去）"
    return "（放回）" if entry.before is None else ""
