"""The result for a returned file, in words and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import asdict

from jixiao.docx.unread import count_things
from jixiao.findings import quoted
from jixiao.plain import first_of, one_line, printable
from jixiao.reconcile.edits import Follower, Returned, ReturnedEdit
from jixiao.reporting.terminal_text import findings_text, summary

_CHARACTERS = 60
_IN_FULL, _LISTED = 6, 25


def returned_text(returned: Returned, name: str, *, colour: bool = False, everything: bool = False) -> str:
    """Return all there is to say about a file that came back; ends with a line end.

    Many changes take a line each, and of very many only the first are listed, unless ``everything`` is asked for.
    """
    changes = sorted(returned.changes, key=lambda edit: edit.place)
    moving = returned.moving if changes else ()
    parts = [
        _headline(returned, name),
        *_changes(changes, everything=everything),
        _computed("算出来的数，改动与数据一致，不用另改：", returned.followers, everything=everything),
        _computed("写入后会跟着变的数（返回件里没有改）：", moving, everything=everything),
        _answers(returned),
        _comments(returned, everything=everything),
        findings_text(returned.findings, returned.texts, colour=colour, everything=everything),
        "\n".join(printable(note) for note in returned.notes),
        _closing(returned),
        _seen(returned),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _changes(changes: Sequence[ReturnedEdit], *, everything: bool) -> Iterator[str]:
    if everything or len(changes) <= _IN_FULL:
        for file, those in groupby(changes, lambda edit: edit.place.file):
            yield "\n".join(_lines(file, list(those)))
        return
    lines = [
        f"  {edit.place}  {edit.target.value}  {edit.subject}：{_value(edit, edit.old)} → {_value(edit, edit.new)}"
        for edit in changes
    ]
    yield "\n".join(map(printable, first_of(lines, _LISTED)))


def _headline(returned: Returned, name: str) -> str:
    counted = [f"可以写入数据的改动 {len(returned.changes)} 处"] if returned.changes else []
    counted += [f"写成豁免的回答 {len(returned.answers)} 条"] if returned.answers else []
    counted += [f"要自己处理的：{summary(returned.findings)}"] if returned.findings else []
    counted += [f"批注 {len(returned.comments)} 条"] if returned.comments else []
    return f"{printable(name)}（{returned.year} 年度）：{'；'.join(counted) or '没有改动'}。"


def _lines(file: str, changes: Sequence[ReturnedEdit]) -> Iterator[str]:
    yield printable(file)
    for edit in changes:
        yield f"  {printable(str(edit.place))}  {edit.target.value}  {printable(edit.subject)}"
        yield f"      {_value(edit, edit.old)} → {_value(edit, edit.new)}"
        if edit.printed:
            yield f"      印在：{printable('、'.join(edit.printed))}"
        if edit.authors:
            yield f"      修订人：{printable('、'.join(edit.authors))}"
        if edit.note:
            yield f"      说明：{printable(edit.note)}"


def _value(change: ReturnedEdit, words: str) -> str:
    if change.value is None:
        return printable(one_line(words)) or "（无）"
    return printable(quoted(words, characters=_CHARACTERS)[1:-1]) or "（空白）"


def _computed(title: str, those: Sequence[Follower], *, everything: bool) -> str:
    lines = dict.fromkeys(f"  {one.subject}  {one.old} → {one.new}（{one.printed}）" for one in those)
    shown = first_of(list(lines), _IN_FULL, everything=everything, unit="个")
    return "\n".join([title, *map(printable, shown)]) if lines else ""


def _comments(returned: Returned, *, everything: bool) -> str:
    lines = []
    for comment in returned.comments:
        anchor = f"（批在{quoted(comment.anchor)}）" if comment.anchor.strip() else ""
        lines.append(
            f"  {printable(one_line(comment.author)) or '无名'}：{printable(one_line(comment.text))}{printable(anchor)}"
        )
    return "\n".join(["批注：", *first_of(lines, _IN_FULL, everything=everything, unit="条")]) if lines else ""


def _answers(returned: Returned) -> str:
    """Return the waivers that answers under our comments come to."""
    lines = []
    for one in returned.answers:
        lines.append(f"  {one.finding.code}  {one.finding.subject}")
        lines.append(
            f"      理由：{quoted(one.reason, characters=_CHARACTERS)}；责任人：{one.by}；有效期至 {one.until}"
        )
    return "\n".join(["批注里的回答，写成豁免：", *map(printable, lines)]) if lines else ""


def _closing(returned: Returned) -> str:
    files = len({edit.place.file for edit in returned.changes}) + bool(returned.answers)
    if returned.written:
        after = "请用 git diff 查看，再运行 make check-data；要退回，运行 make undo。"
        return f"已写入 {files} 个文件，其余内容一字未动。{after}"
    if not returned.changes and not returned.answers:
        return ""
    return (
        "数据没有改动。"
        if returned.read_only and not returned.answers
        else "数据没有改动。写入数据：同一命令加 --apply。"
    )


def _seen(returned: Returned) -> str:
    """Return the line that says what stands in the file and was not read as text."""
    counted = count_things(returned.unread)
    return printable(f"看到而没有当作文字读的：{counted}。") if counted else "没有看到文字以外的内容。"


def returned_json(returned: Returned, *, code: int) -> str:
    """Return the same as JSON."""
    value = {
        "exit": code,
        "year": returned.year,
        "written": returned.written,
        "changes": [edit.as_json() for edit in returned.changes],
        "computed": [asdict(follower) for follower in returned.followers],
        "moving": [asdict(follower) for follower in returned.moving],
        "answers": [
            {
                "code": one.finding.code,
                "subject": one.finding.subject,
                "reason": one.reason,
                "by": one.by,
                "until": one.until,
            }
            for one in returned.answers
        ],
        "comments": [{"author": one.author, "text": one.text, "anchor": one.anchor} for one in returned.comments],
        "findings": [finding.as_json() for finding in returned.findings],
        "notes": returned.notes,
        "unread": [{"kind": thing.kind.value, "detail": thing.detail} for thing in returned.unread],
    }
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
